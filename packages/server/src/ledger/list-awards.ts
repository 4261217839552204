import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { id } from '../registry/index.ts'
import { awardSchema, instalmentSchema, shortText } from './schemas.ts'

const COLUMNS = ['id', 'matter', 'party', 'instrument', 'bound', 'amount', 'budget', 'state', 'committed', 'paid', 'receivable', 'recovered', 'rescinded', 'reason', 'proposed_at'] as const
interface Row {
  id: string; matter: string; party: string; instrument: string; bound: bigint; amount: bigint | null; budget: string | null; state: z.infer<typeof awardSchema>['state']
  committed: bigint; paid: bigint; receivable: bigint; recovered: bigint; rescinded: bigint; reason: string | null; proposed_at: Date
}
function shown({ id: award, matter, party, instrument, bound, amount, budget, state, committed, paid, receivable, recovered, rescinded, reason, proposed_at }: Row): z.infer<typeof awardSchema> {
  return {
    award, matter, party, instrument, bound: String(bound), amount: amount === null ? null : String(amount), budget, state,
    committed: String(committed), paid: String(paid), receivable: String(receivable), recovered: String(recovered), rescinded: String(rescinded), reason, proposedAt: proposed_at.toISOString(),
  }
}

/** Awards that the caller may see, the latest first. */
export const listAwards = operation({
  name: 'listAwards', method: 'get', path: '/awards', tag: 'ledger',
  summary: { zh: '奖补：金额和状态', en: 'Awards: amounts and states' },
  query: z.strictObject({ ...pageQuery, state: awardSchema.shape.state.optional(), budget: id.optional(), instrument: shortText(100).optional(), party: id.optional(), matter: id.optional() }),
  answer: pageOf(awardSchema),
  run: async ({ db, query: { cursor, limit, state, budget, instrument, party, matter } }) => {
    const after = readCursor(cursor, 1)?.[0]
    let query = db.selectFrom('award').select(COLUMNS).orderBy('id', 'desc').limit(limit + 1)
    if (state !== undefined) query = query.where('state', '=', state)
    if (budget !== undefined) query = query.where('budget', '=', budget)
    if (instrument !== undefined) query = query.where('instrument', '=', instrument)
    if (party !== undefined) query = query.where('party', '=', party)
    if (matter !== undefined) query = query.where('matter', '=', matter)
    if (after !== undefined) query = query.where('id', '<', after)
    return { body: page(await query.execute(), limit, row => [row.id], shown) }
  },
})

export const readAward = operation({
  name: 'readAward', method: 'get', path: '/awards/{award}', tag: 'ledger',
  summary: { zh: '一笔奖补及其分期', en: 'An award and its instalments' },
  params: z.object({ award: id }), answer: awardSchema.extend({ instalments: z.array(instalmentSchema) }).openapi('AwardRead'),
  run: async ({ db, params: { award } }) => {
    const row = await db.selectFrom('award').select(COLUMNS).where('id', '=', award).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    const instalments = await db.selectFrom('instalment').where('award', '=', award).select(['number', 'amount', 'due', 'condition', 'met_at', 'state', 'payment']).orderBy('number').execute()
    return { body: { ...shown(row), instalments: instalments.map(({ amount, met_at, ...one }) => ({ ...one, amount: String(amount), met: met_at?.toISOString() ?? null })) } }
  },
})
