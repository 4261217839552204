import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NONE, UNKNOWN, rational, type Type, type Value } from '@lizhu/feel'
import { readPeriod, readValue, writePeriod, writeValue } from '../src/index.ts'

const decimal = fc.tuple(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.constantFrom(1n, 10n, 100n, 10_000n)).map(([n, d]): Value => rational.ratio(n, d))
const fen = fc.bigInt(0n, 10n ** 15n).map((n): Value => ({ n, d: 1n }))
const typed: readonly (readonly [Type, fc.Arbitrary<Value>])[] = [
  [{ kind: 'money', currency: 'CNY' }, fen], [{ kind: 'number', unit: '人' }, decimal], [{ kind: 'number' }, decimal], [{ kind: 'rate' }, decimal], [{ kind: 'points' }, decimal],
  [{ kind: 'date' }, fc.integer({ min: -20_000, max: 60_000 })], [{ kind: 'duration', unit: 'days' }, fc.nat(10_000)], [{ kind: 'duration', unit: 'months' }, fc.nat(600)],
  [{ kind: 'boolean' }, fc.boolean()], [{ kind: 'text', choices: ['增扩产', '绿色制造'] }, fc.constantFrom('增扩产', '绿色制造')],
]

test.each(typed)('%j: what is written is read as the same value', (type, values) => {
  fc.assert(fc.property(values, value => {
    expect(readValue({ type }, writeValue(type, value))).toEqual({ value })
  }))
  if (type.kind !== 'boolean') expect(readValue({ type }, writeValue(type, NONE))).toEqual({ value: NONE })
  expect(readValue({ type }, writeValue(type, UNKNOWN))).toEqual({ value: UNKNOWN })
})

test('what no decimal writes is not written', () => {
  expect(writeValue({ kind: 'rate' }, rational.ratio(1n, 3n))).toBeUndefined()
})

test.each(['year', 'quarter', 'month'] as const)('%s: a period is read as it is written', every => {
  fc.assert(fc.property(fc.integer({ min: 4000, max: 30_000 }), n => {
    const ordinal = every === 'year' ? n % 3000 + 1000 : every === 'quarter' ? n : n + 12_000
    expect(readPeriod(every, writePeriod(every, ordinal))).toBe(ordinal)
  }))
})
