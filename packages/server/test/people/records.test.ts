import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../src/today.ts'
import { browser, type Browser, enrolled, field, GOOD, holding, office, type Office, someText, text } from './harness.ts'

const CODE = '91440200MA4W000017'
let here: Office
let party: string
let [owner, officer]: Browser[] = []
beforeAll(async () => {
  here = await office()
  party = await here.party(here.places[0], '440203', '韶关铸锻有限公司', CODE)
  await here.put({ login: 'bureau', name: '经办', password: GOOD, roles: [{ role: 'officer', organisation: '市工信局' }] })
  officer = browser(here.app)
  await enrolled(officer, 'bureau')
  await here.put({ login: 'boss', name: '老板', password: GOOD, roles: [{ role: 'owner', party }] })
  owner = browser(here.app)
  await owner.signIn('boss', GOOD)
})
afterAll(async () => { await here.close() })
const registered = async (login: string): Promise<Browser> => {
  const who = browser(here.app)
  expect((await who.call('POST', '/accounts', { tenant: 'alpha', login, name: login, password: 'eight or more' })).body).toEqual({ step: 'done' })
  return who
}
const proof = { representative: '张三', statement: '营业执照和授权书', evidence: 'a'.repeat(64) }
const tomorrow = dayOf(new Date(Date.now() + 86_400_000))

test('somebody registers, claims a record with proof, and is its owner once an officer grants it', async () => {
  const who = await registered('claimant')
  expect((await who.call('GET', `/parties/${party}`)).status).toBe(403)
  expect(await who.call('POST', '/record-claims', { code: '91440200MA4W999999', ...proof })).toMatchObject({ status: 404, code: 'no-such-record' })
  const claim = await who.call('POST', '/record-claims', { code: CODE, ...proof })
  expect([claim.status, claim.body]).toEqual([201, expect.objectContaining({ code: CODE, representative: '张三', partyName: null, outcome: null, hasOwner: null })])
  expect(await who.call('POST', '/record-claims', { code: CODE, ...proof })).toMatchObject({ status: 409, code: 'record-claim-open' })
  expect((await who.call('GET', `/parties/${party}`)).status).toBe(403)
  const id = text(claim.body, 'id')
  expect((await officer!.call('GET', '/record-claims')).body).toMatchObject({ items: [{ id, partyName: '韶关铸锻有限公司', claimant: { login: 'claimant' }, hasOwner: true }] })
  expect((await officer!.call('POST', `/record-claims/${id}/decision`, { outcome: 'granted' })).body).toMatchObject({ outcome: 'granted' })
  expect(await officer!.call('POST', `/record-claims/${id}/decision`, { outcome: 'refused', reason: '迟' })).toMatchObject({ status: 409, code: 'record-claim-decided' })
  expect((await who.call('GET', '/me')).body).toMatchObject({ roles: [{ role: 'owner', party: { id: party, code: CODE } }], operations: holding('readParty', 'delegate') })
  expect((await who.call('GET', `/parties/${party}`)).status).toBe(200)
  expect(await who.call('POST', '/record-claims', { code: CODE, ...proof })).toMatchObject({ status: 409, code: 'record-claim-open' })
})

test('a refusal says why, and opens nothing', async () => {
  const who = await registered('refused')
  const id = text((await who.call('POST', '/record-claims', { code: CODE, ...proof })).body, 'id')
  expect((await officer!.call('POST', `/record-claims/${id}/decision`, { outcome: 'refused' })).status).toBe(422)
  expect((await officer!.call('POST', `/record-claims/${id}/decision`, { outcome: 'refused', reason: '法定代表人不符' })).status).toBe(200)
  expect((await who.call('GET', '/me/record-claims')).body).toMatchObject({ items: [{ outcome: 'refused', reason: '法定代表人不符' }] })
  expect((await who.call('GET', `/parties/${party}`)).status).toBe(403)
})

