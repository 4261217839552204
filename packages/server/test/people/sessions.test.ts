import { afterAll, beforeAll, expect, test } from 'vitest'
import { browser, codeOf, enrolled, field, GOOD, office, text, type Office } from './harness.ts'

let here: Office
beforeAll(async () => { here = await office() })
afterAll(async () => { await here.close() })
let count = 0
/** Somebody of an enterprise, signed in. */
async function somebody() {
  const login = `somebody${count += 1}`
  const id = await here.put({ login, name: '某', password: GOOD, roles: [] })
  const who = browser(here.app)
  await who.signIn(login, GOOD)
  return { who, login, id }
}

test('a session is over after half an hour of idleness, and after twelve hours however busy', async () => {
  const { who, id } = await somebody()
  const set = (column: string, value: string) => here.database.own.query(`update session set ${column} = ${value} where person = $1`, [id])
  await set('seen_at', `now() - interval '29 minutes'`)
  expect((await who.call('GET', '/me')).status).toBe(200)
  await set('seen_at', `now() - interval '31 minutes'`)
  expect((await who.call('GET', '/me')).status).toBe(401)
  await set('seen_at', 'now()')
  expect((await who.call('GET', '/me')).status).toBe(200)
  const { rows: [row] } = await here.database.own.query<{ hours: number }>('select extract(epoch from ends_at - created_at)::int / 3600 hours from session where person = $1', [id])
  expect(row).toEqual({ hours: 12 })
  await set('ends_at', 'now()')
  expect(await who.call('GET', '/me')).toMatchObject({ status: 401, code: 'not-signed-in' })
})

test('a token that somebody planted is not the one that a sign-in gives', async () => {
  await here.put({ login: 'planted', name: '种', password: GOOD, roles: [] })
  const who = browser(here.app)
  who.jar.set('__Host-lizhu', 'planted-by-a-stranger')
  await who.signIn('planted', GOOD)
  expect(who.token()).not.toBe('planted-by-a-stranger')
  const stranger = browser(here.app)
  stranger.jar.set('__Host-lizhu', 'planted-by-a-stranger')
  expect((await stranger.call('GET', '/me')).status).toBe(401)
})

test('signed out, the token is worth nothing, and the cookie is gone', async () => {
  const { who } = await somebody()
  const token = String(who.token())
  const { cookies } = await who.call('POST', '/sign-out')
  expect(cookies).toEqual(['__Host-lizhu=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0'])
  who.jar.set('__Host-lizhu', token)
  expect((await who.call('GET', '/me')).status).toBe(401)
})

test('one sees one’s own sessions and ends one, or all', async () => {
  const { who, login } = await somebody()
  const other = browser(here.app)
  await other.signIn(login, GOOD)
  const { who: stranger } = await somebody()
  const list = async () => { const items = field((await who.call('GET', '/me/sessions')).body, 'items'); return Array.isArray(items) ? items.map((one: unknown) => ({ id: text(one, 'id'), current: field(one, 'current') })) : [] }
  const sessions = await list()
  expect(sessions.map(one => one.current).sort()).toEqual([false, true])
  const others = sessions.find(one => one.current === false)!
  expect((await stranger.call('DELETE', `/me/sessions/${others.id}`)).status).toBe(404)
  expect((await other.call('GET', '/me')).status).toBe(200)
  expect((await who.call('DELETE', `/me/sessions/${others.id}`)).status).toBe(204)
  expect((await other.call('GET', '/me')).status).toBe(401)
  await other.signIn(login, GOOD)
  expect((await who.call('POST', '/sign-out/everywhere')).status).toBe(204)
  expect((await other.call('GET', '/me')).status).toBe(401)
  expect((await stranger.call('GET', '/me')).status).toBe(200)
})

