import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calendar as civil } from '@lizhu/feel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LIST, readList } from './list.ts'
import { DAY_COUNTS, isWorkingDay, lastDay, UNITS, workingDay, type Calendar, type DayCount, type Stop, type Unit } from './reckon.ts'

const root = join(import.meta.dirname, '../../../..')
const entries = readList(LIST, readFileSync(join(root, 'policies/cn', LIST), 'utf8'))
const calendar: Calendar = { years: new Set(entries.map(one => Number(one.day.slice(0, 4)))), days: new Map(entries.map(one => [civil.parseDate(one.day) ?? 0, one.working])) }
/** As another source publishes it. */
const published = z.object({ years: z.record(z.string(), z.object({ holidays: z.array(z.string()), makeup_workdays: z.array(z.string()) })) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../test/calendar/published.json'), 'utf8')))
const years = Object.values(published.years)
const [holidays, makeUp] = [new Set(years.flatMap(one => one.holidays)), new Set(years.flatMap(one => one.makeup_workdays))]

const none: DayCount = 'event day not counted'
const counted: DayCount = 'event day counted'

test('holidays and make-up days of 2020 to 2026 are those published, no day more or less', () => {
  expect([...calendar.years].sort()).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026])
  expect(entries.filter(one => !one.working).map(one => one.day).sort()).toEqual([...holidays].sort())
  expect(entries.filter(one => one.working).map(one => one.day).sort()).toEqual([...makeUp].sort())
  expect([holidays.size, makeUp.size]).toEqual([208, 46])
})

test('every day of seven years is worked or not as published', () => {
  for (let day = new Date('2020-01-01T00:00:00Z'); day.getUTCFullYear() < 2027; day.setUTCDate(day.getUTCDate() + 1)) {
    const iso = day.toISOString().slice(0, 10)
    expect([iso, isWorkingDay(calendar, iso)]).toEqual([iso, worked(day)])
  }
})

describe('working days after and before an event', () => {
  const examples: readonly [from: string, days: number, dayCount: DayCount, day: string, why: string][] = [
    ['2026-11-26', 5, none, '2026-12-03', 'a plain week'],
    ['2026-11-26', 5, counted, '2026-12-02', 'the Thursday itself is the first'],
    ['2026-11-28', 1, counted, '2026-11-30', 'a Saturday cannot be the first'],
    ['2020-01-17', 1, none, '2020-01-19', 'a Sunday that is worked before Spring Festival'],
    ['2020-01-23', 1, none, '2020-02-03', 'Spring Festival 2020, prolonged to 2 February'],
    ['2021-02-10', 7, none, '2021-02-25', 'Spring Festival 2021, with Saturday the 20th'],
    ['2022-01-28', 3, none, '2022-02-07', 'two make-up days before Spring Festival 2022'],
    ['2023-09-28', 1, none, '2023-10-07', 'Mid-autumn and National Day in one'],
    ['2024-02-09', 1, none, '2024-02-18', 'New Year’s Eve 2024 is worked, the week after is not'],
    ['2024-05-11', 1, none, '2024-05-13', 'a make-up Saturday is the day of the event'],
    ['2025-09-30', 1, none, '2025-10-09', 'eight days of National Day 2025'],
    ['2026-02-13', 1, none, '2026-02-14', 'a Saturday worked before Spring Festival 2026'],
    ['2026-09-30', 2, none, '2026-10-09', 'National Day 2026'],
    ['2020-02-03', -1, none, '2020-01-23', 'back over Spring Festival'],
    ['2026-12-03', -5, none, '2026-11-26', 'a plain week back'],
    ['2026-12-03', -5, counted, '2026-11-27', 'and with its own day'],
  ]
  test.each(examples)('%s, %i working days, %s: %s (%s)', (from, days, dayCount, day) => {
    expect(workingDay(calendar, from, days, dayCount)).toEqual({ day, provisional: false })
    if (days > 0) expect(lastDay(calendar, { from, days, unit: 'working days', dayCount })).toEqual({ day, provisional: false })
  })

  test('in a year that is not published, days are as the week has them, and it is said', () => {
    expect(workingDay(calendar, '2026-12-31', 1, none)).toEqual({ day: '2027-01-01', provisional: true })
    expect(workingDay(calendar, '2026-12-30', 1, none)).toEqual({ day: '2026-12-31', provisional: false })
    expect(workingDay(calendar, '2020-01-02', -1, none)).toEqual({ day: '2019-12-31', provisional: true })
  })
})

