import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { within } from '../../src/access/within.ts'
import { folderStore } from '../../src/files/store.ts'
import { noticeOperations } from '../../src/notices/index.ts'
import { panelOperations } from '../../src/panels/index.ts'
import { codeOf, idOf, matterCity, type MatterCity } from '../matters/city.ts'
import { saidOf, stateOf } from '../publicity/published.ts'
import { callFor, declare, draw, INSTRUMENT, LEAD, panelsOf, pool, read, score, toExperts, type Expert } from './judged.ts'

let city: MatterCity
let call: string
let matter: string
let experts: Expert[]
const expertOf = (person: string): Expert => experts.find(one => one.person === person) ?? { tenant: '', person: '', token: '', employer: '' }
const own = (text: string, values: readonly unknown[] = []) => city.all.database.own.query<Readonly<Record<string, unknown>>>(text, [...values])
const agree = async (of = matter, reason?: string) => {
  const { opinions, assessment, stepNumber } = await read(city, of)
  return city.call(await city.officer(LEAD), 'POST', `/opinions/${opinions.find(one => one.step === stepNumber)?.id ?? ''}/given`, { verdict: 'agreed', assessment: assessment?.id, ...reason === undefined ? {} : { reason } })
}

beforeAll(async () => {
  city = await matterCity([...panelOperations(folderStore('/nowhere')), ...noticeOperations])
  call = await callFor(city)
  matter = await toExperts(city, call)
})
afterAll(() => city.all.database.close())

test('the step is the pack’s: how many, what they score, what passes', async () => {
  const { rows: [row] } = await own(`select steps->step as step from matter where id = $1`, [matter])
  expect(row).toMatchObject({ step: { step: 'experts', experts: 3, pass: 60, sheet: [{ criterion: '技术水平', en: 'Technical level', most: 30 }, { most: 20 }, { most: 30 }, { most: 20 }] } })
})

test('the head keeps the pool: of people who hold the role, and with a reason where one is not to be drawn', async () => {
  const head = await city.head(LEAD)
  const officer = await city.officer(LEAD)
  const body = { fields: ['装备'], employer: '示例大学', title: '教授' }
  const other = await city.all.person(city.place, 'expert')
  expect((await city.call(officer, 'POST', `/experts/${other.person}`, body)).status).toBe(403)
  expect(saidOf((await city.call(head, 'POST', `/experts/${officer.person}`, body)).body)).toContain('role of expert')
  expect((await city.call(head, 'POST', `/experts/${uuid()}`, body)).status).toBe(404)
  expect((await city.call(head, 'POST', `/experts/${other.person}`, { ...body, active: false })).status).toBe(422)
  expect((await city.call(head, 'POST', `/experts/${other.person}`, body)).status).toBe(201)
  expect((await city.call(head, 'POST', `/experts/${other.person}`, { ...body, active: false, reason: '退休' })).status).toBe(201)
  expect((await city.call(officer, 'GET', '/experts')).body).toMatchObject({ items: [{ person: other.person, panels: 0, kept: { active: false, reason: '退休', employer: '示例大学' } }] })
})

test('nothing is agreed before a panel is drawn; and too few in the pool are said', async () => {
  expect(saidOf((await agree()).body)).toContain('not done')
  experts = await pool(city, 2)
  expect((await draw(city, [matter])).body).toMatchObject({ code: 'experts-wanting', detail: { en: expect.stringContaining('1 more') as unknown } })
  experts = [...experts, ...await pool(city, 3)]
})

test('whoever is in conflict is left out, with the reason', async () => {
  const head = await city.head(LEAD)
  const keep = (expert: Expert, employer: string, employerCode: string | null = null) => city.call(head, 'POST', `/experts/${expert.person}`, { fields: ['装备'], employer, employerCode, title: '工程师' })
  const [byName, byCode, member, duty] = await pool(city, 4)
  if (byName === undefined || byCode === undefined || member === undefined || duty === undefined) throw new Error('four')
  await own(`update party set code = '91440200MA4UK2PY3X', name = '示例（韶关）精密' where id = $1`, [city.party])
  expect((await keep(byName, '示例(韶关) 精密')).status).toBe(201)
  expect((await keep(byCode, '别名', '91440200MA4UK2PY3X')).status).toBe(201)
  await own(`insert into membership (tenant, id, person, role, party, ended_at) values ($1, $2, $3, 'agent', $4, now())`, [city.place.tenant, uuid(), member.person, city.party])
  await own(`insert into duty (tenant, matter, person, duty) values ($1, $2, $3, 'review')`, [city.place.tenant, matter, duty.person])
  expect((await draw(city, [matter], await city.officer('市财政局'))).status).toBe(403)
  const { status, body } = await draw(city, [matter])
  expect([status, body]).toMatchObject([201, { matters: 1 }])
  const { panel, wanted, lacks } = await panelsOf(city, matter)
  expect([wanted, lacks]).toEqual([null, 'scores'])
  expect(Object.fromEntries(panel.pool.map(one => [one.person, one.why]))).toEqual({ ...Object.fromEntries(experts.map(one => [one.person, null])), [byName.person]: 'employer', [byCode.person]: 'employer', [member.person]: 'member', [duty.person]: 'duty' })
  // The draw is anybody's to compute again.
  const order = [...panel.pool].map(one => ({ ...one, again: createHash('sha256').update(Buffer.from(panel.seed, 'hex')).update(one.person).digest('hex') })).sort((a, b) => a.again < b.again ? -1 : 1)
  expect(panel.pool.map(one => [one.person, one.hash])).toEqual(order.map(one => [one.person, one.again]))
  experts = [...experts, byName, byCode, member, duty]
  expect(panel.places.map(one => [one.number, one.person, one.state])).toEqual(order.filter(one => one.why === null).slice(0, 3).map((one, i) => [i + 1, one.person, 'asked']))
})

