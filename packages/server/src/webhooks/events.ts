import PgBoss from 'pg-boss'
import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { SCHEMA, through, WEBHOOKS } from '../jobs/boss.ts'

/** What each event tells: ids, and words of this program's own. Nothing of a person, no value of a fact, no free text. */
export interface Events {
  'fact.recorded': { readonly party: string; readonly facts: readonly string[] }
  'fact.checked': { readonly party: string; readonly fact: string; readonly verdict: 'confirmed' | 'rejected' }
  'dispute.raised': { readonly party: string; readonly fact: string; readonly dispute: string }
  'dispute.answered': { readonly dispute: string; readonly outcome: 'upheld' | 'dismissed' }
  'record-claim.decided': { readonly party: string; readonly claim: string; readonly outcome: 'granted' | 'refused' }
  'import.finished': { readonly import: string }
  'import.undone': { readonly import: string }
  'pack.in-force': { readonly pack: string; readonly version: string; readonly from: string }
  'policy.decided': { readonly pack: string; readonly kind: 'setting' | 'reading'; readonly decision: string }
}
export type EventName = keyof Events

/** Every event that a webhook may ask for. */
export const EVENT_NAMES = [
  'fact.recorded', 'fact.checked', 'dispute.raised', 'dispute.answered', 'record-claim.decided', 'import.finished', 'import.undone', 'pack.in-force', 'policy.decided',
] as const satisfies readonly EventName[]
export const isEvent = (text: string): text is EventName => EVENT_NAMES.some(one => one === text)

/**
 * Tells those who asked for it what happens in the transaction at hand, once that has committed, and never if it has not.
 * An import tells of itself, not of each of its facts.
 */
export async function tell<N extends EventName>(db: Db, event: N, data: Events[N]): Promise<void> {
  const { rows } = await sql<{ tenant: string; id: string }>`select tenant() as tenant, id from note_event(${event}, ${bodyOf(event, data)}) id`.execute(db)
  for (const { tenant, id } of rows) await enqueue(db, tenant, id)
}

/** The message in the form of Standard Webhooks. */
export const bodyOf = (event: string, data: object): string => JSON.stringify({ type: event, timestamp: new Date().toISOString(), data })

/** Tried 15 times, at 5 s to 10 s after the first failure and twice as long each time: about two days. */
export const RETRIES = { retryLimit: 14, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 }

/** Has a delivery sent once the transaction at hand has committed. */
export async function enqueue(db: Db, tenant: string, delivery: string): Promise<void> {
  await new PgBoss({ db: through(db), schema: SCHEMA }).send(WEBHOOKS, { tenant, delivery }, RETRIES)
}
