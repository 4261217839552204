import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { publicOperation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import { networkOf } from '../failures.ts'
import type { Means } from '../means.ts'
import { isLong, requireGoodPassword } from '../password-rules.ts'
import { loginText, opened, passwordText, placeOf, stepSchema } from './steps.ts'

/** An enterprise's people make their own account; it opens nothing until a claim on a record is granted or an owner delegates. */
export const registerAccount = ({ passwords, registrations }: Means) => publicOperation({
  name: 'registerAccount', method: 'post', path: '/accounts', tag: 'sign-in', refuses: [409], summary: { zh: '企业人员注册账号并登录', en: 'Register an account for an enterprise’s person, and sign in' },
  body: z.strictObject({ tenant: z.string().max(32).optional(), login: loginText, name: z.string().trim().min(1).max(100), password: passwordText }),
  answer: stepSchema,
  visit: async ({ transact, body: { login, name, password, ...body }, visitor }) => {
    const network = networkOf(visitor.address)
    registrations.refuse(network)
    const { tenant } = await placeOf(transact, body.tenant)
    await requireGoodPassword(password, { login, office: false })
    registrations.note(network)
    const hash = await passwords.hash(password)
    const person = uuid()
    const { rows: [made] } = await transact(db => sql<{ done: boolean }>`select register_account(${tenant}, ${person}::uuid, ${login}, ${name}, ${hash}, ${isLong(password)}) done`.execute(db))
    if (made?.done !== true) throw new Refused(409, 'login-taken', { params: { login }, field: '/login' })
    return opened(transact, visitor, { tenant, person, byPassword: true, second: false })
  },
})
