import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { done, type Done } from './awards.ts'
import type { ShortfallChoice } from './tables.ts'

/** A line of the budget. `instrument` absent: for any of its fund. `code`: 预算科目. */
export interface Line { readonly id: string; readonly fund: string; readonly year: number; readonly source: string; readonly instrument?: string | undefined; readonly code?: string | undefined; readonly name?: string | undefined }
export async function openBudget(db: Db, { id, fund, year, source, instrument, code, name }: Line): Promise<boolean> {
  return done(await sql<Done>`select open_budget(${id}::uuid, ${fund}, ${year}::int, ${source}, ${instrument ?? null}, ${code ?? null}, ${name ?? null}) as done`.execute(db))
}

/** `ref`: the document or act that does it, once. `amount`: fen. */
export interface BudgetAct { readonly id: string; readonly budget: string; readonly amount: bigint; readonly ref: string; readonly reason: string; readonly document: string }
/** Money comes in: from the treasury to what is available. */
export const appropriate = (db: Db, act: BudgetAct): Promise<boolean> => onBudget(db, 'appropriate', act)
/** What is left goes back to the treasury. */
export const lapse = (db: Db, act: BudgetAct): Promise<boolean> => onBudget(db, 'lapse', act)
/** What was recovered is available again, by decision. */
export const reuse = (db: Db, act: BudgetAct): Promise<boolean> => onBudget(db, 'reuse', act)

async function onBudget(db: Db, act: 'appropriate' | 'lapse' | 'reuse', { id, budget, amount, ref, reason, document }: BudgetAct): Promise<boolean> {
  return done(await sql<Done>`select ${sql.id(act)}(${id}::uuid, ${budget}::uuid, ${amount}, ${ref}, ${reason}, ${document}) as done`.execute(db))
}

/** What is available goes on into the next year of the same fund. */
export async function carryOver(db: Db, { id, budget, to, amount, ref, reason, document }: BudgetAct & { readonly to: string }): Promise<boolean> {
  return done(await sql<Done>`select carry_over(${id}::uuid, ${budget}::uuid, ${to}::uuid, ${amount}, ${ref}, ${reason}, ${document}) as done`.execute(db))
}

/** Puts money by, under the act's own id. */
export async function reserve(db: Db, { id, budget, amount, purpose }: { readonly id: string; readonly budget: string; readonly amount: bigint; readonly purpose: string }): Promise<boolean> {
  return done(await sql<Done>`select reserve(${id}::uuid, ${budget}::uuid, ${amount}, ${purpose}) as done`.execute(db))
}
/** `amount` absent: all that is left of it. */
export async function release(db: Db, { id, reservation, amount }: { readonly id: string; readonly reservation: string; readonly amount?: bigint }): Promise<boolean> {
  return done(await sql<Done>`select release(${id}::uuid, ${reservation}::uuid, ${amount ?? null}::bigint) as done`.execute(db))
}

export interface Shortfall { readonly id: string; readonly budget: string; readonly awards: readonly string[]; readonly choice: ShortfallChoice; readonly reason: string; readonly document: string }
/** More is ready than is available: a person decides what becomes of it. `pro rata` sets each award's amount, down to the fen. */
export async function decideShortfall(db: Db, { id, budget, awards, choice, reason, document }: Shortfall): Promise<boolean> {
  return done(await sql<Done>`select decide_shortfall(${id}::uuid, ${budget}::uuid, ${awards}::uuid[], ${choice}, ${reason}, ${document}) as done`.execute(db))
}
