/**
 * What is known of a number: exactly, or between bounds (an absent one is not known). The parts of an amount are
 * reckoned on figures, so that the exact amount and the bounds of an unknown one come out of the same rules.
 * Strong Kleene: whatever an unknown figure enters is unknown; its bounds are kept beside.
 */
import { rational, type Rational, type Value } from '@lizhu/feel'

const { add, compare, floor, ratio, subtract, whole } = rational

/** The product; a whole one, which a rate of a sum of money mostly is, without looking for a common divisor. */
function multiply(a: Rational, b: Rational): Rational {
  const n = a.n * b.n
  const d = a.d * b.d
  if (d === 1n) return { n, d }
  return n % d === 0n ? { n: n / d, d: 1n } : ratio(n, d)
}

export type Figure =
  | { readonly known: true; readonly lo: Rational; readonly hi: Rational }
  | { readonly known: false; readonly lo: Rational | undefined; readonly hi: Rational | undefined }

export const ZERO: Rational = whole(0)
export const exactly = (value: Rational): Figure => ({ known: true, lo: value, hi: value })
export const between = (lo: Rational | undefined, hi: Rational | undefined): Figure => ({ known: false, lo, hi })
export const NOTHING: Figure = exactly(ZERO)
export const OPEN: Figure = between(undefined, undefined)

/** Money, counts and rates are fractions already; a length of time counts its days or months. */
export function rationalOf(value: Value | undefined): Rational | undefined {
  if (typeof value === 'object' && 'n' in value) return value
  return typeof value === 'number' ? whole(value) : undefined
}
/** What a known value comes to as a figure: none is 0 of it. */
export function figureIn(value: Value): Figure {
  const number = rationalOf(value)
  return number === undefined ? NOTHING : exactly(number)
}

export const smaller = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b)
export const larger = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b)
export const notBelowZero = (a: Rational): Rational => (a.n < 0n ? ZERO : a)
/** A sum that is not known as soon as one of the two is not. */
export const plusMaybe = (a: Rational | undefined, b: Rational | undefined): Rational | undefined => a && b && add(a, b)

/** Of two bounds of which either may be absent: the smaller, where the absent one is above everything. */
export const lesserBound = (a: Rational | undefined, b: Rational | undefined): Rational | undefined => (a === undefined ? b : b === undefined ? a : smaller(a, b))
const greaterBound = (a: Rational | undefined, b: Rational | undefined): Rational | undefined => (a === undefined ? b : b === undefined ? a : larger(a, b))
const both = (a: Rational | undefined, b: Rational | undefined, pick: (a: Rational, b: Rational) => Rational): Rational | undefined => a && b && pick(a, b)

/** Applies `f`, which never falls, to the value or to its bounds. */
export function rising(a: Figure, f: (value: Rational) => Rational): Figure {
  return a.known ? exactly(f(a.lo)) : between(a.lo && f(a.lo), a.hi && f(a.hi))
}

export function plus(a: Figure, b: Figure): Figure {
  return a.known && b.known ? exactly(add(a.lo, b.lo)) : between(plusMaybe(a.lo, b.lo), plusMaybe(a.hi, b.hi))
}
export function minus(a: Figure, b: Figure): Figure {
  return a.known && b.known ? exactly(subtract(a.lo, b.lo)) : between(both(a.lo, b.hi, subtract), both(a.hi, b.lo, subtract))
}

export function times(a: Figure, b: Figure): Figure {
  if (a.known && b.known) return exactly(multiply(a.lo, b.lo))
  if (isPositive(a) && isPositive(b)) return between(both(a.lo, b.lo, multiply), both(a.hi, b.hi, multiply))
  const corners = [both(a.lo, b.lo, multiply), both(a.lo, b.hi, multiply), both(a.hi, b.lo, multiply), both(a.hi, b.hi, multiply)]
  const told = corners.flatMap(corner => corner ?? [])
  return told.length < 4 ? OPEN : between(told.reduce(smaller), told.reduce(larger))
}
const isPositive = (a: Figure): boolean => a.lo !== undefined && a.lo.n >= 0n

/** The lesser of two: 不超过. An amount under a known limit has that bound, even when the amount is unknown. */
export function least(a: Figure, b: Figure): Figure {
  if (a.known && b.known) return compare(a.lo, b.lo) <= 0 ? a : b
  return between(both(a.lo, b.lo, smaller), lesserBound(a.hi, b.hi))
}
/** The greater of two: 不低于. */
export function greatest(a: Figure, b: Figure): Figure {
  if (a.known && b.known) return compare(a.lo, b.lo) >= 0 ? a : b
  return between(greaterBound(a.lo, b.lo), both(a.hi, b.hi, larger))
}
/** One of several, not known which. */
export function oneOf(figures: readonly Figure[]): Figure {
  const [first, ...rest] = figures
  if (first === undefined) return OPEN
  return rest.reduce<Figure>((a, b) => between(both(a.lo, b.lo, smaller), both(a.hi, b.hi, larger)), between(first.lo, first.hi))
}
const notNegative = (a: Figure): Figure => (a.known && a.lo.n >= 0n ? a : rising(a, notBelowZero))
/** Never below 0, also where the lower bound was not known: for what is given. */
export const given = (a: Figure): Figure => (a.known ? notNegative(a) : between(notBelowZero(a.lo ?? ZERO), a.hi && notBelowZero(a.hi)))

/** To a whole multiple of `unit`. */
export function rounded(value: Rational, unit: bigint, mode: 'down' | 'up' | 'nearest'): Rational {
  if (value.d === 1n && unit === 1n) return value
  const scaled = { n: value.n, d: value.d * unit }
  const down = floor(scaled)
  if (down * scaled.d === scaled.n) return value
  const rest = scaled.n - down * scaled.d
  const up = mode === 'up' || (mode === 'nearest' && 2n * rest >= scaled.d)
  return whole((up ? down + 1n : down) * unit)
}
