import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { partyOf, requireParty } from './party.ts'
import { id, partySchema } from './schemas.ts'

export const readParty = operation({
  name: 'readParty', method: 'get', path: '/parties/{party}', tag: 'registry', refuses: [404],
  summary: { zh: '查看主体', en: 'Read a party' },
  params: z.object({ party: id }),
  answer: partySchema,
  read: async ({ db, params, looked }) => {
    const row = await requireParty(db, params.party)
    looked(row.id)
    return { body: partyOf(row), version: row.version }
  },
})
