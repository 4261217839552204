import { UNKNOWN, NONE, type Value } from '../value.ts'
import type { Tree } from '../tree.ts'
import { firstMonthOf, periodOf } from '../calendar.ts'
import { total } from '../functions/lists.ts'
import { told } from '../functions/builtin.ts'

/** More periods than any plan has. */
const MOST = 1200

/** The periods of 合计, or undefined when there are none or too many. */
export function periodsOf({ every, from }: Extract<Tree, { op: 'total' }>, start: Value, end: Value): readonly number[] | undefined {
  if (typeof start !== 'number' || typeof end !== 'number') return undefined
  const first = from.type.kind === 'period' ? start : periodOf(start, every)
  const last = from.type.kind === 'period' ? end : periodOf(end, every)
  if (last - first >= MOST) return undefined
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

/** 合计: `read` gives the value in the period that begins with a month. No period at all sums to none. */
export function totalOver(tree: Extract<Tree, { op: 'total' }>): (from: Value, to: Value, read: (month: number) => Value) => Value {
  return (from, to, read) => {
    if (from === UNKNOWN || to === UNKNOWN) return UNKNOWN
    if (from === NONE || to === NONE) return NONE
    const periods = periodsOf(tree, from, to)
    if (periods === undefined) return UNKNOWN
    const all = told(periods.map(period => read(firstMonthOf(period, tree.every))))
    if (typeof all === 'symbol') return all
    return all.length === 0 ? NONE : total(all, tree.type)
  }
}
