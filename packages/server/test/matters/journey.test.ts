import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { within } from '../../src/access/within.ts'
import { payInstalment, takeDuty } from '../../src/ledger/index.ts'
import { matterReadSchema } from '../../src/matters/schemas.ts'
import { publicityOperations } from '../../src/publicity/index.ts'
import { complete, daysGoBy, publish } from '../publicity/published.ts'
import type { Acting } from '../world.ts'
import { codeOf, idOf, matterCity, type MatterCity } from './city.ts'

let city: MatterCity
let budget: string
const read = async (matter: string, who = city.owner) => {
  const { status, body } = await city.call(who, 'GET', `/matters/${matter}`)
  expect([status, status === 200 ? '' : body]).toEqual([200, ''])
  return matterReadSchema.parse(body)
}
const agree = async (matter: string, unit: string) => {
  const who = unit === 'county' ? await city.clerk() : await city.officer(unit)
  const { opinions, assessment, stepNumber } = await read(matter, who)
  const seat = opinions.find(one => one.step === stepNumber && (unit === 'county' ? one.area !== null : one.organisation === unit))
  return city.call(who, 'POST', `/opinions/${seat?.id}/given`, { verdict: 'agreed', assessment: assessment?.id })
}
const submit = (matter: string) => city.call(city.owner, 'POST', `/matters/${matter}/submission`, { pledged: true })

beforeAll(async () => {
  city = await matterCity(publicityOperations())
  budget = await city.budget(50_000_000_00n)
  const [last, before] = [new Date().getUTCFullYear() - 1, new Date().getUTCFullYear() - 2]
  await city.fact('研发费用', String(before), '498万元', '498000000')
  await city.fact('研发费用', String(last), '612万元', '612000000')
})
afterAll(() => city.all.database.close())

