import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { endClock, startClock } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { notify } from '../notices/index.ts'
import { amount, at, day, fen, id, text } from './schemas.ts'

const recoverySchema = z.strictObject({
  id, award: id, matter: id, number: z.string().nullable(), party: id, partyName: z.string(), amount: fen, received: fen, writtenOff: fen, outstanding: fen, reason: z.string(), document: z.string(), demandedBy: z.string().nullable(), demandedAt: at, dueOn: day.nullable(), provisional: z.boolean(),
  entries: z.array(z.strictObject({ id, kind: z.enum(['received', 'written off']), amount: fen, ref: z.string(), reason: z.string().nullable(), document: z.string(), at })),
}).openapi('Recovery')

const recoveries = (db: Db) => db.selectFrom('recovery as r').innerJoin('party as p', join => join.onRef('p.tenant', '=', 'r.tenant').onRef('p.id', '=', 'r.party')).leftJoin('matter as m', join => join.onRef('m.tenant', '=', 'r.tenant').onRef('m.id', '=', 'r.matter'))
  .leftJoin('person as x', join => join.onRef('x.tenant', '=', 'r.tenant').onRef('x.id', '=', 'r.demanded_by')).leftJoin('clock as c', join => join.onRef('c.tenant', '=', 'r.tenant').onRef('c.subject', '=', 'r.id'))
  .select(['r.id', 'r.award', 'r.matter', 'm.number', 'r.party', 'p.name as partyName', 'r.amount', 'r.received', 'r.written_off', 'r.reason', 'r.document', 'x.name as demandedBy', 'r.demanded_at', sql<string>`r.demanded_at::text`.as('since'), 'c.due_on', 'c.provisional'])
type Row = Awaited<ReturnType<ReturnType<typeof recoveries>['execute']>>[number]

async function shown(db: Db, rows: readonly Row[]): Promise<z.input<typeof recoverySchema>[]> {
  if (rows.length === 0) return []
  const entries = await db.selectFrom('recovery_entry').select(['id', 'recovery', 'kind', 'amount', 'ref', 'reason', 'document', 'at']).where('recovery', 'in', rows.map(one => one.id)).orderBy('at').execute()
  return rows.map(({ amount, received, written_off, demanded_at, since: _, due_on, provisional, ...row }) => ({
    ...row, amount: String(amount), received: String(received), writtenOff: String(written_off), outstanding: String(amount - received - written_off), demandedAt: demanded_at.toISOString(), dueOn: due_on, provisional: provisional ?? false,
    entries: entries.filter(one => one.recovery === row.id).map(({ id, kind, amount, ref, reason, document, at }) => ({ id, kind, amount: String(amount), ref, reason, document, at: at.toISOString() })),
  }))
}
async function recoveryOf(db: Db, recovery: string): Promise<z.input<typeof recoverySchema>> {
  const [found] = await shown(db, await recoveries(db).where('r.id', '=', recovery).execute())
  if (found === undefined) throw new Refused(404, 'not-found')
  return found
}

export const listRecoveries = operation({
  name: 'listRecoveries', method: 'get', path: '/recoveries', tag: 'payments',
  summary: { zh: '追回：应收、已收、核销', en: 'Recoveries: asked back, received, written off' },
  query: z.object({ ...pageQuery, party: id.optional(), award: id.optional(), open: z.stringbool().optional() }), answer: pageOf(recoverySchema),
  run: async ({ db, query: { cursor, limit, party, award, open } }) => {
    // Ids are the clients' own: the latest is told by its time.
    const before = readCursor(cursor, 2)
    const rows = await recoveries(db).$if(party !== undefined, query => query.where('r.party', '=', party ?? '')).$if(award !== undefined, query => query.where('r.award', '=', award ?? ''))
      .$if(open !== undefined, query => query.where(sql<boolean>`(r.received + r.written_off < r.amount) = ${open ?? true}`)).$if(before !== undefined, query => query.where(sql<boolean>`(r.demanded_at, r.id) < (${before?.[0]}::timestamptz, ${before?.[1]}::uuid)`)).orderBy('r.demanded_at', 'desc').orderBy('r.id', 'desc').limit(limit + 1).execute()
    const { items, next } = page(rows, limit, row => [row.since, row.id], row => row)
    return { body: { items: await shown(db, items), next } }
  },
})

export const demandRecovery = operation({
  name: 'demandRecovery', method: 'post', path: '/awards/{award}/recoveries', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '决定追回：金额、理由、文号、期限', en: 'Decide a recovery: amount, reason, document, deadline' },
  params: z.object({ award: id }), body: z.strictObject({ id, amount, reason: text(1000), document: text(200), workingDays: z.int().min(1).max(250) }), answer: recoverySchema,
  run: async ({ db, actor, params, body }) => {
    const { rows: [row] } = await sql<{ done: boolean }>`select demand_recovery(${body.id}::uuid, ${params.award}::uuid, ${BigInt(body.amount)}, ${body.reason}, ${body.document}) as done`.execute(db)
    if (row?.done !== true) return { body: await recoveryOf(db, body.id) }
    const { number, matter, party } = await recoveryOf(db, body.id)
    const clock = await startClock(db, { tenant: actor.tenant, matter, kind: 'recovery', subject: body.id, by: { party }, days: body.workingDays, title: { zh: '退回资金', en: 'Pay back' }, ...(number === null ? {} : { number }) })
    await notify(db, { kind: 'recovery-decided', matter, number, params: { day: clock.dueOn ?? '' }, to: [{ party }] })
    return { body: await recoveryOf(db, body.id) }
  },
})

export const recordRecoveryReceipt = operation({
  name: 'recordRecoveryReceipt', method: 'post', path: '/recoveries/{recovery}/receipts', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '登记退回的资金，可以分次', en: 'Record money that came back, in parts' },
  params: z.object({ recovery: id }), body: z.strictObject({ id, amount, ref: text(100).openapi({ description: '银行回单号，只用一次 The bank’s receipt, once' }), document: text(200) }), answer: recoverySchema,
  run: async ({ db, actor, params: { recovery }, body }) => {
    await sql`select receive_recovery(${body.id}::uuid, ${recovery}::uuid, ${BigInt(body.amount)}, ${body.ref}, ${body.document})`.execute(db)
    return { body: await settled(db, actor.tenant, recovery) }
  },
})

export const writeOffRecovery = operation({
  name: 'writeOffRecovery', method: 'post', path: '/recoveries/{recovery}/write-offs', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '按决定核销追不回的', en: 'Write off by decision what does not come back' },
  params: z.object({ recovery: id }), body: z.strictObject({ id, amount, reason: text(1000), document: text(200) }), answer: recoverySchema,
  run: async ({ db, actor, params: { recovery }, body }) => {
    await sql`select write_off_recovery(${body.id}::uuid, ${recovery}::uuid, ${BigInt(body.amount)}, ${body.reason}, ${body.document})`.execute(db)
    return { body: await settled(db, actor.tenant, recovery) }
  },
})

/** Nothing is awaited any more: its deadline ends. */
async function settled(db: Db, tenant: string, recovery: string): Promise<z.input<typeof recoverySchema>> {
  const now = await recoveryOf(db, recovery)
  if (now.outstanding === '0') await endClock(db, { tenant, subject: recovery })
  return now
}
