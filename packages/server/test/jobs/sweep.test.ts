import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareJobs, SCHEMA } from '../../src/jobs/boss.ts'
import { sweep, sweepDaily, type Swept } from '../../src/jobs/sweep.ts'
import { world, type Acting, type World } from '../world.ts'
import { until } from '../webhooks/receiver.ts'

// What nobody needs any more goes, of every tenant; what somebody may still need stays.

let w: World
let who: Acting

beforeAll(async () => {
  w = await world()
  await prepareJobs(w.database.owner)
  who = await w.person(w.places[0], 'officer')
  const [beta] = w.places.slice(1)
  await w.person(beta!)
})
afterAll(() => w.database.close())

async function session(sql: string): Promise<void> {
  await w.database.own.query(`insert into session (token, tenant, person, ends_at, idle, seen_at, ended_at) select $1, $2, $3, ${sql}`, [randomBytes(32), who.tenant, who.person])
}

test('sessions long over, sign-ins not finished, keys past their promise: so many are said to be gone', async () => {
  const { own, db } = w.database
  await session(`now() - interval '31 days', interval '1 hour', now() - interval '32 days', null`)
  await session(`now() + interval '1 day', interval '1 hour', now(), now() - interval '31 days'`)
  await session(`now() + interval '1 day', interval '1 hour', now() - interval '31 days', null`)
  await session(`now() + interval '1 day', interval '1 hour', now(), now() - interval '29 days'`)
  for (const until of ['1 second', '-10 minutes']) await own.query(`insert into sign_in (token, tenant, person, by_password, second, agent, address, until) values ($1, $2, $3, true, false, '', '', now() - $4::interval)`, [randomBytes(32), who.tenant, who.person, until])
  await own.query(`insert into totp_enrolment (tenant, person, secret, at) values ($1, $2, '\\x00', now() - interval '25 hours')`, [who.tenant, who.person])
  for (const age of ['8 days', '6 days']) await own.query(`insert into idempotency (tenant, person, key, operation, input, at) values ($1, $2, $3, 'createParty', '\\x00', now() - $4::interval)`, [who.tenant, who.person, randomUUID(), age])
  const webhook = randomUUID()
  await own.query(`insert into webhook (tenant, id, url, events, secret, made_by) values ($1, $2, 'https://example.com', '{test}', '\\x00', $3)`, [who.tenant, webhook, who.person])
  for (const [state, at, ended] of [['delivered', '100 days', '91 days'], ['delivered', '100 days', '89 days'], ['waiting', '8 days', null], ['waiting', '1 day', null]]) {
    await own.query(`insert into webhook_delivery (tenant, id, webhook, event, body, state, at, ended_at) values ($1, $2, $3, 'test', '', $4, now() - $5::interval, now() - $6::interval)`, [who.tenant, randomUUID(), webhook, state, at, ended])
  }
  expect(await sweep(db)).toEqual({ sessions: 3, sign_ins: 2, idempotency_keys: 1, deliveries: 1 })
  expect(await sweep(db)).toEqual({ sessions: 0, sign_ins: 0, idempotency_keys: 0, deliveries: 0 })
  const { rows } = await own.query(`select (select count(*)::int from session) sessions, (select count(*)::int from sign_in) sign_ins, (select count(*)::int from idempotency) keys, (select array_agg(state order by at) from webhook_delivery) deliveries`)
  expect(rows).toEqual([{ sessions: 3, sign_ins: 1, keys: 1, deliveries: ['delivered', 'failed', 'waiting'] }])
})

test('once a day, of however many processes', async () => {
  const said: Swept[] = []
  const faults: unknown[] = []
  const running = await Promise.all([1, 2, 3].map(() => sweepDaily({ db: w.database.db, say: swept => { said.push(swept) }, fault: error => { faults.push(error) } })))
  await until(() => said.length > 0)
  await Promise.all(running.map(one => one.close()))
  expect([said.length, faults]).toEqual([1, []])
  expect((await w.database.own.query(`select state, output from ${SCHEMA}.job where name = 'sweep'`)).rows).toMatchObject([{ state: 'completed', output: { sessions: 0 } }])
})
