import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { CODE, divide, dividePlaces, sum } from '@lizhu/policy/screen'
import { identifier } from '@lizhu/feel/sql'
import type { PoolRule } from '@lizhu/policy/tables'
import { openDuckDB, openPostgres, openTrino, poolInSql, type Database } from '../src/index.ts'

const RULES = ['close and queue', 'queue', 'part', 'pro rata', 'decide'] as const
const postgres = inject('postgres')
const trino = inject('trino')
const ENGINES: readonly (readonly [string, () => Promise<Database>])[] = [
  ['DuckDB', () => openDuckDB()],
  ...(postgres === '' ? [] : [['PostgreSQL', () => openPostgres(postgres, { schema: 'pools' })] as const]),
  ...(trino === '' ? [] : [['Trino', () => openTrino(`${trino}pools`)] as const]),
]

interface Applicants { readonly amounts: Float64Array; readonly order: Float64Array }
/** Few places and few amounts, so that many are equal; in every third city sums pass 2^53 by far. */
function applicants(seed: number, count: number): Applicants {
  let state = seed
  const next = (most: number): number => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0; return Math.floor(((state >>> 0) / 2 ** 32) * most) }
  const places = seed % 2 === 0 ? 8 : count * 4
  const amounts = Float64Array.from({ length: count }, () => (seed % 3 === 0 ? 10 ** 14 - next(5) : next(40) === 0 ? 0 : 1 + next(9) ** 4))
  return { amounts, order: Float64Array.from({ length: count }, () => { const place = next(places); return place === 0 ? Infinity : place - 3 }) }
}

/** Met exactly, one fen short, nothing, half and so on. */
function poolsOf(amounts: Float64Array, seed: number): number[] {
  const most = sum(amounts)
  const within = (one: bigint): number[] => (one >= 0n && one <= BigInt(Number.MAX_SAFE_INTEGER) ? [Number(one)] : [])
  return [...within(most), ...within(most - 1n), 0, 1, ...within(most / 2n), ...within(most / BigInt(3 + seed)), ...within(most * 9n / 10n)]
}

const TABLE = 'applicants'
async function lay(database: Database, { amounts, order }: Applicants): Promise<string> {
  const table = database.table(TABLE)
  await database.run(`DROP TABLE IF EXISTS ${table}`)
  await database.fill(TABLE, [
    { name: 'place', type: 'row', at: row => row }, { name: 'amount', type: 'fen', at: row => amounts[row] ?? 0 }, { name: 'key', type: 'count', at: row => (order[row] === Infinity ? null : order[row] ?? 0) },
  ], amounts.length)
  return `SELECT place, amount, ${identifier('key')} FROM ${table}`
}

async function inDatabase(database: Database, rule: PoolRule, pool: number, rows: string): Promise<string[] | undefined> {
  const sql = await poolInSql(rule, pool, rows, database)
  if (sql === undefined) return undefined
  const found: string[] = []
  for await (const chunk of database.rows(`SELECT * FROM (${sql}) AS divided ORDER BY place`, new Map([['granted', 'number'], ['code', 'number']]))) {
    const [granted, code] = [chunk.numbers('granted'), chunk.numbers('code')]
    for (let row = 0; row < chunk.count; row++) found.push(`${code[row] ?? ''} ${granted[row] ?? ''}`)
  }
  return found
}

describe.each(ENGINES)('%s', (_, open) => {
  let database: Database
  beforeAll(async () => { database = await open() })
  afterAll(() => database.close())

  it('divides pools as columns do', async () => {
    const seen = new Set<string>()
    let differ = 0
    for (let seed = 1; seed <= 6; seed++) {
      const { amounts, order } = applicants(seed, 10 + seed * 12)
      const rows = await lay(database, { amounts, order })
      for (const pool of poolsOf(amounts, seed)) for (const whenShort of RULES) for (const ordered of [true, false]) for (const holds of ['money', 'places'] as const) {
        const size = holds === 'places' ? pool % (amounts.length + 1) : pool
        const applications = { amounts, ...(ordered ? { order } : {}) }
        const wanted = holds === 'places' ? dividePlaces(size, applications, whenShort) : divide(size, applications, whenShort)
        const said = [...wanted.granted].map((granted, row) => `${wanted.places[row] ?? ''} ${granted}`)
        const got = await inDatabase(database, { whenShort, ordered, holds }, size, rows)
        said.forEach((text, row) => { if (text !== got?.[row]) differ++ })
        for (const code of wanted.places) seen.add(`${whenShort} ${code}`)
      }
    }
    expect(differ).toBe(0)
    for (const code of [CODE.granted, CODE.queued, CODE.tied, CODE.open]) expect(seen).toContain(`queue ${code}`)
  })

  it('does not go on for ever: a queue made to take too many rounds is left to columns', async () => {
    // One that fits, then one that does not by a fen, and so on.
    const amounts = Float64Array.from({ length: 500 }, (_, row) => (row % 2 === 0 ? 1 : 1000 - Math.floor(row / 2)))
    const rows = await lay(database, { amounts, order: new Float64Array(500) })
    expect(await poolInSql({ whenShort: 'queue', ordered: false, holds: 'money' }, 1000, rows, database)).toBeUndefined()
  })
})