test('once drawn nobody draws again until the points please, and nobody changes what was drawn', async () => {
  expect(saidOf((await draw(city, [matter])).body)).toContain('drawn for already')
  for (const change of [`update panel set pool = '[]'`, `delete from panel_matter`, `delete from panel_place`, `update panel_place set expert = kept_by from expert`, `update panel_place set state = 'scored', scored_at = now(), comment = '好'`]) await expect(own(change)).rejects.toThrow()
})

test('an expert sees their own place alone, and the file only after they have declared no interest', async () => {
  const { panel: { places } } = await panelsOf(city, matter)
  const [first, second] = places
  const [one, two] = [expertOf(first?.person ?? ''), expertOf(second?.person ?? '')]
  expect((await city.call(one, 'GET', '/panel-places')).body).toMatchObject({ items: [{ id: first?.id, state: 'asked', partyName: '示例（韶关）精密', open: true }] })
  expect((await city.call(one, 'GET', `/panel-places/${second?.id ?? ''}`)).status).toBe(404)
  expect((await city.call(one, 'GET', `/matters/${matter}`)).status).toBe(403)
  expect((await city.call(one, 'GET', `/panel-places/${first?.id ?? ''}`)).body).toMatchObject({ file: null, scores: [] })
  expect((await score(city, one, first?.id ?? '', [20, 10, 20, 10])).status).toBe(409)
  expect((await declare(city, two, first?.id ?? '')).status).toBe(404)
  expect((await declare(city, one, first?.id ?? '')).status).toBe(201)
  const { body, text } = await city.call(one, 'GET', `/panel-places/${first?.id ?? ''}`)
  expect(body).toMatchObject({ state: 'declared', file: { materials: [] } })
  expect(text).toContain('技改')
  // Whoever judges takes no other duty in it.
  const { rows } = await own('select duty from duty where matter = $1 and person = $2', [matter, one.person])
  expect(rows).toEqual([{ duty: 'judge' }])
  const told = async (who: Expert) => (await city.call(who, 'GET', '/notices')).text.match(/请您评审/g)?.length ?? 0
  expect([await told(one), await told(two)]).toEqual([1, 1])
})

test('whoever stands aside is followed by the next of the drawn order', async () => {
  const { panel: { places, pool } } = await panelsOf(city, matter)
  const second = places[1]
  const { status } = await city.call(expertOf(second?.person ?? ''), 'POST', `/panel-places/${second?.id ?? ''}/recusal`, { reason: '合作过' })
  expect(status).toBe(201)
  const free = pool.filter(one => one.why === null)
  const now = (await panelsOf(city, matter)).panel.places
  expect(now.map(one => [one.number, one.person, one.state, one.reason])).toEqual([
    [1, free[0]?.person, 'declared', null], [2, free[1]?.person, 'recused', '合作过'], [2, free[3]?.person, 'asked', null], [3, free[2]?.person, 'asked', null],
  ])
  // With as long as the step has left, and the other's clock is over.
  const { rows } = await own(`select count(*)::int as n, count(distinct due_on)::int as days from clock c where c.matter = $1 and c.ended_on is null`, [matter])
  expect(rows).toEqual([{ n: 4, days: 1 }])
})

