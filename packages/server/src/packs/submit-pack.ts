import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { filesSchema } from './files.ts'
import { packOf, packSchema, shortText, takerOf } from './pack.ts'
import { submit } from './steps.ts'

export const submitPack = operation({
  name: 'submitPack', method: 'post', path: '/packs', tag: 'packs', creates: true, refuses: [409], limit: 4 << 20,
  summary: { zh: '提交政策包的一个版本（草稿）', en: 'Submit a version of a pack, a draft' },
  body: z.strictObject({ files: filesSchema, note: shortText(2000).optional() }),
  answer: packSchema,
  run: async ({ db, actor, body: { files, note } }) => ({ body: await packOf(db, actor.tenant, await submit(db, takerOf(actor), files, { note })) }),
})
