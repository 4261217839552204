import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { id } from '../registry/index.ts'
import { meetCondition } from './pay.ts'
import { shortText } from './schemas.ts'

/** What an instalment waits for is met: whoever reviews says so, and on what it rests. */
export const confirmCondition = operation({
  name: 'confirmCondition', method: 'post', path: '/awards/{award}/instalments/{instalment}/condition', tag: 'ledger', creates: true, refuses: [404, 409],
  summary: { zh: '确认这一期的支付条件已达到', en: 'Confirm that the condition of an instalment is met' },
  params: z.object({ award: id, instalment: z.string().regex(/^[1-9]\d{0,3}$/) }), body: z.strictObject({ evidence: shortText(500).openapi({ description: '依据：验收、评价等文件 What it rests on' }) }), answer: z.null(),
  run: async ({ db, params: { award, instalment }, body }) => {
    await meetCondition(db, award, Number(instalment), body.evidence)
    return { body: null }
  },
})
