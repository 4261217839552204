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
import type { Mutable } from '../steps.ts'
import { single } from './single.ts'
import { grainOf, summed, type LineAmount } from './sum.ts'

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

/** What of a row's caps is known outside its amount: earlier awards that count against one, and whether other rows share it. */
export interface Around {
  before(scene: Scene, cap: Cap): Rational | undefined
  isShared(scene: Scene, cap: Cap): boolean
}
const NO_CAPS: readonly CapHere[] = []

/** `more`: caps of general clauses that limit each award by itself. */
export function reckon(scene: Scene, node: Read<Amount>, more: readonly CapHere[], around: Around): Reckoning {
  const { reading } = node
  const { node: amount, unread } = reading === undefined ? { node, unread: false } : readNode(scene, node)
  let own = more
  let shared = NO_CAPS
  if (amount.atMost.length > 0) {
    const here = chosenCaps(scene, amount.atMost)
    shared = here.filter(({ cap }) => around.isShared(scene, cap))
    own = shared.length === 0 && more.length === 0 ? here : [...here.filter(one => !shared.includes(one)), ...more]
  }
  const made = oneSide(scene, amount, own, around, 'to')
  made.shared = shared
  if (made.how === 'between') made.least = oneSide(scene.with({ notes: blank() }), amount, own, around, 'from').figure
  if (unread) made.figure = between(made.figure.lo, made.figure.hi)
  if (!made.figure.known) made.held = unread || (scene.notes.undecided.length > 0 && isHeld(scene, amount))
  return made
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

function oneSide(scene: Scene, amount: Amount, caps: readonly CapHere[], around: Around, side: Side): Mutable<Reckoning> {
  const { sum } = amount
  const made = started(scene, amount, caps, side)
  let lowest: Figure | undefined
  for (const { cap, unread } of caps) {
    if (sum !== undefined && grainOf(cap, sum, scene) !== 'whole') continue
    const after = capped(scene, cap, unread, made.figure, made.type, around.before(scene, cap))
    made.figure = after.figure
    lowest = lowest === undefined ? after.limit : lesser(lowest, after.limit)
    if (after.limitedBy !== undefined) made.limitedBy = after.limitedBy
  }
  made.figure = roundAmount(scene, amount, made.figure, lowest)
  return made
}

function started(scene: Scene, amount: Amount, caps: readonly CapHere[], side: Side): Mutable<Reckoning> {
  const type = typeOf(amount)
  if (amount.sum === undefined) {
    const { figure, how, decidedBy, none, lack } = single(scene, amount, side)
    return { figure: given(figure), how, type, decidedBy, none, lack, lines: undefined, least: undefined, limitedBy: undefined, held: false, shared: NO_CAPS }
  }
  const { figure, how, decidedBy, none, lines, limitedBy } = summed(scene, amount, amount.sum, caps, side)
  return { figure: given(figure), how, type, decidedBy, none, lack: undefined, lines: lines.map(lineOf), least: undefined, limitedBy, held: false, shared: NO_CAPS }
}
function lineOf({ line: { id, belongs, scene: { lineSubject } }, figure }: LineAmount): NonNullable<Reckoning['lines']>[number] {
  return { id, belongs, figure, ...(lineSubject === undefined ? {} : { subject: lineSubject }) }
}
