import { randomBytes } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { Secrets } from '../people/index.ts'
import { wrongWith, type Networks } from './address.ts'
import { purposeOf } from './deliver.ts'
import { EVENT_NAMES, isEvent } from './events.ts'
import type { WebhookTables } from './tables.ts'

const id = z.uuid()
export const webhookId = z.object({ webhook: id })
const url = z.string().trim().min(1).max(500)
const events = z.array(z.enum(EVENT_NAMES)).min(1).max(50)
export const webhookSchema = z.strictObject({
  id, url: z.string(), events: z.array(z.enum(EVENT_NAMES)), disabled: z.boolean(), at: z.iso.datetime(), version: z.int(),
}).openapi('Webhook')

const webhookOf = ({ id, url, events, disabled, at, version }: Selectable<WebhookTables['webhook']>): z.input<typeof webhookSchema> => ({ id, url, events: events.filter(isEvent), disabled, at: at.toISOString(), version })

/** The webhook, where the caller may see it. */
export async function requireWebhook(db: Db, webhook: string): Promise<Selectable<WebhookTables['webhook']>> {
  const row = await db.selectFrom('webhook').selectAll().where('id', '=', webhook).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return row
}

function requireReachable(url: string, networks: Networks): void {
  const wrong = wrongWith(url, networks)
  if (wrong !== undefined) throw new Refused(422, 'invalid', { params: { ...wrong }, field: '/url' })
}

/** 256 bits, as Standard Webhooks writes them. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const listWebhooks = operation({
  name: 'listWebhooks', method: 'get', path: '/webhooks', tag: 'webhooks', summary: { zh: '事件通知的接收地址', en: 'Where events are told to' },
  answer: z.strictObject({ items: z.array(webhookSchema) }),
  run: async ({ db }) => ({ body: { items: (await db.selectFrom('webhook').selectAll().orderBy('id').limit(200).execute()).map(webhookOf) } }),
})

/** Without showing its secret: an answer that is kept for its Idempotency-Key must not hold it. */
export const createWebhook = (secrets: Secrets, networks: Networks) => operation({
  name: 'createWebhook', method: 'post', path: '/webhooks', tag: 'webhooks', creates: true,
  summary: { zh: '登记接收地址；随后取得密钥', en: 'Register an address; its secret is taken thereafter' },
  body: z.strictObject({ url, events }), answer: webhookSchema,
  run: async ({ db, actor, body }) => {
    requireReachable(body.url, networks)
    const own = uuid()
    await db.insertInto('webhook').values({ tenant: actor.tenant, id: own, url: body.url, events: [...new Set(body.events)], secret: secrets.seal(newSecret(), purposeOf(actor.tenant, own)), made_by: actor.person }).execute()
    return { body: webhookOf(await requireWebhook(db, own)) }
  },
})

export const editWebhook = (networks: Networks) => operation({
  name: 'editWebhook', method: 'patch', path: '/webhooks/{webhook}', tag: 'webhooks', edits: true, refuses: [404], summary: { zh: '修改、停用或启用接收地址', en: 'Edit, disable or enable an address' },
  params: webhookId, body: z.strictObject({ url: url.optional(), events: events.optional(), disabled: z.boolean().optional() }), answer: webhookSchema,
  run: async ({ db, params: { webhook }, body, version }) => {
    const before = await requireWebhook(db, webhook)
    if (body.url !== undefined) requireReachable(body.url, networks)
    const { numUpdatedRows } = await db.updateTable('webhook').set({ url: body.url ?? before.url, events: body.events === undefined ? before.events : [...new Set(body.events)], disabled: body.disabled ?? before.disabled, version: version + 1 })
      .where('id', '=', webhook).where('version', '=', version).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refused(412, 'changed-since')
    const row = webhookOf(await requireWebhook(db, webhook))
    return { body: row, version: row.version }
  },
})

export const renewWebhookSecret = (secrets: Secrets) => operation({
  name: 'renewWebhookSecret', method: 'post', path: '/webhooks/{webhook}/secret', tag: 'webhooks', refuses: [404],
  summary: { zh: '生成新的密钥（只显示这一次），原有的即刻失效', en: 'Make a new secret, shown this once; the one before is worth nothing from here on' },
  params: webhookId, answer: z.strictObject({ secret: z.string() }),
  run: async ({ db, actor, params: { webhook } }) => {
    await requireWebhook(db, webhook)
    const secret = newSecret()
    await db.updateTable('webhook').set({ secret: secrets.seal(secret, purposeOf(actor.tenant, webhook)) }).where('id', '=', webhook).execute()
    return { body: { secret } }
  },
})
