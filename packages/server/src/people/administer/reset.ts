import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../../api/operation.ts'
import type { Means } from '../means.ts'
import { randomText } from '../recovery-codes.ts'
import { id } from '../schemas.ts'
import { anothersAccount } from './person.ts'

export const resetPassword = ({ passwords }: Means) => operation({
  name: 'resetPassword', method: 'post', path: '/people/{person}/password', tag: 'people', refuses: [404, 409],
  summary: { zh: '重置密码并解锁：给出一次性密码，登录时须改', en: 'Reset the password and unlock: a one-time password, to be changed at sign-in' },
  params: z.object({ person: id }),
  answer: z.strictObject({ password: z.string().openapi({ description: '只显示这一次 Shown this once' }) }),
  run: async ({ db, actor, params: { person } }) => {
    await anothersAccount(db, actor, person)
    const password = randomText()
    await sql`select reset_password(${person}::uuid, ${await passwords.hash(password)})`.execute(db)
    return { body: { password } }
  },
})

export const resetSecondFactor = operation({
  name: 'resetSecondFactor', method: 'delete', path: '/people/{person}/second-factor', tag: 'people', refuses: [404, 409], summary: { zh: '解除身份验证器（遗失时），下次登录重新绑定', en: 'Take a lost authenticator off; another is enrolled at the next sign-in' },
  params: z.object({ person: id }),
  answer: z.null(),
  run: async ({ db, actor, params: { person } }) => {
    await anothersAccount(db, actor, person)
    await sql`select reset_second_factor(${person}::uuid)`.execute(db)
    return { body: null }
  },
})
