import { randomInt } from 'node:crypto'
import { v7 as uuid } from 'uuid'

type Put = (table: string, row: Readonly<Record<string, unknown>>) => Promise<void>
export interface About { readonly name: string; readonly person: string; readonly party: string; readonly other: string; readonly matter: string; readonly opinion: string; readonly clock: string; readonly award: string; readonly file: string; readonly proof: string }

/** Tables whose triggers would ask who acts and how far a matter is. */
export const MONEY_TABLES = ['publicity_item', 'publicity_objection'] as const

/** A publicity with an objection, an account, a run with a line and its receipt, a recovery: one row in each table. */
export async function seedMoney(put: Put, { name, person, party, other, matter, opinion, clock, award, file, proof }: About): Promise<Readonly<Record<string, string>>> {
  const [publicity, objection, account, run, line, receipt, recovery] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid()]
  await put('publicity', { id: publicity, title: name, organisation: '局', opened_by: other })
  await put('publicity_item', { publicity, matter, number: 1, opinion, round: 1, clock, snapshot: JSON.stringify({ name, instrument: name, instrumentName: name, article: 13, amount: '10' }) })
  await put('publicity_objection', { id: objection, publicity, matter, name, contact: name, words: name })
  await put('file', { hash: proof, size: 1, type: 'pdf', name, uploaded_by: person })
  await put('payee_account', { id: account, party, bank: name, branch: name, account: '62220000000000', holder: name, override: name, evidence: proof, proposed_by: person })
  await put('payment_number', { year: randomInt(1_000_000), last: 1 })
  await put('payment_run', { id: run, number: name, title: name, made_by: other, asked: Buffer.from(name) })
  await put('payment_line', { id: line, run, number: 1, award, instalment: 1, matter, party, payee: name, bank: name, branch: name, account: '62220000000000', holder: name, amount: 10, instrument: name, reference: name })
  await put('payment_receipt', { id: receipt, file, name, uploaded_by: other })
  await put('payment_receipt_line', { receipt, row: 2, reference: name, result: 'paid', amount: 10 })
  await put('recovery', { id: recovery, award, matter, party, amount: 10, reason: name, document: name, demanded_by: other })
  await put('recovery_entry', { id: uuid(), recovery, kind: 'received', amount: 1, ref: name, document: name, by: other })
  return { publicity, objection, account, run, receipt, recovery }
}