test('a changed password ends the sessions elsewhere and renews this one; the old password is gone', async () => {
  const { who, login } = await somebody()
  const other = browser(here.app)
  await other.signIn(login, GOOD)
  const before = String(who.token())
  const change = (current: string, password: string) => who.call('POST', '/me/password', { current, password })
  expect(await change('not it', 'another fine one')).toMatchObject({ status: 422, code: 'password-wrong', body: { field: '/current' } })
  expect(await change(GOOD, 'short')).toMatchObject({ status: 422, code: 'password-refused' })
  expect((await change(GOOD, 'another fine one')).status).toBe(204)
  expect(who.token()).not.toBe(before)
  expect((await who.call('GET', '/me')).status).toBe(200)
  expect((await other.call('GET', '/me')).status).toBe(401)
  const thief = browser(here.app)
  thief.jar.set('__Host-lizhu', before)
  expect((await thief.call('GET', '/me')).status).toBe(401)
  expect((await browser(here.app).signIn(login, GOOD)).status).toBe(401)
  expect((await browser(here.app).signIn(login, 'another fine one')).status).toBe(200)
})

test('passwords that everybody tries first are refused, whatever their length', async () => {
  const { who, login } = await somebody()
  for (const password of ['password1', 'woaini1314', '1qaz2wsx3edc', '12345678901234', '888888888888', `my ${login} name`, 'x'.repeat(129)]) {
    expect([password, (await who.call('POST', '/me/password', { current: GOOD, password })).code]).toEqual([password, 'password-refused'])
  }
  // What is typed on another keyboard in another form of Unicode is the same password.
  expect((await who.call('POST', '/me/password', { current: GOOD, password: 'ｆｕｌｌ ｗｉｄｔｈ 密码' })).status).toBe(204)
  expect((await browser(here.app).signIn(login, 'full width 密码')).status).toBe(200)
})

test('signed in, an authenticator is enrolled only by who gives the password again; then every sign-in asks for it', async () => {
  const { who, login } = await somebody()
  expect(await who.call('POST', '/sign-in/enrolment', { password: 'no' })).toMatchObject({ status: 422, code: 'password-wrong' })
  const secret = text((await who.call('POST', '/sign-in/enrolment', { password: GOOD })).body, 'secret')
  const before = who.token()
  expect((await who.call('POST', '/sign-in/enrolment/confirmation', { code: codeOf(secret) })).body).toMatchObject({ step: 'done' })
  expect(who.token()).not.toBe(before)
  expect((await who.call('GET', '/me')).body).toMatchObject({ secondFactor: true })
  const again = browser(here.app)
  expect((await again.signIn(login, GOOD)).body).toEqual({ step: 'second-factor' })
  const renewed = await who.call('POST', '/me/recovery-codes', { password: GOOD })
  const [code] = Array.from(Object.values(field(renewed.body, 'recoveryCodes') ?? {}), String)
  expect((await again.call('POST', '/sign-in/second-factor', { recovery: code })).body).toEqual({ step: 'done' })
})

test('who gives the password again wrongly too often waits, though signed in', async () => {
  const { who } = await somebody()
  for (let i = 0; i < 5; i += 1) await who.call('POST', '/me/password', { current: 'no', password: GOOD })
  expect(await who.call('POST', '/me/password', { current: GOOD, password: 'another fine one' })).toMatchObject({ status: 429, code: 'too-many' })
})

test('somebody of an enterprise who is given an office signs in anew, with a longer password and an authenticator', async () => {
  const id = await here.put({ login: 'promoted', name: '升', password: 'only nine', roles: [] })
  await here.put({ login: 'security', name: '安', password: GOOD, roles: [{ role: 'security-administrator' }] })
  const [who, security] = [browser(here.app), browser(here.app)]
  await who.signIn('promoted', 'only nine')
  await enrolled(security, 'security')
  expect((await security.call('POST', `/people/${id}/memberships`, { role: 'officer', organisation: '市工信局' })).status).toBe(201)
  expect((await who.call('GET', '/me')).status).toBe(401)
  expect((await who.signIn('promoted', 'only nine')).body).toEqual({ step: 'choose-password' })
  expect((await who.call('POST', '/sign-in/password', { password: GOOD })).body).toEqual({ step: 'enrol' })
})
