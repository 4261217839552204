import PgBoss from 'pg-boss'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../database/pool.ts'
import { SCHEMA, through, WEBHOOKS } from '../jobs/boss.ts'
import type { Secrets } from '../people/index.ts'
import type { Networks } from './address.ts'
import { send, type Sent } from './send.ts'

export interface DeliverOptions {
  readonly db: Db
  readonly secrets: Secrets
  readonly networks: Networks
  readonly fault: (error: unknown) => void
  /** So many at a time: receivers that are slow must not keep the others waiting. */
  readonly hands?: number
  /** Milliseconds for one attempt. */
  readonly limit?: number
}

export const purposeOf = (tenant: string, webhook: string): string => `webhook ${tenant} ${webhook}`
const orders = z.object({ tenant: z.string(), delivery: z.string() })

/**
 * Sends what waits until it is closed. A process that dies between sending and noting it sends again: its job is taken up a
 * minute after it was begun, with the same webhook-id.
 */
export async function deliverWebhooks({ db, secrets, networks, fault, hands = 4, limit }: DeliverOptions): Promise<{ readonly close: () => Promise<void> }> {
  // The other one (jobs/run.ts) sees to it that what was begun and never ended is taken up.
  const boss = new PgBoss({ db: through(db), schema: SCHEMA, migrate: false, schedule: false, supervise: false })
  boss.on('error', fault)
  await boss.start()
  const deliver = async ([job]: readonly PgBoss.JobWithMetadata<unknown>[]): Promise<void> => {
    if (job === undefined) return
    const { tenant, delivery } = orders.parse(job.data)
    const last = job.retryCount >= job.retryLimit
    if (!await attempt(db, secrets, networks, tenant, delivery, last, limit)) throw new Again()
  }
  for (let i = 0; i < hands; i++) await boss.work(WEBHOOKS, { includeMetadata: true, pollingIntervalSeconds: 0.5 }, deliver)
  return { close: async () => { await boss.stop({ graceful: true, wait: true, timeout: 15_000 }) } }
}

/** By which the queue knows that it is to be tried again; what went wrong stands with the attempt. */
class Again extends Error {}

/** @returns false where it is to be tried again */
async function attempt(db: Db, secrets: Secrets, networks: Networks, tenant: string, delivery: string, last: boolean, limit: number | undefined): Promise<boolean> {
  const { rows: [due] } = await sql<{ webhook: string; url: string; secret: Buffer; body: string }>`select * from take_delivery(${tenant}, ${delivery}::uuid)`.execute(db)
  if (due === undefined) return true
  const since = new Date()
  const secret = secrets.open(due.secret, purposeOf(tenant, due.webhook))
  const sent: Sent = secret === undefined ? { problem: 'secret-unreadable' } : await send({ url: due.url, id: delivery, body: due.body, secret }, networks, limit)
  const done = 'status' in sent && sent.status >= 200 && sent.status < 300
  const [status, answer, problem] = 'status' in sent ? [sent.status, sent.answer, null] : [null, null, sent.problem]
  await sql`select note_attempt(${tenant}, ${delivery}::uuid, ${since}, ${Date.now() - since.getTime()}, ${status}::int, ${problem}, ${answer}, ${done ? 'delivered' : last ? 'failed' : 'waiting'})`.execute(db)
  return done || last
}
