import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { maskedAccount } from '../papers/index.ts'
import { day, fen, id } from './schemas.ts'

const paymentSchema = z.strictObject({
  id, award: id, instalment: z.int(), run: id, runState: z.enum(['made', 'released', 'dropped']).nullable().openapi({ description: '企业看不到批次，为 null Null for an enterprise, which does not see runs' }), reference: z.string(), amount: fen, bank: z.string(), branch: z.string(), account: z.string(), holder: z.string(),
  state: z.enum(['waiting', 'paid', 'failed', 'returned', 'dropped']), reason: z.string().nullable(), settledOn: day.nullable(), current: z.boolean().openapi({ description: '付往现在确认的收款账户 It goes to the account that is confirmed now' }),
}).openapi('Payment')

/** Every attempt to pay an award, the first first: an enterprise sees those of its own. */
export const listPayments = operation({
  name: 'listPayments', method: 'get', path: '/awards/{award}/payments', tag: 'payments', refuses: [404],
  summary: { zh: '一笔奖补的各次付款和结果', en: 'Payments of an award, and what became of each' },
  params: z.object({ award: id }), answer: z.strictObject({ items: z.array(paymentSchema) }),
  run: async ({ db, params: { award } }) => {
    if (await db.selectFrom('award').select('id').where('id', '=', award).executeTakeFirst() === undefined) throw new Refused(404, 'not-found')
    const rows = await db.selectFrom('payment_line as l').leftJoin('payment_run as r', join => join.onRef('r.tenant', '=', 'l.tenant').onRef('r.id', '=', 'l.run'))
      .select(['l.id', 'l.award', 'l.instalment', 'l.run', 'r.state as runState', 'l.reference', 'l.amount', 'l.bank', 'l.branch', 'l.account', 'l.holder', 'l.state', 'l.reason', 'l.settled_on',
        sql<boolean>`exists (select from payee_account c where c.tenant = l.tenant and c.party = l.party and c.state = 'confirmed' and (c.bank, c.branch, c.account, c.holder) = (l.bank, l.branch, l.account, l.holder))`.as('current')]).where('l.award', '=', award).orderBy('l.reference').execute()
    return { body: { items: rows.map(({ amount, account, settled_on, ...row }) => ({ ...row, amount: String(amount), account: maskedAccount(account), settledOn: settled_on })) } }
  },
})
