import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { DEFER, type ScreenPlan } from '@lizhu/policy/screen'
import { screenSql } from '@lizhu/policy/tables'
import { shapeOf } from '../city/shape.ts'
import type { Database } from '../database/database.ts'
import { inAnyOrder, openDuckDB, type DuckDB } from '../database/duckdb.ts'
import { writeXlsx, type SheetCell } from '../workbook/write.ts'
import { leave, leaveAll, type Left, type OnUnits } from './closure.ts'
import { unitsIn } from './kernel.ts'
import type { Outcomes } from './outcomes.ts'
import { blocksOf, ownHands, piecesOf, workOff, type Hands } from './pieces.ts'
import { layPools, pooled, type PoolSaid } from './pooled.ts'
import { inWords, writeRows, writtenBySql } from './rows.ts'
import { outcomesOf, settledInSql } from './sql.ts'
import { tallyRows, type Tally } from './tally.ts'

export type Language = 'zh' | 'en'
export type Format = 'parquet' | 'csv' | 'xlsx'
export interface WriteOptions { readonly language: Language; readonly format: Format; /** Ends the work; nothing is left of it. */ readonly signal?: AbortSignal }
/** `onDone`: units, or statements, that are done; `onLeft`: the same of what columns leave to the closure. */
export interface ScreenOptions extends WriteOptions { /** Absent: this thread. */ readonly hands?: Hands; readonly onDone?: OnUnits; readonly onLeft?: OnUnits; /** What came of each pool. */ readonly onPool?: (said: PoolSaid) => void }

/** Names of the columns that are written. Money in Parquet is whole fen, else yuan. */
const HEADS = {
  zh: { party: '主体', subject: '事项', instrument: '政策工具', name: '名称', state: '状态', amount: '金额', least: '下限', quantity: '数量', reasons: '原因', missing: '缺', granted: '分配金额', place: '资金池' },
  en: { party: 'party', subject: 'subject', instrument: 'instrument', name: 'name', state: 'state', amount: 'amount', least: 'least', quantity: 'quantity', reasons: 'reasons', missing: 'missing', granted: 'allotted', place: 'pool' },
} as const
const UNITS = { zh: { parquet: '（分）', csv: '（元）', xlsx: '（元）' }, en: { parquet: ' (fen)', csv: ' (yuan)', xlsx: ' (yuan)' } } as const
const MONEY: ReadonlySet<string> = new Set(['amount', 'least', 'granted'])
/** Only where there is a pool. */
const OF_POOLS: ReadonlySet<string> = new Set(['granted', 'place'])
const headsOf = (language: Language, format: Format, pools: boolean): ReadonlyMap<string, string> => new Map(Object.entries(HEADS[language]).flatMap(([name, head]) => (pools || !OF_POOLS.has(name) ? [[name, MONEY.has(name) ? head + UNITS[language][format] : head]] : [])))

/** Every outcome as a row of a file: who, which instrument, state, amount, why not, what is missing. The file is there whole, or not at all. */
export function writeOutcomes(program: Program, outcomes: AsyncIterable<Outcomes>, path: string, options: WriteOptions): Promise<readonly Tally[]> {
  return besideFile(path, async folder => gather(folder, await writeRows(program, outcomes, { ...options, folder, name: 'rows' }), path, options))
}

/** What the kernel says of a city, a piece at a time by each of the hands. */
export function writeFromKernel(plan: ScreenPlan, database: Database, path: string, options: ScreenOptions): Promise<readonly Tally[]> {
  const { hands = ownHands(plan, database, options), onDone } = options
  return besideFile(path, async folder => {
    const blocks = blocksOf(await unitsIn(plan.program, database), hands.count)
    const files = await workOff(blocks, hands, folder, onDone)
    return gather(folder, files, path, options, await poolsOf(plan, database, folder, options))
  })
}

/** What a database says of the tables in it. */
export function writeFromSql(plan: ScreenPlan, database: Database, path: string, options: ScreenOptions): Promise<readonly Tally[]> {
  const { hands = ownHands(plan, database, options), onDone, onLeft } = options
  return besideFile(path, async folder => {
    const left: Left = new Map()
    const settled = await writeRows(plan.program, settledInSql(plan, database, await shapeOf(plan.program, database), left, onDone), { ...options, folder, name: 'settled' })
    const files = [...settled, ...await workOff(piecesOf(left, hands.count), hands, folder, onLeft)]
    return gather(folder, files, path, options, await poolsOf(plan, database, folder, options))
  })
}

/** The same of tables in DuckDB, which writes most of the rows itself, straight into the file: only what columns leave to the closure, and what is no money, passes through here. */
export function writeFromDuckDB(plan: ScreenPlan, database: DuckDB, path: string, options: ScreenOptions): Promise<readonly Tally[]> {
  const { language, onLeft, hands = ownHands(plan, database, options) } = options
  const { program } = plan
  return besideFile(path, async folder => {
    const shape = await shapeOf(program, database)
    const { before, results, after } = screenSql(plan, shape, database.dialect, database.scratch)
    const left: Left = new Map()
    const [files, queries]: [string[], string[]] = [[], []]
    try {
      for (const statement of before) await database.run(statement)
      for (const [i, { plan: one, sql, leaves }] of results.entries()) {
        const open = new Set<number>()
        if (leaves) for await (const chunk of database.rows(`SELECT DISTINCT unit FROM (${sql}) AS r WHERE status % 128 >= ${DEFER}`, new Map([['unit', 'number']]))) for (const unit of chunk.numbers('unit')) { open.add(unit); leave(left, unit, one.instrument) }
        if (!writtenBySql(program, one)) files.push(...await writeRows(program, outcomesOf(plan, one, sql, open, database), { ...options, folder, name: `settled-${i}` }))
        // The closure says of a unit all or nothing.
        else queries.push(inWords(program, one, sql, open.size === 0 ? 'TRUE' : `unit NOT IN (SELECT unit FROM (${sql}) AS l WHERE status % 128 >= ${DEFER})`, language, database.dialect))
      }
      await leaveAll(left, plan, database, shape)
      files.push(...await workOff(piecesOf(left, hands.count), hands, folder, onLeft))
      return await gather(folder, files, path, options, await poolsOf(plan, database, folder, options), { database, queries })
    } finally { for (const statement of after) await database.run(statement) }
  })
}

