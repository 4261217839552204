import { rational, type Rational } from '@lizhu/feel'
import { ZERO, between, exactly, larger, lesserBound, notBelowZero, plusMaybe, smaller, type Figure } from './figure.ts'

/** One of several amounts under one limit. */
export interface Use {
  readonly figure: Figure
  /** Its conditions hold. */
  readonly sure: boolean
  /** An exact amount; a ceiling or a range is decided by somebody, later. */
  readonly exact: boolean
}
export interface Share {
  readonly figure: Figure
  /** The limit lowered it. */
  readonly limited: boolean
  /** It depends on what is decided of ceilings before it: no longer exact, only "up to". */
  readonly contingent: boolean
  /** It may yet come to depend on them. */
  readonly perhaps: boolean
  /** It depends on open ones before it. */
  readonly waits: boolean
}

/**
 * What is used up so far. By exact amounts: for sure, and at most. By ceilings, when they are decided in full: those that
 * are known to stand, and all that may.
 */
interface State { certain: Rational; possible: Rational | undefined; standing: Rational; ceilings: Rational | undefined }

/**
 * Uses a limit up in order. Only what is exact and sure uses it up; a ceiling takes nothing, since nobody has decided it:
 * three ceilings of 50 under 100 stay "up to 50" each. An amount that open ones before it may take is open itself.
 */
export function useInOrder(limit: Figure, uses: readonly Use[]): Share[] {
  const state: State = { certain: ZERO, possible: ZERO, standing: ZERO, ceilings: ZERO }
  return uses.map(use => (use.exact ? exactShare(limit, use, state) : ceilingShare(limit, use, state)))
}

const left = (limit: Rational | undefined, used: Rational | undefined): Rational | undefined => limit && used && notBelowZero(rational.subtract(limit, used))

function ceilingShare(limit: Figure, { figure, sure }: Use, state: State): Share {
  const hi = lesserBound(figure.hi, left(limit.hi, state.certain))
  state.ceilings = plusMaybe(state.ceilings, hi)
  if (figure.known && limit.known && hi !== undefined) {
    if (sure && state.possible !== undefined && rational.equal(state.possible, state.certain)) state.standing = rational.add(state.standing, hi)
    return { figure: exactly(hi), limited: lower(hi, figure.hi), contingent: false, perhaps: false, waits: false }
  }
  const lo = left(limit.lo, plusMaybe(state.possible, state.ceilings)) ?? ZERO
  return { figure: between(figure.lo && smaller(figure.lo, lo), hi), limited: false, contingent: false, perhaps: false, waits: false }
}

function exactShare(limit: Figure, { figure, sure }: Use, state: State): Share {
  const mostLeft = left(limit.hi, state.certain)
  const leastLeft = left(limit.lo, state.possible) ?? ZERO
  const hi = lesserBound(figure.hi, mostLeft)
  const lo = smaller(figure.lo ?? ZERO, leastLeft)
  const settled = figure.known && limit.known && hi !== undefined && rational.equal(lo, hi)
  // Ceilings before it, decided in full, may leave less than it needs; whether they stand is known, or not yet.
  const perhaps = hi === undefined ? state.ceilings?.n !== 0n : wouldPass(hi, leastLeft, state.ceilings)
  const contingent = settled && perhaps
  const surely = contingent && sure && wouldPass(hi, mostLeft, state.standing)
  if (perhaps) state.ceilings = plusMaybe(state.ceilings, hi)
  else if (sure) state.certain = rational.add(state.certain, larger(lo, ZERO))
  if (surely) state.standing = rational.add(state.standing, hi)
  else state.possible = plusMaybe(state.possible, hi)
  if (settled) return { figure: exactly(hi), limited: lower(hi, figure.hi), contingent, perhaps, waits: false }
  return { figure: between(lo, hi), limited: false, contingent: false, perhaps, waits: figure.known && limit.known }
}

/** Whether ceilings before it, decided in full, would leave less than it needs. */
function wouldPass(value: Rational, room: Rational | undefined, ceilings: Rational | undefined): boolean {
  if (ceilings?.n === 0n || value.n === 0n) return false
  if (ceilings === undefined) return true
  return room !== undefined && rational.compare(rational.add(value, ceilings), room) > 0
}
const lower = (after: Rational, before: Rational): boolean => rational.compare(after, before) < 0
