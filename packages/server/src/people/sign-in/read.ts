import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation } from '../../api/operation.ts'
import { shortestOf, STEPS, underWay } from './steps.ts'

export const readSignIn = publicOperation({
  name: 'readSignIn', method: 'get', path: '/sign-in/step', tag: 'sign-in', summary: { zh: '登录到了哪一步', en: 'How far the sign-in is' },
  answer: z.strictObject({
    step: z.enum(['none', ...STEPS]), login: z.string().nullable(),
    shortestPassword: z.int().nullable().openapi({ description: '设定密码时至少多少字符 The least length of a password to choose' }),
  }),
  visit: async ({ transact, visitor }) => {
    const found = await underWay(transact, visitor)
    if (found !== undefined) return { body: { step: found.step, login: found.login, shortestPassword: shortestOf(found.office) } }
    const { rows: [session] } = visitor.token === undefined ? { rows: [] } : await transact(db => sql<{ login: string }>`select login from enrolling(${visitor.token}) where signed_in`.execute(db))
    return { body: session === undefined ? { step: 'none', login: null, shortestPassword: null } : { step: 'done', login: session.login, shortestPassword: null } }
  },
})
