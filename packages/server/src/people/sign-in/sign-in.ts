import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import { networkOf } from '../failures.ts'
import type { Means } from '../means.ts'
import { opened, passwordText, placeOf, refusedFor, stepSchema } from './steps.ts'

interface Attempt { readonly person: string | null; readonly password: string | null; readonly outcome: 'unknown' | 'disabled' | 'locked' | 'counted' }

/** Unknown, wrong, disabled and locked are answered alike, and take alike: who has an account here is nobody's to find out. */
export const signIn = ({ passwords, visits }: Means) => publicOperation({
  name: 'signIn', method: 'post', path: '/sign-in', tag: 'sign-in', summary: { zh: '用登录名和密码登录', en: 'Sign in with login and password' },
  body: z.strictObject({ tenant: z.string().max(32).optional(), login: z.string().trim().toLowerCase().max(200), password: passwordText }),
  answer: stepSchema,
  visit: async ({ transact, body, visitor }) => {
    const network = networkOf(visitor.address)
    visits.refuse(network)
    const { tenant } = await placeOf(transact, body.tenant)
    const { rows: [found] } = await transact(db => sql<Attempt>`select * from sign_in_attempt(${tenant}, ${body.login})`.execute(db))
    const right = await passwords.verify(body.password, found?.password ?? null)
    const done = right && typeof found?.person === 'string' ? await opened(transact, visitor, { tenant, person: found.person, byPassword: true, second: false }).catch(gone) : undefined
    if (done !== undefined) return done
    visits.note(network)
    await refusedFor(transact, 'signIn', visitor, { tenant, ...(typeof found?.person === 'string' ? { person: found.person } : {}) }, found?.outcome === 'counted' ? 'password' : found?.outcome ?? 'unknown')
    throw new Refused(401, 'sign-in-refused')
  },
})

/** Disabled between the password and the session. */
function gone(problem: unknown): undefined {
  if (problem instanceof Refused && problem.status === 401) return undefined
  throw problem
}
