import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { calendarOf, lastDay } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { maskedAccount } from '../papers/index.ts'
import { at, day, id, text } from './schemas.ts'

const accountSchema = z.strictObject({
  id, party: id, partyName: z.string(), bank: z.string(), branch: z.string(), account: z.string(), holder: z.string(), override: z.string().nullable(), evidence: z.string().nullable(),
  state: z.enum(['proposed', 'confirmed', 'refused', 'replaced']), proposedBy: z.string().nullable(), proposedAt: at, decidedBy: z.string().nullable(), decidedAt: at.nullable(), reason: z.string().nullable(), usableFrom: day.nullable(),
}).openapi('PayeeAccount')

const accounts = (db: Db) => db.selectFrom('payee_account as a').innerJoin('party as p', join => join.onRef('p.tenant', '=', 'a.tenant').onRef('p.id', '=', 'a.party'))
  .leftJoin('person as x', join => join.onRef('x.tenant', '=', 'a.tenant').onRef('x.id', '=', 'a.proposed_by')).leftJoin('person as y', join => join.onRef('y.tenant', '=', 'a.tenant').onRef('y.id', '=', 'a.decided_by'))
  .select(['a.id', 'a.party', 'p.name as partyName', 'a.bank', 'a.branch', 'a.account', 'a.holder', 'a.override', 'a.evidence', 'a.state', 'x.name as proposedBy', 'a.proposed_at', 'y.name as decidedBy', 'a.decided_at', 'a.reason', 'a.usable_from'])
type Row = Awaited<ReturnType<ReturnType<typeof accounts>['execute']>>[number]
const shown = ({ proposed_at, decided_at, usable_from, ...row }: Row): z.input<typeof accountSchema> => ({ ...row, proposedAt: proposed_at.toISOString(), decidedAt: decided_at?.toISOString() ?? null, usableFrom: usable_from })

export const listAccounts = operation({
  name: 'listAccounts', method: 'get', path: '/payee-accounts', tag: 'payments',
  summary: { zh: '收款账户，账号只显示头尾', en: 'Payee accounts, their numbers masked' },
  query: z.object({ party: id.optional(), state: accountSchema.shape.state.optional() }), answer: z.strictObject({ items: z.array(accountSchema), coolingDays: z.int().openapi({ description: '新账户的冷静期，工作日 Working days that a new account cools off' }) }),
  run: async ({ db, query: { party, state } }) => {
    const rows = await accounts(db).$if(party !== undefined, query => query.where('a.party', '=', party ?? '')).$if(state !== undefined, query => query.where('a.state', '=', state ?? 'proposed')).orderBy('a.id', 'desc').limit(200).execute()
    return { body: { items: rows.map(row => ({ ...shown(row), account: maskedAccount(row.account) })), coolingDays: await coolingDays(db) } }
  },
})

async function coolingDays(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ days: number }>`select cooling_days() as days`.execute(db)
  return row?.days ?? 1
}

/** Whole, for whoever compares it with its evidence. */
export const readAccount = operation({
  name: 'readAccount', method: 'get', path: '/payee-accounts/{account}', tag: 'payments', refuses: [404],
  summary: { zh: '核对一个收款账户', en: 'Read a payee account whole, to check it' },
  params: z.object({ account: id }), answer: accountSchema,
  run: async ({ db, params, looked }) => {
    const row = await accounts(db).where('a.id', '=', params.account).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    looked(row.party)
    return { body: shown(row) }
  },
})

export const proposeAccount = operation({
  name: 'proposeAccount', method: 'post', path: '/parties/{party}/payee-accounts', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '登记或变更收款账户，由财政另一人确认', en: 'Propose a payee account, new or changed; another person confirms it' },
  params: z.object({ party: id }),
  body: z.strictObject({
    bank: text(100), branch: text(200), account: z.string().regex(/^\d{8,32}$/), holder: text(200),
    override: text(500).nullable().default(null).openapi({ description: '户名与主体名称不同的原因 Why the holder is not called as the party is' }), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null),
  }).refine(({ override, evidence }) => (override === null) === (evidence === null), { path: ['evidence'], params: { zh: '户名不同的，原因和依据材料都要有', en: 'a holder of another name needs the reason and its evidence' } }),
  answer: z.strictObject({ id }),
  run: async ({ db, params, body: { bank, branch, account, holder, override, evidence } }) => {
    const own = uuid()
    await sql`select propose_account(${own}::uuid, ${params.party}::uuid, ${bank}, ${branch}, ${account}, ${holder}, ${override}, ${evidence})`.execute(db)
    return { body: { id: own } }
  },
})

export const confirmAccount = operation({
  name: 'confirmAccount', method: 'post', path: '/payee-accounts/{account}/confirmation', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '确认收款账户，过了冷静期才能付款', en: 'Confirm a payee account: it is paid to after a cooling period' },
  params: z.object({ account: id }), answer: z.strictObject({ usableFrom: day, provisional: z.boolean() }),
  run: async ({ db, actor, params }) => {
    const days = await coolingDays(db)
    // The day of the confirmation does not count, however the tenant counts elsewhere.
    const last = days === 0 ? undefined : lastDay(await calendarOf(db, actor.tenant), { from: today(), days, unit: 'working days', dayCount: 'event day not counted' })
    const usableFrom = last?.day ?? today()
    await sql`select confirm_account(${params.account}::uuid, ${usableFrom}::date)`.execute(db)
    return { body: { usableFrom, provisional: last?.provisional ?? false } }
  },
})

export const refuseAccount = operation({
  name: 'refuseAccount', method: 'post', path: '/payee-accounts/{account}/refusal', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '退回收款账户', en: 'Refuse a payee account' },
  params: z.object({ account: id }), body: z.strictObject({ reason: text(500) }), answer: z.null(),
  run: async ({ db, params, body }) => {
    const found = await db.selectFrom('payee_account').select('id').where('id', '=', params.account).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    await sql`select refuse_account(${params.account}::uuid, ${body.reason})`.execute(db)
    return { body: null }
  },
})

export const setCoolingDays = operation({
  name: 'setCoolingDays', method: 'put', path: '/payment-settings/cooling-days', tag: 'payments',
  summary: { zh: '设定新账户的冷静期（工作日）', en: 'Set the cooling period of new accounts, in working days' },
  body: z.strictObject({ days: z.int().min(0).max(30), document: text(200) }), answer: z.null(),
  run: async ({ db, body: { days, document } }) => {
    await sql`select set_cooling_days(${days}::int, ${document})`.execute(db)
    return { body: null }
  },
})
