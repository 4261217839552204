import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import PgBoss from 'pg-boss'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { prepareJobs, SCHEMA, through, WEBHOOKS } from '../../src/jobs/boss.ts'
import type { Notebook } from '../../src/lookups/notebook.ts'
import { openSecrets } from '../../src/people/secrets.ts'
import { registryOperations } from '../../src/registry/index.ts'
import { networksOf } from '../../src/webhooks/address.ts'
import { deliverWebhooks } from '../../src/webhooks/deliver.ts'
import { tell } from '../../src/webhooks/events.ts'
import { webhookOperations } from '../../src/webhooks/operations.ts'
import { caller, served, testProgram, world, type Acting, type World } from '../world.ts'
import { receiver, until, type Receiver } from './receiver.ts'

// Told once what happened has committed, signed, and again until somebody has it.

let w: World
let to: Receiver
let call: ReturnType<typeof caller>
let notebook: Notebook
let system: Acting, officer: Acting, elsewhere: Acting
let party: string
let stop: (() => Promise<void>) | undefined
const secrets = openSecrets(Buffer.alloc(32, 7))
const here = networksOf(['127.0.0.0/8', '::1'])
const faults: unknown[] = []

beforeAll(async () => {
  w = await world()
  await prepareJobs(w.database.owner)
  const [alpha, beta] = w.places
  system = await w.person(alpha, 'system-administrator')
  officer = await w.person(alpha, 'officer', { organisation: '市工信局' })
  elsewhere = await w.person(beta, 'system-administrator')
  party = await w.party(alpha, '440203', '东岭机械有限公司')
  const { app, notebook: book } = served(w, [...registryOperations(() => Promise.resolve(testProgram())), ...webhookOperations(secrets, here)])
  call = caller(app)
  notebook = book
  to = await receiver()
})
afterAll(async () => {
  await stop?.()
  await Promise.all([to.close(), notebook.close()])
  await w.database.close()
})
beforeEach(async () => {
  await stop?.()
  stop = undefined
  await w.database.own.query(`delete from webhook_delivery; alter table webhook disable trigger user; delete from webhook; alter table webhook enable trigger user; delete from ${SCHEMA}.job`)
  to.answer = response => response.end('ok')
  faults.length = 0
})

async function deliver(options: { readonly limit?: number; readonly networks?: ReturnType<typeof networksOf> } = {}): Promise<void> {
  const { close } = await deliverWebhooks({ db: w.database.db, secrets, networks: here, fault: error => { faults.push(error) }, hands: 2, ...options })
  stop = close
}

const webhookSchema = z.object({ id: z.string(), version: z.number() })
const secretSchema = z.object({ secret: z.string() })
/** A webhook, and its secret. */
async function registered(path: string, { by = system, events = ['fact.recorded'], url = to.url + path }: { readonly by?: Acting; readonly events?: readonly string[]; readonly url?: string } = {}): Promise<{ id: string; version: number; secret: string }> {
  const made = await call(by, 'POST', '/webhooks', { url, events })
  expect(made.status).toBe(201)
  expect(made.text).not.toMatch('whsec_')
  const { id, version } = webhookSchema.parse(made.body)
  return { id, version, ...secretSchema.parse((await call(by, 'POST', `/webhooks/${id}/secret`)).body) }
}

const record = (year: string) => call(officer, 'POST', `/parties/${party}/facts`, { facts: [{ name: '营业收入', period: year, written: '1234万元', source: '年报' }] })
const deliveriesSchema = z.object({ items: z.array(z.object({ id: z.string(), event: z.string(), state: z.string(), attempts: z.array(z.object({ status: z.number().nullable(), problem: z.string().nullable(), answer: z.string().nullable() })) })) })
const deliveries = async (id: string) => deliveriesSchema.parse((await call(system, 'GET', `/webhooks/${id}/deliveries`)).body).items
const state = (id: string, is: string) => async () => (await deliveries(id))[0]?.state === is
/** What waits for its next try is due. */
const due = () => w.database.own.query(`update ${SCHEMA}.job set start_after = now() where state = 'retry'`)
const heardAt = (path: string) => to.heard.filter(one => one.path === path)

