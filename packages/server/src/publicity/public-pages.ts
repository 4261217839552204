import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { v7 as uuid } from 'uuid'
import { publicOperation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { enqueue } from '../notices/index.ts'
import { at, day, fen, id, outcome, tenant, text } from './schemas.ts'

const head = { title: z.string(), organisation: z.string(), organisationEn: z.string().nullable(), openedOn: day, dueOn: day.nullable(), provisional: z.boolean(), endedOn: day.nullable() }
interface Head { readonly title: string; readonly organisation: string; readonly organisation_en: string | null; readonly opened_on: string; readonly due_on: string | null; readonly provisional: boolean; readonly ended_on: string | null }
const shown = ({ title, organisation, organisation_en, opened_on, due_on, provisional, ended_on }: Head) => ({ title, organisation, organisationEn: organisation_en, openedOn: opened_on, dueOn: due_on, provisional, endedOn: ended_on })

export const listPublicities = publicOperation({
  name: 'listPublicities', method: 'get', path: '/public/{tenant}/publicities', tag: 'publicity',
  summary: { zh: '公示，不用登录', en: 'What is published, for anybody' },
  params: z.object({ tenant }), query: z.object(pageQuery), answer: pageOf(z.strictObject({ id, ...head, matters: z.int() }).openapi('Publicity')),
  visit: async ({ transact, params, query: { cursor, limit } }) => {
    const before = z.uuid().nullable().catch(null).parse(readCursor(cursor, 1)?.[0] ?? null)
    const { rows } = await transact(db => sql<Head & { readonly id: string; readonly matters: number }>`select * from public_publicities(${params.tenant}, ${before}::uuid, ${limit + 1})`.execute(db))
    return { body: page(rows, limit, row => [row.id], row => ({ id: row.id, ...shown(row), matters: row.matters })) }
  },
})

const itemSchema = z.strictObject({ number: z.int(), name: z.string(), instrument: z.string(), instrumentName: z.string(), article: z.int(), document: z.string(), words: z.string(), subject: z.string().nullable().default(null), amount: fen, dueOn: day.nullable() })
export const readPublicity = publicOperation({
  name: 'readPublicity', method: 'get', path: '/public/{tenant}/publicities/{publicity}', tag: 'publicity', refuses: [404],
  summary: { zh: '一批公示：名称、政策工具、金额', en: 'A publicity: names, instruments, amounts' },
  params: z.object({ tenant, publicity: id }), answer: z.strictObject({ id, ...head, items: z.array(itemSchema) }).openapi('PublicityRead'),
  visit: async ({ transact, params: { tenant, publicity } }) => {
    const { rows: [row] } = await transact(db => sql<Head & { readonly items: unknown }>`select * from public_publicity(${tenant}, ${publicity}::uuid)`.execute(db))
    if (row === undefined) throw new Refused(404, 'not-found')
    return { body: { id: publicity, ...shown(row), items: z.array(itemSchema).parse(row.items) } }
  },
})

/** Objections of one address in an hour: a person has few, and a program that floods holds up other people's money. */
const PER_HOUR = 10

export function objectTo() {
  const counted = new RateLimiterMemory({ points: PER_HOUR, duration: 3600 })
  return publicOperation({
    name: 'objectTo', method: 'post', path: '/public/{tenant}/publicities/{publicity}/objections', tag: 'publicity', refuses: [404, 409],
    summary: { zh: '对公示提出异议；姓名和联系方式只有经办部门看得到', en: 'Object to what is published; only the offices see who, and how to reach them' },
    params: z.object({ tenant, publicity: id }), body: z.strictObject({ number: z.int().min(1), name: text(100), contact: text(200), words: text(2000) }), answer: z.strictObject({ id }),
    visit: async ({ transact, params: { tenant, publicity }, body: { number, name, contact, words }, visitor }) => {
      await counted.consume(visitor.address).catch(() => { throw new Refused(429, 'too-many', { params: { seconds: '3600' } }) })
      const own = uuid()
      await transact(async db => {
        const { rows: [row] } = await sql<{ told: readonly string[] | null }>`select object_to(${tenant}, ${own}::uuid, ${publicity}::uuid, ${number}::int, ${name}, ${contact}, ${words}) as told`.execute(db)
        if (row === undefined || row.told === null) throw new Refused(404, 'not-found')
        await enqueue(db, row.told.map(id => ({ tenant, id })))
      })
      return { body: { id: own } }
    },
  })
}

export const followObjection = publicOperation({
  name: 'followObjection', method: 'get', path: '/public/{tenant}/objections/{objection}', tag: 'publicity', refuses: [404],
  summary: { zh: '凭编号看异议的答复，不用登录', en: 'What became of an objection, by its number' },
  params: z.object({ tenant, objection: id }), answer: z.strictObject({ publicity: id, title: z.string(), raisedAt: at, outcome: outcome.nullable(), answer: z.string().nullable(), answeredAt: at.nullable() }),
  visit: async ({ transact, params: { tenant, objection } }) => {
    const { rows: [row] } = await transact(db => sql<Followed>`select * from public_objection(${tenant}, ${objection}::uuid)`.execute(db))
    if (row === undefined) throw new Refused(404, 'not-found')
    const { raised_at, answered_at, ...rest } = row
    return { body: { ...rest, raisedAt: raised_at.toISOString(), answeredAt: answered_at?.toISOString() ?? null } }
  },
})
interface Followed { readonly publicity: string; readonly title: string; readonly raised_at: Date; readonly outcome: 'upheld' | 'dismissed' | null; readonly answer: string | null; readonly answered_at: Date | null }
