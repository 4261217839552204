import { rational, type Type } from '@lizhu/feel'
import type { Amount, Given, Words } from '../../program.ts'
import { ZERO, rising, times, type Figure } from '../figure.ts'
import type { Scene } from '../scene.ts'
import { noteStep, operands } from '../steps.ts'
import { figureOf } from '../value.ts'

const { divide, floor, whole } = rational

/** Of a range, both ends are reckoned, each in its own pass. */
export type Side = 'from' | 'to'
/** The base, once for all that is taken of it. */
export interface Base { readonly figure: Figure; readonly type: Type }
export interface Taken { readonly figure: Figure; readonly how: Given['how']; readonly decidedBy: string | undefined }

/** A rate or a plain number is taken of a base; money and counts stand for themselves. */
export const isRatio = (type: Type): boolean => type.kind === 'rate' || type.kind === 'points' || (type.kind === 'number' && type.unit === undefined)

/** Of portions that give money by the day or by the head: money. */
export function typeOf({ type, portions, of }: Amount): Type {
  const first = portions?.[0]
  if (first === undefined || of === undefined) return type
  return isRatio(first.give.type) ? of.type : first.give.type
}

/** give · up to · between: a value, or a rate of the base, for every step where there are steps. */
export function take(scene: Scene, { each }: Amount, given: Given, words: Words | undefined, base: Base | undefined, side: Side): Taken {
  const tree = given.how === 'between' ? given[side] : given.value
  const { figure: rate, trace } = figureOf(scene, tree)
  const { how } = given
  const decidedBy = how === 'between' ? given.decidedBy : undefined
  if (base === undefined || (each === undefined && !isRatio(tree.type))) {
    noteStep(scene.notes, 'give', words, rate, tree.type, trace)
    return { figure: rate, how, decidedBy }
  }
  const count = each === undefined ? base.figure : stepsOf(scene, each, base)
  const figure = times(count, rate)
  noteStep(scene.notes, 'give', words, figure, each === undefined ? base.type : tree.type, trace, operands(count, each === undefined ? base.type : COUNT, rate, tree.type))
  return { figure, how, decidedBy }
}
const COUNT: Type = { kind: 'number' }

/** How many full steps the base has (每5000万元给1个); `part`: with the part of the last one. */
function stepsOf(scene: Scene, each: NonNullable<Amount['each']>, base: Base): Figure {
  const { figure: step } = figureOf(scene, each.step)
  if (!step.known) return { known: false, lo: undefined, hi: undefined }
  // A step of nothing has no number: the pack's check refuses a literal one, a computed one gives nothing.
  if (step.lo.n <= 0n) return { known: true, lo: ZERO, hi: ZERO }
  return rising(base.figure, value => {
    if (value.n <= 0n) return ZERO
    return each.part ? divide(value, step.lo) : whole(floor({ n: value.n * step.lo.d, d: value.d * step.lo.n }))
  })
}
