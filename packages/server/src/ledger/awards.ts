import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import type { Duty } from './tables.ts'

/** Fen; a day (ISO) from which it may be paid; what must be met before. */
export interface Planned { readonly amount: bigint; readonly due?: string; readonly condition?: string }
/** A ceiling over several awards, by whatever key says which: enterprise, year, instruments. */
export interface Limit { readonly key: string; readonly max: bigint }

export interface Proposal {
  readonly id: string
  readonly matter: string
  readonly party: string
  readonly instrument: string
  /** Fen, as assessed: never more. */
  readonly bound: bigint
  /** Where nothing is left to decide. */
  readonly amount?: bigint
  readonly limits?: readonly Limit[]
  /** Absent: one of the whole. */
  readonly instalments?: readonly Planned[]
}

/** @returns false where this very proposal was made before */
export async function proposeAward(db: Db, { id, matter, party, instrument, bound, amount, limits = [], instalments }: Proposal): Promise<boolean> {
  const written = JSON.stringify(limits.map(({ key, max }) => ({ key, max: String(max) })))
  return done(await sql<Done>`select propose_award(${id}::uuid, ${matter}::uuid, ${party}::uuid, ${instrument}, ${bound}, ${amount ?? null}::bigint, ${written}::jsonb, ${schedule(instalments)}::jsonb) as done`.execute(db))
}

/** Sets what is granted, at or below the bound and what joint ceilings leave. */
export async function decideAmount(db: Db, award: string, amount: bigint, reason: string, instalments?: readonly Planned[]): Promise<void> {
  await sql`select decide_amount(${award}::uuid, ${amount}, ${reason}, ${schedule(instalments)}::jsonb)`.execute(db)
}

/** Every step of its matter is taken: it may be approved. */
export const makeReady = (db: Db, award: string): Promise<void> => move(db, award, 'ready')
/** A step is to be taken anew, as when facts changed: it may be decided again, and not be approved. */
export const reopenAward = (db: Db, award: string): Promise<void> => move(db, award, 'proposed')
/** Refused or withdrawn before approval. */
export const dropAward = (db: Db, award: string): Promise<void> => move(db, award, 'dropped')
/** Nothing of it is under way any more. */
export const closeAward = (db: Db, award: string): Promise<void> => move(db, award, 'closed')

async function move(db: Db, award: string, state: 'ready' | 'proposed' | 'dropped' | 'closed'): Promise<void> {
  await sql`select move_award(${award}::uuid, ${state})`.execute(db)
}

/** Another maximum of a joint ceiling, never below what is granted under it. */
export async function setLimit(db: Db, { key, max }: Limit): Promise<void> {
  await sql`select set_limit(${key}, ${max})`.execute(db)
}

/** Whoever acts takes this duty in a matter; refused where they took another one in it. */
export async function takeDuty(db: Db, matter: string, duty: Duty): Promise<void> {
  await sql`select takes(${matter}::uuid, ${duty})`.execute(db)
}

export interface Done { readonly done: boolean }
/** Whether an act was done now; false: the same id did the same before. */
export function done({ rows: [row] }: { readonly rows: readonly Done[] }): boolean {
  return row?.done ?? false
}

export function schedule(instalments: readonly Planned[] | undefined): string | null {
  return instalments === undefined ? null : JSON.stringify(instalments.map(({ amount, ...rest }) => ({ amount: String(amount), ...rest })))
}