test('a fact that is recorded is told, signed, to those of its own tenant that asked for it', async () => {
  const { id, secret } = await registered('/facts')
  await registered('/disputes', { events: ['dispute.raised'] })
  await registered('/elsewhere', { by: elsewhere })
  await deliver()
  const { body } = await record('2020')
  await until(state(id, 'delivered'))
  const [one, ...more] = heardAt('/facts')
  expect(more).toEqual([])
  const { headers, body: told } = one!
  const { ids } = z.object({ ids: z.array(z.string()) }).parse(body)
  expect(JSON.parse(told)).toMatchObject({ type: 'fact.recorded', data: { party, facts: ids } })
  // As its receiver has it from the specification.
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const [message, at] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
  expect(key.length).toBe(32)
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(`${message}.${at}.${told}`).digest('base64')}`)
  expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60)
  expect(told).not.toMatch(/1234|年报|东岭/)
  expect([heardAt('/disputes'), heardAt('/elsewhere')]).toEqual([[], []])
  expect(await deliveries(id)).toMatchObject([{ id: message, event: 'fact.recorded', attempts: [{ status: 200, answer: 'ok', problem: null }] }])
})

test('what is undone is told to nobody', async () => {
  const { id } = await registered('/undone')
  await deliver()
  await expect(w.database.db.transaction().execute(async db => {
    await sql`select set_config('lizhu.tenant', 'alpha', true)`.execute(db)
    await tell(db, 'fact.recorded', { party, facts: [] })
    throw new Error('thought better of it')
  })).rejects.toThrow('thought better')
  expect(await deliveries(id)).toEqual([])
  expect((await w.database.own.query(`select from ${SCHEMA}.job`)).rowCount).toBe(0)
})

test('told again until it is had, under one id, and no longer than that', async () => {
  const { id } = await registered('/fails')
  to.answer = response => { response.statusCode = 500; response.end('x'.repeat(5000)) }
  await deliver()
  await record('2019')
  await until(async () => (await deliveries(id))[0]?.attempts.length === 1)
  to.answer = response => response.end()
  await until(async () => (await w.database.own.query(`select from ${SCHEMA}.job where state = 'retry' and start_after > now()`)).rowCount === 1)
  expect((await deliveries(id))[0]?.state).toBe('waiting')
  await due()
  await until(state(id, 'delivered'))
  const [one] = await deliveries(id)
  expect(one?.attempts.map(({ status, answer }) => [status, answer?.length])).toEqual([[500, 1024], [200, 0]])
  expect(new Set(heardAt('/fails').map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(heardAt('/fails').length).toBe(2)
  expect(faults).toEqual([])
})

test('who is slow, away, or sends on elsewhere has not got it', async () => {
  const slow = await registered('/slow')
  const moved = await registered('/moved')
  const away = await registered('', { url: 'http://127.0.0.1:9/' })
  to.answer = (response, path) => { if (path === '/moved') response.writeHead(302, { Location: `${to.url}/target` }).end() }
  await deliver({ limit: 400 })
  await record('2018')
  await until(async () => (await Promise.all([slow, moved, away].map(async one => (await deliveries(one.id))[0]?.attempts.length ?? 0))).every(count => count > 0))
  const first = async (id: string) => { const [one] = await deliveries(id); return [one?.state, one?.attempts[0]?.status, one?.attempts[0]?.problem] }
  expect([await first(slow.id), await first(moved.id), await first(away.id)]).toEqual([['waiting', null, 'timeout'], ['waiting', 302, null], ['waiting', null, 'ECONNREFUSED']])
  expect(heardAt('/target')).toEqual([])
})

test('a process that dies between sending and noting it: sent again, under the same id', async () => {
  const { id } = await registered('/twice')
  await record('2017')
  const boss = new PgBoss({ db: through(w.database.db), schema: SCHEMA, migrate: false, schedule: false, supervise: false })
  await boss.start()
  const [taken] = await boss.fetch(WEBHOOKS)
  expect(taken).toMatchObject({ data: { tenant: 'alpha', delivery: (await deliveries(id))[0]?.id } })
  await w.database.own.query(`update ${SCHEMA}.job set started_on = now() - interval '61 seconds'`)
  await boss.maintain()
  await boss.stop({ graceful: false })
  await due()
  await deliver()
  await until(state(id, 'delivered'))
  expect(heardAt('/twice').length).toBe(1)
})

test('given up after the last try; sent again when somebody asks', async () => {
  const { id } = await registered('/last')
  to.answer = response => { response.statusCode = 503; response.end() }
  await record('2016')
  await w.database.own.query(`update ${SCHEMA}.job set retry_count = retry_limit`)
  await deliver()
  await until(state(id, 'failed'))
  to.answer = response => response.end()
  const [one] = await deliveries(id)
  expect((await call(system, 'POST', `/webhooks/${id}/deliveries/${one!.id}/redelivery`)).status).toBe(201)
  await until(state(id, 'delivered'))
  expect((await deliveries(id))[0]?.attempts.map(attempt => attempt.status)).toEqual([503, 200])
  expect((await w.database.own.query(`select person from audit where operation = 'redeliver'`)).rows).toEqual([{ person: system.person }])
})

test('one that is disabled hears nothing more, not even what waited', async () => {
  const { id, version } = await registered('/off')
  await record('2015')
  expect((await call(system, 'PATCH', `/webhooks/${id}`, { disabled: true }, { 'If-Match': `"${version}"` })).status).toBe(200)
  await record('2014')
  await deliver()
  await until(state(id, 'stopped'))
  expect([(await deliveries(id)).length, heardAt('/off')]).toEqual([1, []])
})

test('a test arrives by itself; a secret that is renewed signs from then on', async () => {
  const { id, secret: before } = await registered('/test')
  const { secret } = secretSchema.parse((await call(system, 'POST', `/webhooks/${id}/secret`)).body)
  expect(secret).not.toBe(before)
  await deliver()
  expect((await call(system, 'POST', `/webhooks/${id}/tests`)).status).toBe(201)
  await until(state(id, 'delivered'))
  const [heard] = heardAt('/test')
  if (heard === undefined) throw new Error('nothing came')
  const { headers, body } = heard
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`)
})

