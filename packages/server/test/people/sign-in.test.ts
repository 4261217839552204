import { afterAll, beforeAll, expect, test } from 'vitest'
import { countFailures, networkOf } from '../../src/people/failures.ts'
import { browser, codeOf, enrolled, field, GOOD, holding, office, type Office, text } from './harness.ts'

let here: Office
beforeAll(async () => { here = await office() })
afterAll(async () => { await here.close() })
const events = async (operation: string) => (await here.database.own.query<{ after: unknown }>(`select after from audit where operation = $1 and change = 'event' order by id`, [operation])).rows.map(row => row.after)

test('the right password of an enterprise’s person opens a session by a cookie that no script and no other site can use', async () => {
  await here.put({ login: 'right', name: '对', password: 'eight or more', roles: [] })
  const who = browser(here.app)
  const { status, body, cookies } = await who.signIn('Right ', 'eight or more')
  expect([status, body]).toEqual([200, { step: 'done' }])
  expect(cookies).toEqual([expect.stringMatching(/^__Host-lizhu=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/)])
  expect(await who.call('GET', '/me')).toMatchObject({ status: 200, body: { person: { login: 'right' }, roles: [], secondFactor: false } })
  const { rows } = await here.database.own.query<{ found: boolean }>(`select exists (select from session s where s::text like '%' || $1 || '%') found`, [who.token()])
  expect(rows).toEqual([{ found: false }])
})

test('unknown, wrong, disabled and locked are answered with the same words, and each is written down', async () => {
  const off = await here.put({ login: 'off', name: '停', password: GOOD, roles: [] })
  await here.put({ login: 'known', name: '知', password: GOOD, roles: [] })
  await here.put({ login: 'elsewhere', name: '外', password: GOOD, tenant: 'beta', roles: [] })
  await here.database.own.query('update person set disabled = true where id = $1', [off])
  const who = browser(here.app)
  const said = async (login: string, password: string) => {
    const { status, body } = await who.signIn(login, password)
    return { status, code: field(body, 'code'), detail: field(body, 'detail'), field: field(body, 'field') }
  }
  const unknown = await said('nobody', GOOD)
  expect(unknown).toMatchObject({ status: 401, code: 'sign-in-refused' })
  expect(await said('known', 'wrong')).toEqual(unknown)
  expect(await said('off', GOOD)).toEqual(unknown)
  expect(await said('elsewhere', GOOD)).toEqual(unknown)
  for (let i = 0; i < 4; i += 1) expect(await said('known', `wrong ${i}`)).toEqual(unknown)
  expect(await said('known', GOOD)).toEqual(unknown)
  expect((await events('signIn')).map(event => field(event, 'why') ?? field(event, 'outcome'))).toEqual(holding('unknown', 'password', 'disabled', 'locked'))
  expect(who.token()).toBeUndefined()
})

test('five failures lock for a quarter of an hour, five more for half an hour; the right password then begins again', async () => {
  const id = await here.put({ login: 'forgetful', name: '忘', password: GOOD, roles: [] })
  const lock = async () => (await here.database.own.query<{ minutes: number | null }>(`select round(extract(epoch from locked_until - now()) / 60)::int minutes from credential where person = $1`, [id])).rows[0]?.minutes
  const later = () => here.database.own.query(`update credential set locked_until = now() where person = $1`, [id])
  const who = browser(here.app)
  for (let i = 0; i < 5; i += 1) await who.signIn('forgetful', 'no')
  expect(await lock()).toBe(15)
  expect((await who.signIn('forgetful', GOOD)).status).toBe(401)
  await later()
  for (let i = 0; i < 5; i += 1) await who.signIn('forgetful', 'no')
  expect(await lock()).toBe(30)
  await later()
  expect((await who.signIn('forgetful', GOOD)).body).toEqual({ step: 'done' })
  for (let i = 0; i < 4; i += 1) await who.signIn('forgetful', 'no')
  expect((await who.signIn('forgetful', GOOD)).status).toBe(200)
})

test('many guesses at once are not all tried before the first is counted', async () => {
  await here.put({ login: 'hammered', name: '锤', password: GOOD, roles: [] })
  await Promise.all(Array.from({ length: 12 }, (_, i) => browser(here.app).signIn('hammered', `guess ${i}`)))
  const { rows: [row] } = await here.database.own.query<{ failures: number }>(`select failures from credential c join person p on p.id = c.person where login = 'hammered'`)
  expect(row?.failures).toBe(5)
})

