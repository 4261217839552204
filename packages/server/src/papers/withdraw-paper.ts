import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'

export const withdrawPaper = operation({
  name: 'withdrawPaper', method: 'post', path: '/papers/{paper}/withdrawal', tag: 'papers', creates: true, refuses: [404, 409], summary: { zh: '撤回文书：核验时显示已撤回，文号不再使用', en: 'Withdraw a paper: whoever verifies it is told, and its number stays taken' },
  params: z.object({ paper: z.uuid() }), body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  answer: z.strictObject({ paper: z.uuid(), at: z.iso.datetime() }),
  run: async ({ db, actor, params: { paper }, body: { reason } }) => {
    if (await db.selectFrom('paper').select('id').where('tenant', '=', actor.tenant).where('id', '=', paper).executeTakeFirst() === undefined) throw new Refused(404, 'not-found')
    const { at } = await db.insertInto('paper_withdrawal').values({ tenant: actor.tenant, paper, reason, withdrawn_by: actor.person }).returning('at').executeTakeFirstOrThrow()
    return { body: { paper, at: at.toISOString() } }
  },
})
