import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { within } from '../../src/access/within.ts'
import { browser, type Browser, codeOf, enrolled, field, GOOD, office, type Office, someText, text } from './harness.ts'

let here: Office
let security: Browser
let own: string
beforeAll(async () => {
  here = await office()
  own = await here.put({ login: 'security', name: '安', password: GOOD, roles: [{ role: 'security-administrator' }] })
  security = browser(here.app)
  await enrolled(security, 'security')
})
afterAll(async () => { await here.close() })
const made = async (login: string) => text((await security.call('POST', '/people', { login, name: login })).body, 'id')

test('an account is made, gets a password that is shown once, and a role; then its person comes in', async () => {
  const { status, body } = await security.call('POST', '/people', { login: '李四', name: '李四' })
  expect([status, body]).toEqual([201, expect.objectContaining({ login: '李四', mustChangePassword: false, secondFactor: false })])
  const person = text(body, 'id')
  const password = text((await security.call('POST', `/people/${person}/password`)).body, 'password')
  expect((await security.call('POST', `/people/${person}/memberships`, { role: 'clerk', area: '440203' })).body).toMatchObject({ role: 'clerk', area: '440203', grantedBy: own, endedAt: null })
  const who = browser(here.app)
  expect((await who.signIn('李四', password)).body).toEqual({ step: 'choose-password' })
  await who.call('POST', '/sign-in/password', { password: GOOD })
  const secret = text((await who.call('POST', '/sign-in/enrolment', {})).body, 'secret')
  expect((await who.call('POST', '/sign-in/enrolment/confirmation', { code: codeOf(secret) })).body).toMatchObject({ step: 'done' })
  expect((await who.call('GET', '/parties?kind=企业')).status).toBe(200)
  // Nowhere in the database, also not in the answers that are kept for an Idempotency-Key.
  const { rows } = await here.database.own.query<{ found: boolean }>(`select exists (select from idempotency i where i::text like '%' || $1 || '%') or exists (select from audit a where a::text like '%' || $1 || '%') found`, [password])
  expect(rows).toEqual([{ found: false }])
})

test('people are found by login and name, page by page; a login is taken once', async () => {
  for (const login of ['page.a', 'page.b', 'page.c']) await made(login)
  const first = await security.call('GET', '/people?q=page&limit=2')
  expect(first.body).toMatchObject({ items: [{ login: 'page.a' }, { login: 'page.b' }] })
  expect((await security.call('GET', `/people?q=page&limit=2&cursor=${text(first.body, 'next')}`)).body).toMatchObject({ items: [{ login: 'page.c' }], next: null })
  expect(await security.call('POST', '/people', { login: 'PAGE.A', name: '又' })).toMatchObject({ status: 409, code: 'login-taken' })
  expect((await security.call('GET', '/people?role=security-administrator')).body).toMatchObject({ items: [{ login: 'security' }] })
})

test('an edit says which version it starts from; whoever is disabled is out at once and stays out when enabled again', async () => {
  const person = await here.put({ login: 'leaving', name: '走', password: GOOD, roles: [] })
  const who = browser(here.app)
  await who.signIn('leaving', GOOD)
  const { etag } = await security.call('GET', `/people/${person}`)
  expect((await security.call('PATCH', `/people/${person}`, { disabled: true })).status).toBe(428)
  const disabled = await security.call('PATCH', `/people/${person}`, { disabled: true }, { 'If-Match': etag })
  expect(disabled).toMatchObject({ status: 200, body: { disabled: true } })
  expect(await security.call('PATCH', `/people/${person}`, { name: '旧' }, { 'If-Match': etag })).toMatchObject({ status: 412 })
  expect((await who.call('GET', '/me')).status).toBe(401)
  expect((await who.signIn('leaving', GOOD)).status).toBe(401)
  await security.call('PATCH', `/people/${person}`, { disabled: false }, { 'If-Match': disabled.etag })
  expect((await who.call('GET', '/me')).status).toBe(401)
})

test('nobody grants, resets or disables for themselves, and administrators are three people without business', async () => {
  expect(await security.call('POST', `/people/${own}/memberships`, { role: 'leader' })).toMatchObject({ status: 409, code: 'own-account' })
  expect(await security.call('POST', `/people/${own}/password`)).toMatchObject({ status: 409, code: 'own-account' })
  expect(await security.call('DELETE', `/people/${own}/second-factor`)).toMatchObject({ status: 409, code: 'own-account' })
  const { etag } = await security.call('GET', `/people/${own}`)
  expect(await security.call('PATCH', `/people/${own}`, { disabled: true }, { 'If-Match': etag })).toMatchObject({ status: 409, code: 'own-account' })
  const person = await made('two.hats')
  const grant = (body: unknown) => security.call('POST', `/people/${person}/memberships`, body)
  expect((await grant({ role: 'audit-administrator' })).status).toBe(201)
  expect(await grant({ role: 'system-administrator' })).toMatchObject({ status: 409, code: 'separate-duties' })
  expect(await grant({ role: 'officer', organisation: '市工信局' })).toMatchObject({ status: 409, code: 'separate-duties' })
})