test('no request goes to a private address that the installation does not name', async () => {
  const { id } = await registered('/private', { url: `http://localhost:${new URL(to.url).port}/private` })
  await record('2013')
  await deliver({ networks: networksOf([]) })
  await until(async () => (await deliveries(id))[0]?.attempts.length === 1)
  expect((await deliveries(id))[0]?.attempts[0]?.problem).toBe('address-not-allowed')
  expect(heardAt('/private')).toEqual([])
  expect((await call(system, 'POST', '/webhooks', { url: 'https://10.0.0.8/', events: ['fact.recorded'] })).body).toMatchObject({ status: 422, field: '/url' })
  expect((await call(system, 'POST', '/webhooks', { url: 'https://example.com/', events: ['everything'] })).body).toMatchObject({ status: 422 })
})

test('a secret stands nowhere in the clear; whose webhook it is not sees none of it', async () => {
  const { id, secret } = await registered('/secret')
  const { rows: tables } = await w.database.own.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'lizhu'::regnamespace and relkind = 'r'`)
  const found: string[] = []
  const plain = secret.slice('whsec_'.length)
  for (const { name } of tables) if ((await w.database.own.query(`select from ${name} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%'`, [plain, Buffer.from(plain, 'base64').toString('hex')])).rowCount !== 0) found.push(name)
  expect(found).toEqual([])
  expect((await w.database.own.query<{ after: string }>(`select after->>'secret' as after from audit where relation = 'webhook' order by id desc limit 1`)).rows).toEqual([{ after: '…' }])
  for (const [who, status] of [[elsewhere, 404], [officer, 403], [undefined, 401]] as const) expect([(await call(who, 'GET', `/webhooks/${id}/deliveries`)).status, (await call(who, 'POST', `/webhooks/${id}/secret`)).status]).toEqual([status, status])
})
