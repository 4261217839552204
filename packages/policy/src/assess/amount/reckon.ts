import type { Rational, Type } from '@lizhu/feel'
import type { Subject } from '../../dossier.ts'
import type { ConditionTrace } from '../../assessment.ts'
import type { Amount, Cap, Given, Read, Words } from '../../program.ts'
import { between, given, least as lesser, type Figure } from '../figure.ts'
import { readNode } from '../reading.ts'
import { blank, type Scene } from '../scene.ts'
import { typeOf, type Side } from './given.ts'
import { figureOf } from '../value.ts'
import { capped, chosenCaps, roundAmount } from './limits.ts'
import { single, type Single } from './single.ts'
import { grainOf, summed, type Summed } from './sum.ts'

export type CapHere = { readonly cap: Cap; readonly unread: boolean }

/** The amount of one row before it meets the others. */
export interface Reckoning {
  readonly how: Given['how']
  readonly type: Type
  /** The amount, the ceiling, or the upper end of a range. */
  readonly figure: Figure
  /** The lower end of a range. */
  readonly least: Figure | undefined
  readonly decidedBy: string | undefined
  readonly lines: readonly { readonly id: string; readonly figure: Figure; readonly subject?: Subject; readonly belongs: boolean | undefined }[] | undefined
  /** It comes to nothing, and that for want of a condition: below the lowest band, no line that belongs. */
  readonly none: false | 'below' | 'no lines' | 'perhaps'
  /** Why, as a condition that does not hold. */
  readonly lack: ConditionTrace | undefined
  /** Undecided whatever the facts: the rate or the base hangs on settings or readings alone. */
  readonly held: boolean
  readonly limitedBy: Words | undefined
  /** Caps across rows: per owner, per group, over several instruments. */
  readonly shared: readonly CapHere[]
}

/** Earlier awards that count against a cap of this row. */
export type GrantedBefore = (cap: Cap) => Rational | undefined

/** `isShared` tells the caps that this row shares with others from those of its own total. */
export function reckon(scene: Scene, node: Read<Amount>, more: readonly CapHere[], isShared: (cap: Cap) => boolean, before: GrantedBefore): Reckoning {
  const { node: amount, unread } = readNode(scene, node)
  const own: CapHere[] = []
  const shared: CapHere[] = []
  for (const here of chosenCaps(scene, amount.atMost)) (isShared(here.cap) ? shared : own).push(here)
  for (const here of more) own.push(here)
  const upper = oneSide(scene, amount, own, before, 'to')
  const lower = upper.how === 'between' ? oneSide(scene.with({ notes: blank() }), amount, own, before, 'from') : undefined
  const figure = unread ? between(upper.figure.lo, upper.figure.hi) : upper.figure
  const held = unread || (!figure.known && scene.notes.undecided.length > 0 && isHeld(scene, amount))
  const { how, decidedBy, lines, none, lack, limitedBy } = upper
  return { how, decidedBy, lines, none, lack, limitedBy, figure, held, shared, least: lower?.figure, type: typeOf(amount) }
}

/** A rate or base that always counts, and waits for nothing but settings. */
function isHeld(scene: Scene, { given, of, sum }: Amount): boolean {
  if (sum !== undefined) return false
  const trees = [...(given === undefined ? [] : given.how === 'between' ? [given.from, given.to] : [given.value]), ...(of === undefined ? [] : [of])]
  return trees.some(tree => {
    const notes = blank()
    return !figureOf(scene.with({ notes }), tree).figure.known && notes.missing.length === 0 && notes.undecided.length > 0
  })
}

type OneSide = Pick<Reckoning, 'how' | 'decidedBy' | 'lines' | 'none' | 'lack' | 'limitedBy' | 'figure'>

function oneSide(scene: Scene, amount: Amount, caps: readonly CapHere[], before: GrantedBefore, side: Side): OneSide {
  const { sum } = amount
  const start: Single | Summed = sum === undefined ? single(scene, amount, side) : summed(scene, amount, sum, caps, side)
  let figure = given(start.figure)
  let lowest: Figure | undefined
  let limitedBy = 'lines' in start ? start.limitedBy : undefined
  for (const { cap, unread } of caps) {
    if (sum !== undefined && grainOf(cap, sum, scene) !== 'whole') continue
    const after = capped(scene, cap, unread, figure, typeOf(amount), before(cap))
    figure = after.figure
    lowest = lowest === undefined ? after.limit : lesser(lowest, after.limit)
    limitedBy = after.limitedBy ?? limitedBy
  }
  figure = roundAmount(scene, amount, figure, lowest)
  const { how, decidedBy, none } = start
  return { figure, how, none, decidedBy, limitedBy, lack: 'lines' in start ? undefined : start.lack, lines: 'lines' in start ? start.lines.map(lineOf) : undefined }
}
function lineOf({ line: { id, belongs, scene: { lineSubject } }, figure }: Summed['lines'][number]): NonNullable<Reckoning['lines']>[number] {
  return { id, belongs, figure, ...(lineSubject === undefined ? {} : { subject: lineSubject }) }
}
