import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { at, id } from './schemas.ts'

const itemSchema = z.strictObject({ id, name: z.string(), uploadedBy: z.string().nullable(), uploadedAt: at, lines: z.int(), paid: z.int(), failed: z.int(), aside: z.int() })
interface Row { readonly id: string; readonly name: string; readonly by: string | null; readonly uploaded_at: Date; readonly since: string; readonly lines: number; readonly paid: number; readonly failed: number; readonly aside: number }

/** Receipts of the bank, the latest first, with how many of their lines wait for a person. */
export const listReceipts = operation({
  name: 'listReceipts', method: 'get', path: '/payment-receipts', tag: 'payments',
  summary: { zh: '银行回单', en: 'Receipts of the bank' },
  query: z.object(pageQuery), answer: pageOf(itemSchema),
  run: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 2)
    const { rows } = await sql<Row>`
      select r.id, r.name, p.name as by, r.uploaded_at, r.uploaded_at::text as since, x.* from payment_receipt r left join person p on p.tenant = r.tenant and p.id = r.uploaded_by
        cross join lateral (select count(*)::int as lines, (count(*) filter (where l.outcome = 'paid'))::int as paid, (count(*) filter (where l.outcome in ('failed', 'returned')))::int as failed, (count(*) filter (where l.outcome = 'aside'))::int as aside
          from payment_receipt_line l where l.tenant = r.tenant and l.receipt = r.id) x
      where ${before?.[0] ?? null}::text is null or (r.uploaded_at, r.id) < (${before?.[0] ?? null}::timestamptz, ${before?.[1] ?? null}::uuid) order by r.uploaded_at desc, r.id desc limit ${limit + 1}`.execute(db)
    return { body: page(rows, limit, row => [row.since, row.id], ({ by, uploaded_at, since: _, ...row }) => ({ ...row, uploadedBy: by, uploadedAt: uploaded_at.toISOString() })) }
  },
})
