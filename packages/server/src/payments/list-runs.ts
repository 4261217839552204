import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { maskedAccount } from '../papers/index.ts'
import { whySchema } from './runs.ts'
import { at, day, fen, id } from './schemas.ts'

const payableSchema = z.strictObject({ award: id, instalment: z.int(), matter: id, number: z.string().nullable(), party: id, partyName: z.string(), instrument: z.string(), amount: fen, due: day.nullable(), condition: z.string().nullable(), why: whySchema.nullable() }).openapi('Payable')

export const listPayable = operation({
  name: 'listPayable', method: 'get', path: '/payable-instalments', tag: 'payments',
  summary: { zh: '待付的各期：能付的，和还不能付的原因', en: 'Instalments to be paid: payable, or why not yet' },
  query: z.object({ ...pageQuery, instrument: z.string().max(100).optional(), budget: id.optional() }), answer: pageOf(payableSchema),
  run: async ({ db, query: { cursor, limit, instrument, budget } }) => {
    const after = readCursor(cursor, 2)
    const rows = await db.selectFrom('instalment as i').innerJoin('award as a', join => join.onRef('a.tenant', '=', 'i.tenant').onRef('a.id', '=', 'i.award')).innerJoin('party as p', join => join.onRef('p.tenant', '=', 'a.tenant').onRef('p.id', '=', 'a.party'))
      .leftJoin('matter as m', join => join.onRef('m.tenant', '=', 'a.tenant').onRef('m.id', '=', 'a.matter'))
      .select(['i.award', 'i.number as instalment', 'a.matter', 'm.number', 'a.party', 'p.name as partyName', 'a.instrument', 'i.amount', 'i.due', 'i.condition', sql<string | null>`why_not_payable(i.award, i.number)`.as('why')])
      .where('a.state', '=', 'approved').where('i.state', '=', 'planned').$if(instrument !== undefined, query => query.where('a.instrument', '=', instrument ?? '')).$if(budget !== undefined, query => query.where('a.budget', '=', budget ?? ''))
      .$if(after !== undefined, query => query.where(sql<boolean>`(i.award, i.number) > (${after?.[0]}::uuid, ${after?.[1]}::int)`)).orderBy('i.award').orderBy('i.number').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.award, String(row.instalment)], ({ amount, why, ...row }) => ({ ...row, amount: String(amount), why: why === null ? null : whySchema.parse(why) })) }
  },
})

const runSchema = z.strictObject({ id, number: z.string(), title: z.string(), state: z.enum(['made', 'released', 'dropped']), madeBy: z.string().nullable(), madeAt: at, releasedBy: z.string().nullable(), releasedAt: at.nullable(), reason: z.string().nullable(), lines: z.int(), total: fen, paid: fen, open: z.int() }).openapi('PaymentRun')
const runs = sql<RunRow>`select r.id, r.number, r.title, r.state, m.name made_by, r.made_at, x.name released_by, r.released_at, r.reason, count(l.id) filter (where l.state <> 'dropped')::int lines, coalesce(sum(l.amount) filter (where l.state <> 'dropped'), 0)::bigint total,
    coalesce(sum(l.amount) filter (where l.state = 'paid'), 0)::bigint paid, count(l.id) filter (where l.state = 'waiting')::int open
  from payment_run r left join payment_line l on l.tenant = r.tenant and l.run = r.id left join person m on m.tenant = r.tenant and m.id = r.made_by left join person x on x.tenant = r.tenant and x.id = r.released_by`
interface RunRow { readonly id: string; readonly number: string; readonly title: string; readonly state: 'made' | 'released' | 'dropped'; readonly made_by: string | null; readonly made_at: Date; readonly released_by: string | null; readonly released_at: Date | null; readonly reason: string | null; readonly lines: number; readonly total: bigint; readonly paid: bigint; readonly open: number }
const shown = ({ made_by, made_at, released_by, released_at, total, paid, ...row }: RunRow): z.input<typeof runSchema> => ({ ...row, madeBy: made_by, madeAt: made_at.toISOString(), releasedBy: released_by, releasedAt: released_at?.toISOString() ?? null, total: String(total), paid: String(paid) })

export const listRuns = operation({
  name: 'listRuns', method: 'get', path: '/payment-runs', tag: 'payments',
  summary: { zh: '付款批次', en: 'Payment runs' },
  query: z.object(pageQuery), answer: pageOf(runSchema),
  run: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)?.[0] ?? null
    const { rows } = await sql<RunRow>`${runs} where ${before}::text is null or r.number < ${before} group by r.tenant, r.id, m.name, x.name order by r.number desc limit ${limit + 1}`.execute(db)
    return { body: page(rows, limit, row => [row.number], shown) }
  },
})

const lineSchema = z.strictObject({
  id, number: z.int(), award: id, instalment: z.int(), matter: id, party: id, payee: z.string(), holder: z.string(), bank: z.string(), branch: z.string(), account: z.string(), amount: fen, code: z.string().nullable(), instrument: z.string(), reference: z.string(),
  state: z.enum(['waiting', 'paid', 'failed', 'returned', 'dropped']), reason: z.string().nullable(), settledOn: day.nullable(), receipt: id.nullable(),
}).openapi('PaymentLine')
export const readRun = operation({
  name: 'readRun', method: 'get', path: '/payment-runs/{run}', tag: 'payments', refuses: [404],
  summary: { zh: '一个付款批次的各笔', en: 'A payment run and its lines' },
  params: z.object({ run: id }), answer: runSchema.extend({ items: z.array(lineSchema) }).openapi('PaymentRunRead'),
  run: async ({ db, params: { run } }) => {
    const { rows: [row] } = await sql<RunRow>`${runs} where r.id = ${run}::uuid group by r.tenant, r.id, m.name, x.name`.execute(db)
    if (row === undefined) throw new Refused(404, 'not-found')
    const lines = await db.selectFrom('payment_line').select(['id', 'number', 'award', 'instalment', 'matter', 'party', 'payee', 'holder', 'bank', 'branch', 'account', 'amount', 'code', 'instrument', 'reference', 'state', 'reason', 'settled_on', 'receipt']).where('run', '=', run).orderBy('number').execute()
    return { body: { ...shown(row), items: lines.map(({ amount, account, settled_on, ...line }) => ({ ...line, amount: String(amount), account: maskedAccount(account), settledOn: settled_on })) } }
  },
})
