import PgBoss from 'pg-boss'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../database/pool.ts'
import { NOTICES, SCHEMA, through } from '../jobs/boss.ts'
import type { Channels, Sent } from './channels.ts'
import { messageOf } from './words.ts'

export interface DeliverOptions {
  readonly db: Db
  readonly channels: Channels
  /** The address people reach this server by. */
  readonly origin: string
  readonly fault: (error: unknown) => void
  readonly hands?: number
}

const orders = z.object({ tenant: z.string(), delivery: z.string() })

/** Sends what waits, until it is closed. A process that dies between sending and noting it sends again, under the same id. */
export async function deliverNotices({ db, channels, origin, fault, hands = 2 }: DeliverOptions): Promise<{ readonly close: () => Promise<void> }> {
  // The other one (jobs/run.ts) sees to it that what was begun and never ended is taken up.
  const boss = new PgBoss({ db: through(db), schema: SCHEMA, migrate: false, schedule: false, supervise: false })
  boss.on('error', fault)
  await boss.start()
  const deliver = async ([job]: readonly PgBoss.JobWithMetadata<unknown>[]): Promise<void> => {
    if (job === undefined) return
    const { tenant, delivery } = orders.parse(job.data)
    if (!await attempt(db, channels, origin, tenant, delivery, job.retryCount >= job.retryLimit)) throw new Again()
  }
  for (let i = 0; i < hands; i++) await boss.work(NOTICES, { includeMetadata: true, pollingIntervalSeconds: 0.5 }, deliver)
  return { close: async () => { await boss.stop({ graceful: true, wait: true, timeout: 15_000 }) } }
}

/** By which the queue knows that it is to be tried again; what went wrong stands with the attempt. */
class Again extends Error {}

interface Due { readonly channel: 'mail' | 'sms'; readonly address: string; readonly language: 'zh' | 'en'; readonly name: string; readonly number: string | null }

/** @returns false where it is to be tried again */
async function attempt(db: Db, channels: Channels, origin: string, tenant: string, delivery: string, last: boolean): Promise<boolean> {
  const { rows: [due] } = await sql<Due>`select * from take_notice(${tenant}, ${delivery}::uuid)`.execute(db)
  if (due === undefined) return true
  const since = new Date()
  const channel = channels[due.channel]
  // Not set up: no failure, and nothing to be tried again; lizhu doctor says so.
  const sent: Sent = channel === undefined ? { problem: 'not-set-up', again: false } : await channel({ id: delivery, to: due.address, ...messageOf(due.language, { ...due, link: `${origin}/notices` }) })
  const [answer, problem] = 'answer' in sent ? [sent.answer, null] : [null, sent.problem]
  const outcome = 'answer' in sent ? 'delivered' : channel === undefined ? 'stopped' : sent.again && !last ? 'waiting' : 'failed'
  await sql`select note_notice_attempt(${tenant}, ${delivery}::uuid, ${since}, ${Date.now() - since.getTime()}, ${answer}, ${problem}, ${outcome})`.execute(db)
  return outcome !== 'waiting'
}