describe('a period', () => {
  const of = (from: string, days: number, unit: Unit, stops: readonly Stop[] = [], dayCount: DayCount = none) => lastDay(calendar, { from, days, unit, dayCount, stops })

  test('of calendar days that ends on a day of rest ends on the working day that follows', () => {
    expect(of('2026-09-01', 30, 'calendar days')).toEqual({ day: '2026-10-08', provisional: false })
    expect(of('2026-11-02', 10, 'calendar days')).toEqual({ day: '2026-11-12', provisional: false })
    expect(of('2026-11-20', 60, 'calendar days')).toEqual({ day: '2027-01-19', provisional: true })
  })

  test('keeps the days used when it is stopped', () => {
    expect(of('2026-11-02', 5, 'working days')).toEqual({ day: '2026-11-09', provisional: false })
    // Two are used, on the 3rd and the 4th; it goes on after the 16th with the three that are left.
    expect(of('2026-11-02', 5, 'working days', [{ from: '2026-11-05', to: null }])).toBeUndefined()
    expect(of('2026-11-02', 5, 'working days', [{ from: '2026-11-05', to: '2026-11-16' }])).toEqual({ day: '2026-11-19', provisional: false })
    expect(of('2026-11-02', 5, 'working days', [{ from: '2026-11-05', to: '2026-11-16' }, { from: '2026-11-18', to: '2026-11-18' }])).toEqual({ day: '2026-11-20', provisional: false })
    expect(of('2026-11-02', 5, 'working days', [{ from: '2026-11-05', to: '2026-11-16' }], counted)).toEqual({ day: '2026-11-17', provisional: false })
  })

  test('that is over stays over when it is stopped', () => {
    expect(of('2026-11-02', 5, 'working days', [{ from: '2026-11-12', to: null }])).toEqual({ day: '2026-11-09', provisional: false })
  })

  test('does not go on before it was stopped', () => {
    expect(() => of('2026-11-02', 5, 'working days', [{ from: '2026-11-05', to: '2026-11-04' }])).toThrow(RangeError)
  })
})

// Independent of the code above: dates of the runtime, lists of the other source, one day after another.
const worked = (day: Date): boolean => {
  const iso = day.toISOString().slice(0, 10)
  return makeUp.has(iso) || (!holidays.has(iso) && day.getUTCDay() % 6 !== 0)
}
const later = (iso: string, days: number): string => new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10)
const outside = (iso: string): boolean => iso < '2020-01-01' || iso > '2026-12-31'

const anyDay = fc.integer({ min: 0, max: 2700 }).map(days => later('2019-11-01', days))

test('working days agree with a walk day by day', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: -90, max: 90 }).filter(n => n !== 0), fc.constantFrom(...DAY_COUNTS), (from, days, dayCount) => {
    const step = Math.sign(days)
    let [at, left, provisional] = [from, Math.abs(days), false]
    if (dayCount === none) at = later(at, step)
    for (;; at = later(at, step)) {
      provisional ||= outside(at)
      if (worked(new Date(at)) && --left === 0) break
    }
    expect(workingDay(calendar, from, days, dayCount)).toEqual({ day: at, provisional })
  }), { numRuns: 3000 })
})

test('periods with stops agree with a walk day by day', () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 40 })), { maxLength: 3 })
  fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), fc.constantFrom(...UNITS), fc.constantFrom(...DAY_COUNTS), gaps, fc.boolean(), (from, days, unit, dayCount, spans, standing) => {
    let at = from
    const stops = spans.map(([run, still], i): Stop => {
      const start = later(at, run)
      at = later(start, still)
      return { from: start, to: standing && i === spans.length - 1 ? null : at }
    })
    expect(lastDay(calendar, { from, days, unit, dayCount, stops })).toEqual(walked(from, days, unit, dayCount, stops))
  }), { numRuns: 3000 })
})

function walked(from: string, days: number, unit: Unit, dayCount: DayCount, stops: readonly Stop[]): { day: string; provisional: boolean } | undefined {
  const stands = (day: string): boolean => stops.some(stop => day >= stop.from && (stop.to === null || day < stop.to || (day === stop.to && dayCount === none)))
  let [used, provisional] = [0, false]
  for (let i = dayCount === none ? 1 : 0; i < 2000; i++) {
    const day = later(from, i)
    if (stands(day)) continue
    const work = worked(new Date(day))
    if (unit === 'calendar days' || work) used++
    provisional ||= outside(day) && (unit === 'working days' || used >= days)
    if (used >= days && work) return { day, provisional }
  }
  return undefined
}
