import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { id } from '../registry/index.ts'
import { fen } from './schemas.ts'

interface Month { readonly month: string | null; readonly due: string; readonly committed: string; readonly paid: string; readonly recovered: string; readonly available: string | null }

/** Below nothing in a month in which more was given up, or sent back, than was granted or paid. */
const net = z.string().regex(/^-?\d{1,18}$/).openapi({ description: '分 Fen' })

/** Of a budget month by month: what is still to be paid then, what was committed, paid and recovered, and what was available at its end. */
export const commitmentsByMonth = operation({
  name: 'commitmentsByMonth', method: 'get', path: '/budgets/{budget}/months', tag: 'ledger',
  summary: { zh: '按月：应付、已承诺、已付、已追回、月末可用', en: 'By month: due, committed, paid, recovered, and available at its end' },
  params: z.object({ budget: id }),
  answer: z.strictObject({ items: z.array(z.strictObject({ month: z.string().nullable().openapi({ description: '没有写明日期的分期为 null Instalments with no day: null' }), due: fen, committed: net, paid: net, recovered: fen, available: net.nullable().openapi({ description: '月末可用；还没有到的月份为 null Available at the end of the month; null of months to come' }) })) }),
  run: async ({ db, params: { budget } }) => {
    const known = await db.selectFrom('budget').select('id').where('id', '=', budget).executeTakeFirst()
    if (known === undefined) throw new Refused(404, 'not-found')
    const { rows } = await sql<Month>`
      select month, sum(due)::text as due, sum(committed)::text as committed, sum(paid)::text as paid, sum(recovered)::text as recovered,
          case when month <= to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM') then sum(sum(available)) over (order by month)::text end as available from (
        select to_char(i.due, 'YYYY-MM') as month, i.amount as due, 0 as committed, 0 as paid, 0 as recovered, 0 as available from instalment i join award a on a.tenant = i.tenant and a.id = i.award where a.budget = ${budget}::uuid and a.state = 'approved' and i.state = 'planned'
        union all select to_char(t.at at time zone 'Asia/Shanghai', 'YYYY-MM'), 0, case t.kind when 'approve' then t.amount when 'rescind' then -t.amount else 0 end, case t.kind when 'pay' then t.amount when 'return' then -t.amount else 0 end, case t.kind when 'receive' then t.amount else 0 end,
            case 'available' when t.credit then t.amount when t.debit then -t.amount else 0 end
          from transfer t where t.budget = ${budget}::uuid) x
      group by month order by month nulls last`.execute(db)
    return { body: { items: rows } }
  },
})
