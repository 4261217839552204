import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { packs, packSchema, shortText } from './pack.ts'

/** A city has tens of versions, not thousands: all of them at once. */
export const listPacks = operation({
  name: 'listPacks', method: 'get', path: '/packs', tag: 'packs',
  summary: { zh: '政策包的各个版本', en: 'Versions of the packs' },
  query: z.strictObject({ pack: shortText(100).optional() }),
  answer: z.strictObject({ items: z.array(packSchema) }),
  run: async ({ db, actor, query }) => ({ body: { items: await packs(db, actor.tenant, { pack: query.pack }) } }),
})
