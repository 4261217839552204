import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import type { Means } from '../means.ts'
import { isLong, requireGoodPassword } from '../password-rules.ts'
import { atStep, passwordText, stepSchema, withNewToken, type Step } from './steps.ts'

export const choosePassword = ({ passwords }: Means) => publicOperation({
  name: 'choosePassword', method: 'post', path: '/sign-in/password', tag: 'sign-in', refuses: [409], summary: { zh: '登录时设定自己的密码', en: 'Choose one’s own password while signing in' },
  body: z.strictObject({ password: passwordText }),
  answer: stepSchema,
  visit: async ({ transact, body: { password }, visitor }) => {
    const { token, login, office, password: before } = await atStep(transact, visitor, 'choose-password')
    await requireGoodPassword(password, { login, office })
    if (await passwords.verify(password, before)) throw new Refused(422, 'password-refused', { params: { zh: '请设定与原来不同的密码。', en: 'Choose a password other than the one before.' }, field: '/password' })
    const hash = await passwords.hash(password)
    return withNewToken(transact, (db, next) => sql<{ step: Step | null }>`select password_chosen(${token}, ${next}, ${hash}, ${isLong(password)}) step`.execute(db))
  },
})
