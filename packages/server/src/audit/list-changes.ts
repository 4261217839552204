import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'

const day = z.iso.date()
const content = z.record(z.string(), z.unknown()).nullable()
const changeSchema = z.strictObject({
  id: z.string(), at: z.iso.datetime(), person: z.uuid().nullable(), name: z.string().nullable(), operation: z.string().nullable(), request: z.uuid().nullable(), relation: z.string(),
  key: content, change: z.enum(['insert', 'update', 'delete', 'event']), before: content, after: content,
  sealed: z.boolean().openapi({ description: '已在链上 Under a seal of the chain' }),
}).openapi('Change')

/** A day begins and ends in China. */
const startOf = (date: string, later = 0): Date => new Date(Date.parse(`${date}T00:00:00+08:00`) + later * 86_400_000)

export const listChanges = operation({
  name: 'listChanges', method: 'get', path: '/audit/changes', tag: 'audit',
  summary: { zh: '审计轨迹，新的在前', en: 'The audit trail, the latest first' },
  query: z.object({ relation: z.string().max(63).optional(), person: z.uuid().optional(), operation: z.string().max(63).optional(), request: z.uuid().optional(), since: day.optional(), until: day.optional(), ...pageQuery }),
  answer: pageOf(changeSchema),
  read: async ({ db, query: { relation, person, operation: named, request, since, until, cursor, limit } }) => {
    const before = readCursor(cursor, 1)
    const rows = await db.selectFrom('audit as a').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'a.tenant').onRef('p.id', '=', 'a.person'))
      .select(['a.id', 'a.at', 'a.person', 'p.name', 'a.operation', 'a.request', 'a.relation', 'a.key', 'a.change', 'a.before', 'a.after'])
      .select(sql<boolean>`exists (select from audit_seal s where s.number = (select max(number) from audit_seal) and a.id <= s.upto and not s.missing @> a.id)`.as('sealed'))
      .where('a.tenant', '=', sql<string>`(select tenant())`)
      .$if(relation !== undefined, query => query.where('a.relation', '=', relation ?? '')).$if(person !== undefined, query => query.where('a.person', '=', person ?? ''))
      .$if(named !== undefined, query => query.where('a.operation', '=', named ?? '')).$if(request !== undefined, query => query.where('a.request', '=', request ?? ''))
      .$if(since !== undefined, query => query.where('a.at', '>=', startOf(since ?? ''))).$if(until !== undefined, query => query.where('a.at', '<', startOf(until ?? '', 1)))
      .$if(before !== undefined, query => query.where('a.id', '<', BigInt(/^\d{1,18}$/.test(before?.[0] ?? '') ? before?.[0] ?? '0' : '0'))).orderBy('a.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [String(row.id)], row => ({ ...row, id: String(row.id), at: row.at.toISOString(), key: object(row.key), before: object(row.before), after: object(row.after) })) }
  },
})
const object = (value: unknown): Record<string, unknown> | null => typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null

export const readSeals = operation({
  name: 'readSeals', method: 'get', path: '/audit/seals', tag: 'audit',
  summary: { zh: '审计链到了哪里（由 lizhu audit verify 用库外的检查点核对）', en: 'How far the chain is (lizhu audit verify holds it against the checkpoints outside)' },
  answer: z.strictObject({ seals: z.string(), rows: z.string(), last: z.strictObject({ at: z.iso.datetime(), hash: z.string() }).nullable() }),
  read: async ({ db }) => {
    const last = await db.selectFrom('audit_seal').select(['number', 'at', 'total', 'hash']).orderBy('number', 'desc').limit(1).executeTakeFirst()
    return { body: last === undefined ? { seals: '0', rows: '0', last: null } : { seals: String(last.number), rows: String(last.total), last: { at: last.at.toISOString(), hash: last.hash.toString('hex') } } }
  },
})
