import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecast, pace, pathAt, requiredPace, type Point } from '../../src/measure/index.ts'

const series = (...values: readonly number[]): Point[] => values.map((value, i) => ({ at: 2013 + i, value }))

test('above-scale enterprises from 400 in 2019 to 1000 in 2025: the path, and what each year must bring', () => {
  const [base, goal] = [{ at: 2019, value: 400 }, { at: 2025, value: 1000 }]
  expect([2018, 2019, 2022, 2025, 2030].map(at => pathAt(base, goal, at))).toEqual([400, 400, 700, 1000, 1000])
  expect(requiredPace({ at: 2023, value: 820 }, goal)).toBe(90)
  expect(requiredPace({ at: 2025, value: 934 }, goal)).toBeUndefined()
  expect(pace(series(100))).toBeUndefined()
})

test('worked by hand: changes 1, 3, 1, 3, 1, 3, 1 from 10', () => {
  // Mean change 13 ÷ 7; two steps on 23 + 26/7. Squares: 4 × (6/7)² + 3 × (8/7)² = 336/49; σ² = 336/49 ÷ 6 = 8/7.
  const found = forecast(series(10, 11, 14, 15, 18, 19, 22, 23), 2022)
  expect(found?.value).toBeCloseTo(23 + 26 / 7, 12)
  expect(found === undefined ? 0 : found.high - found.value).toBeCloseTo(1.2815515655446004 * Math.sqrt(8 / 7) * Math.sqrt(2 * (1 + 2 / 7)), 12)
  // From 15, 18, 19 two on by the mean change till then: 15 + 2 × 5/3 − 19, 18 + 2 × 2 − 22, 19 + 2 × 9/5 − 23.
  expect(found?.tried).toMatchObject({ steps: 2, times: 3 })
  expect(found?.tried?.error).toBeCloseTo((2 / 3 + 0 + 2 / 5) / 3, 12)
})

test('of seven figures, or of the past, nothing is foretold', () => {
  expect(forecast(series(1, 2, 3, 4, 5, 6, 7), 2025)).toBeUndefined()
  expect(forecast(series(1, 2, 3, 4, 5, 6, 7, 8), 2020)).toBeUndefined()
})

test('a straight line goes on, with gaps and without, and errs by nothing', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 20 }), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 5 }), (at, slope, ahead) => {
    const points = at.sort((a, b) => a - b).map(one => ({ at: one, value: 7 + slope * one }))
    const then = (points.at(-1)?.at ?? 0) + ahead
    const found = forecast(points, then)
    expect(found?.value).toBeCloseTo(7 + slope * then, 6)
    expect(found === undefined ? 1 : found.high - found.low).toBeCloseTo(0, 6)
    if (found?.tried !== undefined) expect(found.tried.error).toBeCloseTo(0, 6)
  }))
})

test('the interval holds in about eight of ten worlds of its kind', () => {
  let state = 42
  const random = () => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state / 2_147_483_648 }
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  let inside = 0
  for (let world = 0; world < 2000; world++) {
    const walk = [100]
    for (let i = 0; i < 24; i++) walk.push((walk.at(-1) ?? 0) + 2 + 3 * normal())
    const found = forecast(series(...walk.slice(0, 20)), 2013 + 24)
    const came = walk[24] ?? 0
    if (found !== undefined && found.low <= came && came <= found.high) inside++
  }
  expect(inside / 2000).toBeGreaterThan(0.75)
  expect(inside / 2000).toBeLessThan(0.85)
})
