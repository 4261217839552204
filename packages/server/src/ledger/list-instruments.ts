import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { id } from '../registry/index.ts'
import { budgetOf } from './list-budgets.ts'
import { fen } from './schemas.ts'

const itemSchema = z.strictObject({ instrument: z.string(), awards: z.int(), granted: fen, committed: fen, paid: fen, receivable: fen, recovered: fen })

/** Of a budget instrument by instrument: what was granted out of it and stands, and in which stage it is. */
export const commitmentsByInstrument = operation({
  name: 'commitmentsByInstrument', method: 'get', path: '/budgets/{budget}/instruments', tag: 'ledger',
  summary: { zh: '按政策工具：批准、已承诺、已付、待追回、已追回', en: 'By instrument: granted, committed, paid, asked back, recovered' },
  params: z.object({ budget: id }), answer: z.strictObject({ items: z.array(itemSchema) }),
  run: async ({ db, params: { budget } }) => {
    await budgetOf(db, budget)
    const { rows } = await sql<z.infer<typeof itemSchema>>`
      select instrument, count(*)::int as awards, sum(amount - rescinded)::text as granted, sum(committed)::text as committed, sum(paid)::text as paid, sum(receivable)::text as receivable, sum(recovered)::text as recovered
      from award where budget = ${budget}::uuid and state in ('approved', 'closed') group by instrument order by sum(amount - rescinded) desc, instrument`.execute(db)
    return { body: { items: rows } }
  },
})
