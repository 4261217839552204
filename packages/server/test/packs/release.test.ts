import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hashOfToken } from '../../src/access/cookie.ts'
import { within } from '../../src/access/within.ts'
import type { Db } from '../../src/database/pool.ts'
import { programOf } from '../../src/packs/program.ts'
import { packOperations } from '../../src/packs/routes.ts'
import { packReadSchema, packSchema } from '../../src/packs/pack.ts'
import { caller, served, world, type Acting, type Place, type World } from '../world.ts'
import { smallPack } from './small.ts'

let all: World
let place: Place
let other: Place
let call: ReturnType<typeof caller>
let officer: Acting
let head: Acting
let leader: Acting
let enterprise: Acting
const document = '粤府〔2024〕1号'

beforeAll(async () => {
  all = await world()
  ;[place, other] = all.places
  await all.database.own.query(`insert into organisation (tenant, id, name) select tenant, id, id from tenant, unnest(array['市司法局', '市科技局', '市财政局']) id`)
  officer = await all.person(place, 'officer', { organisation: '市工信局' })
  head = await all.person(place, 'head', { organisation: '市司法局' })
  leader = await all.person(place, 'leader')
  enterprise = await all.person(place, 'owner', { party: await all.party(place, '440203', '甲公司') })
  call = caller(served(all, packOperations(undefined)).app)
})
afterAll(() => all.database.close())

const code = z.object({ code: z.string(), detail: z.object({ zh: z.string(), en: z.string() }) })
const refusal = (body: unknown) => code.parse(body).code
/** A draft of these files. */
async function draft(files: Record<string, string>, as = officer) {
  const { status, body } = await call(as, 'POST', '/packs', { files })
  expect(status, JSON.stringify(body)).toBe(201)
  return packSchema.parse(body)
}
/** Checked and signed off. */
async function signed(files: Record<string, string>) {
  const { version } = await draft(files)
  expect((await call(officer, 'POST', `/packs/${version}/check`, {})).status).toBe(201)
  expect((await call(head, 'POST', `/packs/${version}/sign-off`, { document })).status).toBe(201)
  return version
}
const enforce = (version: string, from?: string, as = leader) => call(as, 'POST', `/packs/${version}/in-force`, { document, ...(from === undefined ? {} : { from }) })
const named = ({ tenant, person }: Acting) => ({ tenant, person })
/** As somebody would who has the app's login and no API before it. */
const direct = <T>(who: Acting, operation: 'checkPack' | 'signOffPack' | 'bringIntoForce', run: (db: Db) => Promise<T>) => within(all.database.db, operation, named(who), '01890000-0000-7000-8000-000000000000', 'write', run)
const step = (who: Acting, version: string, number: number, name: string, more: { readonly by?: string; readonly organisation?: string | null; readonly day?: string } = {}) => direct(who, name === 'in force' ? 'bringIntoForce' : name === 'signed off' ? 'signOffPack' : 'checkPack', db =>
  sql`insert into pack_step (tenant, version, number, step, taken_by, organisation, document, on_day, errors, report, questions) values (${place.tenant}, ${version}::uuid, ${number}, ${name}, ${more.by ?? who.person}::uuid, ${more.organisation ?? null}, 'x', ${more.day ?? null}::date,
    ${name === 'checked' ? 0 : null}::int, ${name === 'checked' ? '{}' : null}::jsonb, ${name === 'checked' ? '[]' : null}::jsonb)`.execute(db))

