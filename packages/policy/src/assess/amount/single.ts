import type { ConditionTrace } from '../../assessment.ts'
import type { Amount } from '../../program.ts'
import { OPEN, given as notBelow } from '../figure.ts'
import type { Scene } from '../scene.ts'
import { noteStep } from '../steps.ts'
import { figureOf } from '../value.ts'
import { adjusted } from './adjust.ts'
import { take, typeOf, type Base, type Side, type Taken } from './given.ts'
import { floors } from './limits.ts'
import { fromPortions } from './portions.ts'
import { fromTable } from './table.ts'

export interface Single extends Taken { readonly none: false | 'below' | 'perhaps'; readonly lack: ConditionTrace | undefined }

/** What one subject, or one line, is given before any limit: what · of what · changed by · at least. */
export function single(scene: Scene, amount: Amount, side: Side): Single {
  const base = baseOf(scene, amount)
  const taken = takenOf(scene, amount, base, side)
  if (taken.none === 'below' || (amount.adjust.length === 0 && amount.atLeast.length === 0)) return taken
  const type = typeOf(amount)
  const changed = adjusted(scene, amount.adjust, taken.figure, base, type)
  const figure = floors(scene, amount.atLeast, notBelow(changed), type)
  return { figure, how: taken.how, decidedBy: taken.decidedBy, none: taken.none, lack: undefined }
}

function baseOf(scene: Scene, { of }: Amount): Base | undefined {
  if (of === undefined) return undefined
  const { figure, trace } = figureOf(scene, of)
  noteStep(scene.notes, 'base', undefined, figure, of.type, trace)
  return { figure, type: of.type }
}

function takenOf(scene: Scene, amount: Amount, base: Base | undefined, side: Side): Single {
  if (amount.table !== undefined) return fromTable(scene, amount, amount.table, base, side)
  if (amount.portions !== undefined && base !== undefined) return { figure: fromPortions(scene, amount.portions, base), how: 'exact', decidedBy: undefined, none: false, lack: undefined }
  if (amount.given === undefined) return { figure: OPEN, how: 'exact', decidedBy: undefined, none: false, lack: undefined }
  const { figure, how, decidedBy } = take(scene, amount, amount.given, amount.words, base, side)
  return { figure, how, decidedBy, none: false, lack: undefined }
}
