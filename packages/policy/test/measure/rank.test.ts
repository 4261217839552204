import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rational, type Rational } from '@lizhu/feel'
import { progress, rank, type Criterion, type Measured, type Ranking } from '../../src/measure/index.ts'

const of = (n: number): Rational => rational.whole(n)
const unit = (name: string, values: Readonly<Record<string, number>>): Measured => ({ unit: name, values: new Map(Object.entries(values).map(([key, value]) => [key, of(value)])) })
const places = (ranking: Ranking): Record<string, number> => Object.fromEntries(ranking.placed.map(one => [one.unit, one.place]))

test('three counties by output and by energy used, worked by hand', () => {
  const criteria: Criterion[] = [{ indicator: '产值', better: 'higher', weight: of(3) }, { indicator: '能耗', better: 'lower', weight: of(1) }]
  // 产值 100…300: 0, ½, 1; 能耗 40…80, less is better: 1, 0, ½. Weighted 3:1: ¼, ⅜, ⅞.
  const ranking = rank(criteria, [unit('甲', { 产值: 100, 能耗: 40 }), unit('乙', { 产值: 200, 能耗: 80 }), unit('丙', { 产值: 300, 能耗: 60 }), unit('丁', { 产值: 999 })])
  expect(ranking.placed.map(one => [one.unit, one.place, rational.decimalText(one.score)])).toEqual([['丙', 1, '0.875'], ['乙', 2, '0.375'], ['甲', 3, '0.25']])
  expect(ranking.apart).toEqual([{ unit: '丁', missing: ['能耗'] }])
  // 乙 leads 甲 by 3/8 of output and loses 1/4 of energy: at −10 % and +10 % 0.3375 − 0.275 > 0. The order holds.
  expect(ranking.placed.map(one => [one.first, one.last])).toEqual([[1, 1], [2, 2], [3, 3]])
})

test('a lead that a tenth of the weights undoes is said', () => {
  const criteria: Criterion[] = [{ indicator: 'a', better: 'higher', weight: of(11) }, { indicator: 'b', better: 'higher', weight: of(10) }]
  expect(rank(criteria, [unit('x', { a: 1, b: 0 }), unit('y', { a: 0, b: 1 })]).placed.map(one => [one.unit, one.place, one.first, one.last])).toEqual([['x', 1, 1, 2], ['y', 2, 1, 2]])
})

const INDICATORS = ['a', 'b', 'c'] as const
const criteria = fc.tuple(...INDICATORS.map(indicator => fc.record({ indicator: fc.constant(indicator), better: fc.constantFrom('higher' as const, 'lower' as const), weight: fc.integer({ min: 1, max: 20 }).map(of) })))
// Few values, so that ties are common.
const value = fc.integer({ min: -5, max: 5 })
const whole = fc.array(fc.record({ a: value, b: value, c: value }), { minLength: 1, maxLength: 8 }).map(rows => rows.map((row, i) => unit(`u${i}`, row)))

test('another unit of measure moves nobody', () => {
  fc.assert(fc.property(criteria, whole, fc.constantFrom(...INDICATORS), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: -50, max: 50 }), (how, units, which, factor, zero) => {
    const told = units.map(one => ({ unit: one.unit, values: new Map([...one.values].map(([key, of1]) => [key, key === which ? rational.add(rational.multiply(of1, rational.ratio(BigInt(factor), 7n)), of(zero)) : of1])) }))
    const scored = (ranking: Ranking) => ranking.placed.map(one => [one.unit, one.place, one.score, one.first, one.last])
    expect(scored(rank(how, told))).toEqual(scored(rank(how, units)))
  }))
})

test('a better value never ranks lower', () => {
  fc.assert(fc.property(criteria, whole, fc.nat(), fc.nat(2), fc.integer({ min: 1, max: 12 }), (how, units, who, which, more) => {
    const [chosen, criterion] = [units[who % units.length], how[which]]
    if (chosen === undefined || criterion === undefined) return
    const better = units.map(one => (one !== chosen ? one : { unit: one.unit, values: new Map([...one.values].map(([key, of1]) => [key, key === criterion.indicator ? rational.add(of1, of(criterion.better === 'higher' ? more : -more)) : of1])) }))
    expect(places(rank(how, better))[chosen.unit]).toBeLessThanOrEqual(places(rank(how, units))[chosen.unit] ?? 0)
  }))
})

test('whoever lacks a value stands apart and moves nobody; ties are ties', () => {
  fc.assert(fc.property(criteria, whole, value, (how, units, a) => {
    const twin = { unit: 'twin', values: units[0]?.values ?? new Map() }
    const ranking = rank(how, [...units, twin, unit('lacks', { a, b: a })])
    expect(ranking.apart).toEqual([{ unit: 'lacks', missing: ['c'] }])
    expect(ranking.placed).toEqual(rank(how, [...units, twin]).placed)
    expect(places(ranking)['twin']).toBe(places(ranking)['u0'])
  }))
})

test('whatever the weights are within a tenth, the place is within what was said', () => {
  fc.assert(fc.property(criteria, whole, fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 3, maxLength: 3 }), (how, units, moved) => {
    const other = places(rank(how.map((one, i) => ({ ...one, weight: rational.multiply(one.weight, rational.ratio(BigInt(moved[i] ?? 100), 100n)) })), units))
    for (const { unit: name, first, last } of rank(how, units).placed) {
      expect(other[name]).toBeGreaterThanOrEqual(first)
      expect(other[name]).toBeLessThanOrEqual(last)
    }
  }))
})

test('growth of what grew from nothing is no figure', () => {
  expect(progress(of(120), of(100), 'growth')).toEqual(rational.ratio(1n, 5n))
  expect(progress(of(31), of(30), 'difference')).toEqual(of(1))
  expect(progress(of(5), of(0), 'growth')).toBeUndefined()
})
