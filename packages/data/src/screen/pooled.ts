import { join } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import { CODE, PLACES, STATE, divide, dividePlaces, missingIn, planPools, whyNot, wordingOf, type PoolPlan, type ScreenPlan } from '@lizhu/policy/screen'
import { placesSql, type Shape } from '@lizhu/policy/tables'
import type { Database } from '../database/database.ts'
import { openDuckDB, type DuckDB } from '../database/duckdb.ts'
import type { TypedColumn } from '../database/typed.ts'
import { poolInSql } from './pools.ts'
import { STATE_WORDS } from './rows.ts'

type Language = 'zh' | 'en'
/** A pool with the file in which the places of its rows lie; or why it is not divided. */
export type LaidPool = { readonly instrument: string } & ({ readonly pool: PoolPlan; readonly file: string } | { readonly why: { readonly zh: string; readonly en: string } })

/** What came of a pool; `size` and `left` in fen, or in places; money granted in fen. */
export interface PoolSaid {
  readonly instrument: string
  readonly holds: PoolPlan['holds']
  readonly size?: number
  readonly left?: bigint
  readonly granted?: bigint
  /** How many rows stand how. */
  readonly places: Readonly<Record<string, number>>
  /** Why it was not divided. */
  readonly why?: string
}

export const PLACE_WORDS: Readonly<Record<Language, Readonly<Record<(typeof PLACES)[number], string>>>> = {
  zh: { granted: '全额', part: '部分', queued: '排队', tied: '并列，待人决定', open: '待定' },
  en: { granted: 'in full', part: 'in part', queued: 'queued', tied: 'tied: a person decides', open: 'open' },
}

/** Asks the city where everybody stands, pool by pool. */
export async function layPools(plan: ScreenPlan, database: Database, shape: Shape, folder: string): Promise<readonly LaidPool[]> {
  const { pools, refused } = planPools(plan)
  const laid: LaidPool[] = refused.map(one => ({ instrument: one.instrument, why: whyNot(one) }))
  for (const [i, pool] of pools.entries()) {
    const sql = placesSql(plan, pool, shape, database.dialect)
    if (sql === undefined) continue
    const file = join(folder, `places-${i}.parquet`)
    await layPlaces(database, sql, missingOf(pool), file)
    laid.push({ instrument: pool.instrument, pool, file })
  }
  return laid
}
const missingOf = ({ plan }: PoolPlan): string[] => plan.outputs.flatMap(({ name }) => (name.startsWith('missing ') ? [name] : []))

const TABLE = 'places'
async function layPlaces(database: Database, sql: string, missing: readonly string[], file: string): Promise<void> {
  const room = await openDuckDB({ memory: '1GB' })
  try {
    const whole = ['place', 'key', 'pool', 'state', ...missing]
    const columns = (at: (name: string) => TypedColumn['at']): TypedColumn[] => [...['party', 'subject'].map((name): TypedColumn => ({ name, type: 'text', at: at(name) })), ...[...whole, 'keyed'].map((name): TypedColumn => ({ name, type: 'row', at: at(name) }))]
    await room.fill(TABLE, columns(() => () => null), 0)
    const keyed = `SELECT party, subject, place, COALESCE(key, 0) AS key, ${['pool', 'state', ...missing].map(identifier).join(', ')}, CASE WHEN key IS NULL THEN 0 ELSE 1 END AS keyed FROM (${sql}) AS placed`
    for await (const chunk of database.rows(keyed, new Map([['party', 'text'], ['subject', 'text'], ...[...whole, 'keyed'].map(name => [name, 'number'] as const)]))) {
      const values = new Map<string, readonly (string | null)[] | Float64Array>([...['party', 'subject'].map(name => [name, chunk.texts(name)] as const), ...[...whole, 'keyed'].map(name => [name, chunk.numbers(name)] as const)])
      await room.append(TABLE, columns(name => row => values.get(name)?.[row] ?? null), chunk.count, [])
    }
    await room.run(`COPY (SELECT * REPLACE (CASE WHEN keyed = 1 THEN key END AS key) FROM ${TABLE}) TO ${textLiteral(file)} (FORMAT PARQUET)`)
  } finally { await room.close() }
}

