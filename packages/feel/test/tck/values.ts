import { calendar, NONE, rational, UNKNOWN, type Rational, type Type, type Value } from '../../src/index.ts'
import { childNamed, childrenNamed, type Element } from './xml.ts'

/** A value of a test file with its type; `undefined` type: null. `refused`: of a kind we do not have. */
export type TestValue = { readonly value: Value; readonly type: Type | undefined } | { readonly refused: string } | { readonly untyped: string }

/** What stands in `<value>`, `<list>` or `<component>` under an input or an expected result. */
export function readValue(holder: Element): TestValue {
  const list = childNamed(holder, 'list')
  if (list !== undefined) return readList(list)
  if (childNamed(holder, 'component') !== undefined) return { refused: 'context' }
  const value = childNamed(holder, 'value')
  if (value === undefined || value.attributes['nil'] === 'true') return { value: UNKNOWN, type: undefined }
  const type = value.attributes['type']?.replace(/^.*:/, '')
  return type === undefined ? { untyped: value.text } : readScalar(type, value.text)
}

const WRITTEN: Readonly<Partial<Record<Type['kind'], string>>> = { number: 'decimal', text: 'string', boolean: 'boolean', date: 'date', duration: 'duration' }

/** A value whose type the file leaves out, read as one of the type that the model gives. */
export function resolved(value: TestValue, type: Type | undefined): Exclude<TestValue, { untyped: string }> {
  if (!('untyped' in value)) return value
  const written = type && WRITTEN[type.kind]
  const read = written === undefined ? { refused: 'a value without a type' } : readScalar(written, value.untyped)
  return 'untyped' in read ? { refused: 'a value without a type' } : read
}

function readList(list: Element): TestValue {
  const items = childrenNamed(list, 'item').map(readValue)
  const values: Value[] = []
  let type: Type | undefined
  for (const item of items) {
    if (!('value' in item)) return { refused: 'refused' in item ? item.refused : 'a list without types' }
    values.push(item.value)
    type ??= item.type
  }
  return { value: values, type: type && { kind: 'list', of: type } }
}

const NUMBERS = ['decimal', 'double', 'float', 'integer', 'int', 'long']

function readScalar(type: string, text: string): TestValue {
  if (NUMBERS.includes(type)) {
    const number = rational.parseDecimal(text.trim())
    return number === undefined ? { refused: `number ${text}` } : { value: number, type: { kind: 'number' } }
  }
  switch (type) {
    case 'string': return { value: text, type: { kind: 'text' } }
    case 'boolean': return { value: text.trim() === 'true', type: { kind: 'boolean' } }
    case 'date': {
      const day = calendar.parseDate(text.trim())
      return day === undefined ? { refused: `date ${text}` } : { value: day, type: { kind: 'date' } }
    }
    case 'duration': case 'dayTimeDuration': case 'yearMonthDuration': {
      const duration = calendar.parseDuration(text.trim())
      return duration === undefined ? { refused: `duration ${text}` } : { value: duration.value, type: { kind: 'duration', unit: duration.unit } }
    }
    default: return { refused: type }
  }
}

/** Exactly equal; a fraction with more digits than FEEL's numbers hold, after rounding to their 34. */
export function same(actual: Value, expected: Value): boolean {
  if (expected === UNKNOWN || expected === NONE) return actual === UNKNOWN || actual === NONE
  if (Array.isArray(actual) && Array.isArray(expected)) {
    const [a, b]: [readonly Value[], readonly Value[]] = [actual, expected]
    return a.length === b.length && a.every((item, i) => same(item, b[i] ?? UNKNOWN))
  }
  if (isFraction(actual) && isFraction(expected)) return rational.equal(actual, expected) || rational.equal(round34(actual), expected)
  return actual === expected
}

const isFraction = (value: Value): value is Rational => typeof value === 'object' && 'n' in value

/** To 34 significant digits, half to even, as IEEE 754 decimal128. */
function round34(value: Rational): Rational {
  if (value.n === 0n) return value
  let places = 34 - (digits(value.n) - digits(value.d))
  let rounded = rational.round(value, places, 'half even')
  while (digits(rational.floor(rational.multiply(rational.absolute(rounded), rational.power(rational.whole(10), places)))) > 34) {
    places--
    rounded = rational.round(value, places, 'half even')
  }
  return rounded
}

const digits = (n: bigint): number => n.toString().replace('-', '').length
