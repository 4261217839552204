import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Notebook } from '../../src/lookups/notebook.ts'
import { registryOperations } from '../../src/registry/index.ts'
import { caller, served, testProgram, world, type Acting, type World } from '../world.ts'

// Facts that nobody checked yet: who has them in the list, and what takes them out of it.

let w: World
let call: ReturnType<typeof caller>
let notes: Notebook
let officer: Acting, colleague: Acting, east: Acting, west: Acting, owner: Acting
let here: string, there: string

beforeAll(async () => {
  w = await world()
  const { app, notebook } = served(w, registryOperations(() => Promise.resolve(testProgram())))
  call = caller(app)
  notes = notebook
  const [alpha, beta] = w.places
  here = await w.party(alpha, '440203', '韶关市粤东钢铁有限公司')
  there = await w.party(alpha, '440204', '韶关西岭电子材料有限公司')
  officer = await w.person(alpha, 'officer', { organisation: '市工信局' })
  colleague = await w.person(alpha, 'officer', { organisation: '市统计局' })
  east = await w.person(alpha, 'clerk', { area: '440203' })
  west = await w.person(alpha, 'clerk', { area: '440204' })
  owner = await w.person(alpha, 'owner', { party: here })
  const stranger = await w.person(beta, 'officer', { organisation: '市工信局' })
  await tell(stranger, await w.party(beta, '440203', '别处的企业'), '2020')
})
afterAll(async () => {
  await notes.close()
  await w.database.close()
})

const ids = z.object({ ids: z.array(z.string()) })
const listed = z.object({ items: z.array(z.object({ id: z.string(), party: z.string(), partyName: z.string(), period: z.string(), organisation: z.string().nullable(), recorder: z.object({ role: z.string(), area: z.string().nullable() }).nullable() })), next: z.string().nullable() })
async function tell(who: Acting, party: string, period: string, written = '1万元'): Promise<string> {
  const [fact = ''] = ids.parse((await call(who, 'POST', `/parties/${party}/facts`, { facts: [{ name: '营业收入', period, written, source: '年报' }] })).body).ids
  return fact
}
const waiting = async (who: Acting, query = '') => listed.parse((await call(who, 'GET', `/facts/to-check${query}`)).body)
const periods = async (who: Acting, query = '') => (await waiting(who, query)).items.map(one => one.period)

test('the facts of one’s area that others recorded, the longest waiting first, with who recorded them', async () => {
  await tell(officer, here, '2015')
  await tell(east, here, '2016')
  await tell(owner, here, '2017')
  await tell(west, there, '2018')
  expect(await periods(colleague)).toEqual(['2015', '2016', '2017', '2018'])
  expect(await periods(officer)).toEqual(['2016', '2017', '2018'])
  expect(await periods(east)).toEqual(['2015', '2017'])
  expect(await periods(west)).toEqual([])
  const { items } = await waiting(colleague)
  expect(items.map(one => [one.partyName.slice(0, 4), one.organisation, one.recorder])).toEqual([
    ['韶关市粤', '市工信局', { role: 'officer', area: null }], ['韶关市粤', null, { role: 'clerk', area: '440203' }], ['韶关市粤', null, { role: 'owner', area: null }], ['韶关西岭', null, { role: 'clerk', area: '440204' }],
  ])
  expect(await periods(colleague, '?area=440204')).toEqual(['2018'])
  expect(await periods(colleague, '?name=%E7%94%A8%E7%94%B5%E9%87%8F')).toEqual([])
  const first = await waiting(colleague, '?limit=3')
  expect([first.items.length, await periods(colleague, `?limit=3&cursor=${first.next ?? ''}`)]).toEqual([3, ['2018']])
  expect((await call(owner, 'GET', '/facts/to-check')).status).toBe(403)
})

test('checked, superseded or taken back, it waits no longer; what superseded it does', async () => {
  const [rejected, superseded, taken] = [await tell(officer, there, '2010'), await tell(officer, there, '2011'), await tell(officer, there, '2012')]
  await call(colleague, 'POST', `/facts/${rejected}/checks`, { verdict: 'rejected', note: '与年报不符' })
  await tell(officer, there, '2011', '2万元')
  await tell(officer, there, '2012', '未知')
  const left = (await waiting(colleague)).items.filter(one => one.period < '2013')
  expect(left.map(one => one.period)).toEqual(['2011'])
  expect(left.map(one => one.id)).not.toContain(superseded)
  expect(taken).not.toBe('')
})

test('many are confirmed at once, all or none', async () => {
  const [one, two, own] = [await tell(officer, here, '2001'), await tell(officer, here, '2002'), await tell(colleague, here, '2003')]
  const foreign = await tell(officer, there, '2004')
  expect((await call(colleague, 'POST', '/facts/checks', { facts: [one, own] })).status).toBe(409)
  expect((await call(east, 'POST', '/facts/checks', { facts: [one, foreign] })).status).toBe(404)
  expect((await periods(east)).filter(period => period < '2005')).toEqual(['2001', '2002', '2003'])
  expect((await call(east, 'POST', '/facts/checks', { facts: [one, two, one] })).body).toEqual({ checked: 2 })
  expect((await periods(east)).filter(period => period < '2005')).toEqual(['2003'])
})

test('a record says as what each fact was recorded', async () => {
  const facts = z.object({ items: z.array(z.object({ period: z.string(), recorder: z.object({ role: z.string(), area: z.string().nullable() }).nullable() })) })
  const { items } = facts.parse((await call(colleague, 'GET', `/parties/${here}/facts`)).body)
  expect(items.filter(one => ['2016', '2017'].includes(one.period))).toEqual([{ period: '2016', recorder: { role: 'clerk', area: '440203' } }, { period: '2017', recorder: { role: 'owner', area: null } }])
})

test('the first page of many is read by its index', async () => {
  const { own, db } = w.database
  const client = await own.connect()
  try {
    await client.query('alter table fact disable trigger user')
    await client.query(`insert into fact (tenant, id, party, name, period, written, source, recorded_by, recorded_at) select 'alpha', gen_random_uuid(), $1, '营业收入', 'x' || i, '1万元', '年报', $2, now() - i * interval '1 second' from generate_series(1, 60000) i`, [here, officer.person])
    await client.query(`insert into fact_to_check (tenant, fact, party, told_at) select f.tenant, f.id, f.party, f.recorded_at from fact f where f.period like 'x%'`)
    await client.query('alter table fact enable trigger user')
    await client.query('analyze fact; analyze fact_to_check; analyze party')
  } finally { client.release() }
  expect((await waiting(colleague)).items.length).toBe(50)
  const plan = await db.transaction().execute(async inside => {
    const settings = [['tenant', 'alpha'], ['person', colleague.person], ['reach', '{tenant}'], ['areas', '{}'], ['parties', '{}']]
    for (const [name, value] of settings) await sql`select set_config(${`lizhu.${name ?? ''}`}, ${value ?? ''}, true)`.execute(inside)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select f.id from fact_to_check q join fact f on f.tenant = q.tenant and f.id = q.fact join party p on p.tenant = q.tenant and p.id = q.party left join claim c on c.tenant = f.tenant and c.id = f.claim
      where q.tenant = 'alpha' and f.recorded_by <> ${colleague.person}::uuid and p.withdrawn_at is null order by q.told_at, q.fact limit 51`.execute(inside)
    return rows.map(row => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toMatch('fact_to_check_order')
  expect(plan).not.toMatch(/Seq Scan on fact|Sort/)
})
