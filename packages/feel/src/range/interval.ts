import type { Rational } from '../value.ts'
import * as exact from '../rational.ts'

/** Closed intervals; an absent end is unbounded. */
export interface Interval { readonly least?: Rational; readonly most?: Rational }

export const between = (least: Rational | undefined, most: Rational | undefined): Interval =>
  ({ ...(least && { least }), ...(most && { most }) })

const lesser = (a: Rational, b: Rational): Rational => (exact.compare(a, b) <= 0 ? a : b)
const greater = (a: Rational, b: Rational): Rational => (exact.compare(a, b) >= 0 ? a : b)
const both = <T>(a: T | undefined, b: T | undefined, of: (a: T, b: T) => T): T | undefined => (a === undefined || b === undefined ? undefined : of(a, b))

/** The least interval that holds both. */
export const hull = (a: Interval, b: Interval): Interval => between(both(a.least, b.least, lesser), both(a.most, b.most, greater))

export const add = (a: Interval, b: Interval): Interval => between(both(a.least, b.least, exact.add), both(a.most, b.most, exact.add))
export const subtract = (a: Interval, b: Interval): Interval => between(both(a.least, b.most, exact.subtract), both(a.most, b.least, exact.subtract))

export function multiply(a: Interval, b: Interval): Interval {
  const { least: al, most: am } = a
  const { least: bl, most: bm } = b
  if (al !== undefined && am !== undefined && bl !== undefined && bm !== undefined) {
    const corners = [exact.multiply(al, bl), exact.multiply(al, bm), exact.multiply(am, bl), exact.multiply(am, bm)]
    return between(corners.reduce(lesser), corners.reduce(greater))
  }
  // Two sides that are never below zero: the usual case of money and rates without an upper bound.
  if (al !== undefined && bl !== undefined && al.n >= 0n && bl.n >= 0n) return between(exact.multiply(al, bl), both(am, bm, exact.multiply))
  return {}
}

export function divide(a: Interval, b: Interval): Interval {
  const { least, most } = b
  const positive = least !== undefined && least.n > 0n
  const negative = most !== undefined && most.n < 0n
  if (positive) return multiply(a, between(most === undefined ? exact.ZERO : exact.divide(exact.ONE, most), exact.divide(exact.ONE, least)))
  if (negative) return multiply(a, between(exact.divide(exact.ONE, most), least === undefined ? exact.ZERO : exact.divide(exact.ONE, least)))
  return least !== undefined && least.n >= 0n && a.least !== undefined && a.least.n >= 0n ? between(exact.ZERO, undefined) : {}
}

/** Only of what is never below zero, to a written power. */
export function power(a: Interval, b: Interval): Interval {
  const { least: exponent } = b
  if (exponent === undefined || !samePoint(b, b) || exponent.n < 0n || a.least === undefined || a.least.n < 0n) return {}
  const raise = (n: Rational): Rational => exact.power(n, Number(exponent.n))
  return between(raise(a.least), a.most && raise(a.most))
}

export const lowest = (all: readonly Interval[]): Interval => {
  const mosts = all.map(each => each.most).filter(most => most !== undefined)
  const leasts = all.map(each => each.least).filter(least => least !== undefined)
  return between(leasts.length === all.length && leasts.length > 0 ? leasts.reduce(lesser) : undefined, mosts.length > 0 ? mosts.reduce(lesser) : undefined)
}
export const highest = (all: readonly Interval[]): Interval => {
  const mosts = all.map(each => each.most).filter(most => most !== undefined)
  const leasts = all.map(each => each.least).filter(least => least !== undefined)
  return between(leasts.length > 0 ? leasts.reduce(greater) : undefined, mosts.length === all.length && mosts.length > 0 ? mosts.reduce(greater) : undefined)
}

const order = (a: Rational | undefined, b: Rational | undefined): number | undefined => (a === undefined || b === undefined ? undefined : exact.compare(a, b))

/** Every value of `a` is below every value of `b`. */
export const strictlyBelow = (a: Interval, b: Interval): boolean => (order(a.most, b.least) ?? 1) < 0
/** … or equal to it at most. */
export const below = (a: Interval, b: Interval): boolean => (order(a.most, b.least) ?? 1) <= 0
export const apart = (a: Interval, b: Interval): boolean => strictlyBelow(a, b) || strictlyBelow(b, a)
export const samePoint = (a: Interval, b: Interval): boolean => order(a.least, a.most) === 0 && order(b.least, b.most) === 0 && order(a.least, b.least) === 0
