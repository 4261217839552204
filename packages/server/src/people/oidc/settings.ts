import { z } from '@hono/zod-openapi'
import { operation } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import type { Means } from '../means.ts'

const settingsSchema = z.strictObject({
  issuer: z.string(), client: z.string(), hasSecret: z.boolean(), secondFactor: z.boolean().openapi({ description: '身份认证系统自己核验第二因素 The provider asks for a second factor itself' }),
  redirect: z.string().openapi({ description: '在身份认证系统登记的回调地址 The address to register there' }), version: z.int(),
}).openapi('Issuer')

export const callbackOf = ({ origin }: Means): string => `${origin}/api/sign-in/oidc/callback`
export const purposeOfSecret = (tenant: string): string => `oidc ${tenant}`

/** Without TLS only on this machine, where nobody listens in between. */
const issuerText = z.url().max(300).refine(text => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}, { params: { zh: '要以 https:// 开头（本机除外）', en: 'it begins with https:// unless it is on this machine' } })

export const readIssuer = (means: Means) => operation({
  name: 'readIssuer', method: 'get', path: '/settings/oidc', tag: 'people', refuses: [404], summary: { zh: '统一身份认证设置', en: 'The identity provider’s settings' },
  answer: settingsSchema,
  read: async ({ db }) => {
    const row = await db.selectFrom('oidc_issuer').selectAll().executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    return { body: { issuer: row.issuer, client: row.client, hasSecret: row.secret !== null, secondFactor: row.second_factor, redirect: callbackOf(means), version: row.version }, version: row.version }
  },
})

export const setIssuer = (means: Means) => operation({
  name: 'setIssuer', method: 'put', path: '/settings/oidc', tag: 'people', edits: true, summary: { zh: '设置统一身份认证（首次 If-Match 为 "0"）', en: 'Set the identity provider; If-Match is "0" the first time' },
  body: z.strictObject({ issuer: issuerText, client: z.string().min(1).max(200), secret: z.string().min(1).max(500).nullable(), secondFactor: z.boolean() }),
  answer: settingsSchema,
  run: async ({ db, actor, body, version }) => {
    const secret = body.secret === null ? null : means.secrets.seal(body.secret, purposeOfSecret(actor.tenant))
    const values = { issuer: body.issuer, client: body.client, secret, second_factor: body.secondFactor, set_by: actor.person }
    const row = version === 0
      ? await db.insertInto('oidc_issuer').values({ tenant: actor.tenant, ...values }).onConflict(conflict => conflict.doNothing()).returningAll().executeTakeFirst()
      : await db.updateTable('oidc_issuer').set({ ...values, version: version + 1, set_at: new Date() }).where('version', '=', version).returningAll().executeTakeFirst()
    if (row === undefined) throw new Refused(412, 'changed-since')
    return { body: { issuer: row.issuer, client: row.client, hasSecret: row.secret !== null, secondFactor: row.second_factor, redirect: callbackOf(means), version: row.version }, version: row.version }
  },
})
