import { rational, type Type } from '@lizhu/feel'
import type { Adjustment, Read } from '../../program.ts'
import { given, minus, oneOf, plus, times, type Figure } from '../figure.ts'
import { readNode } from '../reading.ts'
import type { Scene } from '../scene.ts'
import { figureOf, verdictOf } from '../value.ts'
import { noteStep, operands } from '../steps.ts'
import { isRatio, type Base } from './given.ts'

/** Points, factors and deductions, in written order. Never below 0. */
export function adjusted(scene: Scene, rows: readonly Read<Adjustment>[], start: Figure, base: Base | undefined, type: Type): Figure {
  let figure = start
  for (const row of rows) {
    const { node, unread } = readNode(scene, row)
    const holds = node.test === undefined ? true : holdsTrue(scene, node.test)
    if (holds === false) continue
    const changed = change(scene, node, figure, base, type)
    figure = holds === true && !unread ? changed : oneOf([figure, changed])
  }
  return figure
}

function holdsTrue(scene: Scene, test: NonNullable<Adjustment['test']>): boolean | undefined {
  const { verdict, missing, undecided } = verdictOf(scene, test)
  if (typeof verdict === 'boolean') return verdict
  scene.notes.missing.push(...missing)
  scene.notes.undecided.push(...undecided)
  return undefined
}

/** Points of the rate are points of the base: (8% + 2 points) of it is 8% of it and 2% of it. */
function change(scene: Scene, { change, by, words }: Adjustment, before: Figure, base: Base | undefined, type: Type): Figure {
  const { figure: amount, trace } = figureOf(scene, by)
  const ofBase = isRatio(by.type) && base !== undefined && type.kind !== 'rate' && change !== 'times'
  const by1 = ofBase ? times(base.figure, amount) : amount
  const after = change === 'add' ? plus(before, by1) : change === 'less' ? given(minus(before, by1)) : times(before, amount)
  const step = noteStep(scene.notes, 'adjust', words, after, type, trace, ofBase ? operands(before, type, base.figure, base.type, amount, by.type) : operands(before, type, amount, by.type))
  if (before.known && after.known && rational.compare(after.lo, before.lo) < 0) step.limits = true
  return after
}
