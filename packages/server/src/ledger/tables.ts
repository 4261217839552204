import type { ColumnType, Generated } from 'kysely'

type At = Generated<Date>
type Fen = Generated<bigint>
export type AwardState = 'proposed' | 'ready' | 'approved' | 'closed' | 'rescinded' | 'dropped'
export type Stage = 'available' | 'reserved' | 'committed' | 'paid' | 'receivable' | 'recovered'
export type TransferKind = 'appropriate' | 'lapse' | 'carry out' | 'carry in' | 'reserve' | 'release' | 'approve' | 'rescind' | 'pay' | 'return' | 'demand' | 'receive' | 'write off' | 'reuse'
export type Duty = 'submit' | 'review' | 'judge' | 'approve' | 'pay'
export type ShortfallChoice = 'queue' | 'next year' | 'pro rata'

/** Read by the app's role; what changes goes through the functions of this folder. Money is in fen. */
export interface LedgerTables {
  budget: { tenant: string; id: string; fund: string; year: number; source: string; instrument: string | null; code: string | null; name: string | null; appropriated: Fen; created_at: At; created_by: string } & Record<Stage, Fen>
  reservation: { tenant: string; id: string; budget: string; held: bigint; purpose: string }
  award: {
    tenant: string; id: string; matter: string; party: string; instrument: string; bound: bigint; amount: bigint | null; budget: string | null; state: AwardState
    committed: Fen; paid: Fen; receivable: Fen; recovered: Fen; rescinded: Fen; reason: string | null; decided_by: string | null; decided_at: Date | null; proposed_by: string; proposed_at: At; asked: Buffer; live: ColumnType<boolean, never, never>
  }
  spending_limit: { tenant: string; key: string; max: bigint; used: Fen }
  award_limit: { tenant: string; award: string; key: string }
  instalment: { tenant: string; award: string; number: number; amount: bigint; due: string | null; condition: string | null; met_at: Date | null; met_by: string | null; evidence: string | null; state: 'planned' | 'paid' | 'cancelled'; payment: string | null }
  transfer: {
    tenant: string; number: Generated<bigint>; id: string; kind: TransferKind; ref: string; budget: string; debit: Stage | 'treasury'; credit: Stage | 'treasury'; amount: bigint
    award: string | null; instalment: number | null; reservation: string | null; by: string; at: At; reason: string | null; document: string | null; asked: Buffer
  }
  duty: { tenant: string; matter: string; person: string; duty: Duty; at: At }
  shortfall_decision: { tenant: string; id: string; budget: string; choice: ShortfallChoice; wanted: bigint; available: bigint; document: string; reason: string; by: string; at: At; asked: Buffer }
  shortfall_award: { tenant: string; decision: string; award: string; wanted: bigint; amount: bigint }
}
