import PgBoss from 'pg-boss'
import { sql } from 'kysely'
import type { Role } from '../access/roles.ts'
import type { Db } from '../database/pool.ts'
import { NOTICES, SCHEMA, through } from '../jobs/boss.ts'
import type { Kind, ParamsOf } from './words.ts'

/** One person; or all who hold one of the roles today, at an organisation, for an area, of a party; any role where none is named. */
export type Recipient = { readonly person: string } | ({ readonly roles?: readonly Role[] } & ({ readonly organisation: string } | { readonly area: string } | { readonly party: string } | { readonly roles: readonly Role[] }))

export interface News<K extends Kind> {
  readonly kind: K
  readonly matter: string | null
  /** The matter's number, as people know it. */
  readonly number: string | null
  readonly params: ParamsOf<K>
  readonly to: readonly Recipient[]
}

/** Tells people of what happens in the transaction at hand, each once; not whoever does it. It goes out once that has committed, and never if it has not. */
export async function notify<K extends Kind>(db: Db, { kind, matter, number, params, to }: News<K>): Promise<void> {
  const { rows } = await sql<{ tenant: string; id: string }>`select tenant() as tenant, id from notify(${kind}, ${matter}::uuid, ${number}, ${JSON.stringify(params)}::jsonb, ${JSON.stringify(to)}::jsonb) id`.execute(db)
  await enqueue(db, rows)
}

/** Tried ten times, half a minute after the first failure and twice as long each time: about four hours. */
const RETRIES = { retryLimit: 9, retryDelay: 30, retryBackoff: true, expireInSeconds: 120 }

export async function enqueue(db: Db, deliveries: readonly { readonly tenant: string; readonly id: string }[]): Promise<void> {
  if (deliveries.length === 0) return
  await new PgBoss({ db: through(db), schema: SCHEMA }).insert(deliveries.map(({ tenant, id }) => ({ name: NOTICES, data: { tenant, delivery: id }, ...RETRIES })))
}
