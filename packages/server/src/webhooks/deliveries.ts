import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { bodyOf, enqueue, EVENT_NAMES, isEvent } from './events.ts'
import { requireWebhook, webhookId } from './webhooks.ts'

const id = z.uuid()
const at = z.iso.datetime()
const deliverySchema = z.strictObject({
  id: id.openapi({ description: '请求头 webhook-id，重发时不变 The header webhook-id, the same at each attempt' }), event: z.enum([...EVENT_NAMES, 'test']), body: z.string(), state: z.enum(['waiting', 'delivered', 'failed', 'stopped']), at, endedAt: at.nullable(),
  attempts: z.array(z.strictObject({
    at, ms: z.int(), status: z.int().nullable(), answer: z.string().nullable().openapi({ description: '答复的开头，至多 1 kB The first kilobyte of the answer' }),
    problem: z.string().nullable().openapi({ description: '没有答复的原因：timeout、address-not-allowed、secret-unreadable，或网络的错误代码 Why there was no answer; or a code of the network' }),
  })),
}).openapi('Delivery')

export const listDeliveries = operation({
  name: 'listDeliveries', method: 'get', path: '/webhooks/{webhook}/deliveries', tag: 'webhooks', refuses: [404], summary: { zh: '发出的通知和每次尝试，新的在前', en: 'What was told and each attempt, the latest first' },
  params: webhookId, query: z.object({ state: z.enum(['waiting', 'delivered', 'failed', 'stopped']).optional(), ...pageQuery }), answer: pageOf(deliverySchema),
  run: async ({ db, params: { webhook }, query: { state, cursor, limit } }) => {
    await requireWebhook(db, webhook)
    const before = readCursor(cursor, 1)
    const rows = await db.selectFrom('webhook_delivery').selectAll().where('webhook', '=', webhook)
      .$if(state !== undefined, query => query.where('state', '=', state ?? 'failed'))
      .$if(before !== undefined, query => query.where('id', '<', before?.[0] ?? '')).orderBy('id', 'desc').limit(limit + 1).execute()
    const attempts = await db.selectFrom('webhook_attempt').selectAll().where('delivery', '=', sql<string>`any (${rows.map(one => one.id)}::uuid[])`).orderBy('number').execute()
    return {
      body: page(rows, limit, row => [row.id], ({ id, event, body, state, at, ended_at }) => ({
        id, event: isEvent(event) ? event : 'test', body, state, at: at.toISOString(), endedAt: ended_at?.toISOString() ?? null,
        attempts: attempts.filter(one => one.delivery === id).map(({ at, ms, status, answer, problem }) => ({ at: at.toISOString(), ms, status, answer, problem })),
      })),
    }
  },
})

export const testWebhook = operation({
  name: 'testWebhook', method: 'post', path: '/webhooks/{webhook}/tests', tag: 'webhooks', creates: true, refuses: [404], summary: { zh: '发一条试验通知', en: 'Tell of nothing, to see whether it arrives' },
  params: webhookId, answer: z.strictObject({ id }),
  run: async ({ db, actor, params: { webhook } }) => {
    await requireWebhook(db, webhook)
    const own = uuid()
    await db.insertInto('webhook_delivery').values({ tenant: actor.tenant, id: own, webhook, event: 'test', body: bodyOf('test', { webhook }) }).execute()
    await enqueue(db, actor.tenant, own)
    return { body: { id: own } }
  },
})

export const redeliver = operation({
  name: 'redeliver', method: 'post', path: '/webhooks/{webhook}/deliveries/{delivery}/redelivery', tag: 'webhooks', creates: true, refuses: [404], summary: { zh: '再发一次', en: 'Send it again' },
  params: webhookId.extend({ delivery: id }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params: { webhook, delivery } }) => {
    const { numUpdatedRows } = await db.updateTable('webhook_delivery').set({ state: 'waiting', ended_at: null }).where('id', '=', delivery).where('webhook', '=', webhook).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refused(404, 'not-found')
    await sql`select audit_event('redeliver', 'webhook_delivery', jsonb_build_object('tenant', ${actor.tenant}::text, 'id', ${delivery}::text), null)`.execute(db)
    await enqueue(db, actor.tenant, delivery)
    return { body: { id: delivery } }
  },
})
