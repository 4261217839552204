import type { Portion } from '../../program.ts'
import { NOTHING, plus, times, type Figure } from '../figure.ts'
import type { Scene } from '../scene.ts'
import { figureOf } from '../value.ts'
import { sliceOf } from './band.ts'
import { noteStep, operands } from '../steps.ts'
import { isRatio, type Base } from './given.ts'

/** Each rate on its own slice of the base; a slice of days or heads may bear money each. */
export function fromPortions(scene: Scene, portions: readonly Portion[], base: Base): Figure {
  let total: Figure = NOTHING
  for (const { words, band, give } of portions) {
    const slice = sliceOf(base.figure, band)
    if (slice.known && slice.lo.n === 0n) continue
    const { figure: rate, trace } = figureOf(scene, give)
    const part = times(slice, rate)
    noteStep(scene.notes, 'portion', words, part, isRatio(give.type) ? base.type : give.type, trace, operands(slice, base.type, rate, give.type))
    total = plus(total, part)
  }
  return total
}
