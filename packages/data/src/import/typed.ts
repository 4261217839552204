import { BOOLEAN, DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBAppender } from '@duckdb/node-api'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Fact } from '@lizhu/policy'
import { AREA, AWARDS, ID, NAME, noneOf, storedAs } from '@lizhu/policy/tables'
import { SQL_TYPE } from '../database/typed.ts'
import { NONE_WORDS, NO_WORDS, YES_WORDS, readCell, type ReadCell, type Units } from './cell.ts'
import { ID_NAMES, normal, roleKey, roleOf, type Role } from './headers.ts'
import { quickSql, scratch } from './quick.ts'
import { SayError } from './say.ts'
import type { Reading } from './reading.ts'
import type { Input } from './sources.ts'

/** A column that is read: its place in the file. */
export interface Placed { readonly place: number; readonly header: string; readonly role: Role }

/** What each column says. Those that say nothing are told of and not read. */
export function columnsOf({ program, note }: Reading, input: Input, table: string): Placed[] {
  const placed = new Map<string, Placed>()
  input.raw.headers.forEach((header, place) => {
    if (header.trim() === '') return
    const role = roleOf(program, table, header)
    if ('code' in role && !('what' in role)) { note(input, role, 'warning', header); return }
    if (!('what' in role) || role.what === 'own') return
    const before = placed.get(roleKey(role))
    if (before === undefined) placed.set(roleKey(role), { place, header, role })
    else note(input, { code: 'same-column', params: { other: before.header } }, 'warning', header)
  })
  const columns = [...placed.values()]
  const owner = program.kinds.find(one => one.name === table)?.of[0]
  if (table === AWARDS ? !placed.has('award holder') : table !== AREA && !placed.has('id')) throw new SayError('no-id', { names: ID_NAMES.slice(0, 3).join('”“') })
  if (owner !== undefined && !placed.has(`owner ${owner}`)) throw new SayError('no-owner', { kind: owner })
  return columns
}

