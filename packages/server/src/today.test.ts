import { expect, test } from 'vitest'
import { MIGRATIONS } from './database/migrations.ts'
import { dayOf } from './today.ts'

test('the city’s day begins at sixteen of the day before in UTC', () => {
  expect(['2026-11-26T15:59:59Z', '2026-11-26T16:00:00Z', '2026-12-31T16:00:00Z'].map(at => dayOf(new Date(at)))).toEqual(['2026-11-26', '2026-11-27', '2027-01-01'])
})

test('nothing in the database asks for the day of its server: until eight in the morning it is yesterday', () => {
  expect(MIGRATIONS.length).toBeGreaterThan(20)
  expect(MIGRATIONS.filter(one => /\b(?:current_date|localtimestamp)\b|now\(\)::date/i.test(one.sql)).map(one => one.name)).toEqual([])
})
