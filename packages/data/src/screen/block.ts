import { join } from 'node:path'
import { DOUBLE, DuckDBDataChunk, INTEGER, UTINYINT, type DuckDBType } from '@duckdb/node-api'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import type { Frame } from '@lizhu/policy/city'
import { DEFER, type ScreenPlan, type Screened } from '@lizhu/policy/screen'
import type { Shape } from '@lizhu/policy/tables'
import type { Database } from '../database/database.ts'
import { openDuckDB, type DuckDB } from '../database/duckdb.ts'
import { outcomesOf, screenedBlock, type Units } from './kernel.ts'
import type { Outcomes } from './outcomes.ts'
import { VECTOR, fillTexts, inWords, writeRows, writtenBySql, type RowFiles } from './rows.ts'

/** What the kernel says of units in a row, as files of rows: its columns go to DuckDB as they are, which writes the words. */
export async function writeBlock(plan: ScreenPlan, database: Database, shape: Shape, units: Units, files: RowFiles, onUnits?: (done: number) => void): Promise<readonly string[]> {
  const { program } = plan
  const screened = await screenedBlock(plan, database, shape, units, onUnits)
  const own = await openDuckDB({ memory: '1GB', ...(files.signal === undefined ? {} : { signal: files.signal }) })
  const written: string[] = []
  try {
    const room: Room = { database: own, program, known: new Map() }
    for (const [i, one] of screened.entries()) {
      const { kernel } = one
      if (kernel === undefined || one.frame.table.count === 0 || !writtenBySql(program, kernel.plan)) continue
      const file = join(files.folder, `${files.name}-columns-${i}.parquet`)
      await own.run(`COPY (${inWords(program, kernel.plan, await tableOf(room, one, kernel), `status % 128 < ${DEFER}`, files.language, own.dialect)}) TO ${textLiteral(file)} (FORMAT PARQUET)`)
      written.push(file)
      onUnits?.(Math.floor((units.to - units.from) * (WRITING + (1 - WRITING) * (i / screened.length))))
    }
  } finally { await own.close() }
  return [...written, ...await writeRows(program, others(plan, screened), files)]
}
const WRITING = 0.8

/** What SQL does not write: rows that the closure did, and amounts that are no money. */
function* others(plan: ScreenPlan, screened: readonly Screened[]): Iterable<Outcomes> {
  for (const one of screened) {
    const all = outcomesOf(plan, one)
    if (one.kernel === undefined || !writtenBySql(plan.program, one.kernel.plan)) { yield all; continue }
    const rows = [...one.closures.keys()]
    const at = (row: number): number => rows[row] ?? 0
    yield { ...all, count: rows.length, party: row => all.party(at(row)), subject: row => all.subject(at(row)), cell: row => all.cell(at(row)) }
  }
}

/** By kind a table of its rows, whose they are and what was not told of; and the tables of ids. */
interface Room { readonly database: DuckDB; readonly program: Program; readonly known: Map<object, string> }
const COLUMNS = 'columns'

/** The results of one instrument as a table, and the query that reads it as SQL would have made it (policy/src/tables). */
async function tableOf(room: Room, { frame }: Screened, { plan: { plan: { outputs } }, results }: NonNullable<Screened['kernel']>): Promise<string> {
  const columns = outputs.map(({ name, kind }): Column => ({ name, type: kind === 'figure' ? DOUBLE : UTINYINT, values: (kind === 'figure' ? results.figures : results.bytes).get(name) ?? new Uint8Array(0) }))
  await laid(room.database, COLUMNS, columns, frame.table.count)
  const cast = outputs.map(({ name, kind }) => `CAST(r.${identifier(name)} AS ${kind === 'figure' ? 'BIGINT' : 'INTEGER'}) AS ${identifier(name)}`)
  return `SELECT p.text AS party, r.subject, r.untold, ${cast.join(', ')} FROM (SELECT * FROM ${await rowsOf(room, frame)} POSITIONAL JOIN ${COLUMNS}) AS r JOIN ${await idsOf(room, frame.parties.ids)} AS p ON p.place = r.party`
}

/** Rows of a kind in their order. */
async function rowsOf(room: Room, { table, party, untold }: Frame): Promise<string> {
  const { database, program, known } = room
  const found = known.get(table)
  if (found !== undefined) return found
  const name = `rows${known.size}`
  known.set(table, name)
  const kinds = program.kinds.map(one => one.name)
  await laid(database, 'row_parts', [
    { name: 'place', type: INTEGER, values: Int32Array.from({ length: table.count }, (_, row) => row) }, { name: 'party', type: INTEGER, values: party },
    { name: 'untold', type: INTEGER, values: Int32Array.from({ length: table.count }, (_, row) => (row < table.told ? NONE : kinds.indexOf(untold(row) ?? ''))) },
  ], table.count)
  const told = `CASE r.untold ${kinds.map((kind, i) => `WHEN ${i} THEN ${textLiteral(kind)}`).join(' ')} END AS untold`
  await database.run(`CREATE TABLE ${name} AS SELECT r.party, COALESCE(s.text, '') AS subject, ${told} FROM row_parts AS r LEFT JOIN ${await idsOf(room, table.ids)} AS s ON s.place = r.place ORDER BY r.place`)
  return name
}
const NONE = -1

async function idsOf({ database: { connection, run }, known }: Room, ids: readonly string[]): Promise<string> {
  const found = known.get(ids)
  if (found !== undefined) return found
  const name = `ids${known.size}`
  known.set(ids, name)
  await run(`CREATE TABLE ${name} (place INTEGER, text VARCHAR)`)
  await fillTexts(connection, name, ids)
  return name
}

interface Column { readonly name: string; readonly type: DuckDBType; readonly values: Int32Array | Float64Array | Uint8Array }
async function laid({ connection, run }: DuckDB, table: string, columns: readonly Column[], count: number): Promise<void> {
  await run(`CREATE OR REPLACE TABLE ${table} (${columns.map(({ name, type }) => `${identifier(name)} ${type.toString()}`).join(', ')})`)
  const appender = await connection.createAppender(table)
  const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type))
  for (let from = 0; from < count; from += VECTOR) {
    const to = Math.min(count, from + VECTOR)
    chunk.rowCount = to - from
    for (const [i, { values }] of columns.entries()) {
      const vector = chunk.getColumnVector(i)
      // The array behind it: setting each item by itself takes a hundred times as long.
      const items: unknown = Reflect.get(vector, 'items')
      if (!(items instanceof Int32Array || items instanceof Float64Array || items instanceof Uint8Array)) throw new TypeError('a vector without an array')
      items.set(values.subarray(from, to))
      vector.flush()
    }
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
