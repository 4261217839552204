import type { Budget, Transfer } from '../api/types.ts'
import { sum } from '../ui/fen.ts'

/** In the order in which money goes through them. */
export const STAGES = ['available', 'reserved', 'committed', 'paid', 'receivable', 'recovered'] as const
export type Stage = (typeof STAGES)[number]
export type Stages = Pick<Budget, Stage | 'appropriated'>
export type Side = Transfer['debit']

/** Of several lines of the budget together. */
export function together(budgets: readonly Stages[]): Stages {
  const of = (stage: Stage | 'appropriated') => sum(budgets.map(one => one[stage]))
  return { appropriated: of('appropriated'), available: of('available'), reserved: of('reserved'), committed: of('committed'), paid: of('paid'), receivable: of('receivable'), recovered: of('recovered') }
}
