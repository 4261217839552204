import { openDuckDB, poolInSql, type Database } from '@lizhu/data'
import { CODE, divide, type Applications } from '@lizhu/policy/screen'
import type { PoolRule } from '@lizhu/policy/tables'
import { table } from '../lib/table.ts'

const RULES = ['close and queue', 'queue', 'part', 'pro rata', 'decide'] as const
const ROUNDS = 15
const TABLE = 'applicants'

/** Each rule over so many applicants, a pool of a third of what they ask for: columns, and DuckDB counting the answers of its SQL. */
export async function pools(size: number): Promise<void> {
  const applications = applicants(size)
  const pool = Math.floor(applications.amounts.reduce((sum, amount) => sum + amount, 0) / 3)
  const database = await openDuckDB()
  await lay(database, applications)
  console.log(`\n资金池，${size} 个申请 · Pools, ${size} applicants a third of what they ask for: ${(pool / 1e10).toFixed(0)} 亿元`)
  const rows: string[][] = [['', 'ms best', 'median', 'rows that differ']]
  for (const whenShort of RULES) {
    const rule: PoolRule = { whenShort, holds: 'money', ordered: true }
    const columns = (): unknown => divide(pool, applications, whenShort)
    const sql = async (): Promise<unknown> => count(database, await poolInSql(rule, pool, QUERY, database))
    const differ = await differences(database, rule, pool, applications)
    for (const [name, work] of [[`${whenShort}: columns`, columns], [`${whenShort}: DuckDB`, sql]] as const) {
      const [best, median] = await timed(work)
      rows.push([name, best.toFixed(1), median.toFixed(1), name.endsWith('DuckDB') ? String(differ) : ''])
    }
  }
  console.log(table(rows))
  await database.close()
}

/** Amounts to the fen, of all sizes; places of which one in eight has its equals, and known none for one in ten thousand. */
function applicants(size: number): Required<Applications> {
  let state = 1
  const next = (): number => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0; return (state >>> 0) / 2 ** 32 }
  const amounts = Float64Array.from({ length: size }, () => Math.floor(10 ** (5 + 3 * next())))
  return { amounts, order: Float64Array.from({ length: size }, () => (next() < 0.0001 ? Infinity : Math.floor(next() * size * 8))) }
}

const QUERY = `SELECT place, amount, "key" FROM ${TABLE}`
async function lay(database: Database, { amounts, order }: Required<Applications>): Promise<void> {
  await database.fill(TABLE, [
    { name: 'place', type: 'row', at: row => row }, { name: 'amount', type: 'fen', at: row => amounts[row] ?? 0 }, { name: 'key', type: 'count', at: row => (order[row] === Infinity ? null : order[row] ?? 0) },
  ], amounts.length)
}

async function count(database: Database, sql: string | undefined): Promise<number> {
  if (sql === undefined) return NaN
  for await (const chunk of database.rows(`SELECT SUM(granted) AS granted FROM (${sql}) AS divided WHERE code <> ${CODE.open}`, new Map([['granted', 'number']]))) return chunk.numbers('granted')[0] ?? 0
  return 0
}

async function differences(database: Database, rule: PoolRule, pool: number, applications: Applications): Promise<number> {
  const { granted, places } = divide(pool, applications, rule.whenShort)
  const sql = await poolInSql(rule, pool, QUERY, database)
  if (sql === undefined) return NaN
  let found = 0
  for await (const chunk of database.rows(sql, new Map([['place', 'number'], ['granted', 'number'], ['code', 'number']]))) {
    const [place, given, code] = [chunk.numbers('place'), chunk.numbers('granted'), chunk.numbers('code')]
    for (let row = 0; row < chunk.count; row++) if (granted[place[row] ?? -1] !== given[row] || places[place[row] ?? -1] !== code[row]) found++
  }
  return found
}

/** Milliseconds, best and median, after two that do not count. */
async function timed(work: () => unknown): Promise<readonly [best: number, median: number]> {
  const times: number[] = []
  for (let round = -2; round < ROUNDS; round++) {
    const start = performance.now()
    await work()
    if (round >= 0) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return [times[0] ?? NaN, times[Math.floor(times.length / 2)] ?? NaN]
}
