import type { Rational, Value } from './value.ts'
import type { Type } from './type.ts'
import { compare, divide, multiply, parseDecimal, power, whole } from './rational.ts'
import { COUNTS, CURRENCIES, DURATIONS, MINOR_DIGITS, MULTIPLIERS, POINTS, RATES, TIMES, YUAN } from './units.ts'

/** A figure of the law: its type (with currency or unit) and its exact value. */
export interface Quantity { readonly type: Type; readonly value: Value }

type Reader = (number: Rational, digits: string) => Quantity | undefined

/** Every suffix there is, with what a number before it means. Built once; looked up by the longest match. */
const SUFFIXES = suffixes()
const LONGEST = Math.max(...[...SUFFIXES.keys()].map(text => text.length))

function suffixes(): ReadonlyMap<string, Reader> {
  const all = new Map<string, Reader>()
  const scaled = [['', 0] as const, ...Object.entries(MULTIPLIERS)]
  const times = (n: Rational, tens: number): Rational => multiply(n, power(whole(10), tens))
  for (const [multiplier, tens] of scaled) {
    for (const [name, currency] of Object.entries(CURRENCIES)) {
      const minor = MINOR_DIGITS[currency] ?? 2
      all.set(multiplier + name, n => ({ type: { kind: 'money', currency }, value: times(n, tens + minor) }))
    }
    for (const unit of COUNTS) all.set(multiplier + unit, n => ({ type: { kind: 'number', unit }, value: times(n, tens) }))
    // 40万: the law leaves 元 out.
    if (tens >= 4) all.set(multiplier, n => ({ type: YUAN, value: times(n, tens + 2) }))
  }
  for (const [sign, tens] of Object.entries(RATES)) all.set(sign, n => ({ type: { kind: 'rate' }, value: times(n, tens) }))
  for (const [name, tens] of Object.entries(POINTS)) all.set(name, n => ({ type: { kind: 'points' }, value: times(n, tens) }))
  all.set(TIMES, n => ({ type: { kind: 'rate' }, value: n }))
  for (const [name, { unit, times: factor }] of Object.entries(DURATIONS)) {
    all.set(name, n => duration(multiply(n, whole(factor)), unit))
  }
  all.set('年', (n, digits) => (/^\d{4}$/.test(digits) ? year(n) : duration(multiply(n, whole(12)), 'months')))
  all.set('年度', (n, digits) => (/^\d{4}$/.test(digits) ? year(n) : undefined))
  return all
}

const year = (n: Rational): Quantity => ({ type: { kind: 'period', every: 'year' }, value: Number(n.n) })

function duration(n: Rational, unit: 'months' | 'days'): Quantity | undefined {
  return n.d === 1n && n.n < 1_000_000_000n ? { type: { kind: 'duration', unit }, value: Number(n.n) } : undefined
}

const NUMBER = /(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})/y
const RATIO = /\d{1,9}(?:\.\d{1,9})?[:：]\d{1,9}(?:\.\d{1,9})?/y

/**
 * The quantity that starts at `from`, and where it ends. Undefined when there is a plain number, or none.
 * Inside an expression a full-width colon has been refused before; a value of its own may have one (1：1).
 */
export function quantityAt(text: string, from: number): (Quantity & { readonly to: number }) | undefined {
  RATIO.lastIndex = from
  const pair = RATIO.exec(text)?.[0]
  if (pair !== undefined) {
    const [left, right] = pair.split(/[:：]/).map(parseDecimal)
    if (left !== undefined && right !== undefined && right.n !== 0n) {
      return { type: { kind: 'rate' }, value: divide(left, right), to: from + pair.length }
    }
  }
  NUMBER.lastIndex = from
  const digits = NUMBER.exec(text)?.[0]
  const number = digits === undefined ? undefined : parseDecimal(digits)
  if (digits === undefined || number === undefined) return undefined
  const start = from + digits.length
  for (let length = Math.min(LONGEST, text.length - start); length > 0; length--) {
    const found = SUFFIXES.get(text.slice(start, start + length))?.(number, digits)
    if (found !== undefined) return { ...found, to: start + length }
  }
  return undefined
}

/** One whole quantity (`1000万元`, `5%`, `36个月`, `2020年`, `1:1`) or a plain number; undefined for anything else. */
export function quantity(text: string): Quantity | undefined {
  const trimmed = text.trim()
  const negative = trimmed.startsWith('-')
  const bare = negative ? trimmed.slice(1) : trimmed
  const found = quantityAt(bare, 0)
  if (found === undefined) {
    const number = /^\d{1,30}(\.\d{1,30})?$/.test(bare) ? parseDecimal(bare) : undefined
    return number && { type: { kind: 'number' }, value: negative ? multiply(number, whole(-1)) : number }
  }
  if (found.to !== bare.length) return undefined
  if (!negative) return { type: found.type, value: found.value }
  if (found.type.kind === 'period') return undefined
  return { type: found.type, value: opposite(found.value) }
}

function opposite(value: Value): Value {
  if (typeof value === 'number') return -value
  return typeof value === 'object' && 'n' in value ? multiply(value, whole(-1)) : value
}

/** A range as a value (`10%..15%`, `100万元..500万元`): both ends of one type and in order, both included. */
export function quantityRange(text: string): { readonly type: Type; readonly least: Value; readonly most: Value } | undefined {
  const [left, right, ...more] = text.split('..')
  if (left === undefined || right === undefined || more.length > 0) return undefined
  const least = quantity(left)
  const most = quantity(right)
  if (least === undefined || most === undefined || !sameKind(least.type, most.type) || !ordered(least.value, most.value)) return undefined
  return { type: least.type, least: least.value, most: most.value }
}

function sameKind(a: Type, b: Type): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'money' && b.kind === 'money') return a.currency === b.currency
  if ((a.kind === 'number' && b.kind === 'number') || (a.kind === 'duration' && b.kind === 'duration')) return a.unit === b.unit
  return true
}

function ordered(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b
  return typeof a === 'object' && 'n' in a && typeof b === 'object' && 'n' in b && compare(a, b) <= 0
}