describe('a pack is released', () => {
  test('draft, check, sign-off, in force: each step by another, with what it was taken on', async () => {
    const made = await draft(smallPack())
    expect(made).toMatchObject({ pack: 'small', kind: 'policy', title: '试行办法', begins: '2024-01-01', state: 'draft' })
    await call(officer, 'POST', `/packs/${made.version}/check`, { note: '逐条核对' })
    const read = packReadSchema.parse((await call(head, 'GET', `/packs/${made.version}?files=true`)).body)
    expect(read).toMatchObject({ state: 'checked', files: smallPack(), report: { errors: 0, articles: { bound: 1, total: 1 }, instruments: 1, cases: { passed: 1, total: 1 }, messages: [] } })
    expect((await call(head, 'POST', `/packs/${made.version}/sign-off`, { document: '法审〔2024〕7号' })).status).toBe(201)
    const { status, body } = await enforce(made.version)
    expect(status).toBe(201)
    expect(packSchema.parse(body).steps.map(one => [one.step, one.organisation, one.document, one.on])).toEqual([['draft', '市工信局', null, null], ['checked', '市工信局', null, null], ['signed off', '市司法局', '法审〔2024〕7号', null], ['in force', null, document, '2024-01-01']])
    const program = await within(all.database.db, 'listPacks', named(enterprise), made.version, 'read', db => programOf(db, place.tenant))
    expect(program.instruments.map(one => one.id)).toEqual(['S1'])
  })

  test('a later version takes its place from its day on, and both can be asked for', async () => {
    const version = await signed(smallPack({ most: '60万元' }))
    expect((await enforce(version, '2025-07-01')).status).toBe(201)
    const most = async (day: string) => { const { instruments: [one] } = await within(all.database.db, 'listPacks', named(enterprise), version, 'read', db => programOf(db, place.tenant, day)); return one?.words.quote }
    expect([await most('2025-06-30'), await most('2025-07-01')]).toEqual(['对企业按投资额的一定比例给予补助，每家企业不超过50万元', '对企业按投资额的一定比例给予补助，每家企业不超过60万元'])
    await expect(most('2023-12-31')).rejects.toThrow('no-policy')
    const items = z.object({ items: z.array(packSchema) }).parse((await call(officer, 'GET', '/packs?pack=small')).body).items
    expect(items.map(one => [one.state, one.steps.at(-1)?.on])).toEqual([['in force', '2025-07-01'], ['replaced', '2025-07-01']])
    const before = await signed(smallPack({ most: '70万元' }))
    expect(refusal((await enforce(before, '2025-06-30')).body)).toBe('later-version')
    expect(refusal((await enforce(before, '2023-06-30')).body)).toBe('before-its-words')
  })

  test('of two that come into force at once one is in force in the end: the other was refused, or was replaced on that day', async () => {
    const [one, two] = [await signed(smallPack({ id: 'race' })), await signed(smallPack({ id: 'race', most: '1万元' }))]
    const answers = await Promise.all([enforce(one), enforce(two)])
    for (const { status } of answers) expect([201, 409]).toContain(status)
    const states = z.object({ items: z.array(packSchema) }).parse((await call(officer, 'GET', '/packs?pack=race')).body).items.map(item => item.state)
    expect(states.filter(state => state === 'in force')).toHaveLength(1)
  })

  test('with errors it is not signed off; what was found is kept with its place', async () => {
    const { version } = await draft(smallPack({ id: 'wrong', says: '80万元' }))
    await call(officer, 'POST', `/packs/${version}/check`, {})
    const { report } = packReadSchema.parse((await call(officer, 'GET', `/packs/${version}`)).body)
    expect(report?.messages.filter(one => one.severity === 'error')).toMatchObject([{ file: 'wrong/policy.md', line: 31, column: 14, code: 'number-unbound' }, { code: 'value-unspoken' }, { code: 'value-unspoken' }])
    const { status, body } = await call(head, 'POST', `/packs/${version}/sign-off`, { document })
    expect([status, refusal(body)]).toEqual([409, 'checked-with-errors'])
    await expect(step(head, version, 3, 'signed off', { organisation: '市司法局' })).rejects.toMatchObject({ code: 'LZ005' })
  })

  test('files that are no pack, known ones, or too many', async () => {
    expect(refusal((await call(officer, 'POST', '/packs', { files: { 'policy.md': '# 空' } })).body)).toBe('pack-unread')
    expect(refusal((await call(officer, 'POST', '/packs', { files: smallPack() })).body)).toBe('pack-known')
    for (const files of [{}, { 'policy.md': '', '../x.md': '' }, { 'policy.md': 'x'.repeat(2_000_001) }]) expect((await call(officer, 'POST', '/packs', { files })).status).toBe(422)
    expect((await call(officer, 'POST', '/packs', { files: { 'policy.md': 'x'.repeat(5_000_000) } })).status).toBe(413)
  })
})

