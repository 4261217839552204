import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import { opened, stepSchema } from './steps.ts'

/** Only where the tenant is a demonstration, which nobody can make of a real one: the app's role may not write it. */
export const signInDemo = publicOperation({
  name: 'signInDemo', method: 'post', path: '/sign-in/demo', tag: 'sign-in', refuses: [404], summary: { zh: '以演示账号登录，不用密码', en: 'Sign in with an account of a demonstration, without a password' },
  body: z.strictObject({ tenant: z.string().max(32), login: z.string().max(200) }),
  answer: stepSchema,
  visit: async ({ transact, body: { tenant, login }, visitor }) => {
    const { rows: [found] } = await transact(db => sql<{ person: string | null }>`select demo_person(${tenant}, ${login}) person`.execute(db))
    if (typeof found?.person !== 'string') throw new Refused(404, 'not-found')
    return opened(transact, visitor, { tenant, person: found.person, byPassword: false, second: true })
  },
})
