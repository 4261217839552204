import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { done, schedule, type Done, type Planned } from './awards.ts'

/** What is written down with an act. */
export interface Grounds { readonly reason?: string; readonly document?: string }

export interface Approval extends Grounds {
  /** The caller's own id for this act: again with the same content it does nothing. */
  readonly id: string
  readonly award: string
  readonly budget: string
  /** Instead of the instalments it has. */
  readonly instalments?: readonly Planned[]
  /** Out of what was put by, not out of what is available. */
  readonly reservation?: string
}

/** @returns false where this very approval was done before */
export async function approveAward(db: Db, { id, award, budget, instalments, reservation, reason, document }: Approval): Promise<boolean> {
  return done(await sql<Done>`select approve_award(${id}::uuid, ${award}::uuid, ${budget}::uuid, ${schedule(instalments)}::jsonb, ${reservation ?? null}::uuid, ${reason ?? null}, ${document ?? null}) as done`.execute(db))
}

export interface Approvals extends Grounds { readonly id: string; readonly budget: string; readonly awards: readonly string[]; readonly reservation?: string }
/** total: fen committed now. passedBy: awards that were approved before. */
export interface Approved { readonly approved: number; readonly passedBy: number; readonly total: bigint }

/** All of these awards or, where money or a ceiling does not suffice, none; those approved before are passed by. */
export async function approveAwards(db: Db, { id, budget, awards, reservation, reason, document }: Approvals): Promise<Approved> {
  const { rows: [row] } = await sql<Approved>`select approved, passed_by as "passedBy", total from approve_awards(${id}::uuid, ${budget}::uuid, ${awards}::uuid[], ${reservation ?? null}::uuid, ${reason ?? null}, ${document ?? null})`.execute(db)
  return row ?? { approved: 0, passedBy: 0, total: 0n }
}

/** Awards in one transaction, when there are many: other approvals on the budget wait no longer than for this. */
const BLOCK = 10_000
/** Blocks at once: they meet only where the budget is posted, which comes last. */
const LANES = 2

/**
 * The same in blocks, each a transaction of its own by `transact` (which says who acts, and runs as many at once as there are
 * lanes). Killed in the middle, the same call goes on with what is left. Others may use up the money meanwhile: reserve it
 * first where that must not be.
 */
export async function approveInBlocks(transact: <T>(run: (db: Db) => Promise<T>) => Promise<T>, { awards, ...rest }: Approvals, block = BLOCK): Promise<Approved> {
  const sorted = await transact(db => byParty(db, awards))
  let all: Approved = { approved: 0, passedBy: 0, total: 0n }
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < sorted.length) {
      const some = sorted.slice(next, next += block)
      const one = await transact(db => approveAwards(db, { ...rest, awards: some })).catch((error: unknown) => { next = sorted.length; throw error })
      all = { approved: all.approved + one.approved, passedBy: all.passedBy + one.passedBy, total: all.total + one.total }
    }
  }
  for (const lanes of await Promise.allSettled(Array.from({ length: LANES }, lane))) if (lanes.status === 'rejected') throw lanes.reason
  return all
}

/** Awards of one party side by side: joint ceilings are a party's, and blocks that share none do not wait for one another. */
async function byParty(db: Db, awards: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select x.id from unnest(${awards}::uuid[]) x (id) left join award a on a.tenant = (select lizhu.tenant()) and a.id = x.id order by a.party, x.id`.execute(db)
  return rows.map(one => one.id)
}

/** Gives up what is not paid: the whole, or one instalment. */
export async function rescindAward(db: Db, { id, award, reason, document, instalment }: { readonly id: string; readonly award: string; readonly reason: string; readonly document: string; readonly instalment?: number }): Promise<boolean> {
  return done(await sql<Done>`select rescind_award(${id}::uuid, ${award}::uuid, ${reason}, ${document}, ${instalment ?? null}::int) as done`.execute(db))
}