describe('prefilled and confirmed', () => {
  let matter: string
  test('a draft says what it comes to before anybody waits', async () => {
    const { status, body } = await city.call(city.owner, 'POST', `/parties/${city.party}/matters`, { instrument: 'I14-2' })
    expect(status).toBe(201)
    matter = idOf(body)
    // A draft is the enterprise's own.
    expect(await city.call(await city.officer('市科技局'), 'GET', `/matters/${matter}`)).toMatchObject({ status: 404 })
    // (612 − 498)万元 × 10% = 11.4万元
    expect(await read(matter)).toMatchObject({ state: 'draft', way: 'prefilled', how: 'exact', most: '11400000', assessment: { status: 'eligible' } })
  })
  test('submitted, it has a number, an award that is exact and the first unit’s seat with its clock', async () => {
    const { status, body } = await submit(matter)
    expect(status).toBe(201)
    expect(z.object({ number: z.string() }).parse(body).number).toMatch(/^\d{4}-00001$/)
    const now = await read(matter)
    expect(now).toMatchObject({ state: 'in review', step: 'acceptance', amount: '11400000' })
    expect(now.opinions.map(one => [one.organisation, one.kind, one.state, one.dueOn !== null])).toEqual([['市科技局', 'acceptance', 'open', true]])
    expect(codeOf((await city.call(city.owner, 'POST', `/parties/${city.party}/matters`, { instrument: 'I14-2' })).body)).toBe('conflict')
  })
  test('a unit speaks for itself alone, on what stands', async () => {
    const { opinions: [seat], assessment } = await read(matter)
    const other = await city.officer('市财政局')
    expect(await city.call(other, 'POST', `/opinions/${seat?.id}/given`, { verdict: 'agreed', assessment: assessment?.id })).toMatchObject({ status: 403, body: { code: 'not-your-seat' } })
    expect((await city.call(other, 'POST', `/matters/${matter}/rejection`, { reason: '不同意' })).body).toMatchObject({ code: 'not-the-lead' })
    expect((await city.call(await city.leader(), 'POST', `/matters/${matter}/approval`, { budget })).body).toMatchObject({ code: 'steps-open' })
    expect((await agree(matter, '市科技局')).body).toMatchObject({ advanced: true })
    expect((await agree(matter, '市科技局')).body).toMatchObject({ advanced: true })
    const { step, opinions } = await read(matter)
    expect([step, opinions.filter(one => one.kind === 'joint review').length > 2]).toEqual(['joint review', true])
  })
  test('facts that change are put before a person, and what was said before says so', async () => {
    const units = (await read(matter)).opinions.filter(one => one.kind === 'joint review')
    const first = units.find(one => one.organisation !== null)?.organisation ?? ''
    expect((await agree(matter, first)).status).toBe(201)
    await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '600万元', '600000000')
    const officer = await city.officer('市科技局')
    expect((await city.call(officer, 'POST', `/matters/${matter}/assessment`)).body).toEqual({ changed: true })
    const now = await read(matter)
    // (600 − 498)万元 × 10% = 10.2万元
    expect(now).toMatchObject({ changed: true, most: '10200000', amount: '10200000', before: { most: '11400000' } })
    expect(now.lacking).toContain('change-unseen')
    expect(now.opinions.find(one => one.kind === 'joint review' && one.organisation === first)?.given[0]).toMatchObject({ verdict: 'agreed', before: true })
    const seen = (who: Acting, back: number | null = null) => city.call(who, 'POST', `/matters/${matter}/change-seen`, { assessment: now.assessment?.id, reason: '审计核减', back })
    expect((await seen(await city.officer('市财政局'))).body).toMatchObject({ code: 'not-the-lead' })
    // Back to the formal review, which is taken anew, and all units after it: what they said before stays.
    expect((await seen(officer, 1)).status).toBe(201)
    const back = await read(matter)
    expect([back.step, back.opinions.find(one => one.kind === 'formal review')]).toMatchObject(['formal review', { state: 'open', round: 2, given: [{ round: 1 }] }])
    expect((await agree(matter, '市科技局')).body).toMatchObject({ advanced: true })
    const again = (await read(matter)).opinions.filter(one => one.kind === 'joint review')
    expect(again.map(one => [one.state, one.dueOn !== null])).toEqual(again.map(() => ['open', true]))
    expect(again.find(one => one.organisation === first)).toMatchObject({ round: 2, given: [{ round: 1 }] })
    for (const { organisation, area, state } of (await read(matter)).opinions.filter(one => one.kind === 'joint review')) if (state === 'open') expect((await agree(matter, organisation ?? (area === null ? '' : 'county'))).status).toBe(201)
    expect(await read(matter)).toMatchObject({ step: 'publicity', changed: false })
  })
})

describe('what rests on nobody’s word, and what is already spoken for', () => {
  test('an instrument with a reading of ours is reviewed to the end and not approved', async () => {
    const officer = await city.officer('市科技局')
    const { items } = z.object({ items: z.array(z.object({ id: z.string(), state: z.string(), step: z.string().nullable() })) }).parse((await city.call(officer, 'GET', '/matters')).body)
    const matter = items[0]?.id ?? ''
    // 公示 is carried out on a page of its own.
    const { opinions, assessment, stepNumber } = await read(matter)
    const seat = opinions.find(one => one.step === stepNumber)
    expect(codeOf((await city.call(officer, 'POST', `/opinions/${seat?.id}/given`, { verdict: 'agreed', assessment: assessment?.id })).body)).toBe('step-elsewhere')
    await daysGoBy(city, await publish(city, [matter]))
    await complete(city, matter)
    const leader = await city.leader()
    const now = await read(matter, leader)
    expect(now).toMatchObject({ step: 'approval' })
    expect(now.assessment?.grounds.length).toBeGreaterThan(0)
    expect(now.lacking).toEqual(['grounds'])
    const refused = z.object({ code: z.string(), detail: z.object({ en: z.string() }) }).parse((await city.call(leader, 'POST', `/matters/${matter}/approval`, { budget })).body)
    expect([refused.code, refused.detail.en]).toEqual(['conflict', 'It rests on a setting or a reading that nobody has decided: nothing is approved or paid on it.'])
  })
})

