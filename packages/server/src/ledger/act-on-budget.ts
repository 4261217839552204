import { z } from '@hono/zod-openapi'
import { operation, type Operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'
import { id } from '../registry/index.ts'
import * as budgets from './budgets.ts'
import { budgetOf } from './list-budgets.ts'
import { actSchema, budgetSchema, shortText } from './schemas.ts'

export const openBudget = operation({
  name: 'openBudget', method: 'post', path: '/budgets', tag: 'ledger', creates: true, refuses: [409],
  summary: { zh: '开立预算行', en: 'Open a line of the budget' },
  body: z.strictObject({ id, fund: shortText(200), year: z.int().min(2000).max(2200), source: shortText(100), instrument: shortText(100).optional(), code: shortText(50).optional(), name: shortText(200).optional() }),
  answer: budgetSchema,
  run: async ({ db, body }) => {
    await budgets.openBudget(db, body)
    return { body: await budgetOf(db, body.id) }
  },
})

/** Money comes in, goes back, or is used again: the same request, another transfer. Answered with the budget as it stands then. */
function act(name: 'appropriate' | 'lapse' | 'reuse', path: string, summary: Operation['summary'], run: (db: Db, asked: budgets.BudgetAct) => Promise<boolean>): Operation {
  return operation({
    name, method: 'post', path: `/budgets/{budget}/${path}`, tag: 'ledger', creates: true, refuses: [404, 409], summary,
    params: z.object({ budget: id }), body: z.strictObject(actSchema), answer: budgetSchema,
    run: async ({ db, params: { budget }, body: { amount, ...body } }) => {
      await run(db, { ...body, budget, amount: BigInt(amount) })
      return { body: await budgetOf(db, budget) }
    },
  })
}
export const appropriate = act('appropriate', 'appropriations', { zh: '下达预算', en: 'Appropriate money to a budget' }, budgets.appropriate)
export const lapse = act('lapse', 'lapses', { zh: '年终收回结余', en: 'Let what is left lapse' }, budgets.lapse)
export const reuse = act('reuse', 'reuses', { zh: '追回资金重新安排使用', en: 'Use again what was recovered' }, budgets.reuse)

export const carryOver = operation({
  name: 'carryOver', method: 'post', path: '/budgets/{budget}/carry-overs', tag: 'ledger', creates: true, refuses: [404, 409],
  summary: { zh: '结转到下一年度', en: 'Carry over into the next year' },
  params: z.object({ budget: id }), body: z.strictObject({ ...actSchema, to: id }), answer: z.strictObject({ from: budgetSchema, to: budgetSchema }),
  run: async ({ db, params: { budget }, body: { amount, ...body } }) => {
    await budgets.carryOver(db, { ...body, budget, amount: BigInt(amount) })
    return { body: { from: await budgetOf(db, budget), to: await budgetOf(db, body.to) } }
  },
})
