import { rational, type Rational, type Type } from '@lizhu/feel'
import type { Amount, Cap, Floor, Read, Words } from '../../program.ts'
import { exactly, given, greatest, least, minus, oneOf, rising, rounded, type Figure } from '../figure.ts'
import { readNode } from '../reading.ts'
import type { Scene } from '../scene.ts'
import { figureOf } from '../value.ts'
import { noteStep, operands } from '../steps.ts'
import { typeOf } from './given.ts'

/** at least: 不足10万元的按10万元. */
export function floors(scene: Scene, rows: readonly Read<Floor>[], start: Figure, type: Type): Figure {
  let figure = start
  for (const row of rows) {
    const { node: { min, words }, unread } = readNode(scene, row)
    const { figure: bound, trace } = figureOf(scene, min)
    const after = greatest(figure, bound)
    if (after !== figure) noteStep(scene.notes, 'at least', words, after, type, trace, operands(figure, type, bound, min.type))
    figure = unread ? oneOf([figure, after]) : after
  }
  return figure
}

/** What a cap leaves: its limit, less other money counted in with it and what was granted before, never below 0. */
export function limitOf(scene: Scene, cap: Cap, granted: Rational | undefined): Figure {
  let limit = figureOf(scene, cap.max).figure
  if (cap.including !== undefined) limit = minus(limit, figureOf(scene, cap.including).figure)
  if (granted !== undefined && granted.n !== 0n) limit = minus(limit, exactly(granted))
  return given(limit)
}

/** One cap on one amount. `lowest` is the least of all limits met so far: rounding up must not pass it. */
export function capped(scene: Scene, cap: Cap, unread: boolean, figure: Figure, type: Type, granted?: Rational): { readonly figure: Figure; readonly limit: Figure; readonly limitedBy: Words | undefined } {
  const limit = limitOf(scene, cap, granted)
  const after = least(figure, limit)
  const limits = figure.known && after.known && rational.compare(after.lo, figure.lo) < 0
  if (after !== figure) {
    const step = noteStep(scene.notes, 'at most', cap.words, after, type, undefined, operands(figure, type, limit, type))
    if (limits) step.limits = true
  }
  if (unread) return { figure: oneOf([figure, after]), limit, limitedBy: undefined }
  return { figure: after, limit, limitedBy: limits ? cap.words : undefined }
}

/** Chooses the reading of each cap; one that nobody has read may or may not limit. */
export function chosenCaps(scene: Scene, caps: readonly Read<Cap>[]): { readonly cap: Cap; readonly unread: boolean }[] {
  return caps.map(one => { const { node: cap, unread } = readNode(scene, one); return { cap, unread } })
}

/** Rounded once, at the end: money to the fen, down; counts and rates stay as they are. A ceiling is never passed by rounding up. */
export function roundAmount(scene: Scene, amount: Amount, figure: Figure, lowest: Figure | undefined): Figure {
  const { round } = amount
  const type = typeOf(amount)
  if (type.kind !== 'money') return figure
  if (figure.known && figure.lo.d === 1n && round.to === 1n) return figure
  const whole = rising(figure, value => rounded(value, round.to, round.mode))
  const after = lowest === undefined || round.mode === 'down' ? whole : least(whole, rising(lowest, value => rounded(value, 1n, 'down')))
  if (after.known && figure.known && rational.compare(after.lo, figure.lo) !== 0) noteStep(scene.notes, 'round', undefined, after, type, undefined, operands(figure, type))
  return after
}