test('an office’s person chooses a password and enrols an authenticator before anything is permitted', async () => {
  await here.put({ login: 'officer', name: '经办', password: 'given for once', mustChange: true, roles: [{ role: 'officer', organisation: '市工信局' }] })
  const who = browser(here.app)
  const tokens = new Set<unknown>()
  const next = async (path: string, body: unknown) => {
    const answer = await who.call('POST', path, body)
    tokens.add(who.token())
    return answer
  }
  expect((await next('/sign-in', { tenant: 'alpha', login: 'officer', password: 'given for once' })).body).toEqual({ step: 'choose-password' })
  expect((await who.call('GET', '/me')).status).toBe(401)
  expect((await who.call('GET', '/parties?kind=企业')).status).toBe(401)
  expect((await who.call('GET', '/sign-in/step')).body).toEqual({ step: 'choose-password', login: 'officer', shortestPassword: 12 })
  expect((await who.call('POST', '/sign-in/enrolment', {})).status).toBe(401)
  expect(await next('/sign-in/password', { password: 'elevenchars' })).toMatchObject({ status: 422, code: 'password-refused', body: { detail: { en: 'A password has at least 12 characters.' } } })
  expect(await next('/sign-in/password', { password: 'given for once' })).toMatchObject({ status: 422 })
  expect((await next('/sign-in/password', { password: GOOD })).body).toEqual({ step: 'enrol' })
  expect((await who.call('GET', '/me')).status).toBe(401)
  const begun = await who.call('POST', '/sign-in/enrolment', {})
  expect(text(begun.body, 'uri')).toMatch(/^otpauth:\/\/totp\/.*secret=/)
  const secret = text(begun.body, 'secret')
  expect(await who.call('POST', '/sign-in/enrolment/confirmation', { code: codeOf(secret, 20) })).toMatchObject({ status: 422, code: 'code-refused' })
  const done = await next('/sign-in/enrolment/confirmation', { code: codeOf(secret) })
  expect(done.body).toMatchObject({ step: 'done', recoveryCodes: holding(expect.stringMatching(/^(\w{4}-){3}\w{4}$/)) })
  expect(await who.call('GET', '/me')).toMatchObject({ status: 200, body: { secondFactor: true, recoveryCodesLeft: 10, roles: [{ role: 'officer', organisation: { id: '市工信局' } }] } })
  // Tokens of earlier steps are worth nothing: whoever planted or saw one has no session.
  expect(tokens.size).toBe(3)
  for (const token of [...tokens].slice(0, -1)) {
    const thief = browser(here.app)
    thief.jar.set('__Host-lizhu', String(token))
    expect((await thief.call('GET', '/me')).status).toBe(401)
    expect((await thief.call('GET', '/sign-in/step')).body).toMatchObject({ step: 'none' })
  }
})

test('a code serves once, for its own half minute; a recovery code serves once', async () => {
  await here.put({ login: 'clerk', name: '县', password: GOOD, roles: [{ role: 'clerk', area: '440203' }] })
  const { secret, used, recovery } = await enrolled(browser(here.app), 'clerk')
  const [first, second] = [browser(here.app), browser(here.app)]
  expect((await first.signIn('clerk', GOOD)).body).toEqual({ step: 'second-factor' })
  expect((await second.signIn('clerk', GOOD)).body).toEqual({ step: 'second-factor' })
  expect((await first.call('GET', '/me')).status).toBe(401)
  expect(await first.call('POST', '/sign-in/second-factor', { code: used })).toMatchObject({ status: 401, code: 'code-refused' })
  const code = codeOf(secret, 1)
  expect((await first.call('POST', '/sign-in/second-factor', { code })).body).toEqual({ step: 'done' })
  expect(await second.call('POST', '/sign-in/second-factor', { code })).toMatchObject({ status: 401, code: 'code-refused' })
  const recover = text({ recovery: recovery[0] }, 'recovery').toUpperCase().replaceAll('-', ' ')
  expect((await second.call('POST', '/sign-in/second-factor', { recovery: recover })).body).toEqual({ step: 'done' })
  const third = browser(here.app)
  await third.signIn('clerk', GOOD)
  expect((await third.call('POST', '/sign-in/second-factor', { recovery: recover })).status).toBe(401)
  expect((await third.call('GET', '/me')).status).toBe(401)
  expect((await second.call('GET', '/me')).body).toMatchObject({ recoveryCodesLeft: 9 })
})

