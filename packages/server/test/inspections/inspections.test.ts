import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { inspectionOperations } from '../../src/inspections/index.ts'
import { noticeOperations } from '../../src/notices/index.ts'
import { idOf, matterCity, type MatterCity } from '../matters/city.ts'
import { LEAD, saidOf } from '../publicity/published.ts'
import { atInspection, confirm, photo, plan, record, say, seatOf, today } from './waiting.ts'

const [SMALL, WHOLE] = [5_000_000n, 100_000_000n]
const I14 = 'I14-2'
let city: MatterCity
beforeAll(async () => { city = await matterCity([...inspectionOperations, ...noticeOperations]) })
afterAll(() => city.all.database.close())

const drawSchema = z.object({ id: z.string(), number: z.number(), drawn: z.number(), rest: z.number() })
const readSchema = z.object({ seed: z.string(), sample: z.string(), allFrom: z.string(), items: z.array(z.object({ matter: z.string(), amount: z.string(), place: z.number(), hash: z.string(), why: z.string() })) })
async function draw() {
  const { body, text } = await city.call(await city.officer(LEAD), 'POST', '/inspection-draws', { instrument: I14 })
  const made = drawSchema.safeParse(body)
  if (!made.success) throw new Error(text)
  return { ...made.data, ...readSchema.parse((await city.call(await city.officer(LEAD), 'GET', `/inspection-draws/${made.data.id}`)).body) }
}
const inspectionOf = async (matter: string) => z.object({ lacks: z.string().nullable(), wanted: z.boolean().nullable(), draw: z.object({ number: z.number(), why: z.string() }).nullable() }).parse((await city.call(await city.officer(LEAD), 'GET', `/matters/${matter}/inspection`)).body)

test('nobody agrees before a draw, whatever is asked; the list is all that waits, and only the unit whose seats they are draws', async () => {
  const [one = '', two = ''] = await atInspection(city, [SMALL, SMALL])
  expect(saidOf((await say(city, one)).body)).toContain('Nobody drew')
  expect((await city.call(await city.officer(LEAD), 'GET', '/matters-to-draw')).body).toMatchObject({ items: [{ id: two, sample: '0.3', allFrom: String(WHOLE) }, { id: one, amount: String(SMALL) }] })
  const stranger = await city.officer('市财政局')
  expect((await city.call(stranger, 'GET', '/matters-to-draw')).body).toMatchObject({ items: [] })
  expect(saidOf((await city.call(stranger, 'POST', '/inspection-draws', { instrument: I14 })).body)).toContain('waits for a draw')
  expect((await city.call(city.owner, 'POST', '/inspection-draws', { instrument: I14 })).status).toBe(403)
  const { drawn, rest } = await draw()
  expect([drawn, rest]).toEqual([1, 1])
  expect(saidOf((await city.call(await city.officer(LEAD), 'POST', '/inspection-draws', { instrument: I14 })).body)).toContain('waits for a draw')
})

test('a draw takes each one from the amount on, and of the rest as many as the share of all wants; anybody computes it again', async () => {
  const amounts = [SMALL, SMALL, WHOLE, SMALL, SMALL, SMALL, WHOLE + 1n, SMALL, SMALL, WHOLE - 1n, SMALL]
  const matters = await atInspection(city, amounts)
  const { items, seed, drawn } = await draw()
  expect(items.map(one => one.matter).sort()).toEqual([...matters].sort())
  // 30 % of 11, rounded up, is 4: two are above, two are drawn of the other nine.
  expect(drawn).toBe(4)
  const ordered = matters.map((matter, i) => ({ matter, amount: amounts[i] ?? 0n, hash: createHash('sha256').update(Buffer.from(seed, 'hex')).update(matter).digest('hex') })).sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const chosen = ordered.filter(one => one.amount < WHOLE).slice(0, 2).map(one => one.matter)
  expect(items).toEqual(ordered.map(({ matter, amount, hash }, i) => ({ matter, amount: String(amount), place: i + 1, hash, why: amount >= WHOLE ? 'all from' : chosen.includes(matter) ? 'sample' : 'not drawn' })))
  const rest = items.find(one => one.why === 'not drawn')?.matter ?? ''
  expect(await inspectionOf(rest)).toMatchObject({ lacks: null, wanted: false, draw: { why: 'not drawn' } })
  expect((await say(city, rest)).status).toBe(201)
  for (const { matter, why } of items) if (why !== 'not drawn') expect(saidOf((await say(city, matter)).body)).toContain('seen on site first')
}, 120_000)

