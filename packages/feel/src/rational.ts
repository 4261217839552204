import type { Rational, Value } from './value.ts'

/**
 * Exact arithmetic. Most figures of the law are whole (fen, heads, percent of a whole), so every operation has a way
 * for two whole numbers that neither multiplies denominators nor looks for a common divisor.
 */
export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }

/** A whole number as a rational. */
export const whole = (n: bigint | number): Rational => ({ n: BigInt(n), d: 1n })

const size = (n: bigint): bigint => (n < 0n ? -n : n)

function divisor(a: bigint, b: bigint): bigint {
  let x = size(a)
  let y = size(b)
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** `n/d` in lowest terms; `d` must not be 0. */
export function ratio(n: bigint, d: bigint): Rational {
  if (d === 1n) return { n, d }
  if (n % d === 0n) return { n: n / d, d: 1n }
  const g = divisor(n, d)
  const sign = d < 0n ? -1n : 1n
  return { n: (sign * n) / g, d: (sign * d) / g }
}

/** A whole number added to a fraction in lowest terms leaves it in lowest terms. */
export function add(a: Rational, b: Rational): Rational {
  if (b.d === 1n) return { n: a.n + b.n * a.d, d: a.d }
  if (a.d === 1n) return { n: a.n * b.d + b.n, d: b.d }
  if (a.d === b.d) return ratio(a.n + b.n, a.d)
  return ratio(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function subtract(a: Rational, b: Rational): Rational {
  if (b.d === 1n) return { n: a.n - b.n * a.d, d: a.d }
  if (a.d === 1n) return { n: a.n * b.d - b.n, d: b.d }
  if (a.d === b.d) return ratio(a.n - b.n, a.d)
  return ratio(a.n * b.d - b.n * a.d, a.d * b.d)
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, d: 1n }
  return ratio(a.n * b.n, a.d * b.d)
}

/** `b` must not be 0. */
export const divide = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n)

export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d })
export const absolute = (a: Rational): Rational => (a.n < 0n ? negate(a) : a)

/** Below 0, 0 or above 0 as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const left = a.d === b.d ? a.n : a.n * b.d
  const right = a.d === b.d ? b.n : b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

export const equal = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d

/** `base` to a whole power; `base` must not be 0 when `exponent` is below 0. */
export function power(base: Rational, exponent: number): Rational {
  const e = BigInt(Math.abs(exponent))
  const up = { n: base.n ** e, d: base.d ** e }
  return exponent < 0 ? ratio(up.d, up.n) : up
}

/** The greatest whole number that is not above `a`. */
export function floor(a: Rational): bigint {
  const q = a.n / a.d
  return a.n < 0n && q * a.d !== a.n ? q - 1n : q
}

export type Rounding = 'floor' | 'ceiling' | 'up' | 'down' | 'half up' | 'half down' | 'half even'

/** To `scale` places after the point (before it, when negative). `up` and `half up` go away from zero, `down` towards it. */
export function round(a: Rational, scale: number, mode: Rounding): Rational {
  const unit = power(whole(10), scale)
  return divide(whole(roundWhole(multiply(a, unit), mode)), unit)
}

/** To a whole number. */
export function roundWhole(a: Rational, mode: Rounding): bigint {
  const below = floor(a)
  if (a.d === 1n) return below
  const negative = a.n < 0n
  switch (mode) {
    case 'floor': return below
    case 'ceiling': return below + 1n
    case 'down': return negative ? below + 1n : below
    case 'up': return negative ? below : below + 1n
    case 'half even': return nearest(a, below, below % 2n === 0n)
    case 'half up': return nearest(a, below, negative)
    case 'half down': return nearest(a, below, !negative)
  }
}

/** The nearer of `below` and the next; half-way between them, `below` when `tie` says so. */
function nearest(a: Rational, below: bigint, tie: boolean): bigint {
  const twice = 2n * (a.n - below * a.d)
  return twice < a.d || (twice === a.d && tie) ? below : below + 1n
}

/** A decimal as written, `12.5` or `1.2e-3`. Undefined for anything else, or for an exponent no figure of a law has. */
export function parseDecimal(text: string): Rational | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text)
  if (match === null) return undefined
  const [, sign = '', before = '', after = '', exponent = '0'] = match
  if (before === '' && after === '') return undefined
  const digits = BigInt(before + after)
  return multiply(whole(sign === '-' ? -digits : digits), power(whole(10), Number(exponent) - after.length))
}

/** Exact decimal digits, or undefined when the fraction never ends (1/3). */
export function decimalText(a: Rational): string | undefined {
  let places = 0
  let rest = a.d
  while (rest % 10n === 0n) { rest /= 10n; places++ }
  while (rest % 2n === 0n) { rest /= 2n; places++ }
  while (rest % 5n === 0n) { rest /= 5n; places++ }
  if (rest !== 1n) return undefined
  return fixed(a, places)
}

/** With exactly `places` digits after the point, rounded half up if need be. */
export function fixed(a: Rational, places: number): string {
  const scaled = roundWhole(multiply(a, power(whole(10), places)), 'half up')
  const digits = size(scaled).toString().padStart(places + 1, '0')
  const cut = digits.length - places
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return scaled < 0n ? `-${text}` : text
}

/**
 * The checker has proved the type, so a value that is an object where a number is expected is a fraction; anything
 * else there is unknown or none. One test serves for both.
 */
export const isRational = (value: Value): value is Rational => typeof value === 'object'
