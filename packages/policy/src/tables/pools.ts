import { identifier, query, wholeLiteral, type Dialect } from '@lizhu/feel/sql'
import { CODE, STATE, type PoolPlan, type ScreenPlan } from '../screen/index.ts'
import type { Shape } from './cells.ts'
import { KEPT, framesSql } from './frames.ts'

/**
 * Of every row that was told of, where it stands in the queue of a pool, over a city's tables: party, subject, place (its row), key (NULL: known none), pool (the same
 * in all), state (`STATE`), and what is missing as bits (`missing 0`…). Rows of whom nothing was told apply for nothing. Undefined: there are no such tables.
 */
export function placesSql(plan: ScreenPlan, { kind, plan: rows, ordered }: PoolPlan, shape: Shape, dialect: Dialect): string | undefined {
  const frame = framesSql(plan, shape, kind, rows, dialect).find(one => one.untold === undefined)
  if (frame === undefined) return undefined
  const { more, ...source } = frame.source
  const sql = query(rows, { ...source, ...(more === undefined ? {} : { more: { output: 'state', bits: STATE.beyond, where: more.where } }) }, dialect)
  const key = ordered ? `CASE WHEN (state ${dialect.divide} ${STATE.last}) % 2 = 1 THEN NULL ELSE ${identifier('order')} END` : 'CAST(NULL AS BIGINT)'
  const missing = rows.outputs.flatMap(({ name }) => (name.startsWith('missing ') ? [identifier(name)] : []))
  return `SELECT ${[KEPT.party, KEPT.subject, KEPT.place, `${key} AS key`, 'pool', 'state', ...missing].join(', ')} FROM (${sql}) AS placed`
}

/** How a pool is divided. */
export type PoolRule = Pick<PoolPlan, 'whenShort' | 'holds' | 'ordered'>

/** One stretch of a queue that goes on behind those too large: before the turn `until` everybody is served whose turn asks for `left` at the least. */
export interface Round { readonly until: number; readonly left: number; /** What is left for equals at `until`, of whom some would fit: a person decides, and all behind is open. */ readonly tied?: number }
/** Behind every turn. */
export const LAST_TURN = Number.MAX_SAFE_INTEGER

/**
 * A pool (fen, or places) divided over `rows` (place; amount: whole, at least 0; key: the place in the queue, NULL where it is known none):
 * place, asked, granted and code (`CODE`) of each, by window functions in the order of the queue. `queue` needs its rounds first (`roundSql`).
 */
export function poolSql(rule: PoolRule, pool: number, rows: string, dialect: Dialect, rounds: readonly Round[] = []): string {
  const { granted, code } = dividedSql(rule, pool, dialect, rounds)
  const given = rule.holds === 'places' ? `CASE WHEN ${granted} = 1 THEN amount ELSE 0 END` : granted
  const enough = `total <= ${wholeLiteral(pool)}`
  return `SELECT place, amount AS asked, CAST(CASE WHEN ${enough} THEN amount ELSE ${given} END AS BIGINT) AS granted, CASE WHEN ${enough} THEN ${CODE.granted} ELSE ${code} END AS code FROM (${turnsSql(rule, rows, dialect)}) AS turns`
}

const queueOf = ({ ordered }: PoolRule): string => (ordered ? 'ORDER BY key ASC NULLS LAST' : 'ORDER BY place')
const weighed = ({ holds }: PoolRule, rows: string, { wide }: Dialect): string => `SELECT place, amount, key, CAST(${holds === 'places' ? '1' : 'amount'} AS ${wide}) AS weight FROM (${rows}) AS applicants`

/** `turn`: equals have the same; of a turn what all ask for, how many they are and the least of them; `upto`: what is asked for with it and before it. */
function turnsSql(rule: PoolRule, rows: string, dialect: Dialect): string {
  const total = 'SUM(weight) OVER () AS total'
  const inner = weighed(rule, rows, dialect)
  if (rule.whenShort === 'pro rata' || rule.whenShort === 'decide') return `SELECT amount, place, weight, ${total} FROM (${inner}) AS weighed`
  const queue = queueOf(rule)
  const turns = `SELECT place, amount, weight, RANK() OVER (${queue}) AS turn, SUM(weight) OVER (${queue} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, ${total} FROM (${inner}) AS weighed`
  return `SELECT place, amount, weight, turn, upto, total, COUNT(*) OVER (PARTITION BY turn) AS equals, SUM(weight) OVER (PARTITION BY turn) AS asked, MIN(weight) OVER (PARTITION BY turn) AS least FROM (${turns}) AS in_turn`
}

