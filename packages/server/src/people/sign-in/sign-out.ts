import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { NO_SESSION } from '../../access/cookie.ts'
import { publicOperation } from '../../api/operation.ts'

export const signOut = publicOperation({
  name: 'signOut', method: 'post', path: '/sign-out', tag: 'sign-in', summary: { zh: '退出登录', en: 'Sign out' },
  answer: z.null(),
  visit: async ({ transact, visitor: { token } }) => {
    if (token !== undefined) await transact(db => sql`select sign_out(${token})`.execute(db))
    return { body: null, cookies: [NO_SESSION] }
  },
})