/** Divides every pool among the rows in `rows` (as `writeRows` writes them). Back comes a query of the same rows with `granted` and `place` beside, and what came of each pool. */
export async function pooled(plan: ScreenPlan, pools: readonly LaidPool[], database: DuckDB, rows: string, language: Language): Promise<{ readonly sql: string; readonly said: readonly PoolSaid[] }> {
  const said: PoolSaid[] = []
  const tables: string[] = []
  const undivided: string[] = []
  const words = STATE_WORDS[language]
  const waiting = [words.eligible, words.ceiling, words.undecided, words.unknown].map(textLiteral).join(', ')
  for (const [i, one] of pools.entries()) {
    const { table, ...here } = 'why' in one ? { instrument: one.instrument, holds: 'money' as const, places: {}, why: one.why[language], table: undefined } : await divided(plan, one, database, rows, language, `divided${i}`)
    said.push(here)
    if (table !== undefined) tables.push(`SELECT ${textLiteral(one.instrument)} AS instrument, party, subject, granted, place FROM ${table}`)
    if (here.why !== undefined) undivided.push(`WHEN r.instrument = ${textLiteral(one.instrument)} AND r.state IN (${waiting}) THEN ${textLiteral(`${language === 'zh' ? '未分配：' : 'not divided: '}${here.why}`)}`)
  }
  const place = undivided.length === 0 ? 'd.place' : `CASE ${undivided.join(' ')} ELSE d.place END`
  const beside = tables.length === 0 ? 'SELECT NULL AS instrument, NULL AS party, NULL AS subject, NULL AS granted, NULL AS place WHERE FALSE' : tables.join(' UNION ALL ')
  return { said, sql: `SELECT r.*, CAST(d.granted AS BIGINT) AS granted, CAST(${place} AS VARCHAR) AS place FROM (${rows}) AS r LEFT JOIN (${beside}) AS d ON d.instrument = r.instrument AND d.party = r.party AND d.subject = r.subject` }
}

async function divided(plan: ScreenPlan, { pool, file, instrument }: Extract<LaidPool, { readonly file: string }>, database: DuckDB, rows: string, language: Language, table: string): Promise<PoolSaid & { readonly table: string | undefined }> {
  const { eligible, ceiling, undecided, unknown } = STATE_WORDS[language]
  const mine = `instrument = ${textLiteral(instrument)}`
  const applicants = `${table}_applicants`
  const bit = (state: number): string => `(p.state // ${state}) % 2 = 1`
  await database.run(`CREATE TABLE ${applicants} AS SELECT r.party, r.subject, r.amount, p.* EXCLUDE (party, subject) FROM (SELECT party, subject, amount FROM (${rows}) WHERE ${mine} AND state = ${textLiteral(eligible)} AND amount IS NOT NULL) AS r JOIN read_parquet(${textLiteral(file)}) AS p ON p.party = r.party AND p.subject = r.subject`)
  const [counts] = await numbersIn(database, `SELECT COUNT(*) AS applicants, COUNT(*) FILTER (${bit(STATE.unplaced)}) AS unplaced, COUNT(*) FILTER (${bit(STATE.beyond)}) AS beyond FROM ${applicants} AS p`, ['applicants', 'unplaced', 'beyond'])
  const [sizes] = await numbersIn(database, `SELECT COUNT(*) AS rows, COUNT(*) FILTER (${bit(STATE.unsized)}) AS unsized, COALESCE(MIN(pool), 0) AS size FROM read_parquet(${textLiteral(file)}) AS p`, ['rows', 'unsized', 'size'])
  const [opened] = await numbersIn(database, `SELECT COUNT(*) AS open FROM (${rows}) WHERE ${mine} AND (state IN (${[ceiling, undecided, unknown].map(textLiteral).join(', ')}) OR (state = ${textLiteral(eligible)} AND amount IS NULL))`, ['open'])
  const open = opened?.['open'] ?? 0
  const [unplaced, beyond, unsized, size] = [counts?.['unplaced'] ?? 0, counts?.['beyond'] ?? 0, sizes?.['unsized'] ?? 0, sizes?.['size'] ?? 0]
  const zh = language === 'zh'
  const why = [
    ...(open > 0 ? [zh ? `${open} 行金额未定` : `amounts of ${open} rows are open`] : []), ...(beyond > 0 ? [zh ? `${beyond} 行的数超出可算范围` : `figures of ${beyond} rows are beyond reckoning`] : []),
    ...(unplaced > 0 || unsized > 0 ? [await lacks(plan, pool, database, unsized > 0 ? `read_parquet(${textLiteral(file)})` : applicants, language)] : []),
  ].join(zh ? '；' : '; ')
  const { holds } = pool
  if (why !== '' || (sizes?.['rows'] ?? 0) === 0) return { instrument, holds, places: {}, ...(why === '' ? {} : { why }), table: undefined }
  const sql = await poolInSql(pool, size, `SELECT place, amount, key FROM ${applicants}`, database) ?? await inColumns(pool, size, database, applicants)
  const place = `CASE code ${PLACES.map(one => `WHEN ${CODE[one]} THEN ${textLiteral(PLACE_WORDS[language][one])}`).join(' ')} END`
  await database.run(`CREATE TABLE ${table} AS SELECT a.party, a.subject, d.granted, d.code, ${place} AS place FROM (${sql}) AS d JOIN ${applicants} AS a ON a.place = d.place`)
  const found = await numbersIn(database, `SELECT code, COUNT(*) AS many, SUM(granted) AS granted FROM ${table} GROUP BY code ORDER BY code`, ['code', 'many', 'granted'])
  const granted = found.reduce((sum, one) => sum + BigInt(one['granted'] ?? 0), 0n)
  const used = holds === 'money' ? granted : BigInt(found.reduce((sum, one) => sum + (one['code'] === CODE.granted ? one['many'] ?? 0 : 0), 0))
  return { instrument, holds, size, granted, left: BigInt(size) - used, places: Object.fromEntries(found.map(one => [PLACES[one['code'] ?? 0] ?? '', one['many'] ?? 0])), table }
}

