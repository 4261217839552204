import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendar, rational, type Rational } from '../src/index.ts'

const fraction = fc.tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 60n })).map(([n, d]) => rational.ratio(n, d))
const MODES = ['floor', 'ceiling', 'up', 'down', 'half up', 'half down', 'half even'] as const

describe('fractions', () => {
  const lowest = ({ n, d }: Rational): boolean => { let [a, b] = [n < 0n ? -n : n, d]; while (b !== 0n) [a, b] = [b, a % b]; return d > 0n && a === 1n }
  it('keep the laws of arithmetic, in lowest terms', () => fc.assert(fc.property(fraction, fraction, fraction, (a, b, c) => {
    expect(rational.add(a, b)).toEqual(rational.add(b, a))
    expect(rational.multiply(a, rational.add(b, c))).toEqual(rational.add(rational.multiply(a, b), rational.multiply(a, c)))
    expect(rational.add(rational.subtract(a, b), b)).toEqual(a)
    if (b.n !== 0n) expect(rational.multiply(rational.divide(a, b), b)).toEqual(a)
    for (const each of [rational.add(a, b), rational.multiply(a, b), rational.subtract(a, c)]) expect(lowest(each)).toBe(true)
    expect(Math.sign(rational.compare(a, b))).toBe(Math.sign(Number(a.n) / Number(a.d) - Number(b.n) / Number(b.d)))
  })))
  it('are in lowest terms beyond what a double holds', () => {
    const size = fc.integer({ min: 1, max: 130 }).chain(bits => fc.bigInt({ min: -(2n ** BigInt(bits)), max: 2n ** BigInt(bits) }))
    fc.assert(fc.property(size, size, size, (n, d, factor) => {
      fc.pre(d !== 0n && factor !== 0n)
      const once = rational.ratio(n, d)
      expect(lowest(once)).toBe(true)
      expect(once.n * d).toBe(n * once.d)
      expect(rational.ratio(n * factor, d * factor)).toEqual(once)
    }))
  })
  it('round within one unit, to the nearer, and exactly when nothing is to round', () => fc.assert(fc.property(fraction, fc.integer({ min: -2, max: 3 }), fc.constantFrom(...MODES), (a, scale, mode) => {
    const rounded = rational.round(a, scale, mode)
    const unit = rational.power(rational.whole(10), -scale)
    const off = rational.absolute(rational.subtract(rounded, a))
    expect(rational.compare(off, unit)).toBeLessThan(0)
    if (mode.startsWith('half')) expect(rational.compare(rational.add(off, off), unit)).toBeLessThanOrEqual(0)
    expect(rational.round(rounded, scale, mode)).toEqual(rounded)
    expect(rational.negate(rational.round(a, scale, 'floor'))).toEqual(rational.round(rational.negate(a), scale, 'ceiling'))
    if (mode === 'down') expect(rational.compare(rational.absolute(rounded), rational.absolute(a))).toBeLessThanOrEqual(0)
  })))
  it('are written with every digit, or not at all', () => {
    expect(rational.decimalText({ n: 1n, d: 8n })).toBe('0.125')
    expect(rational.decimalText({ n: -5n, d: 2n })).toBe('-2.5')
    expect(rational.decimalText({ n: 1n, d: 3n })).toBeUndefined()
    fc.assert(fc.property(fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n }), fc.integer({ min: 0, max: 9 }), (n, places) => {
      const value = rational.ratio(n, 10n ** BigInt(places))
      expect(rational.parseDecimal(rational.decimalText(value)!)).toEqual(value)
    }))
  })
})

describe('calendar', () => {
  const day = fc.integer({ min: -800_000, max: 800_000 })
  it('agrees with the platform, day by day', () => fc.assert(fc.property(day, days => {
    const date = new Date(days * 86_400_000)
    const { year, month, day: number } = calendar.civil(days)
    expect([year, month, number]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()])
    expect(calendar.dayNumber(year, month, number)).toBe(days)
    expect(calendar.weekday(days) % 7).toBe(date.getUTCDay())
    expect(calendar.parseDate(calendar.isoDate(days))).toBe(days)
  })))
  it('puts a day into its periods', () => fc.assert(fc.property(day, fc.constantFrom('year', 'quarter', 'month'), (days, every) => {
    const period = calendar.periodOf(days, every)
    expect(calendar.periodStart(period, every)).toBeLessThanOrEqual(days)
    expect(calendar.periodEnd(period, every)).toBeGreaterThanOrEqual(days)
  })))
  it('counts full months', () => fc.assert(fc.property(day, fc.integer({ min: 0, max: 500 }), (days, months) => {
    const later = calendar.addMonths(days, months)!
    expect([months, months - 1]).toContain(calendar.monthsBetween(days, later))
    expect(calendar.monthsBetween(later, days)).toBe(0 - calendar.monthsBetween(days, later))
  })))
  it('knows leap years and the ends of months', () => {
    expect(calendar.parseDate('2100-02-29')).toBeUndefined()
    expect(calendar.parseDate('2000-02-29')).toBeDefined()
    expect(calendar.isoDate(calendar.addMonths(calendar.parseDate('2024-01-31')!, 1)!)).toBe('2024-02-29')
    expect(calendar.weekOfYear(calendar.parseDate('2010-01-01')!)).toBe(53)
  })
})
