import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'
import { at, id } from '../registry/index.ts'
import { makeReady } from './awards.ts'
import * as budgets from './budgets.ts'
import { budgetOf } from './list-budgets.ts'
import { fen, shortText } from './schemas.ts'

const shortfallSchema = z.strictObject({
  decision: id, budget: id, choice: z.enum(['queue', 'next year', 'pro rata']), wanted: fen, available: fen, reason: z.string(), document: z.string(), by: z.string().nullable(), at,
  awards: z.array(z.strictObject({ award: id, matter: id, number: z.string().nullable(), partyName: z.string(), wanted: fen, amount: fen })),
}).openapi('Shortfall')
const MOST = 20_000

/** Nothing is scaled by itself: somebody decides, and what each award becomes is written down. */
export const decideShortfall = operation({
  name: 'decideShortfall', method: 'post', path: '/budgets/{budget}/shortfalls', tag: 'ledger', creates: true, refuses: [404, 409],
  summary: { zh: '资金不足时的决定：排队、下一年度、按比例', en: 'Decide what becomes of a shortfall: queue, next year, pro rata' },
  params: z.object({ budget: id }),
  body: z.strictObject({ id, awards: z.array(id).min(1).max(MOST), choice: z.enum(['queue', 'next year', 'pro rata']), reason: shortText(500), document: shortText(200) }),
  answer: shortfallSchema,
  run: async ({ db, params: { budget }, body }) => {
    // An approval that the money did not suffice for left no trace: what has every step behind it becomes ready here, or the database says what is wanting.
    const steps = await db.selectFrom('award').select('id').where('id', 'in', body.awards).where('state', '=', 'proposed').orderBy('id').execute()
    for (const one of steps) await makeReady(db, one.id)
    await budgets.decideShortfall(db, { ...body, budget })
    const [made] = await shortfalls(db, budget, body.id)
    if (made === undefined) throw new Error('a decision that was made is not to be seen')
    return { body: made }
  },
})

export const listShortfalls = operation({
  name: 'listShortfalls', method: 'get', path: '/budgets/{budget}/shortfalls', tag: 'ledger',
  summary: { zh: '资金不足时作过的决定', en: 'What was decided of shortfalls' },
  params: z.object({ budget: id }), answer: z.strictObject({ items: z.array(shortfallSchema) }),
  run: async ({ db, params: { budget } }) => {
    await budgetOf(db, budget)
    return { body: { items: await shortfalls(db, budget) } }
  },
})

async function shortfalls(db: Db, budget: string, decision?: string): Promise<z.infer<typeof shortfallSchema>[]> {
  const rows = await db.selectFrom('shortfall_decision as d').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'd.tenant').onRef('p.id', '=', 'd.by')).where('d.budget', '=', budget)
    .$if(decision !== undefined, query => query.where('d.id', '=', decision ?? '')).select(['d.id', 'd.budget', 'd.choice', 'd.wanted', 'd.available', 'd.reason', 'd.document', 'd.at', 'p.name']).orderBy('d.at', 'desc').execute()
  if (rows.length === 0) return []
  const awards = await db.selectFrom('shortfall_award as s').innerJoin('award as a', join => join.onRef('a.tenant', '=', 's.tenant').onRef('a.id', '=', 's.award')).innerJoin('party as p', join => join.onRef('p.tenant', '=', 'a.tenant').onRef('p.id', '=', 'a.party'))
    .leftJoin('matter as m', join => join.onRef('m.tenant', '=', 'a.tenant').onRef('m.id', '=', 'a.matter')).where('s.decision', 'in', rows.map(one => one.id))
    .select(['s.decision', 's.award', 'a.matter', 'm.number', 'p.name as partyName', 's.wanted', 's.amount']).orderBy('s.award').execute()
  return rows.map(({ id: made, wanted, available, at: when, name, ...row }) => ({
    decision: made, ...row, wanted: String(wanted), available: String(available), by: name, at: when.toISOString(),
    awards: awards.filter(one => one.decision === made).map(({ decision: _, ...one }) => ({ ...one, wanted: String(one.wanted), amount: String(one.amount) })),
  }))
}
