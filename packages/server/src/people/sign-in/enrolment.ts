import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation, type Visitor } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import type { Means } from '../means.ts'
import { newRecoveryCodes } from '../recovery-codes.ts'
import { newTotpSecret, stepOfCode, totpUri } from '../totp.ts'
import { passwordText, STEPS, withNewToken, type Step, type Transact } from './steps.ts'

interface Enrolling { readonly tenant: string; readonly person: string; readonly login: string; readonly password: string | null; readonly signed_in: boolean; readonly secret: Buffer | null }

/** In a sign-in that waits for it, or signed in; then the password is given again, for a session left open is not its owner. */
export const beginEnrolment = ({ secrets, passwords, again }: Means) => publicOperation({
  name: 'beginEnrolment', method: 'post', path: '/sign-in/enrolment', tag: 'sign-in', summary: { zh: '绑定身份验证器：取得密钥', en: 'Enrol an authenticator: get its secret' },
  body: z.strictObject({ password: passwordText.optional().openapi({ description: '已登录时须再输入密码 Needed when signed in already' }) }),
  answer: z.strictObject({ secret: z.string(), uri: z.string().openapi({ description: 'otpauth://，制成二维码 To be shown as a QR code' }) }),
  visit: async ({ transact, body, visitor }) => {
    const { token, person, tenant, login, password, signed_in } = await enrollingOf(transact, visitor)
    if (signed_in && password !== null) {
      again.refuse(person)
      if (!await passwords.verify(body.password ?? '', password)) {
        again.note(person)
        throw new Refused(422, 'password-wrong', { field: '/password' })
      }
    }
    const secret = newTotpSecret()
    await transact(db => sql`select begin_enrolment(${token}, ${secrets.seal(secret, `totp ${tenant}/${person}`)})`.execute(db))
    return { body: { secret, uri: totpUri(secret, login, `Lizhu ${tenant}`) } }
  },
})

export const confirmEnrolment = ({ secrets, again }: Means) => publicOperation({
  name: 'confirmEnrolment', method: 'post', path: '/sign-in/enrolment/confirmation', tag: 'sign-in', summary: { zh: '绑定身份验证器：用一个验证码确认，取得恢复码', en: 'Enrol an authenticator: confirm with a code, get recovery codes' },
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  answer: z.strictObject({ step: z.enum(STEPS), recoveryCodes: z.array(z.string()).openapi({ description: '只显示这一次 Shown this once' }) }),
  visit: async ({ transact, body, visitor }) => {
    const { token, person, tenant, secret: sealed } = await enrollingOf(transact, visitor)
    again.refuse(person)
    const whose = `${tenant}/${person}`
    const secret = sealed === null ? undefined : secrets.open(sealed, `totp ${whose}`)
    const step = secret === undefined ? undefined : stepOfCode(secret, body.code)
    if (step === undefined) {
      again.note(person)
      throw new Refused(422, 'code-refused', { field: '/code' })
    }
    const { codes, marks } = newRecoveryCodes(secrets, whose)
    const done = await withNewToken(transact, (db, next) => sql<{ step: Step | null }>`select confirm_enrolment(${token}, ${next}, ${sealed}, ${step}, ${marks}::bytea[]) step`.execute(db))
    return { ...done, body: { ...done.body, recoveryCodes: codes } }
  },
})

async function enrollingOf(transact: Transact, { token }: Visitor): Promise<Enrolling & { readonly token: Buffer }> {
  const { rows: [found] } = token === undefined ? { rows: [] } : await transact(db => sql<Enrolling>`select * from enrolling(${token})`.execute(db))
  if (found === undefined || token === undefined) throw new Refused(401, 'sign-in-over')
  return { ...found, token }
}
