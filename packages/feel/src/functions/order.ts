import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Type } from '../type.ts'
import { heldAs } from '../tree.ts'
import { compare, equal, isRational } from '../rational.ts'
import { impossible } from './builtin.ts'

/** Order and equality of values of one type. */

/** By code point, as FEEL has it, not by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const x = [...a]
  const y = [...b]
  for (let i = 0; i < x.length && i < y.length; i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return x.length - y.length
}

/** Compares two told values of an ordered type. */
export function comparison(type: Type): (a: Value, b: Value) => number {
  switch (heldAs(type)) {
    case 'rational': return (a, b) => (isRational(a) && isRational(b) ? compare(a, b) : impossible(a))
    case 'number': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : impossible(a))
    case 'text': return (a, b) => (typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : impossible(a))
    case 'boolean': case 'list': return impossible
  }
}

/** Equality of two told values: unknown only where lists hold unknown items and nothing else settles it. */
export function equality(type: Type): (a: Value, b: Value) => boolean | typeof UNKNOWN {
  if (type.kind === 'list') {
    const item = equality(type.of)
    return (a, b) => equalLists(a, b, item)
  }
  if (heldAs(type) === 'rational') return (a, b) => (isRational(a) && isRational(b) ? equal(a, b) : impossible(a))
  return (a, b) => a === b
}

function equalLists(a: Value, b: Value, item: (a: Value, b: Value) => boolean | typeof UNKNOWN): boolean | typeof UNKNOWN {
  if (!Array.isArray(a) || !Array.isArray(b)) return impossible(a)
  if (a.length !== b.length) return false
  const x: readonly Value[] = a
  const y: readonly Value[] = b
  return every(x.map((left, i) => equalItem(left, y[i] ?? UNKNOWN, item)))
}

/** An item that is none equals nothing; an unknown one may equal anything. */
export function equalItem(a: Value, b: Value, item: (a: Value, b: Value) => boolean | typeof UNKNOWN): boolean | typeof UNKNOWN {
  if (a === NONE || b === NONE) return false
  return a === UNKNOWN || b === UNKNOWN ? UNKNOWN : item(a, b)
}

/** Kleene's `and` and `or` of many; none counts as false. */
export function every(values: readonly Value[]): boolean | typeof UNKNOWN {
  if (values.some(value => value === false || value === NONE)) return false
  return values.includes(UNKNOWN) ? UNKNOWN : true
}
export function some(values: readonly Value[]): boolean | typeof UNKNOWN {
  if (values.includes(true)) return true
  return values.includes(UNKNOWN) ? UNKNOWN : false
}