test('more above the amount than the share wants: no more are drawn; one alone is drawn always', async () => {
  await atInspection(city, [WHOLE, WHOLE, SMALL])
  expect((await draw()).items.map(one => one.why).sort()).toEqual(['all from', 'all from', 'not drawn'])
  await atInspection(city, [SMALL])
  expect((await draw()).items.map(one => one.why)).toEqual(['sample'])
})

test('seeds differ, and a draw stays as it was made: no insert, change or deletion by the app, no change by its owner', async () => {
  const { own, db } = city.all.database
  const { rows } = await own.query<{ n: string; all: string }>('select count(distinct seed)::text n, count(*)::text all from inspection_draw')
  expect(rows[0]?.n).toBe(rows[0]?.all)
  await expect(own.query(`update inspection_item set why = 'not drawn'`)).rejects.toThrow('only grows')
  await expect(own.query('delete from inspection_draw')).rejects.toThrow('only grows')
  await expect(db.insertInto('inspection_item').values({ tenant: city.place.tenant, draw: (await draw1()), matter: city.party, opinion: city.party, amount: 1n, place: 99, hash: '', why: 'not drawn' }).execute()).rejects.toThrow('permission denied')
})
const draw1 = async () => (await city.all.database.own.query<{ id: string }>('select id from inspection_draw limit 1')).rows[0]?.id ?? ''

test('two of the unit go; the enterprise hears of the day; what was found is written by one and confirmed by another, and then the unit agrees', async () => {
  const [matter = ''] = await atInspection(city, [WHOLE])
  const officer = await city.officer(LEAD)
  const head = await city.head(LEAD)
  const stranger = await city.officer('市财政局')
  const planned = (inspectors: readonly string[], plannedOn = today()) => city.call(officer, 'POST', `/matters/${matter}/inspection-visits`, { plannedOn, place: '一号车间', inspectors })
  expect(saidOf((await planned([officer.person, head.person])).body)).toContain('Nobody drew')
  await draw()
  expect(saidOf((await planned([officer.person, officer.person])).body)).toContain('Two of the unit')
  expect(saidOf((await planned([officer.person, stranger.person])).body)).toContain('Two of the unit')
  expect((await planned([officer.person, head.person], '2020-01-01')).status).toBe(422)
  expect((await city.call(stranger, 'POST', `/matters/${matter}/inspection-visits`, { plannedOn: today(), place: '一号车间', inspectors: [officer.person, head.person] })).status).toBe(403)
  const visit = await plan(city, matter)
  const { rows: [to] } = await city.all.database.own.query<{ n: number }>(`select count(*)::int n from notice n join membership m on m.person = n.person where n.kind = 'visit-planned' and n.matter = $1 and m.role = 'owner'`, [matter])
  expect(to?.n).toBe(1)

  expect((await record(city, matter, visit, { photos: [] })).status).toBe(422)
  const pdf = await photo(city, officer.person, { type: 'pdf' })
  const large = await photo(city, officer.person, { size: 20_000_001 })
  const another = await photo(city, stranger.person)
  for (const file of [pdf, large, another]) expect(saidOf((await record(city, matter, visit, { photos: [{ file }] })).body)).toContain('one photograph')
  expect((await record(city, matter, visit, { found: 'not as found' })).status).toBe(422)
  expect((await record(city, matter, visit, { assessment: matter })).status).toBe(409)
  expect(saidOf((await record(city, matter, visit, {}, await city.all.person(city.place, 'officer', { organisation: LEAD }))).body)).toContain('one of them writes')
  const written = idOf((await record(city, matter, visit)).body)
  expect(saidOf((await say(city, matter)).body)).toContain('signed by two')
  expect(saidOf((await confirm(city, written, officer)).body)).toContain('another confirms')
  expect((await confirm(city, written)).status).toBe(201)
  expect((await city.call(officer, 'GET', `/matters/${matter}/inspection`)).body).toMatchObject({ lacks: null, visits: [{ id: visit, place: '一号车间', records: [{ id: written, outcome: 'as told', counts: true, photos: [{ latitude: '24.810000', longitude: '113.590000' }] }] }] })
  const photographs = await city.all.database.own.query<{ n: number }>('select count(*)::int n from inspection_photo where record = $1', [written])
  expect(photographs.rows[0]?.n).toBe(1)
  expect((await city.call(officer, 'GET', '/inspections?done=true')).text).toContain(matter)
  expect((await say(city, matter)).body).toMatchObject({ advanced: true })
})

