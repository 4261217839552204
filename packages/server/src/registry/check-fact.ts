import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { requireSeenFact } from './fact.ts'
import { id, shortText } from './schemas.ts'
import { tell } from '../webhooks/events.ts'

export const checkFact = operation({
  name: 'checkFact', method: 'post', path: '/facts/{fact}/checks', tag: 'registry', creates: true, refuses: [404, 409],
  summary: { zh: '核对事实（登记人不能核对自己登记的）', en: 'Check a fact, which its recorder cannot' },
  params: z.object({ fact: id }),
  body: z.strictObject({ verdict: z.enum(['confirmed', 'rejected']), note: shortText(2000).nullable().default(null), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null) })
    .refine(({ verdict, note }) => verdict === 'confirmed' || note !== null, { path: ['note'], params: { zh: '不予确认要写明理由', en: 'a rejection says why' } }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const fact = await requireSeenFact(db, params.fact)
    const own = uuid()
    await db.insertInto('fact_check').values({ tenant: actor.tenant, id: own, fact: fact.id, ...body, organisation: actor.memberships[0]?.organisation ?? null, checked_by: actor.person }).execute()
    await tell(db, 'fact.checked', { party: fact.party, fact: fact.id, verdict: body.verdict })
    return { body: { id: own } }
  },
})