test('the enterprise asks without knowing whom; the head of the unit decides, and the matter waits for that', async () => {
  const asked = await city.call(city.owner, 'POST', `/matters/${matter}/recusals`, { whom: '示例研究所的人', reason: '有诉讼' })
  expect(asked.status).toBe(201)
  expect((await city.call(city.owner, 'GET', `/matters/${matter}/panels`)).status).toBe(403)
  expect((await city.call(city.owner, 'GET', `/matters/${matter}/panel-outcomes`)).body).toMatchObject({ items: [{ experts: 3, scored: 0, people: [], points: null }], requests: [{ whom: '示例研究所的人', outcome: null }] })
  const { panel: { places, pool } } = await panelsOf(city, matter)
  const third = places.find(one => one.number === 3)
  const answer = async (as: Parameters<typeof city.call>[0], body: object) => city.call(as, 'POST', `/recusals/${idOf(asked.body)}/answer`, body)
  // Nor does the database let anybody else of the unit decide.
  const { person } = await city.officer(LEAD)
  const tried = within(city.all.database.db, 'askRecusal', { tenant: city.place.tenant, person }, uuid(), 'write', db => sql`select answer_recusal(${idOf(asked.body)}::uuid, 'dismissed', null, '无')`.execute(db))
  expect(await tried.then(() => 'done', stateOf)).toBe('42501')
  expect((await answer(await city.head('市财政局'), { outcome: 'dismissed', answer: '无' })).status).toBe(403)
  expect((await answer(await city.head(LEAD), { outcome: 'upheld', answer: '属实' })).status).toBe(422)
  expect((await answer(await city.head(LEAD), { outcome: 'upheld', place: third?.id, answer: '属实' })).body).toEqual({ matter, filled: true })
  expect(codeOf((await answer(await city.head(LEAD), { outcome: 'dismissed', answer: '再' })).body)).toBe('conflict')
  const next = pool.filter(one => one.why === null)[4]?.person
  expect((await panelsOf(city, matter)).panel.places.filter(one => one.number === 3).map(one => [one.person, one.state])).toEqual([[third?.person, 'recused'], [next, 'asked']])
})

test('each criterion is scored once, up to its most; nobody sees the others’ before all are in', async () => {
  const { panel: { places } } = await panelsOf(city, matter)
  const live = places.filter(one => one.state !== 'recused')
  for (const one of live) if (one.state === 'asked') expect((await declare(city, expertOf(one.person), one.id)).status).toBe(201)
  const [first, second, third] = live
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  expect(saidOf((await score(city, expertOf(first.person), first.id, [31, 10, 20, 10])).body)).toContain('from 0 to its most')
  expect(saidOf((await score(city, expertOf(first.person), first.id, [30, 10, 20])).body)).toContain('each criterion once')
  expect((await score(city, expertOf(first.person), first.id, [20, 10, 20, 9], '第一位')).body).toMatchObject({ all: false })
  expect((await score(city, expertOf(first.person), first.id, [30, 20, 30, 20])).status).toBe(409)
  expect((await score(city, expertOf(second.person), second.id, [20, 10, 20, 10], '第二位')).body).toMatchObject({ all: false })
  expect((await city.call(expertOf(second.person), 'GET', `/panel-places/${second.id}`)).body).toMatchObject({ scores: [{ own: true }] })
  expect((await city.call(await city.officer(LEAD), 'GET', `/matters/${matter}/panels`)).text).not.toMatch(/第一位|第1项/)
  expect(saidOf((await agree()).body)).toContain('not done')
  expect((await city.call(expertOf(third.person), 'POST', `/panel-places/${third.id}/recusal`, { reason: '临时有事' })).status).toBe(201)
  // Nobody of the draw is left: another may be drawn, and what was drawn stays on record.
  expect((await panelsOf(city, matter)).wanted).toBe('short')
  expect((await city.call(await city.officer(LEAD), 'GET', '/panel-work?view=waiting')).body).toMatchObject({ items: [{ id: matter, why: 'short', experts: 3, mine: true }] })
})

/** All three of the panel that stands declare and score. */
async function judged(of: string, totals: readonly (readonly number[])[]): Promise<void> {
  const { panel: { places } } = await panelsOf(city, of)
  for (const [i, one] of places.filter(place => place.state !== 'recused').entries()) {
    expect((await declare(city, expertOf(one.person), one.id)).status).toBe(201)
    expect((await score(city, expertOf(one.person), one.id, totals[i] ?? [], `第${i + 1}位`)).status).toBe(201)
  }
}