/** Reads the texts of a file into a table of values, row by row (`input`, `row`); what is wrong with a cell sets its row aside. */
export async function typedTable(reading: Reading, input: Input, number: number, columns: readonly Placed[], progress: (part: number) => void): Promise<string> {
  const { database } = reading
  const raw = identifier(input.raw.name)
  const joins: string[] = []
  const out: (readonly [string, string])[] = [['input', String(number)], ['row', 'raw.rowid']]
  const nones = new Map<string, string[]>()
  for (const [done, { place, header, role }] of columns.entries()) {
    progress(done / (columns.length + 1))
    const text = `raw.c${place}`
    if (role.what === 'id') out.push([ID, text])
    else if (role.what === 'name') out.push([NAME, `NULLIF(${text}, '')`])
    else if (role.what === 'owner') out.push([`owner ${role.kind}`, `NULLIF(${text}, '')`])
    else if (role.what === 'award') out.push([role.field, `NULLIF(${text}, '')`])
    else if (role.what === 'claims') out.push([noneOf(role.kind), `CASE WHEN lower(${text}) IN (${(normal(header).endsWith('=无') ? YES_WORDS : [...NO_WORDS, ...NONE_WORDS]).map(textLiteral).join(', ')}) THEN TRUE END`])
    else if (role.what === 'none' || role.what === 'fact') {
      const fact: Fact = role.what === 'none' ? { kind: '', owner: '', name: role.column, type: { kind: 'boolean' } } : role.fact
      const units: Units = { ...(role.what === 'fact' && role.unit !== undefined ? { unit: role.unit } : {}), own: input.own }
      const quick = quickSql(fact, text, units)
      const type = SQL_TYPE[storedAs(fact.type) ?? 'text']
      const odd = await oddCells(reading, input, number, place, quick, cell => (fact.owner === 'roster' ? member(fact, cell) : readCell(fact, cell, units)))
      const join = `odd${place}`
      if (odd !== undefined) joins.push(` LEFT JOIN ${odd.table} AS ${join} ON ${join}.text = ${text}`)
      const value = odd === undefined ? quick : `COALESCE(${quick}, CAST(${join}.value AS ${type}))`
      if (role.what === 'fact') out.push([role.column, `CAST(${value} AS ${type})`])
      const none = role.what === 'none' ? value : odd?.none === true ? `${join}.none` : undefined
      if (none !== undefined) nones.set(noneOf(role.column), [...nones.get(noneOf(role.column)) ?? [], `COALESCE(${none}, FALSE)`])
    }
  }
  for (const [name, all] of nones) out.push([name, all.join(' OR ')])
  const name = scratch(`typed ${number}`)
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${name} AS SELECT ${out.map(([column, sql]) => `${sql} AS ${identifier(column)}`).join(', ')} FROM ${raw} AS raw${joins.join('')}`)
  return name
}

/** A membership: since when, or only that it is one. */
function member(fact: Fact, cell: string): ReadCell {
  const text = cell.toLowerCase()
  if (YES_WORDS.some(word => word === text)) return { value: '0001-01-01', none: false }
  return NO_WORDS.some(word => word === text) ? { value: null, none: true } : readCell(fact, cell)
}

const BLOCK = 2048
/** Different texts that are held at once. */
const HELD = 65_536

/** The different texts of a column that are not spelt the usual way, read one by one; absent: there are none. */
async function oddCells({ database, say, signal }: Reading, input: Input, number: number, place: number, quick: string, read: (cell: string) => ReadCell): Promise<{ readonly table: string; readonly none: boolean } | undefined> {
  const [raw, text, name] = [identifier(input.raw.name), `raw.c${place}`, `import odd ${number} ${place}`]
  const [table, texts] = [identifier(name), scratch('texts')]
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${texts} AS SELECT DISTINCT ${text} AS text FROM ${raw} AS raw WHERE ${text} <> '' AND (${quick}) IS NULL`)
  const count = Number((await database.connection.runAndReadAll(`SELECT COUNT(*) FROM ${texts}`)).getRows()[0]?.[0] ?? 0)
  if (count === 0) return undefined
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${table} (text VARCHAR, value VARCHAR, "none" BOOLEAN, say INTEGER)`)
  const appender = await database.connection.createAppender(name, 'main', 'temp')
  let [anyNone, anyWrong] = [false, false]
  for (let from = 0; from < count; from += HELD) {
    signal?.throwIfAborted()
    const some = (await database.connection.runAndReadAll(`SELECT text FROM ${texts} WHERE rowid >= ${from} AND rowid < ${from + HELD}`)).getRows().map(([cell]) => ({ cell: String(cell), found: read(String(cell)) }))
    for (const { found } of some) if ('code' in found) anyWrong = true; else if (found.none) anyNone = true
    append(appender, some.map(({ cell, found }) => ('code' in found ? [cell, null, false, say(found)] : [cell, found.value, found.none, null])))
  }
  appender.closeSync()
  if (anyWrong) await database.run(`INSERT INTO ${scratch('wrong')} SELECT ${number}, raw.rowid, ${place}, odd.say FROM ${raw} AS raw JOIN ${table} AS odd ON odd.text = ${text} WHERE odd.say IS NOT NULL`)
  return { table, none: anyNone }
}

function append(appender: DuckDBAppender, rows: readonly (readonly (string | boolean | number | null)[])[]): void {
  const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, BOOLEAN, INTEGER])
  for (let from = 0; from < rows.length; from += BLOCK) {
    const some = rows.slice(from, from + BLOCK)
    chunk.rowCount = some.length
    for (let column = 0; column < 4; column++) {
      const vector = chunk.getColumnVector(column)
      some.forEach((row, i) => { vector.setItem(i, row[column] ?? null) })
      vector.flush()
    }
    appender.appendDataChunk(chunk)
  }
}
