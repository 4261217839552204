import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import type { Grounds } from './approve.ts'
import { done, type Done } from './awards.ts'

/** What an instalment waited for is met. */
export async function meetCondition(db: Db, award: string, instalment: number, evidence: string): Promise<void> {
  await sql`select meet_condition(${award}::uuid, ${instalment}::int, ${evidence})`.execute(db)
}

/** `payment`: a name that the payer gives it, used once. */
export interface InstalmentPayment { readonly id: string; readonly award: string; readonly instalment: number; readonly payment: string; readonly document?: string }
export async function payInstalment(db: Db, { id, award, instalment, payment, document }: InstalmentPayment): Promise<boolean> {
  return done(await sql<Done>`select pay_instalment(${id}::uuid, ${award}::uuid, ${instalment}::int, ${payment}, ${document ?? null}) as done`.execute(db))
}

/** The bank sent it back: the instalment is to be paid again, under another name. */
export async function returnPayment(db: Db, { id, payment, reason, document }: { readonly id: string; readonly payment: string; readonly reason: string; readonly document?: string }): Promise<boolean> {
  return done(await sql<Done>`select return_payment(${id}::uuid, ${payment}, ${reason}, ${document ?? null}) as done`.execute(db))
}

/** `ref`: the recovery, the receipt or the decision that does it, once. `amount`: fen. */
export interface Recovery extends Grounds { readonly id: string; readonly award: string; readonly amount: bigint; readonly ref: string }
/** Asks money back, of what was paid. */
export const demand = (db: Db, recovery: Recovery & { readonly reason: string; readonly document: string }): Promise<boolean> => recover(db, 'demand', recovery)
/** Money asked back came in, all or a part. */
export const receive = (db: Db, recovery: Recovery): Promise<boolean> => recover(db, 'receive', recovery)
/** Money asked back is given up, by decision: it counts as paid again. */
export const writeOff = (db: Db, recovery: Recovery & { readonly reason: string; readonly document: string }): Promise<boolean> => recover(db, 'write_off', recovery)

async function recover(db: Db, act: 'demand' | 'receive' | 'write_off', { id, award, amount, ref, reason, document }: Recovery): Promise<boolean> {
  return done(await sql<Done>`select ${sql.id(act)}(${id}::uuid, ${award}::uuid, ${amount}, ${ref}, ${reason ?? null}, ${document ?? null}) as done`.execute(db))
}