test('against the mean the unit says why; its enterprise then sees who judged, and what they said', async () => {
  experts = [...experts, ...await pool(city, 3)]
  expect((await draw(city, [matter])).status).toBe(201)
  expect((await panelsOf(city, matter)).items.length).toBe(2)
  await judged(matter, [[20, 10, 20, 10], [20, 10, 20, 9], [20, 10, 20, 10]])
  expect((await city.call(await city.officer(LEAD), 'GET', '/panel-work?view=done')).body).toMatchObject({ items: [{ id: matter, points: 179, pass: 60, verdict: 'open' }] })
  const outcome = async () => (await city.call(city.owner, 'GET', `/matters/${matter}/panel-outcomes`)).body
  expect(await outcome()).toMatchObject({ items: [{ scored: 3, people: [{}, {}, {}], points: null, scores: [] }, {}] })
  const asked = await city.call(await city.officer(LEAD), 'POST', `/matters/${matter}/recusals`, { place: (await panelsOf(city, matter)).panel.places[0]?.id, whom: '第一席', reason: '同学' })
  expect(saidOf((await agree(matter, '可行')).body)).toContain('recusal is not decided')
  expect((await city.call(await city.head(LEAD), 'POST', `/recusals/${idOf(asked.body)}/answer`, { outcome: 'dismissed', answer: '不影响' })).body).toEqual({ matter, filled: null })
  expect(saidOf((await agree()).body)).toContain('say why')
  expect((await agree(matter, '评分差在配套，已补')).body).toMatchObject({ advanced: true })
  expect(await outcome()).toMatchObject({ items: [{ points: 179, scores: [{ points: [{ points: 20 }, {}, {}, {}] }, {}, {}] }, {}] })
  expect((await city.call(await city.officer(LEAD), 'GET', '/panel-work?view=done')).body).toMatchObject({ items: [{ verdict: 'agreed' }] })
})

test('one panel is drawn for several matters of one instrument, and judges each by itself', async () => {
  const party = await city.all.party(city.place, city.place.counties[0], '示例二厂')
  const owner = await city.all.person(city.place, 'owner', { party })
  const [one, two] = [await toExperts(city, call, party, owner), await toExperts(city, call, party, owner)]
  expect((await city.call(await city.officer(LEAD), 'GET', '/panel-work?view=waiting')).body).toMatchObject({ items: [{ id: two, instrument: INSTRUMENT, why: 'undrawn' }, { id: one }] })
  expect(saidOf((await draw(city, [one, matter])).body)).toContain('not to be drawn for')
  expect((await draw(city, [one, two])).body).toMatchObject({ matters: 2 })
  const [first, second] = [await panelsOf(city, one), await panelsOf(city, two)]
  expect([second.panel.id, second.panel.places.map(place => place.person)]).toEqual([first.panel.id, first.panel.places.map(place => place.person)])
  await judged(one, [[30, 20, 30, 20], [20, 10, 20, 10], [20, 10, 20, 10]])
  expect((await agree(one)).body).toMatchObject({ advanced: true })
  expect(saidOf((await agree(two)).body)).toContain('not done')
  // Facts that changed since may be judged anew, by another draw.
  const { rows: [claim] } = await city.all.database.own.query<{ claim: string }>('select claim from matter where id = $1', [two])
  await city.fact('设备投资额', '', '20万元', '20000000', claim?.claim, party)
  const officer = await city.officer(LEAD)
  expect((await city.call(officer, 'POST', `/matters/${two}/assessment`)).body).toEqual({ changed: true })
  expect(saidOf((await draw(city, [two])).body)).toContain('Facts have changed')
  expect((await city.call(officer, 'POST', `/matters/${two}/change-seen`, { assessment: (await read(city, two)).assessment?.id, reason: '核增' })).status).toBe(201)
  expect((await panelsOf(city, two)).wanted).toBe('facts')
  expect((await draw(city, [two])).status).toBe(201)
  const { rows } = await own(`select count(*)::int as n from clock c join panel_place l on l.id = c.subject where l.matter = $1 and c.ended_on is null`, [two])
  expect(rows).toEqual([{ n: 3 }])
  expect((await city.call(owner, 'POST', `/matters/${two}/withdrawal`, { reason: null })).status).toBe(201)
  expect((await city.call(expertOf(first.panel.places[0]?.person ?? ''), 'GET', '/panel-places')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ matter: two, open: false })]) as unknown })
})

test('a unit that is against waits for no expert: nobody is reminded any more, and nobody scores', async () => {
  const party = await city.all.party(city.place, city.place.counties[0], '示例三厂')
  const third = await toExperts(city, call, party, await city.all.person(city.place, 'owner', { party }))
  expect((await draw(city, [third])).status).toBe(201)
  const { opinions, assessment, stepNumber } = await read(city, third)
  const given = await city.call(await city.officer(LEAD), 'POST', `/opinions/${opinions.find(one => one.step === stepNumber)?.id ?? ''}/given`, { verdict: 'against', assessment: assessment?.id, reason: '项目已停' })
  expect(given.status).toBe(201)
  expect((await own('select count(*)::int as n from clock where matter = $1 and ended_on is null', [third])).rows).toEqual([{ n: 0 }])
  const { panel: { places: [first] } } = await panelsOf(city, third)
  expect(saidOf((await declare(city, expertOf(first?.person ?? ''), first?.id ?? '')).body)).toContain('the review is over')
})
