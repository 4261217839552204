import type { Generated } from 'kysely'

type At = Generated<Date>
export type LineState = 'waiting' | 'paid' | 'failed' | 'returned' | 'dropped'
/** Read by the app's role; what changes goes through the functions of this folder. Money is in fen. */
export interface PaymentTables {
  payee_account: {
    tenant: string; id: string; party: string; bank: string; branch: string; account: string; holder: string; override: string | null; evidence: string | null; state: 'proposed' | 'confirmed' | 'refused' | 'replaced'
    proposed_by: string; proposed_at: At; decided_by: string | null; decided_at: Date | null; reason: string | null; usable_from: string | null
  }
  payment_run: { tenant: string; id: string; number: string; title: string; state: 'made' | 'released' | 'dropped'; made_by: string; made_at: At; released_by: string | null; released_at: Date | null; reason: string | null; asked: Buffer }
  payment_line: {
    tenant: string; id: string; run: string; number: number; award: string; instalment: number; matter: string; party: string; payee: string; bank: string; branch: string; account: string; holder: string
    amount: bigint; code: string | null; instrument: string; reference: string; state: LineState; reason: string | null; settled_on: string | null; receipt: string | null
  }
  payment_receipt: { tenant: string; id: string; file: string; name: string; uploaded_by: string; uploaded_at: At }
  payment_receipt_line: {
    tenant: string; receipt: string; row: number; reference: string; result: 'paid' | 'failed' | 'returned' | 'unread'; amount: bigint | null; reason: string | null; day: string | null
    outcome: 'open' | 'paid' | 'failed' | 'returned' | 'repeated' | 'aside'; why: string | null; line: string | null
  }
  recovery: { tenant: string; id: string; award: string; matter: string; party: string; amount: bigint; received: bigint; written_off: bigint; reason: string; document: string; demanded_by: string; demanded_at: At }
  recovery_entry: { tenant: string; id: string; recovery: string; kind: 'received' | 'written off'; amount: bigint; ref: string; reason: string | null; document: string; by: string; at: At }
}
