import { costOf, type Assumptions, type Comparison, type Cost, type Parameter } from '@lizhu/policy/simulate'
import type { Program } from '@lizhu/policy'
import type { Scope } from './protocol.ts'

/** What some instruments cost before and after; all of them where no scope is given. */
export function costWithin({ cost, instruments }: Pick<Comparison, 'cost' | 'instruments'>, scope: Scope, assumptions: Assumptions): readonly [before: Cost, after: Cost] {
  if (scope === undefined) return cost
  const inside = instruments.filter(one => scope.includes(one.instrument))
  return [costOf(inside.map(one => one.outlay[0]), assumptions), costOf(inside.map(one => one.outlay[1]), assumptions)]
}

/** Instruments that an article grants by. */
export const scopeOf = ({ instruments }: Program, parameters: readonly Parameter[], article: number): readonly string[] =>
  [...new Set([...instruments.filter(one => one.article === article && one.what.kind === 'amount').map(one => one.id), ...parameters.filter(one => one.words.article === article && one.instruments.length < instruments.length).flatMap(one => one.instruments)])]