describe('decided, approved, and what changes after', () => {
  let matter: string
  test('once somebody entitled has decided the readings, it is approved within the budget', async () => {
    const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse((await city.call(city.owner, 'GET', '/matters')).body)
    matter = items[0]?.id ?? ''
    const { assessment } = await read(matter)
    const head = await city.head('市科技局')
    const held = (assessment?.grounds ?? []).flatMap(one => ('reading' in one ? [one.readAs] : []))
    const questions = z.object({ items: z.array(z.object({ kind: z.string(), id: z.string(), options: z.array(z.string()), instruments: z.array(z.object({ id: z.string() })) })) }).parse((await city.call(head, 'GET', '/policy/questions?which=open')).body).items
    for (const { kind, id, options, instruments } of questions) {
      const chosen = options.find(one => held.includes(one))
      if (kind !== 'reading' || chosen === undefined || !instruments.some(one => one.id === 'I14-2')) continue
      const decided = await city.call(head, 'POST', '/policy/decisions', { kind, id, chosen, document: '韶科〔2020〕9号', documentDate: '2020-05-20', from: '2020-06-01' })
      expect([decided.status, decided.status === 201 ? '' : decided.body]).toEqual([201, ''])
    }
    const leader = await city.leader()
    // The decisions are another ground: it is put before a person before it is approved.
    expect((await city.call(leader, 'POST', `/matters/${matter}/approval`, { budget })).body).toMatchObject({ changed: true })
    const officer = await city.officer('市科技局')
    expect((await city.call(officer, 'POST', `/matters/${matter}/change-seen`, { assessment: (await read(matter)).assessment?.id, reason: '读法已定' })).status).toBe(201)
    expect((await read(matter, leader)).lacking).toEqual([])
    const approval = await city.call(leader, 'POST', `/matters/${matter}/approval`, { budget, document: '韶工信〔2026〕7号' })
    expect([approval.status, approval.body]).toMatchObject([201, { changed: false }])
    expect(await read(matter)).toMatchObject({ state: 'approved', awardState: 'approved', amount: '10200000' })
    const { rows: [row] } = await city.all.database.own.query<{ committed: string; available: string }>('select committed::text, available::text from budget where id = $1', [budget])
    expect(row).toEqual({ committed: '10200000', available: String(50_000_000_00n - 10_200_000n) })
  })
  test('whoever reviewed does not approve, and whoever submitted does not review', async () => {
    const { rows } = await city.all.database.own.query<{ duty: string; n: string }>('select duty, count(distinct person)::text n from duty where matter = $1 group by 1 order by 1', [matter])
    expect(rows.map(one => one.duty)).toEqual(['approve', 'review', 'submit'])
    const reviewer = await city.officer('市科技局')
    await expect(within(city.all.database.db, 'listMatters', { tenant: city.place.tenant, person: reviewer.person }, '01890000-0000-7000-8000-000000000000', 'write', db => takeDuty(db, matter, 'approve'))).rejects.toThrow(/another duty/)
  })
  test('facts that change after the approval stop the money until somebody has looked', async () => {
    await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '550万元', '550000000')
    const officer = await city.officer('市科技局')
    expect((await city.call(officer, 'POST', `/matters/${matter}/assessment`)).body).toEqual({ changed: true })
    const finance = await city.finance()
    const { award } = await read(matter)
    const pay = () => within(city.all.database.db, 'listMatters', { tenant: city.place.tenant, person: finance.person }, '01890000-0000-7000-8000-000000000000', 'write', db => payInstalment(db, { id: uuid(), award: award ?? '', instalment: 1, payment: 'P1' }))
    await expect(pay()).rejects.toMatchObject({ code: 'LZ041' })
    expect((await city.call(officer, 'POST', `/matters/${matter}/change-seen`, { assessment: (await read(matter)).assessment?.id, reason: '审计核减' })).status).toBe(201)
    // (550 − 498)万元 × 10% = 5.2万元: what was approved is more than what stands.
    await expect(pay()).rejects.toMatchObject({ code: 'LZ042' })
  })
})
