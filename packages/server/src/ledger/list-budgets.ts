import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { id } from '../registry/index.ts'
import { budgetSchema, shortText, shownBudget } from './schemas.ts'

const COLUMNS = ['id', 'fund', 'year', 'source', 'instrument', 'code', 'name', 'appropriated', 'available', 'reserved', 'committed', 'paid', 'receivable', 'recovered'] as const

/** Lines of the budget with what stands in each stage, the latest year first. */
export const listBudgets = operation({
  name: 'listBudgets', method: 'get', path: '/budgets', tag: 'ledger',
  summary: { zh: '资金台账：各预算行及各阶段余额', en: 'Lines of the budget, and what stands in each stage' },
  query: z.strictObject({ fund: shortText(200).optional(), year: z.coerce.number().int().optional(), instrument: shortText(100).optional() }),
  answer: z.strictObject({ items: z.array(budgetSchema) }),
  run: async ({ db, query: { fund, year, instrument } }) => {
    const rows = await db.selectFrom('budget').select(COLUMNS)
      .$if(fund !== undefined, query => query.where('fund', '=', fund ?? '')).$if(year !== undefined, query => query.where('year', '=', year ?? 0))
      .$if(instrument !== undefined, query => query.where(eb => eb.or([eb('instrument', '=', instrument ?? ''), eb('instrument', 'is', null)])))
      .orderBy('year', 'desc').orderBy('fund').orderBy('id').execute()
    return { body: { items: rows.map(shownBudget) } }
  },
})

export const readBudget = operation({
  name: 'readBudget', method: 'get', path: '/budgets/{budget}', tag: 'ledger',
  summary: { zh: '一个预算行及各阶段余额', en: 'A line of the budget, and what stands in each stage' },
  params: z.object({ budget: id }), answer: budgetSchema,
  run: async ({ db, params: { budget } }) => ({ body: await budgetOf(db, budget) }),
})

/** As it stands now; 404 where it is not to be seen. */
export async function budgetOf(db: Db, budget: string): Promise<z.infer<typeof budgetSchema>> {
  const row = await db.selectFrom('budget').select(COLUMNS).where('id', '=', budget).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return shownBudget(row)
}