test('wrong codes lock the account, also for whoever knows the password and signs in anew between them', async () => {
  await here.put({ login: 'guessed', name: '猜', password: GOOD, roles: [{ role: 'clerk', area: '440203' }] })
  const { secret } = await enrolled(browser(here.app), 'guessed')
  for (let i = 0; i < 5; i += 1) {
    const who = browser(here.app)
    expect((await who.signIn('guessed', GOOD)).body).toEqual({ step: 'second-factor' })
    expect((await who.call('POST', '/sign-in/second-factor', { code: codeOf(secret, 40) })).status).toBe(401)
  }
  expect((await browser(here.app).signIn('guessed', GOOD)).status).toBe(401)
})

test('the secret of a second factor lies in the database sealed, and opens only for its person', async () => {
  const [one, other] = [await here.put({ login: 'sealed', name: '封', password: GOOD, roles: [{ role: 'auditor' }] }), await here.put({ login: 'sealed2', name: '封', password: GOOD, roles: [{ role: 'auditor' }] })]
  const { secret } = await enrolled(browser(here.app), 'sealed')
  await enrolled(browser(here.app), 'sealed2')
  const { rows: [row] } = await here.database.own.query<{ totp: Buffer }>('select totp from credential where person = $1', [one])
  expect(here.means.secrets.open(row!.totp, `totp alpha/${one}`)).toBe(secret)
  expect(here.means.secrets.open(row!.totp, `totp alpha/${other}`)).toBeUndefined()
  const { rows } = await here.database.own.query<{ found: boolean }>(`select exists (select from audit where (coalesce(before::text, '') || coalesce(after::text, '')) like any (array['%' || $1 || '%', '%argon2id%'])) found`, [row!.totp.toString('hex')])
  expect(rows).toEqual([{ found: false }])
})

test('a sign-in under way is over after a quarter of an hour', async () => {
  await here.put({ login: 'slow', name: '慢', password: GOOD, roles: [{ role: 'auditor' }] })
  const who = browser(here.app)
  await who.signIn('slow', GOOD)
  await here.database.own.query(`update sign_in set until = now()`)
  expect(await who.call('POST', '/sign-in/enrolment', {})).toMatchObject({ status: 401, code: 'sign-in-over' })
})

test('a demonstration is entered by a click; a real tenant never is', async () => {
  await here.database.own.query(`update tenant set demo = true where tenant = 'beta'`)
  await here.put({ login: 'demo-head', name: '演示', tenant: 'beta', roles: [{ role: 'head', organisation: '市工信局' }] })
  await here.put({ login: 'real-head', name: '真', password: GOOD, roles: [{ role: 'head', organisation: '市工信局' }] })
  const who = browser(here.app)
  const { body } = await who.call('GET', '/sign-in')
  expect(body).toMatchObject({ tenants: [{ tenant: 'alpha', demo: false, accounts: [] }, { tenant: 'beta', demo: true, accounts: holding(expect.objectContaining({ login: 'demo-head', role: 'head' })) }] })
  expect((await who.call('POST', '/sign-in/demo', { tenant: 'alpha', login: 'real-head' })).status).toBe(404)
  expect((await who.call('POST', '/sign-in/demo', { tenant: 'beta', login: 'demo-head' })).body).toEqual({ step: 'done' })
  expect((await who.call('GET', '/me')).body).toMatchObject({ tenant: { demo: true } })
  await expect(here.database.db.updateTable('tenant').set({ demo: true }).execute()).rejects.toThrow(/permission denied/)
})

test('an address that fails too often waits', () => {
  const counted = countFailures({ most: 2, minutes: 1 })
  for (const host of ['2001:db8::1', '2001:db8::2']) counted.note(networkOf(host))
  expect(() => { counted.refuse(networkOf('2001:db8:0:0:ffff::9')) }).toThrow(expect.objectContaining({ status: 429, code: 'too-many' }))
  expect(() => { counted.refuse(networkOf('2001:db8:1::1')) }).not.toThrow()
})
