import { sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { Db } from '../database/pool.ts'
import { SCHEMA, SWEEP, through } from './boss.ts'

/** How many of each were taken away. */
export interface Swept { readonly sessions: number; readonly sign_ins: number; readonly idempotency_keys: number; readonly deliveries: number }

/** Takes away what nobody needs any more (sweep-schema.ts). */
export async function sweep(db: Db): Promise<Swept> {
  const { rows: [row] } = await sql<Swept>`select sessions::int, sign_ins::int, idempotency_keys::int, deliveries::int from sweep()`.execute(db)
  if (row === undefined) throw new Error('swept, and said nothing')
  return row
}

const HOUR = 3_600_000

/** Sweeps once a day, whichever process comes to it, until it is closed. */
export async function sweepDaily({ db, say, fault }: { readonly db: Db; readonly say: (swept: Swept) => void; readonly fault: (error: unknown) => void }): Promise<{ readonly close: () => Promise<void> }> {
  const boss = new PgBoss({ db: through(db), schema: SCHEMA, migrate: false, schedule: false, supervise: false })
  boss.on('error', fault)
  await boss.start()
  await boss.work(SWEEP, { pollingIntervalSeconds: 10 }, async () => {
    const swept = await sweep(db)
    say(swept)
    return swept
  })
  // Of all that is asked for in a day, by however many processes, one is taken.
  const ask = (): void => { boss.send(SWEEP, {}, { singletonHours: 24, retryLimit: 3, retryDelay: 600 }).catch(fault) }
  ask()
  const timer = setInterval(ask, HOUR).unref()
  return { close: async () => { clearInterval(timer); await boss.stop({ graceful: true, wait: true, timeout: 15_000 }) } }
}