describe('the wrong order and the wrong people', () => {
  test('are refused by the API', async () => {
    const { version } = await draft(smallPack({ id: 'order' }))
    expect(refusal((await call(head, 'POST', `/packs/${version}/sign-off`, { document })).body)).toBe('wrong-step')
    expect(refusal((await enforce(version)).body)).toBe('wrong-step')
    for (const [who, path] of [[officer, 'sign-off'], [officer, 'in-force'], [head, 'in-force'], [leader, 'sign-off'], [head, 'check'], [enterprise, 'check']] as const) expect((await call(who, 'POST', `/packs/${version}/${path}`, { document })).status, path).toBe(403)
    expect((await call(await all.person(other, 'officer'), 'POST', `/packs/${version}/check`, {})).status).toBe(404)
  })

  test('are refused by the database, whoever asks', async () => {
    const { version } = await draft(smallPack({ id: 'direct' }))
    const inOrder = { organisation: '市工信局' }
    await expect(step(leader, version, 2, 'in force', { day: '2024-01-01' })).rejects.toMatchObject({ code: 'LZ005' })
    await expect(step(head, version, 2, 'signed off', { organisation: '市司法局' })).rejects.toMatchObject({ code: 'LZ005' })
    await expect(step(officer, version, 3, 'checked', inOrder)).rejects.toMatchObject({ code: 'LZ005' })
    await expect(step(officer, version, 2, 'checked', { organisation: '市司法局' })).rejects.toMatchObject({ code: '42501' })
    await step(officer, version, 2, 'checked', inOrder)
    // In another's name, by a row-level policy; without the role, by the trigger.
    await expect(step(head, version, 3, 'signed off', { by: (await all.person(place, 'head', { organisation: '市司法局' })).person, organisation: '市司法局' })).rejects.toMatchObject({ code: '42501' })
    await expect(step(head, version, 3, 'signed off', { organisation: '市工信局' })).rejects.toMatchObject({ code: '42501' })
    await step(head, version, 3, 'signed off', { organisation: '市司法局' })
    await expect(step(leader, version, 4, 'in force', { day: '2023-12-31' })).rejects.toMatchObject({ code: 'LZ005' })
    await step(leader, version, 4, 'in force', { day: '2024-01-01' })
    await expect(step(officer, version, 5, 'replaced', { organisation: '市工信局', day: '2024-03-01' })).rejects.toMatchObject({ code: '42501' })
    const second = await signed(smallPack({ id: 'direct', most: '1万元' }))
    await expect(step(leader, second, 4, 'in force', { day: '2024-02-01' })).rejects.toMatchObject({ code: 'LZ005' })
  })

  test('who checks does not sign off, with both roles', async () => {
    const both = await all.person(place, 'officer', { organisation: '市工信局' })
    await all.database.own.query(`insert into membership (tenant, id, person, role, organisation) values ($1, gen_random_uuid(), $2, 'head', '市司法局')`, [place.tenant, both.person])
    // More roles end the sessions there were.
    await all.database.own.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, $2, $3, now() + interval '1 hour', interval '1 hour')`, [hashOfToken('both'), place.tenant, both.person])
    const { version } = await draft(smallPack({ id: 'both' }))
    expect((await call({ token: 'both' }, 'POST', `/packs/${version}/check`, {})).status).toBe(201)
    const { status, body } = await call({ token: 'both' }, 'POST', `/packs/${version}/sign-off`, { document })
    expect([status, refusal(body)]).toEqual([409, 'own-pack'])
    await expect(step(both, version, 3, 'signed off', { organisation: '市司法局' })).rejects.toMatchObject({ code: 'LZ006' })
  })

  test('nothing is changed or taken away, by the owner of the database neither', async () => {
    for (const table of ['pack_version', 'pack_step', 'decision']) {
      await expect(all.database.own.query(`delete from ${table}`)).rejects.toThrow('only grows')
      await expect(all.database.own.query(`update ${table} set tenant = tenant`)).rejects.toThrow('only grows')
      await expect(direct(head, 'signOffPack', db => sql`delete from ${sql.table(table)}`.execute(db))).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('an enterprise sees what came into force, another tenant nothing', async () => {
    const seen = async (who: Acting) => z.object({ items: z.array(packSchema) }).parse((await call(who, 'GET', '/packs')).body).items
    const { version } = await draft(smallPack({ id: 'secret' }))
    expect((await seen(officer)).map(one => one.pack)).toContain('secret')
    const own = await seen(enterprise)
    expect(own.length).toBeGreaterThan(1)
    expect(new Set(own.flatMap(one => one.steps.map(taken => taken.step)))).toEqual(new Set(['in force', 'replaced']))
    expect((await call(enterprise, 'GET', `/packs/${version}`)).status).toBe(404)
    expect(await seen(await all.person(other, 'leader'))).toEqual([])
  })
})
