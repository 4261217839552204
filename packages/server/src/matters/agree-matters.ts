import { z } from '@hono/zod-openapi'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { holdMatter, requireState } from './matter.ts'
import { give, sits } from './opinions.ts'
import { both, id } from './schemas.ts'
import { severally } from './severally.ts'

export const agreeMatters = operation({
  name: 'agreeMatters', method: 'post', path: '/matters/agreements', tag: 'review', creates: true,
  summary: { zh: '一并同意选中的事项：各按各的金额；不能同意的逐件说明', en: 'Agree to several matters, each with its own amount; of those that cannot be, why' },
  body: z.strictObject({ matters: z.array(z.strictObject({ matter: id, version: z.int().openapi({ description: '看到的是哪一版 The version that was looked at' }) })).min(1).max(200) }),
  answer: z.strictObject({ agreed: z.array(z.strictObject({ matter: id, advanced: z.boolean() })), refused: z.array(z.strictObject({ matter: id, why: both })) }),
  run: async ({ db, actor, body, request }) => {
    // In one order, so that two who agree to the same wait for one another and never block.
    const chosen = [...new Map(body.matters.map(one => [one.matter, one])).values()].sort((a, b) => (a.matter < b.matter ? -1 : 1))
    const { done: agreed, refused } = await severally(db, request, chosen, async ({ matter, version }) => ({ matter, advanced: await agree(db, actor, matter, version, chosen.length) }))
    return { body: { agreed, refused } }
  },
})

/** As its own unit, on what stands. What needs a look of its own, a change or an assessment that is not met, is not agreed to in passing. */
async function agree(db: Db, actor: Actor, id: string, version: number, together: number): Promise<boolean> {
  const matter = await holdMatter(db, id)
  requireState(matter, 'in review')
  if (matter.version !== version) throw new Refused(409, 'changed-since')
  if (matter.seen !== matter.assessed || matter.assessed === null) throw new Refused(409, 'change-unseen')
  const { status } = await db.selectFrom('assessment').select('status').where('id', '=', matter.assessed).executeTakeFirstOrThrow()
  if (status !== 'eligible') throw new Refused(409, 'not-eligible-together')
  for (const seat of await db.selectFrom('opinion').selectAll().where('matter', '=', id).where('step', '=', matter.step ?? -1).where('state', '=', 'open').orderBy('id').execute()) {
    if (await sits(db, actor.tenant, actor.person, seat)) return give(db, actor, matter, seat, { verdict: 'agreed', phrase: null, reason: null, assessment: matter.assessed }, together > 1 ? { together: String(together) } : {})
  }
  throw new Refused(403, 'not-your-seat')
}
