import { afterAll, beforeAll, expect, test } from 'vitest'
import { browser, enrolled, GOOD, office, type Browser, type Office } from './harness.ts'
import { startProvider, throughProvider, type TestProvider } from './provider.ts'

const ORIGIN = 'http://lizhu.test'
let here: Office
let provider: TestProvider
let security: Browser
let officer: string
beforeAll(async () => {
  [here, provider] = [await office(ORIGIN), await startProvider(`${ORIGIN}/api/sign-in/oidc/callback`)]
  await here.put({ login: 'security', name: '安', password: GOOD, roles: [{ role: 'security-administrator' }] })
  officer = await here.put({ login: 'officer', name: '经办', roles: [{ role: 'officer', organisation: '市工信局' }] })
  security = browser(here.app)
  await enrolled(security, 'security')
  expect((await set(0, { secondFactor: true })).status).toBe(200)
  const { etag } = await security.call('GET', `/people/${officer}`)
  expect((await security.call('PATCH', `/people/${officer}`, { subject: 'wang-wu' }, { 'If-Match': etag })).body).toMatchObject({ subject: 'wang-wu' })
})
afterAll(async () => {
  await provider.close()
  await here.close()
})
const set = (version: number, changes: object) => security.call('PUT', '/settings/oidc', { issuer: provider.issuer, client: 'lizhu', secret: 'a secret of the client', secondFactor: true, ...changes }, { 'If-Match': `"${version}"` })
const begin = async (who: Browser) => (await who.call('GET', '/sign-in/oidc?tenant=alpha')).location
const back = (who: Browser, { pathname, search }: URL) => who.call('GET', `${pathname.replace('/api', '')}${search}`)
const COOKIE = '__Host-lizhu-oidc'
const refused = async (who: Browser, url: URL, code = 'oidc-refused') => {
  expect(await back(who, url)).toMatchObject({ status: 303, location: `/sign-in?refused=${code}` })
  expect(who.token()).toBeUndefined()
}

test('the provider is set with its version; its secret is kept sealed and never shown', async () => {
  expect((await security.call('GET', '/settings/oidc')).body).toEqual({ issuer: provider.issuer, client: 'lizhu', hasSecret: true, secondFactor: true, redirect: `${ORIGIN}/api/sign-in/oidc/callback`, version: 1 })
  expect((await set(0, {})).status).toBe(412)
  expect((await set(1, { issuer: 'http://sso.example.com' })).status).toBe(422)
  const { rows: [row] } = await here.database.own.query<{ secret: Buffer }>('select secret from oidc_issuer')
  expect(row!.secret.toString('latin1')).not.toContain('secret of the client')
  expect(here.means.secrets.open(row!.secret, 'oidc alpha')).toBe('a secret of the client')
})

test('somebody known to the provider comes in by code, PKCE, state and nonce', async () => {
  const who = browser(here.app)
  const start = await begin(who)
  expect(Object.fromEntries(new URL(start).searchParams)).toMatchObject({ response_type: 'code', client_id: 'lizhu', scope: 'openid', code_challenge_method: 'S256', redirect_uri: `${ORIGIN}/api/sign-in/oidc/callback` })
  const done = await back(who, await throughProvider(start, 'wang-wu'))
  expect([done.status, done.location]).toEqual([303, '/'])
  expect(done.cookies).toEqual([expect.stringMatching(/^__Host-lizhu=.*SameSite=Strict$/), expect.stringMatching(/^__Host-lizhu-oidc=; .*SameSite=Lax; Max-Age=0$/)])
  expect((await who.call('GET', '/me')).body).toMatchObject({ person: { login: 'officer' }, roles: [{ role: 'officer' }] })
})

test('whoever the provider knows and we do not is told what to do, and gets no session', async () => {
  const who = browser(here.app)
  await refused(who, await throughProvider(await begin(who), 'officer'), 'oidc-unknown')
})

test('an answer with another state, another issuer, for another browser or from nowhere is refused', async () => {
  for (const [name, value] of [['state', 'another'], ['iss', 'http://127.0.0.1:1'], ['code', 'guessed']] as const) {
    const who = browser(here.app)
    const url = await throughProvider(await begin(who), 'wang-wu')
    url.searchParams.set(name, value)
    await refused(who, url)
  }
  const [who, victim] = [browser(here.app), browser(here.app)]
  const url = await throughProvider(await begin(who), 'wang-wu')
  await refused(victim, url)
  await begin(victim)
  await refused(victim, url)
  const third = browser(here.app)
  await begin(third)
  third.jar.set(COOKIE, `${third.jar.get(COOKIE)!.slice(0, -2)}xx`)
  await refused(third, url)
})

test('a nonce or a challenge that was swapped on the way is found out', async () => {
  for (const name of ['nonce', 'code_challenge']) {
    const who = browser(here.app)
    const start = new URL(await begin(who))
    start.searchParams.set(name, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
    await refused(who, await throughProvider(start.href, 'wang-wu'))
  }
})

test('an answer serves once, also for the browser it was for', async () => {
  const who = browser(here.app)
  const start = await begin(who)
  const taken = who.jar.get(COOKIE)!
  const url = await throughProvider(start, 'wang-wu')
  expect((await back(who, url)).location).toBe('/')
  const again = browser(here.app)
  again.jar.set(COOKIE, taken)
  await refused(again, url)
})

test('where the provider asks for no second factor, ours is asked for', async () => {
  expect((await set(1, { secondFactor: false })).status).toBe(200)
  const who = browser(here.app)
  expect((await back(who, await throughProvider(await begin(who), 'wang-wu'))).location).toBe('/sign-in')
  expect((await who.call('GET', '/sign-in/step')).body).toMatchObject({ step: 'enrol' })
  expect((await who.call('GET', '/me')).status).toBe(401)
})

test('a disabled account does not come in, and a provider that is away is said to be', async () => {
  await here.database.own.query('update person set disabled = true where id = $1', [officer])
  const who = browser(here.app)
  await refused(who, await throughProvider(await begin(who), 'wang-wu'), 'oidc-unknown')
  expect((await set(2, { issuer: 'http://127.0.0.1:9' })).status).toBe(200)
  expect(await begin(who)).toBe('/sign-in?refused=oidc-away')
  expect((await browser(here.app).call('GET', '/sign-in/oidc?tenant=beta')).location).toBe('/sign-in?refused=oidc-off')
})