/** A queue that would take a database too many rounds. */
async function inColumns({ whenShort, holds, ordered }: PoolPlan, size: number, database: DuckDB, applicants: string): Promise<string> {
  const rows = await numbersIn(database, `SELECT place, amount, COALESCE(key, 0) AS key, CASE WHEN key IS NULL THEN 1 ELSE 0 END AS last FROM ${applicants} ORDER BY place`, ['place', 'amount', 'key', 'last'])
  const applications = { amounts: Float64Array.from(rows, one => one['amount'] ?? 0), ...(ordered ? { order: Float64Array.from(rows, one => (one['last'] === 1 ? Infinity : one['key'] ?? 0)) } : {}) }
  const { granted, places } = (holds === 'places' ? dividePlaces : divide)(size, applications, whenShort)
  const table = `${applicants}_columns`
  await database.fill(table, [{ name: 'place', type: 'row', at: row => rows[row]?.['place'] ?? 0 }, { name: 'granted', type: 'row', at: row => granted[row] ?? 0 }, { name: 'code', type: 'row', at: row => places[row] ?? 0 }], rows.length)
  return `SELECT place, granted, code FROM ${identifier(table)}`
}

/** The facts that are not told, by name. */
async function lacks({ program }: ScreenPlan, pool: PoolPlan, database: DuckDB, rows: string, language: Language): Promise<string> {
  const { missing } = wordingOf(program, language)
  const bits = pool.facts.map((_, bit) => ({ bit, sql: `COUNT(*) FILTER ((${identifier(`missing ${bit >> 3}`)} // ${1 << (bit & 7)}) % 2 = 1)` }))
  const [counts] = bits.length === 0 ? [] : await numbersIn(database, `SELECT ${bits.map(({ bit, sql }) => `${sql} AS b${bit}`).join(', ')} FROM ${rows}`, bits.map(({ bit }) => `b${bit}`))
  const named = bits.flatMap(({ bit }) => { const many = counts?.[`b${bit}`] ?? 0; return many === 0 ? [] : [`${missing(missingIn(program, pool, undefined, bit))} (${many})`] })
  return language === 'zh' ? `缺 ${named.join('、')}` : `not told: ${named.join(', ')}`
}

async function numbersIn(database: Database, sql: string, names: readonly string[]): Promise<readonly Readonly<Record<string, number>>[]> {
  const found: Record<string, number>[] = []
  for await (const chunk of database.rows(sql, new Map(names.map(name => [name, 'number'])))) {
    const columns = names.map(name => [name, chunk.numbers(name)] as const)
    for (let row = 0; row < chunk.count; row++) found.push(Object.fromEntries(columns.map(([name, values]) => [name, values[row] ?? 0])))
  }
  return found
}
