import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { wordsOf } from './words.ts'

const noticeSchema = z.strictObject({
  id: z.uuid(), kind: z.string(), words: z.strictObject({ zh: z.string(), en: z.string() }), matter: z.uuid().nullable(), at: z.iso.datetime(), readAt: z.iso.datetime().nullable(),
}).openapi('Notice')

export const listNotices = operation({
  name: 'listNotices', method: 'get', path: '/notices', tag: 'notices', summary: { zh: '自己的通知，新的在前', en: 'One’s own notices, the latest first' },
  query: z.object({ ...pageQuery, unread: z.enum(['true', 'false']).default('false').openapi({ description: '只看未读 Only those unread' }) }), answer: pageOf(noticeSchema),
  run: async ({ db, actor, query: { cursor, limit, unread } }) => {
    const before = readCursor(cursor, 1)
    const rows = await db.selectFrom('notice').select(['id', 'kind', 'number', 'params', 'matter', 'at', 'read_at']).where('tenant', '=', actor.tenant).where('person', '=', actor.person)
      .$if(unread === 'true', query => query.where('read_at', 'is', null)).$if(before !== undefined, query => query.where('id', '<', before?.[0] ?? '')).orderBy('id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ id, kind, number, params, matter, at, read_at }) => ({ id, kind, words: wordsOf(kind, number, params), matter, at: at.toISOString(), readAt: read_at?.toISOString() ?? null })) }
  },
})
