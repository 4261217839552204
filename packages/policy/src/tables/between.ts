import { wholeLiteral } from '@lizhu/feel/sql'
import { ALIVE, DEFER, UNDECIDED, type Stage } from '../screen/index.ts'

const SURE = `(status % 8 = 1 AND status % 128 < ${DEFER})`
const GROUP = '(PARTITION BY key)'
const BEFORE = '(PARTITION BY key ORDER BY lane, place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)'
const has = (condition: string, over: string): string => `(COALESCE(MAX(CASE WHEN ${condition} THEN 1 ELSE 0 END) OVER ${over}, 0) = 1)`

/**
 * A rule between rows as a query over `rows` (lane: the place of their instrument, place, unit, key, status, amount): lane, place, status
 * and amount of those that it touches. Window functions in the rule's own order do what `settled` does (screen/stages.ts); what
 * needs more is marked for the closure. \`exact\`: of each lane; \`asked\`: an untold key is asked for.
 */
export function stageSql(stage: Stage, rows: string, exact: readonly boolean[], asked: boolean): string {
  const alive = asked ? 'status % 128 <> 0' : `status >= ${DEFER}`
  const isExact = exact.every(Boolean) ? 'TRUE' : exact.some(Boolean) ? `lane IN (${exact.flatMap((one, i) => (one ? [i] : [])).join(', ')})` : 'FALSE'
  // Above the limit an amount counts no further: sums stay small.
  const counted = stage.rule === 'shared' ? `LEAST(amount, ${wholeLiteral(stage.max + 1)})` : 'amount'
  const inner = `SELECT lane, place, unit, key, status, amount, LAG(lane) OVER (PARTITION BY key ORDER BY lane, place) AS lane_before FROM (${rows}) AS all_rows WHERE ${alive}`
  const measured = `SELECT lane, place, key, status, amount, COUNT(*) OVER ${GROUP} AS met, ${has(`NOT ${SURE}`, GROUP)} AS is_open, ${has(`NOT ${SURE}`, BEFORE)} AS open_before, ${has(isExact, GROUP)} AS exacts, ${has(`NOT (${isExact})`, GROUP)} AS ceilings, `
    + `SUM(${counted}) OVER ${GROUP} AS total, COALESCE(SUM(${counted}) OVER ${BEFORE}, 0) AS used, MAX(amount) OVER ${GROUP} AS highest, COALESCE(MAX(amount) OVER ${BEFORE}, 0) AS received, `
    + `(MIN(lane) OVER ${GROUP} <> MAX(lane) OVER ${GROUP}) AS several, ${has('lane = lane_before', GROUP)} AS same_lane, ${has('key IS NULL', '(PARTITION BY unit)')} AS stray, COUNT(*) OVER (PARTITION BY unit) AS beside FROM (${inner}) AS alive_rows`
  const { left, amount, undecided = 'FALSE' } = stage.closure ? { left: 'TRUE', amount: 'amount' } : settledSql(stage)
  const meets = '(key IS NOT NULL AND met > 1)'
  const leave = `((stray AND ${asked ? 'TRUE' : 'beside > 1'}) OR (${meets} AND (${left})))`
  return `SELECT lane, place, CASE WHEN ${leave} THEN CASE WHEN status % 128 >= ${DEFER} THEN status ELSE status + ${DEFER} END WHEN ${meets} AND (${undecided}) THEN ${UNDECIDED + ALIVE} ELSE status END AS status, `
    + `CAST(CASE WHEN ${meets} AND NOT ${leave} THEN ${amount} ELSE amount END AS BIGINT) AS amount FROM (${measured}) AS measured_rows`
}

/** `left`: the closure must say; else `amount` is what is granted. */
function settledSql({ rule, max, unread }: Stage): { readonly left: string; readonly amount: string; readonly undecided?: string } {
  const limit = wholeLiteral(max)
  switch (rule) {
    // Ceilings stay what they are, unless one before them is open.
    case 'once': return { left: 'CASE WHEN exacts THEN is_open OR ceilings ELSE open_before END', amount: 'CASE WHEN exacts AND received > 0 THEN 0 ELSE amount END' }
    case 'highest': return { left: 'is_open OR ceilings', amount: 'CASE WHEN amount < highest OR received = highest THEN 0 ELSE amount END' }
    case 'not with': return { left: 'several', amount: 'amount' }
    case 'difference': return {
      left: 'several AND (is_open OR same_lane)', amount: unread ? 'amount' : 'CASE WHEN NOT several THEN amount WHEN amount > received THEN amount - received ELSE 0 END',
      undecided: unread ? 'several AND received > 0 AND amount > 0' : 'FALSE',
    }
    case 'shared': return { left: `exacts AND total > ${limit} AND (is_open OR ceilings)`, amount: `CASE WHEN NOT exacts OR total <= ${limit} THEN amount ELSE GREATEST(0, LEAST(amount, ${limit} - used)) END` }
  }
}