test('nobody decides on a claim of their own, nor does one for whom the record is out of reach', async () => {
  const id = text((await officer!.call('POST', '/record-claims', { code: CODE, ...proof })).body, 'id')
  expect(await officer!.call('POST', `/record-claims/${id}/decision`, { outcome: 'granted' })).toMatchObject({ status: 409, code: 'own-record-claim' })
  await expect(here.database.own.query(`update record_claim set outcome = 'granted', decided_by = person, decided_at = now() where id = $1`, [id])).rejects.toThrow(/own claimant/)
  await here.put({ login: 'west', name: '西', password: GOOD, roles: [{ role: 'clerk', area: '440204' }] })
  const west = browser(here.app)
  await enrolled(west, 'west')
  expect((await west.call('GET', '/record-claims')).body).toMatchObject({ items: [] })
  expect((await west.call('POST', `/record-claims/${id}/decision`, { outcome: 'granted' })).status).toBe(404)
  expect((await owner!.call('GET', '/record-claims')).status).toBe(403)
})

test('a login is registered once, and a poor password is not taken', async () => {
  await registered('taken')
  const who = browser(here.app)
  const register = (body: object) => who.call('POST', '/accounts', { tenant: 'alpha', name: '某', password: 'eight or more', ...body })
  expect(await register({ login: 'Taken' })).toMatchObject({ status: 409, code: 'login-taken' })
  expect(await register({ login: 'fresh', password: 'password1' })).toMatchObject({ status: 422, code: 'password-refused' })
  expect(await register({ login: 'no spaces' })).toMatchObject({ status: 422, body: { field: '/login' } })
})

test('an agent does what was delegated, for that enterprise, until the day named; and nothing else', async () => {
  const other = await here.party(here.places[0], '440203', '别家', '91440200MA4W000025')
  const agent = await registered('agent')
  const grant = (body: object) => owner!.call('POST', '/delegations', { party, login: 'agent', permits: ['listParties'], until: tomorrow, ...body })
  expect(await grant({ permits: ['listParties', 'decideRecordClaim'] })).toMatchObject({ status: 422, code: 'permits-beyond' })
  expect(await grant({ permits: ['delegate'] })).toMatchObject({ status: 422, code: 'permits-beyond' })
  expect(await grant({ until: undefined })).toMatchObject({ status: 422, body: { field: '/until' } })
  expect(await grant({ login: 'nobody' })).toMatchObject({ status: 404, code: 'no-such-login' })
  expect(await grant({ login: 'bureau' })).toMatchObject({ status: 404, code: 'no-such-login' })
  expect(await grant({ login: 'boss' })).toMatchObject({ status: 409, code: 'own-account' })
  expect((await grant({ party: other })).status).toBe(404)
  const made = await grant({})
  expect([made.status, made.body]).toEqual([201, expect.objectContaining({ login: 'agent', permits: ['listParties'], until: tomorrow, endedAt: null })])
  expect((await agent.call('GET', '/parties?kind=企业')).body).toMatchObject({ items: [{ id: party }] })
  expect(await agent.call('GET', `/parties/${party}`)).toMatchObject({ status: 403, code: 'not-permitted' })
  const { body } = await agent.call('GET', '/me')
  expect(field(body, 'operations')).toEqual(holding('listParties'))
  expect(field(body, 'operations')).not.toEqual(holding('readParty'))
  expect((await agent.call('POST', '/delegations', { party, login: 'taken', permits: ['listParties'], until: tomorrow })).status).toBe(403)
  await here.database.own.query(`update membership set since = lizhu.today() - 2, until = lizhu.today() - 1 where id = $1`, [text(made.body, 'id')])
  expect((await agent.call('GET', '/parties?kind=企业')).status).toBe(403)
})

test('an owner ends a delegation at once, and sees all there were; another’s are out of reach', async () => {
  const agent = await registered('short')
  const id = text((await owner!.call('POST', '/delegations', { party, login: 'short', permits: ['readParty'], until: tomorrow })).body, 'id')
  expect((await agent.call('GET', `/parties/${party}`)).status).toBe(200)
  const rival = browser(here.app)
  await here.put({ login: 'rival', name: '对手', password: GOOD, roles: [{ role: 'owner', party: await here.party(here.places[0], '440203', '对手公司') }] })
  await rival.signIn('rival', GOOD)
  expect((await rival.call('POST', `/delegations/${id}/end`)).status).toBe(404)
  expect((await rival.call('GET', '/delegations')).body).toMatchObject({ items: [] })
  expect((await owner!.call('POST', `/delegations/${id}/end`)).body).toMatchObject({ id, endedAt: someText })
  expect((await agent.call('GET', `/parties/${party}`)).status).toBe(403)
  expect((await owner!.call('GET', `/delegations?party=${party}`)).body).toMatchObject({ items: holding(expect.objectContaining({ id })), delegable: holding('recordFacts') })
})
