import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational } from '@lizhu/feel'
import { allocate, allot, assess, readDossier, type Allotted, type Application, type NotAllotted } from '../../src/assess/index.ts'
import { cityOf } from '../../src/city/index.ts'
import { PLACES, allocateColumns, columnsOf, divide, planPools, screen, sum, type NotPooled, type Pooled } from '../../src/screen/index.ts'
import { amountFor, facts, program } from '../assess/build.ts'
import { planOf } from './agreement.ts'

const RULES = ['close and queue', 'queue', 'part', 'pro rata', 'decide'] as const

/** Few different amounts and places, so that many are equal; and amounts whose products pass 2^53. */
const amount = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(100, 101, 10 ** 14, 10 ** 14 - 1, 2 ** 53 - 1), fc.maxSafeNat())
const place = fc.constantFrom(-1, 0, 1, 2, 19_000, 2 ** 52, Infinity)
const rows = fc.array(fc.record({ amount, place }), { maxLength: 30 })
/** Met exactly, one fen short, one fen over, nothing, anything. */
const poolOf = (total: bigint, how: number, any: number): number => {
  const size = [total, total - 1n, total + 1n, 0n, BigInt(any)][how] ?? 0n
  const most = BigInt(Number.MAX_SAFE_INTEGER)
  return Number(size < 0n ? 0n : size > most ? most : size)
}

describe('a pool over columns', () => {
  it('is divided as among applicants one by one, and never goes beyond it', () => {
    fc.assert(fc.property(rows, fc.boolean(), fc.constantFrom(...RULES), fc.nat(4), fc.oneof(fc.nat(40), fc.maxSafeNat()), (all, ordered, rule, how, any) => {
      const amounts = Float64Array.from(all, one => one.amount)
      const pool = poolOf(sum(amounts), how, any)
      const applications = all.map(({ amount: due, place: at }, i): Application => ({ id: String(i), amount: BigInt(due), ...(ordered ? { order: at === Infinity ? false : rational.whole(at) } : {}) }))
      const wanted = allocate(BigInt(pool), applications, rule)
      const got = divide(pool, { amounts, ...(ordered ? { order: Float64Array.from(all, one => one.place) } : {}) }, rule)
      expect([...got.granted].map((given, i) => `${PLACES[got.places[i]!]} ${given}`)).toEqual(wanted.rows.map(row => `${row.place} ${row.granted}`))
      expect([BigInt(got.left), got.short]).toEqual([wanted.left, wanted.short])
      expect(sum(got.granted) <= BigInt(pool)).toBe(true)
    }), { numRuns: 3000, seed: 3 })
  })

  it('pro rata to the fen where floats go astray', () => {
    let naive = 0
    fc.assert(fc.property(fc.integer({ min: 2, max: 10 ** 8 }), fc.nat(), fc.integer({ min: 1, max: 1000 }), (unit, drawn, many) => {
      const amounts = Float64Array.from({ length: many }, (_, i) => unit * (1 + (i % 7)))
      const total = sum(amounts)
      // Every share comes to a whole number, or misses it by little.
      const pool = Number(total / BigInt(unit)) * (1 + drawn % (unit - 1)) - (drawn % 2)
      const { granted, short } = divide(pool, { amounts }, 'pro rata')
      if (short) granted.forEach((given, i) => {
        expect(BigInt(given)).toBe(BigInt(amounts[i]!) * BigInt(pool) / total)
        if (Math.floor(amounts[i]! / Number(total) * pool) !== given) naive++
      })
    }), { numRuns: 300, seed: 5 })
    expect(naive).toBeGreaterThan(0)
  })
})

const FACTS = `${facts('投资额 money', '占比 rate', '名次 number', '受理日期 date')}area:\n  预算:\n    type: money\n`
const PACKS = ['pool: "3元"', 'pool: "3个"', 'pool: "预算"'].flatMap(pool => ['', 'order: "受理日期"', 'order: "名次"', 'order: "投资额 * 7%"'].map(order => `${pool}\n  ${order === '' ? '' : `${order}\n  `}`))

/** All applicants of one city in one dossier; a tenth of what is told left out where `told` is false. */
function cityFile(next: () => number, told: boolean): unknown {
  const pick = (all: readonly string[]): string => all[Math.floor(next() * all.length)] ?? ''
  const maybe = (name: string, value: string): Record<string, string> => (!told && next() < 0.02 ? {} : { [name]: value })
  const party = (_: unknown, i: number) => ({ id: String(i), ...maybe('投资额', pick(['1元', '2元', '3.33元', '0元', '9.99元'])), ...maybe('名次', pick(['1', '2', '2.5', '无', '7', '8', '9'])), ...maybe('受理日期', pick(['2025-01-02', '2025-03-04', '2024-12-31', '2025-07-07', '2025-08-08', '无'])) })
  return { 企业: Array.from({ length: 2 + Math.floor(next() * 9) }, party), ...(told || next() < 0.8 ? { area: { 预算: pick(['5元', '0元', '0.01元', '2.50元', '100元']) } } : {}) }
}

describe('the pool of an instrument', () => {
  it('is divided over columns as the assessor does it', () => {
    let divided = 0
    for (const [i, rule] of RULES.entries()) for (const [j, pack] of PACKS.entries()) {
      const made = program([amountFor('give: "50%"\nof: "投资额"', `allocate:\n  words: "试"\n  ${pack}when short: ${rule}`)], FACTS)
      const plan = planOf(made)
      const { pools, refused } = planPools(plan)
      expect([pools.length, refused.length]).toEqual([1, 0])
      const next = randomFrom(1 + i * 100 + j)
      for (let round = 0; round < 40; round++) {
        const { dossier } = readDossier(made, cityFile(next, round % 4 !== 0))
        const [wanted] = allot(made, dossier, assess(made, dossier, { asOf: plan.options.asOf }))
        const city = cityOf(made, [...columnsOf(plan), ...pools[0]!.plan.columns], [dossier])
        const got = allocateColumns(plan, pools[0]!, screen(plan, city)[0]!, city)
        expect(text(got)).toEqual(text(wanted!))
        if ('rows' in got) divided++
      }
    }
    expect(divided).toBeGreaterThan(1000)
  })

  it('whose size differs from row to row, or whose queue is by text, is the closure’s', () => {
    const why = (pack: string) => planPools(planOf(program([amountFor('give: "1元"', `allocate:\n  words: "试"\n  ${pack}\n  when short: queue`)], facts('投资额 money', '类 text')))).refused.map(one => one.code)
    expect(why('pool: "投资额"')).toEqual(['pool-of-row'])
    expect(why('pool: "5元"\n  order: "类"')).toEqual(['place-not-figure'])
  })
})

function text(one: Pooled | NotPooled | Allotted | NotAllotted): unknown {
  if (!('rows' in one)) return { open: Array.isArray(one.open) ? one.open.length : 'count' in one.open ? one.open.count : 0, missing: [...new Set(one.missing.map(fact => ('name' in fact ? fact.name : `${fact.kind}|${fact.fact?.owner ?? ''}.${fact.fact?.name ?? ''}|`)))].sort() }
  const rows = 'places' in one ? [...one.rows].map((_, i) => `${one.asked[i]} ${one.granted[i]} ${PLACES[one.places[i]!]}`) : one.rows.map(row => `${row.asked} ${row.granted} ${row.place}`)
  return { rows, left: String(one.left), pool: String(one.pool), short: one.short }
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0; return (state >>> 0) / 2 ** 32 }
}
