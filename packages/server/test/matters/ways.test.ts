import { afterAll, beforeAll, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { within } from '../../src/access/within.ts'
import { prepareJobs } from '../../src/jobs/boss.ts'
import { matterReadSchema } from '../../src/matters/schemas.ts'
import { proposeWork } from '../../src/matters/index.ts'
import { today } from '../../src/today.ts'
import type { Acting } from '../world.ts'
import { codeOf, idOf, matterCity, type MatterCity } from './city.ts'

const INSTRUMENT = 'I14-4'
const LEAD = '市科技局'
let city: MatterCity
beforeAll(async () => {
  city = await matterCity()
  await prepareJobs(city.all.database.owner)
})
afterAll(() => city.all.database.close())

/** A provincial technology centre of an enterprise: 50万元, without asking. */
async function title(of: string, key: string): Promise<void> {
  const claim = await city.claim('称号', key, null, of)
  await city.fact('名称', '', '省级企业技术中心', null, claim, of)
  await city.fact('认定日期', '', '2021-06-01', null, claim, of)
}

const proposals = z.object({ items: z.array(z.object({ id: z.string(), looked: z.number(), made: z.number(), waiting: z.number(), confirmed: z.number(), declined: z.number(), askedBefore: z.number(), setAside: z.number() })) })
const proposed = z.object({ items: z.array(z.object({ party: z.string(), outcome: z.string(), matter: z.string().nullable(), why: z.object({ zh: z.string(), en: z.string() }).nullable(), most: z.string().nullable() })) })

/** Looks through the city once, as the job does. */
async function run(officer: Acting): Promise<string> {
  const { status, body } = await city.call(officer, 'POST', '/proposals', { instrument: INSTRUMENT })
  expect([status, body]).toMatchObject([201, {}])
  const id = idOf(body)
  await proposeWork.run({ subject: id, progress: () => Promise.resolve(), within: (mode, act) => within(city.all.database.db, 'proposeMatters', { tenant: city.place.tenant, person: officer.person }, uuid(), mode, act) })
  return id
}
const rowsOf = async (officer: Acting, id: string) => proposed.parse((await city.call(officer, 'GET', `/proposals/${id}/parties`)).body).items
const headOf = async (officer: Acting, id: string) => proposals.parse((await city.call(officer, 'GET', '/proposals')).body).items.find(one => one.id === id)
const read = async (matter: string, who = city.owner) => matterReadSchema.parse((await city.call(who, 'GET', `/matters/${matter}`)).body)

test('everybody entitled is asked, one who cannot be looked at is set aside with why, and nobody twice within the year', async () => {
  const officer = await city.officer(LEAD)
  const second = await city.all.party(city.place, city.place.counties[0], '示例二厂')
  const broken = await city.all.party(city.place, city.place.counties[0], '示例三厂')
  const secondOwner = await city.all.person(city.place, 'owner', { party: second })
  for (const one of [city.party, second, broken]) await title(one, `ZX-${one.slice(-4)}`)
  // No matter of this one can be begun.
  await city.all.database.own.query(`create function test_refuses() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`)
  await city.all.database.own.query(`create trigger test_refuses before insert on matter for each row when (new.party = '${broken}') execute function test_refuses()`)

  const first = await run(officer)
  const found = await rowsOf(officer, first)
  expect(found.map(one => [one.party, one.outcome, one.most]).sort()).toEqual([[city.party, 'proposed', '50000000'], [second, 'proposed', '50000000'], [broken, 'set aside', null]].sort())
  expect(found.find(one => one.party === broken)?.why?.en).toContain('broken')
  expect(await headOf(officer, first)).toMatchObject({ made: 2, waiting: 2, confirmed: 0, declined: 0, setAside: 1 })

  // One confirms with one act and the pledge, in the words of the server; the other declines.
  const [mine = '', theirs = ''] = [city.party, second].map(party => found.find(one => one.party === party)?.matter ?? '')
  expect((await read(mine)).pledge.zh).toMatch(/^本企业承诺/)
  expect((await city.call(city.owner, 'POST', `/matters/${mine}/submission`, { pledge: '随便' })).status).toBe(422)
  expect((await city.call(city.owner, 'POST', `/matters/${mine}/submission`, { pledged: true })).status).toBe(201)
  expect((await city.call(secondOwner, 'POST', `/matters/${theirs}/withdrawal`, { reason: null })).status).toBe(201)
  expect(await headOf(officer, first)).toMatchObject({ waiting: 0, confirmed: 1, declined: 1 })

  await city.all.database.own.query('drop trigger test_refuses on matter')
  const again = await run(officer)
  expect((await rowsOf(officer, again)).map(one => [one.party, one.outcome]).sort()).toEqual([[city.party, 'asked before'], [second, 'declined'], [broken, 'proposed']].sort())
  // Next year those who declined are asked anew.
  await city.all.database.own.query(`update matter set ended_at = ended_at - interval '1 year' where id = $1`, [theirs])
  const next = await run(officer)
  expect((await rowsOf(officer, next)).find(one => one.party === second)?.outcome).toBe('proposed')
  expect((await city.call(await city.officer('市财政局'), 'GET', `/proposals/${uuid()}/parties`)).status).toBe(404)
})

test('several matters are agreed to at once, each with its own amount; of those that cannot be, why', async () => {
  const officer = await city.officer(LEAD)
  const list = z.object({ items: z.array(z.object({ id: z.string(), version: z.number(), amount: z.string().nullable(), state: z.string() })) })
  const mine = list.parse((await city.call(officer, 'GET', '/matters?view=mine')).body).items
  const [one] = mine
  expect(mine.map(row => row.amount)).toEqual(['50000000'])
  const drafts = list.parse((await city.call(officer, 'GET', '/matters?state=proposed')).body).items
  const chosen = [{ matter: one?.id, version: one?.version }, ...drafts.map(row => ({ matter: row.id, version: row.version })), { matter: uuid(), version: 1 }]
  const { status, body } = await city.call(officer, 'POST', '/matters/agreements', { matters: chosen })
  expect(status).toBe(201)
  const { agreed, refused } = z.object({ agreed: z.array(z.object({ matter: z.string(), advanced: z.boolean() })), refused: z.array(z.object({ matter: z.string(), why: z.object({ en: z.string() }) })) }).parse(body)
  expect(agreed).toEqual([{ matter: one?.id, advanced: true }])
  expect(refused.map(row => row.why.en).sort()[0]).toMatch(/waiting to be confirmed|not/)
  expect(refused.length).toBe(drafts.length + 1)
  const now = await read(one?.id ?? '')
  expect(now).toMatchObject({ step: 'joint review', amount: '50000000' })
  expect(now.events.find(event => event.kind === 'agreed')?.note['together']).toBe(String(chosen.length))
  // What changed since it was looked at is looked at again.
  const old = await city.call(await city.officer('市财政局'), 'POST', '/matters/agreements', { matters: [{ matter: one?.id, version: 1 }] })
  expect(old.text).toMatch(/"agreed":\[\].*changed by somebody/)
})

test('a unit names somebody of another office as its deputy; what they say is said by a deputy, until it ends', async () => {
  const officer = await city.officer(LEAD)
  const other = await city.officer('市生态环境局')
  const day = today()
  const name = (person: string, organisation = LEAD) => ({ organisation, person, since: day, until: '2100-01-01', reason: '出差' })
  expect(codeOf((await city.call(other, 'POST', '/deputies', name(other.person))).body)).toBe('not-entitled')
  // An enterprise's own people review for nobody.
  expect((await city.call(officer, 'POST', '/deputies', name(city.owner.person))).status).toBe(422)
  const { status, body } = await city.call(officer, 'POST', '/deputies', name(other.person))
  expect(status).toBe(201)
  const deputy = idOf(body)
  const people = z.object({ items: z.array(z.object({ id: z.string(), inForce: z.boolean() })), people: z.array(z.object({ person: z.string() })) }).parse((await city.call(officer, 'GET', '/deputies')).body)
  expect([people.items.find(one => one.id === deputy)?.inForce, people.people.some(one => one.person === city.owner.person)]).toEqual([true, false])

  const list = z.object({ items: z.array(z.object({ id: z.string() })) })
  const [matter] = list.parse((await city.call(other, 'GET', '/matters?view=mine')).body).items
  const { opinions, assessment, stepNumber } = await read(matter?.id ?? '', other)
  const seat = opinions.find(one => one.step === stepNumber && one.organisation === LEAD)
  expect(seat?.mine).toBe(true)
  expect((await city.call(other, 'POST', `/opinions/${seat?.id}/given`, { verdict: 'agreed', assessment: assessment?.id })).status).toBe(201)
  expect((await read(matter?.id ?? '', officer)).opinions.find(one => one.id === seat?.id)?.given).toMatchObject([{ verdict: 'agreed', deputy: true }])

  expect(codeOf((await city.call(other, 'POST', `/deputies/${deputy}/end`)).body)).toBe('not-entitled')
  expect((await city.call(officer, 'POST', `/deputies/${deputy}/end`)).status).toBe(201)
  const asked = await city.call(officer, 'POST', `/opinions/${seat?.id}/asked-again`, { reason: '再看' })
  expect(asked.status).toBe(201)
  expect((await city.call(other, 'POST', `/opinions/${seat?.id}/given`, { verdict: 'agreed', assessment: assessment?.id })).status).toBe(403)
})
