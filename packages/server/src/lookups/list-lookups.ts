import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { at, id } from '../registry/index.ts'

export const listLookups = operation({
  name: 'listLookups', method: 'get', path: '/parties/{party}/lookups', tag: 'registry',
  summary: { zh: '谁看过这份档案（最迟半秒后可见）', en: 'Who looked at the record (half a second later at most)' },
  params: z.object({ party: id }), query: z.object(pageQuery),
  answer: pageOf(z.strictObject({ at, operation: z.string(), organisation: z.string().nullable(), own: z.boolean() })),
  run: async ({ db, actor, params, query: { cursor, limit } }) => {
    const after = readCursor(cursor, 1)
    const rows = await db.selectFrom('lookup').select(['id', 'at', 'operation', 'organisation', 'person']).where('party', '=', params.party)
      .$if(after !== undefined, query => query.where('id', '<', BigInt(after?.[0] ?? '0'))).orderBy('id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [String(row.id)], row => ({ at: row.at.toISOString(), operation: row.operation, organisation: row.organisation, own: row.person === actor.person })) }
  },
})