function dividedSql({ whenShort }: PoolRule, pool: number, { wide, divide }: Dialect, rounds: readonly Round[]): { readonly granted: string; readonly code: string } {
  const size = `CAST(${wholeLiteral(pool)} AS ${wide})`
  // Turn by turn the sum grows, so exactly one turn is the first that does not fit.
  const fits = `upto <= ${size}`
  const tied = `WHEN upto - asked <= ${size} AND equals > 1 THEN ${CODE.tied}`
  switch (whenShort) {
    // Division rounds in some databases: what would be left over goes before it.
    case 'pro rata': return { granted: `((weight * ${size} - (weight * ${size}) % total) ${divide} total)`, code: String(CODE.part) }
    case 'decide': return { granted: '0', code: String(CODE.open) }
    case 'close and queue': return { granted: `CASE WHEN ${fits} THEN weight ELSE 0 END`, code: `CASE WHEN ${fits} THEN ${CODE.granted} ${tied} ELSE ${CODE.queued} END` }
    case 'part': {
      const part = `equals = 1 AND upto - asked < ${size}`
      return { granted: `CASE WHEN ${fits} THEN weight WHEN ${part} THEN ${size} - (upto - asked) ELSE 0 END`, code: `CASE WHEN ${fits} THEN ${CODE.granted} WHEN ${part} THEN ${CODE.part} ${tied} ELSE ${CODE.queued} END` }
    }
    case 'queue': return inRounds(rounds)
  }
}

function inRounds(rounds: readonly Round[]): { readonly granted: string; readonly code: string } {
  if (rounds.length === 0) throw new RangeError('a queue that goes on is divided in rounds')
  const cases = (yes: string, no: string, equals: (left: number) => string, behind: string): string => `CASE ${rounds.map(({ until, left, tied }) => {
    const at = `WHEN turn = ${wholeLiteral(until)} THEN ${tied === undefined ? no : equals(tied)}`
    return `WHEN turn < ${wholeLiteral(until)} THEN CASE WHEN least <= ${wholeLiteral(left)} THEN ${yes} ELSE ${no} END ${at}`
  }).join(' ')} ELSE ${behind} END`
  const queued = String(CODE.queued)
  return { granted: cases('weight', '0', () => '0', '0'), code: cases(String(CODE.granted), queued, left => `CASE WHEN weight <= ${wholeLiteral(left)} THEN ${CODE.tied} ELSE ${queued} END`, String(CODE.open)) }
}

/** The turns of a queue, of which the rounds are reckoned: a table to make once. */
export function queueSql(rule: PoolRule, rows: string, dialect: Dialect): string {
  const turns = `SELECT weight, RANK() OVER (${queueOf(rule)}) AS turn FROM (${weighed(rule, rows, dialect)}) AS weighed`
  return `SELECT turn, SUM(weight) AS asked, MIN(weight) AS least, COUNT(*) AS equals FROM (${turns}) AS in_turn GROUP BY turn`
}

/** Behind `from`, with so much left: the first turn that could be served in part and not as a whole; `served`: what goes to those before it. No row: all are served who could be. */
export function roundSql(queue: string, from: number, left: number, { wide }: Dialect): string {
  const size = `CAST(${wholeLiteral(left)} AS ${wide})`
  const running = `SELECT turn, asked, least, equals, SUM(asked) OVER (ORDER BY turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto FROM ${queue} WHERE turn > ${wholeLiteral(from)} AND least <= ${size}`
  return `SELECT turn, upto - asked AS served, least, equals FROM (${running}) AS running WHERE upto > ${size} ORDER BY turn LIMIT 1`
}
