import { LAST_TURN, poolSql, queueSql, roundSql, type PoolRule, type Round } from '@lizhu/policy/tables'
import type { Database } from '../database/database.ts'

/** A queue that goes on behind those too large is gone through in so many rounds at most; each halves what is left, more or less. */
const MOST_ROUNDS = 200

/**
 * The query that divides a pool (fen, or places) over `rows` where they lie (place, amount, key: policy/src/tables/pools.ts); undefined: it takes
 * more rounds than a database should be asked for, and columns divide it instead (`divide`).
 */
export async function poolInSql(rule: PoolRule, pool: number, rows: string, database: Database): Promise<string | undefined> {
  if (rule.whenShort !== 'queue') return poolSql(rule, pool, rows, database.dialect)
  const queue = database.scratch('queue')
  await database.run(`DROP TABLE IF EXISTS ${queue}`)
  await database.run(`CREATE ${database.dialect.temporary}TABLE ${queue} AS ${queueSql(rule, rows, database.dialect)}`)
  try {
    const rounds = await roundsOf(queue, pool, database)
    return rounds === undefined ? undefined : poolSql(rule, pool, rows, database.dialect, rounds)
  } finally { await database.run(`DROP TABLE IF EXISTS ${queue}`) }
}

const WANTED = new Map(['turn', 'served', 'least', 'equals'].map(name => [name, 'number'] as const))

async function roundsOf(queue: string, pool: number, database: Database): Promise<readonly Round[] | undefined> {
  const rounds: Round[] = []
  let [from, left] = [0, pool]
  while (rounds.length < MOST_ROUNDS) {
    const next = await firstRow(database, roundSql(queue, from, left, database.dialect))
    if (next === undefined) return [...rounds, { until: LAST_TURN, left }]
    const over = left - next.served
    if (next.equals > 1 && next.least <= over) return [...rounds, { until: next.turn, left, tied: over }]
    rounds.push({ until: next.turn, left })
    from = next.turn
    left = over
  }
  return undefined
}

async function firstRow(database: Database, sql: string) {
  for await (const chunk of database.rows(sql, WANTED)) {
    const at = (name: string): number => chunk.numbers(name)[0] ?? 0
    if (chunk.count > 0) return { turn: at('turn'), served: at('served'), least: at('least'), equals: at('equals') }
  }
  return undefined
}
