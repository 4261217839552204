import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import type { Means } from '../means.ts'
import { newRecoveryCodes } from '../recovery-codes.ts'
import { passwordText } from '../sign-in/steps.ts'
import { confirmedAccount } from './own.ts'

export const renewRecoveryCodes = (means: Means) => operation({
  name: 'renewRecoveryCodes', method: 'post', path: '/me/recovery-codes', tag: 'account', refuses: [409], summary: { zh: '重新生成恢复码，旧的作废', en: 'Make new recovery codes; the old ones are void' },
  body: z.strictObject({ password: passwordText }),
  answer: z.strictObject({ recoveryCodes: z.array(z.string()).openapi({ description: '只显示这一次 Shown this once' }) }),
  run: async ({ db, actor, body }) => {
    const account = await confirmedAccount(db, means, actor.person, body.password, '/password')
    if (!account.second_factor) throw new Refused(409, 'step-not-due')
    const { codes, marks } = newRecoveryCodes(means.secrets, `${actor.tenant}/${actor.person}`)
    await sql`select set_own_recovery_codes(${marks}::bytea[])`.execute(db)
    return { body: { recoveryCodes: codes } }
  },
})
