import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { evaluationDue } from '../evaluations/index.ts'
import type { FileStore } from '../files/store.ts'
import { fileName, keep } from '../files/upload-file.ts'
import { notify } from '../notices/index.ts'
import { readReceipt } from './read-receipt.ts'
import { day, fen, id, at } from './schemas.ts'

/** Bytes of a receipt at most. */
const LARGEST = 10_000_000
const outcome = z.enum(['open', 'paid', 'failed', 'returned', 'repeated', 'aside'])
const receiptSchema = z.strictObject({
  id, name: z.string(), uploadedAt: at, counts: z.strictObject({ paid: z.int(), failed: z.int(), returned: z.int(), repeated: z.int(), aside: z.int() }),
  items: z.array(z.strictObject({
    row: z.int(), reference: z.string(), result: z.enum(['paid', 'failed', 'returned', 'unread']), amount: fen.nullable(), reason: z.string().nullable(), day: day.nullable(), outcome,
    why: z.string().nullable().openapi({ description: '为什么放在一边 Why it is set aside: unknown reference, not released, amount, result, is …, or the rule that refused it' }),
  })),
}).openapi('PaymentReceipt')

export const uploadReceipt = (store: FileStore) => operation({
  name: 'uploadReceipt', method: 'post', path: '/payment-receipts', tag: 'payments', creates: true, uploads: LARGEST, refuses: [409],
  summary: { zh: '读回银行回单，逐笔核对（.xlsx、.csv）', en: 'Read the bank’s receipt back and reconcile it line by line (.xlsx, .csv)' },
  query: z.object({ id: id.openapi({ description: '本次回单的编号，由上传方给出；同一编号再传不会重复入账 The uploader’s own id: the same again books nothing twice' }), name: fileName }), answer: receiptSchema,
  run: async ({ db, actor, query: { id: receipt, name }, upload }) => {
    if (upload === undefined) throw new Refused(422, 'sheet', { params: { zh: '没有文件', en: 'there is no file' } })
    const lines = await readReceipt(upload.path, name)
    const { hash } = await keep(db, actor, store, upload, name)
    await takeReceipt(db, receipt, { file: hash, name, lines })
    await settleReceipt(db, receipt)
    return { body: await receiptOf(db, receipt) }
  },
})

/** Takes the lines of a receipt in, once. @returns false where this very receipt was taken in before */
export async function takeReceipt(db: Db, receipt: string, { file, name, lines }: { readonly file: string; readonly name: string; readonly lines: Awaited<ReturnType<typeof readReceipt>> }): Promise<boolean> {
  const { rows: [row] } = await sql<{ done: boolean }>`select take_receipt(${receipt}::uuid, ${file}, ${name}, ${JSON.stringify(lines)}::jsonb) as done`.execute(db)
  return row?.done ?? false
}

/** Carries out what is not carried out yet, in the order of the file, and tells whom it concerns. Done again, it does nothing. */
export async function settleReceipt(db: Db, receipt: string): Promise<void> {
  const open = await db.selectFrom('payment_receipt_line').select('row').where('receipt', '=', receipt).where('outcome', 'in', ['open', 'aside']).orderBy('row').execute()
  for (const { row } of open) {
    const { rows: [settled] } = await sql<{ outcome: string }>`select settle_receipt_line(${receipt}::uuid, ${row}::int) as outcome`.execute(db)
    const kind = settled?.outcome === 'paid' ? 'paid' : settled?.outcome === 'failed' || settled?.outcome === 'returned' ? 'payment-failed' : undefined
    if (kind === undefined) continue
    const line = await db.selectFrom('payment_receipt_line as r').innerJoin('payment_line as l', join => join.onRef('l.tenant', '=', 'r.tenant').onRef('l.id', '=', 'r.line')).leftJoin('matter as m', join => join.onRef('m.tenant', '=', 'l.tenant').onRef('m.id', '=', 'l.matter'))
      .select(['l.tenant', 'l.award', 'l.matter', 'l.party', 'm.number']).where('r.receipt', '=', receipt).where('r.row', '=', row).executeTakeFirstOrThrow()
    await notify(db, { kind, matter: line.matter, number: line.number, params: {}, to: [{ party: line.party }] })
    if (kind === 'paid') await evaluationDue(db, line.tenant, line.award)
  }
}

async function receiptOf(db: Db, receipt: string): Promise<z.input<typeof receiptSchema>> {
  const head = await db.selectFrom('payment_receipt').select(['id', 'name', 'uploaded_at']).where('id', '=', receipt).executeTakeFirst()
  if (head === undefined) throw new Refused(404, 'not-found')
  const lines = await db.selectFrom('payment_receipt_line').select(['row', 'reference', 'result', 'amount', 'reason', 'day', 'outcome', 'why']).where('receipt', '=', receipt).orderBy('row').execute()
  const count = (wanted: z.infer<typeof outcome>): number => lines.filter(one => one.outcome === wanted).length
  return {
    id: head.id, name: head.name, uploadedAt: head.uploaded_at.toISOString(), counts: { paid: count('paid'), failed: count('failed'), returned: count('returned'), repeated: count('repeated'), aside: count('aside') },
    items: lines.map(({ amount, ...line }) => ({ ...line, amount: amount === null ? null : String(amount) })),
  }
}

export const readPaymentReceipt = operation({
  name: 'readPaymentReceipt', method: 'get', path: '/payment-receipts/{receipt}', tag: 'payments', refuses: [404],
  summary: { zh: '一份回单逐笔的结果', en: 'A receipt and what became of each line' },
  params: z.object({ receipt: id }), answer: receiptSchema,
  run: async ({ db, params }) => ({ body: await receiptOf(db, params.receipt) }),
})

/** What was set aside is tried again, once somebody has put right what it waited for. */
export const retryReceipt = operation({
  name: 'retryReceipt', method: 'post', path: '/payment-receipts/{receipt}/retry', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '放在一边的再核对一次', en: 'Try what was set aside again' },
  params: z.object({ receipt: id }), answer: receiptSchema,
  run: async ({ db, params }) => {
    await settleReceipt(db, params.receipt)
    return { body: await receiptOf(db, params.receipt) }
  },
})
