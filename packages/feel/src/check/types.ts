import type { ArithmeticOperator } from '../syntax.ts'
import type { Type } from '../type.ts'

/** Which types go together, and what comes of them. Undefined: they do not. */

const DAYS: Type = { kind: 'duration', unit: 'days' }
const RATE: Type = { kind: 'rate' }
const POINTS: Type = { kind: 'points' }
const NUMBER: Type = { kind: 'number' }

export const isNumeric = (type: Type): boolean => ['money', 'number', 'rate', 'points'].includes(type.kind)

/** A number without a unit: a bare literal, or a quotient. It may stand for a rate or a count of anything. */
const isPlain = (type: Type): boolean => type.kind === 'number' && type.unit === undefined

/** The one type of two values that are compared, or that stand in one list or one `if`. */
export function unify(a: Type, b: Type): Type | undefined {
  if (isPlain(a) && b.kind === 'rate') return b
  if (isPlain(b) && a.kind === 'rate') return a
  switch (a.kind) {
    case 'money': return b.kind === 'money' && a.currency === b.currency ? a : undefined
    case 'number': {
      if (b.kind !== 'number') return undefined
      return a.unit === undefined ? b : b.unit === undefined || a.unit === b.unit ? a : undefined
    }
    case 'text': return b.kind === 'text' ? (sameChoices(a.choices, b.choices) ? a : { kind: 'text' }) : undefined
    case 'duration': return b.kind === 'duration' && a.unit === b.unit ? a : undefined
    case 'period': return b.kind === 'period' && a.every === b.every ? a : undefined
    case 'list': {
      const of = b.kind === 'list' ? unify(a.of, b.of) : undefined
      return of && { kind: 'list', of }
    }
    case 'rate': case 'points': case 'boolean': case 'date': return a.kind === b.kind ? a : undefined
  }
}

const sameChoices = (a?: readonly string[], b?: readonly string[]): boolean =>
  a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((choice, i) => choice === b[i]))

/** May a value of type `a` stand where `wanted` is wanted? */
export const fits = (a: Type, wanted: Type): boolean => unify(a, wanted) !== undefined

/** Types with an order: all but truths, lists and enumerations. */
export const isOrdered = (type: Type): boolean =>
  type.kind !== 'boolean' && type.kind !== 'list' && !(type.kind === 'text' && type.choices !== undefined)

export function arithmeticType(operator: ArithmeticOperator, a: Type, b: Type): Type | undefined {
  switch (operator) {
    case '+': return sum(a, b)
    case '-': return difference(a, b)
    case '*': return product(a, b) ?? product(b, a)
    case '/': return quotient(a, b)
    case '**': return (a.kind === 'number' || a.kind === 'rate') && isPlain(b) ? a : undefined
  }
}

function sum(a: Type, b: Type): Type | undefined {
  if (a.kind === 'date' && b.kind === 'duration') return a
  if (a.kind === 'duration' && b.kind === 'date') return b
  if (a.kind === 'text' && b.kind === 'text') return { kind: 'text' }
  if ((a.kind === 'rate' && b.kind === 'points') || (a.kind === 'points' && b.kind === 'rate')) return RATE
  return isNumeric(a) || a.kind === 'duration' ? unify(a, b) : undefined
}

function difference(a: Type, b: Type): Type | undefined {
  if (a.kind === 'date') return b.kind === 'duration' ? a : b.kind === 'date' ? DAYS : undefined
  if (a.kind === 'rate' && b.kind === 'rate') return POINTS
  if (a.kind === 'rate' && b.kind === 'points') return RATE
  return isNumeric(a) || a.kind === 'duration' ? unify(a, b) : undefined
}

/** One way round; the caller tries the other. */
function product(a: Type, b: Type): Type | undefined {
  if (a.kind === 'money' && (b.kind === 'number' || b.kind === 'rate' || b.kind === 'points')) return a
  if (a.kind === 'number' && b.kind === 'number') return a.unit === undefined ? b : b.unit === undefined ? a : undefined
  if (a.kind === 'number' && b.kind === 'rate') return a.unit === undefined ? RATE : a
  if (a.kind === 'rate' && b.kind === 'rate') return RATE
  if (a.kind === 'points' && (isPlain(b) || b.kind === 'rate')) return POINTS
  return a.kind === 'duration' && isPlain(b) ? a : undefined
}

function quotient(a: Type, b: Type): Type | undefined {
  if (a.kind === b.kind && a.kind !== 'number') {
    if (a.kind === 'duration') return unify(a, b) && NUMBER
    return isNumeric(a) && unify(a, b) ? RATE : undefined
  }
  if (a.kind === 'money' && (b.kind === 'number' || b.kind === 'rate')) return a
  if (a.kind === 'number') {
    if (b.kind === 'rate') return a
    if (b.kind !== 'number') return undefined
    if (a.unit !== undefined && b.unit !== undefined) return a.unit === b.unit ? RATE : NUMBER
    return a
  }
  if ((a.kind === 'rate' || a.kind === 'points' || a.kind === 'duration') && isPlain(b)) return a
  return a.kind === 'points' && b.kind === 'rate' ? POINTS : undefined
}