test('not as told: the unit is against, or goes again; a correction is another record, and counts only once it is confirmed', async () => {
  const [matter = '', other = ''] = await atInspection(city, [WHOLE, WHOLE])
  await draw()
  const visit = await plan(city, matter)
  const first = idOf((await record(city, matter, visit, { found: 'not as found', outcome: 'not as told' })).body)
  await confirm(city, first)
  expect(saidOf((await say(city, matter)).body)).toContain('not as told')
  expect((await city.call(await city.officer(LEAD), 'GET', '/inspections?done=false')).text).toContain(matter)
  const again = await plan(city, matter)
  const second = idOf((await record(city, matter, again)).body)
  expect(saidOf((await say(city, matter)).body)).toContain('signed by two')
  expect(saidOf((await confirm(city, first)).body)).not.toBe('')
  expect((await confirm(city, second)).status).toBe(201)
  await expect(city.all.database.own.query(`update inspection_record set outcome = 'as told'`)).rejects.toThrow('only grows')
  expect((await say(city, matter)).status).toBe(201)
  const gone = await plan(city, other)
  await confirm(city, idOf((await record(city, other, gone, { found: 'not as found', outcome: 'not as told' })).body))
  expect((await say(city, other, 'against')).status).toBe(201)
})

test('what was not drawn is added with a reason, and then it is seen too; what was drawn is not let off', async () => {
  await atInspection(city, [WHOLE, SMALL])
  const { items } = await draw()
  const matter = items.find(one => one.why === 'not drawn')?.matter ?? ''
  const add = async (as: { readonly token: string }) => city.call(as, 'POST', `/matters/${matter}/inspection-additions`, { reason: '举报线索' })
  expect((await add(await city.officer('市财政局'))).status).toBe(403)
  expect((await add(await city.officer(LEAD))).status).toBe(201)
  expect(await inspectionOf(matter)).toMatchObject({ lacks: 'visit', wanted: true })
  expect(saidOf((await say(city, matter)).body)).toContain('seen on site first')
  await confirm(city, idOf((await record(city, matter, await plan(city, matter))).body))
  expect((await say(city, matter)).status).toBe(201)
})

test('past its step nothing is written any more; the enterprise reads its own and nobody else’s', async () => {
  const [matter = '', other = ''] = await atInspection(city, [WHOLE, WHOLE])
  await draw()
  const visit = await plan(city, matter)
  await confirm(city, idOf((await record(city, matter, visit)).body))
  await say(city, matter)
  const { assessment, phrases } = await seatOf(city, matter)
  const officer = await city.officer(LEAD)
  expect((await city.call(officer, 'POST', `/inspection-visits/${visit}/records`, { assessment, visitedOn: today(), findings: phrases.map(phrase => ({ phrase, found: 'as found' })), statement: '无', outcome: 'as told', photos: [{ file: await photo(city, officer.person) }] })).status).toBe(409)
  const { rows: [own] } = await city.all.database.own.query<{ person: string; party: string }>('select m.created_by as person, m.party from matter m where m.id = $1', [matter])
  const owner = await city.all.person(city.place, 'owner', { party: own?.party ?? '' })
  expect((await city.call(owner, 'GET', `/matters/${matter}/inspection`)).body).toMatchObject({ draw: { why: 'all from' }, visits: [{ plannedOn: today(), place: '一号车间', records: [{ outcome: 'as told' }] }] })
  expect((await city.call(owner, 'GET', `/matters/${other}/inspection`)).status).toBe(404)
  expect((await city.call(owner, 'GET', '/inspections')).status).toBe(403)
})