test('a role needs what it stands on', async () => {
  const person = await made('needs')
  const grant = (body: unknown) => security.call('POST', `/people/${person}/memberships`, body)
  expect(await grant({ role: 'officer' })).toMatchObject({ status: 422, code: 'role-needs', body: { field: '/organisation' } })
  expect(await grant({ role: 'clerk' })).toMatchObject({ status: 422, body: { field: '/area' } })
  expect(await grant({ role: 'leader', area: '440203' })).toMatchObject({ status: 422, body: { field: '/area' } })
  expect((await grant({ role: 'owner' })).status).toBe(422)
  expect((await grant({ role: 'officer', organisation: '没有的局' })).status).toBe(409)
  expect((await grant({ role: 'leader', since: '2026-02-01', until: '2026-01-01' })).status).toBe(422)
})

test('a role that is withdrawn, not begun or past permits nothing; grants stay to be read', async () => {
  const person = await here.put({ login: 'dated', name: '期', password: GOOD, roles: [{ role: 'statistics', organisation: '市统计局' }] })
  const who = browser(here.app)
  await enrolled(who, 'dated')
  expect((await who.call('GET', '/parties?kind=企业')).status).toBe(200)
  const { body } = await security.call('GET', `/people/${person}/memberships`)
  const items = field(body, 'items')
  const membership = text(Array.isArray(items) ? items[0] : undefined, 'id')
  expect((await security.call('POST', `/memberships/${membership}/end`)).body).toMatchObject({ endedAt: someText })
  expect(await who.call('GET', '/parties?kind=企业')).toMatchObject({ status: 403, code: 'not-permitted' })
  expect((await security.call('GET', `/people/${person}/memberships`)).body).toMatchObject({ items: [{ id: membership, endedAt: someText }] })
})

test('a lost authenticator is taken off by an administrator: sessions end, and another is enrolled', async () => {
  const person = await here.put({ login: 'lost', name: '失', password: GOOD, roles: [{ role: 'auditor' }] })
  const who = browser(here.app)
  await enrolled(who, 'lost')
  expect((await security.call('DELETE', `/people/${person}/second-factor`)).status).toBe(204)
  expect((await who.call('GET', '/me')).status).toBe(401)
  expect((await who.signIn('lost', GOOD)).body).toEqual({ step: 'enrol' })
})

test('no other role administers accounts, and no other tenant’s', async () => {
  const person = await made('watched')
  const foreign = await here.put({ login: 'foreign', name: '外', tenant: 'beta', password: GOOD, roles: [] })
  const officer = browser(here.app)
  await here.put({ login: 'an.officer', name: '经', password: GOOD, roles: [{ role: 'officer', organisation: '市工信局' }] })
  await enrolled(officer, 'an.officer')
  expect((await officer.call('GET', '/people')).status).toBe(403)
  expect((await officer.call('POST', `/people/${person}/password`)).status).toBe(403)
  expect((await officer.call('POST', `/people/${person}/memberships`, { role: 'leader' })).status).toBe(403)
  expect((await security.call('GET', `/people/${foreign}`)).status).toBe(404)
  expect((await security.call('POST', `/people/${foreign}/password`)).status).toBe(404)
})

test('the database itself refuses what a faulty operation would do', async () => {
  const person = await here.put({ login: 'faulty', name: '误', password: GOOD, roles: [{ role: 'officer', organisation: '市工信局' }] })
  const as = (who: string, operation: 'listParties' | 'grantMembership', run: Parameters<typeof within<unknown>>[5]) => within(here.database.db, operation, { tenant: 'alpha', person: who }, randomUUID(), 'write', run)
  const membership = { tenant: 'alpha', id: randomUUID(), person, role: 'leader', organisation: null, area: null, party: null, permits: null, until: null, granted_by: person }
  await expect(as(person, 'listParties', db => db.insertInto('membership').values(membership).execute())).rejects.toThrow(/row-level security/)
  await expect(as(own, 'grantMembership', db => db.insertInto('membership').values({ ...membership, person: own, granted_by: own, role: 'security-administrator' }).execute())).rejects.toThrow(/granted_by_another/)
  await expect(as(own, 'grantMembership', db => db.insertInto('membership').values({ ...membership, granted_by: person }).execute())).rejects.toThrow(/row-level security/)
  await expect(as(own, 'grantMembership', db => sql`update membership set role = 'leader'`.execute(db))).rejects.toThrow(/permission denied/)
  await expect(as(person, 'listParties', db => sql`select reset_password(${own}::uuid, 'x')`.execute(db))).rejects.toThrow(/administered/)
  await expect(as(own, 'grantMembership', db => sql`select reset_password(${own}::uuid, 'x')`.execute(db))).rejects.toThrow(/administered/)
  for (const closed of ['credential', 'sign_in', 'recovery_code', 'totp_enrolment']) await expect(as(own, 'grantMembership', db => sql`select * from ${sql.table(closed)}`.execute(db))).rejects.toThrow(/permission denied/)
  await expect(as(own, 'grantMembership', db => sql`select token from session`.execute(db))).rejects.toThrow(/permission denied/)
  await expect(as(own, 'grantMembership', db => sql`select begin_session('alpha', ${person}::uuid, 'x'::bytea, '', '')`.execute(db))).rejects.toThrow(/permission denied/)
})
