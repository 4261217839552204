import type { Rational, Type } from '@lizhu/feel'
import type { Subject } from '../../dossier.ts'
import type { ConditionTrace } from '../../assessment.ts'
import type { Amount, Cap, Given, Read, Words } from '../../program.ts'
import { given, least as lesser, type Figure } from '../figure.ts'
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
  readonly least?: Figure
  readonly decidedBy?: string
  readonly lines?: readonly { readonly id: string; readonly figure: Figure; readonly subject?: Subject; readonly belongs: boolean | undefined }[]
  /** It comes to nothing, and that for want of a condition: below the lowest band, no line that belongs. */
  readonly none: false | 'below' | 'no lines' | 'perhaps'
  /** Why, as a condition that does not hold. */
  readonly lack?: ConditionTrace
  /** Undecided whatever the facts: the rate or the base hangs on settings or readings alone. */
  readonly held: boolean
  readonly limitedBy?: Words
  /** Caps across rows: per owner, per group, over several instruments. */
  readonly shared: readonly CapHere[]
}

/** Earlier awards that count against a cap of this row. */
export type GrantedBefore = (cap: Cap) => Rational | undefined

/** `mine` tells the caps of this row's own total from those it shares with other rows. */
export function reckon(scene: Scene, node: Read<Amount>, more: readonly CapHere[], isShared: (cap: Cap) => boolean, before: GrantedBefore): Reckoning {
  const { node: amount, unread } = readNode(scene, node)
  const caps = [...chosenCaps(scene, amount.atMost), ...more]
  const own = caps.filter(({ cap }) => !isShared(cap))
  const shared = caps.filter(({ cap }) => isShared(cap))
  const upper = oneSide(scene, amount, own, before, 'to')
  const lower = upper.how === 'between' ? oneSide(scene.with({ notes: blank() }), amount, own, before, 'from') : undefined
  const figure = unread ? { known: false, lo: upper.figure.lo, hi: upper.figure.hi } as const : upper.figure
  return { ...upper, figure, type: typeOf(amount), shared, held: unread || (!figure.known && scene.notes.undecided.length > 0 && isHeld(scene, amount)), ...(lower === undefined ? {} : { least: lower.figure }) }
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

function oneSide(scene: Scene, amount: Amount, caps: readonly CapHere[], before: GrantedBefore, side: Side): Omit<Reckoning, 'type' | 'shared' | 'held'> {
  const { sum } = amount
  const start: Single | Summed = sum === undefined ? single(scene, amount, side) : summed(scene, amount, sum, caps, side)
  let figure = given(start.figure)
  let lowest: Figure | undefined
  let limitedBy = 'limitedBy' in start ? start.limitedBy : undefined
  for (const { cap, unread } of caps) {
    if (sum !== undefined && grainOf(cap, sum, scene) !== 'whole') continue
    const after = capped(scene, cap, unread, figure, typeOf(amount), before(cap))
    figure = after.figure
    lowest = lowest === undefined ? after.limit : lesser(lowest, after.limit)
    limitedBy = after.limitedBy ?? limitedBy
  }
  figure = roundAmount(scene, amount, figure, lowest)
  const { how, decidedBy, none } = start
  return {
    figure, how, none, ...(decidedBy === undefined ? {} : { decidedBy }), ...(limitedBy === undefined ? {} : { limitedBy }),
    ...(!('lines' in start) && start.lack !== undefined ? { lack: start.lack } : {}),
    ...('lines' in start ? { lines: start.lines.map(({ line: { id, belongs, scene: { lineSubject } }, figure: one }) => ({ id, belongs, figure: one, ...(lineSubject === undefined ? {} : { subject: lineSubject }) })) } : {}),
  }
}
