import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import { networkOf } from '../failures.ts'
import type { Means } from '../means.ts'
import { markOfCode } from '../recovery-codes.ts'
import { stepOfCode } from '../totp.ts'
import { atStep, refusedFor, stepSchema, withNewToken, type Step } from './steps.ts'

export const giveSecondFactor = ({ secrets, visits }: Means) => publicOperation({
  name: 'giveSecondFactor', method: 'post', path: '/sign-in/second-factor', tag: 'sign-in', refuses: [409],
  summary: { zh: '身份验证器的 6 位验证码，或一个恢复码', en: 'Six figures of the authenticator, or a recovery code' },
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }).or(z.strictObject({ recovery: z.string().max(50) })),
  answer: stepSchema,
  visit: async ({ transact, body, visitor }) => {
    const network = networkOf(visitor.address)
    visits.refuse(network)
    const { tenant, person, totp, token } = await atStep(transact, visitor, 'second-factor')
    const whose = `${tenant}/${person}`
    const { rows: [attempt] } = await transact(db => sql<{ counted: boolean }>`select second_attempt(${token}) counted`.execute(db))
    try {
      if (attempt?.counted !== true) throw new Refused(401, 'code-refused')
      if ('recovery' in body) return await withNewToken(transact, (db, next) => sql<{ step: Step | null }>`select recovery_passed(${token}, ${next}, ${markOfCode(secrets, whose, body.recovery)}) step`.execute(db))
      const secret = totp === null ? undefined : secrets.open(totp, `totp ${whose}`)
      if (secret === undefined) throw new Error('a secret of a second factor was not sealed with the key of this installation')
      const step = stepOfCode(secret, body.code)
      if (step === undefined) throw new Refused(401, 'code-refused')
      return await withNewToken(transact, (db, next) => sql<{ step: Step | null }>`select second_passed(${token}, ${next}, ${step}) step`.execute(db))
    } catch (problem) {
      if (problem instanceof Refused) {
        visits.note(network)
        await refusedFor(transact, 'giveSecondFactor', visitor, { tenant, person }, 'code')
      }
      throw problem
    }
  },
})
