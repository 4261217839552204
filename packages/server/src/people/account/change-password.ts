import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { newToken } from '../../access/cookie.ts'
import { operation } from '../../api/operation.ts'
import type { Means } from '../means.ts'
import { isLong, requireGoodPassword } from '../password-rules.ts'
import { passwordText } from '../sign-in/steps.ts'
import { confirmedAccount } from './own.ts'

export const changePassword = (means: Means) => operation({
  name: 'changePassword', method: 'post', path: '/me/password', tag: 'account', summary: { zh: '修改密码；其他地方的登录随之结束', en: 'Change the password; sessions elsewhere end' },
  body: z.strictObject({ current: passwordText, password: passwordText }),
  answer: z.null(),
  run: async ({ db, actor, body, visitor }) => {
    const { login, office } = await confirmedAccount(db, means, actor.person, body.current, '/current')
    await requireGoodPassword(body.password, { login, office })
    const hash = await means.passwords.hash(body.password)
    const next = newToken()
    await sql`select set_own_password(${hash}, ${isLong(body.password)}, ${visitor.token}, ${next.hash})`.execute(db)
    return { body: null, cookies: [next.cookie] }
  },
})