/** With a folder for what is only there meanwhile. */
async function besideFile<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${path}.rows`
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  try { return await work(folder) } finally { await rm(folder, { recursive: true, force: true }) }
}

/** Rows with what pools grant beside them. */
type PoolsOf = (database: DuckDB, rows: string) => Promise<string>
/** Undefined: no instrument that was asked for has a pool. */
async function poolsOf(plan: ScreenPlan, database: Database, folder: string, { language, onPool }: ScreenOptions): Promise<PoolsOf | undefined> {
  const laid = await layPools(plan, database, await shapeOf(plan.program, database), folder)
  if (laid.length === 0) return undefined
  return async (gathering, rows) => {
    const { sql, said } = await pooled(plan, laid, gathering, rows, language)
    for (const one of said) onPool?.(one)
    return sql
  }
}

/** Rows that a database has not written yet. */
interface Unwritten { readonly database: DuckDB; readonly queries: readonly string[] }

/** Files of rows, and rows still to be written, as one file; counted once they are. */
async function gather(folder: string, files: readonly string[], path: string, { language, format, signal }: WriteOptions, pools?: PoolsOf, unwritten?: Unwritten): Promise<readonly Tally[]> {
  const heads = [...headsOf(language, 'parquet', pools !== undefined)]
  const [rows, part] = [join(folder, 'all.parquet'), `${path}.part`]
  const own = unwritten === undefined ? await openDuckDB({ path: join(folder, 'gather.duckdb'), memory: '1GB', ...(signal === undefined ? {} : { signal }) }) : undefined
  const database = own ?? unwritten?.database
  if (database === undefined) throw new TypeError('no database')
  try {
    await inAnyOrder(database)
    const parts = [...files.length === 0 ? [] : [`SELECT * FROM read_parquet([${files.map(textLiteral).join(', ')}])`], ...unwritten?.queries ?? []]
    const all = parts.length === 0 ? `SELECT ${[...headsOf(language, 'parquet', false).keys()].map(name => `CAST(NULL AS ${MONEY.has(name) ? 'BIGINT' : 'VARCHAR'}) AS ${name}`).join(', ')} WHERE FALSE` : parts.join(' UNION ALL BY NAME ')
    const beside = pools === undefined ? all : await pools(database, all)
    await database.run(`COPY (SELECT ${heads.map(([name, head]) => `${name} AS ${identifier(head)}`).join(', ')} FROM (${beside})) TO ${textLiteral(rows)} (FORMAT PARQUET)`)
    const from = `(SELECT ${heads.map(([name, head]) => `${identifier(head)} AS ${name}`).join(', ')} FROM read_parquet(${textLiteral(rows)}))`
    const tallies = await tallyRows(database, from, language)
    switch (format) {
      case 'parquet': await rename(rows, path); break
      case 'csv': await database.run(`COPY (${forPeople(from, language, pools !== undefined)}) TO ${textLiteral(part)} (FORMAT CSV, HEADER)`); await rename(part, path); break
      case 'xlsx': await writeXlsx(path, { name: language === 'zh' ? '筛查' : 'screening', headers: [...headsOf(language, 'xlsx', pools !== undefined).values()], rows: sheetRows(database, from, pools !== undefined) }); break
    }
    return tallies
  } finally {
    await own?.close()
    await rm(part, { force: true })
  }
}

/** Money in yuan. Whoever opens it in a spreadsheet runs no formula, and reads Chinese (Excel wants the mark of UTF-8). */
function forPeople(from: string, language: Language, pools: boolean): string {
  const money = (column: string): string => `printf('%d.%02d', ${column} // 100, ${column} % 100)`
  const harmless = (column: string): string => `CASE WHEN regexp_matches(${column}, '^[=+@\\t\\r-]') THEN '''' || ${column} ELSE ${column} END`
  const shown = (name: string): string => (MONEY.has(name) ? money(name) : name === 'party' || name === 'subject' ? harmless(name) : name)
  return `SELECT ${[...headsOf(language, 'csv', pools)].map(([name, head], i) => `${shown(name)} AS ${identifier(`${i === 0 ? '\ufeff' : ''}${head}`)}`).join(', ')} FROM ${from}`
}

async function* sheetRows(database: DuckDB, from: string, pools: boolean): AsyncIterable<readonly SheetCell[]> {
  const names = [...headsOf('zh', 'xlsx', pools).keys()]
  for await (const { count, texts } of database.rows(`SELECT * FROM ${from}`, new Map(names.map(name => [name, 'text'])))) {
    const columns = names.map(name => ({ money: MONEY.has(name), of: texts(name) }))
    for (let row = 0; row < count; row++) yield columns.map(({ money, of }) => { const text = of[row] ?? null; return money && text !== null ? BigInt(text) : text })
  }
}
