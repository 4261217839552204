import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'

/** More are not counted: nobody reads the difference, and each page asks. */
const MOST = 100
const answer = z.strictObject({ unread: z.int().openapi({ description: `最多数到 ${MOST} Counted up to ${MOST}` }) })

async function unreadOf(db: Db, tenant: string, person: string): Promise<number> {
  const rows = await db.selectFrom('notice').select('id').where('tenant', '=', tenant).where('person', '=', person).where('read_at', 'is', null).limit(MOST).execute()
  return rows.length
}

export const countUnread = operation({
  name: 'countUnread', method: 'get', path: '/notices/unread', tag: 'notices', summary: { zh: '有多少未读', en: 'How many are unread' }, answer,
  run: async ({ db, actor }) => ({ body: { unread: await unreadOf(db, actor.tenant, actor.person) } }),
})

export const markRead = operation({
  name: 'markRead', method: 'post', path: '/notices/read', tag: 'notices', creates: true, summary: { zh: '标为已读', en: 'Mark as read' },
  body: z.strictObject({ notices: z.union([z.array(z.uuid()).min(1).max(200), z.literal('all')]) }), answer,
  run: async ({ db, actor: { tenant, person }, body: { notices } }) => {
    await db.updateTable('notice').set({ read_at: new Date() }).where('tenant', '=', tenant).where('person', '=', person).where('read_at', 'is', null)
      .$if(notices !== 'all', query => query.where('id', 'in', notices === 'all' ? [] : notices)).execute()
    return { body: { unread: await unreadOf(db, tenant, person) } }
  },
})
