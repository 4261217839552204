import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { NO_SESSION } from '../../access/cookie.ts'
import { operation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import { id } from '../schemas.ts'

const at = z.iso.datetime()

export const listSessions = operation({
  name: 'listSessions', method: 'get', path: '/me/sessions', tag: 'account', summary: { zh: '自己登录着的地方', en: 'Where one is signed in' },
  answer: z.strictObject({ items: z.array(z.strictObject({ id, since: at, lastSeen: at, endsAt: at, agent: z.string(), address: z.string(), current: z.boolean() })) }),
  read: async ({ db, visitor }) => {
    const { rows: [own] } = await sql<{ id: string | null }>`select own_session(${visitor.token}) id`.execute(db)
    const rows = await db.selectFrom('session').select(['id', 'created_at', 'seen_at', 'ends_at', 'agent', 'address'])
      .where('ended_at', 'is', null).where(sql<boolean>`now() < ends_at and now() < seen_at + idle`).orderBy('seen_at', 'desc').limit(100).execute()
    return { body: { items: rows.map(row => ({ id: row.id, since: row.created_at.toISOString(), lastSeen: row.seen_at.toISOString(), endsAt: row.ends_at.toISOString(), agent: row.agent, address: row.address, current: row.id === own?.id })) } }
  },
})

export const endSession = operation({
  name: 'endSession', method: 'delete', path: '/me/sessions/{session}', tag: 'account', refuses: [404], summary: { zh: '结束自己的一次登录', en: 'End one of one’s sessions' },
  params: z.object({ session: id }),
  answer: z.null(),
  run: async ({ db, params }) => {
    const { numUpdatedRows } = await db.updateTable('session').set({ ended_at: sql<Date>`now()` }).where('id', '=', params.session).where('ended_at', 'is', null).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refused(404, 'not-found')
    return { body: null }
  },
})

export const signOutEverywhere = operation({
  name: 'signOutEverywhere', method: 'post', path: '/sign-out/everywhere', tag: 'account', summary: { zh: '在所有地方退出登录', en: 'Sign out everywhere' },
  answer: z.null(),
  run: async ({ db }) => {
    await sql`select end_own_sessions()`.execute(db)
    return { body: null, cookies: [NO_SESSION] }
  },
})
