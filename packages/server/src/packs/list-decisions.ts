import { z } from '@hono/zod-openapi'
import type { SelectQueryBuilder } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import type { Db } from '../database/pool.ts'
import type { Tables } from '../database/tables.ts'
import { shortText } from './pack.ts'

export const decisionSchema = z.strictObject({
  decision: z.string(), pack: z.string(), kind: z.enum(['setting', 'reading']), id: z.string(), words: z.string().nullable(), chosen: z.string(),
  organisation: z.string().nullable(), by: z.string().nullable(), at: z.string(), document: z.string(), documentDate: z.string(), evidence: z.string().nullable(), from: z.string(), note: z.string().nullable(),
  supersedes: z.string().nullable(),
}).openapi('Decision')
type Shown = z.infer<typeof decisionSchema>

/** All decisions, the newest first: what was superseded stays. */
export const listDecisions = operation({
  name: 'listDecisions', method: 'get', path: '/policy/decisions', tag: 'packs',
  summary: { zh: '已作的决定，连同被替代的', en: 'Decisions taken, superseded ones too' },
  query: z.strictObject({ ...pageQuery, pack: shortText(100).optional(), kind: z.enum(['setting', 'reading']).optional(), id: shortText(200).optional() }),
  answer: pageOf(decisionSchema),
  run: async ({ db, actor, query: { cursor, limit, pack, kind, id } }) => {
    const after = readCursor(cursor, 1)?.[0]
    const rows = await decisions(db, actor.tenant, query => {
      let asked = query.limit(limit + 1)
      if (pack !== undefined) asked = asked.where('d.pack', '=', pack)
      if (kind !== undefined) asked = asked.where('d.kind', '=', kind)
      if (id !== undefined) asked = asked.where('d.question', '=', id)
      return after === undefined ? asked : asked.where('d.id', '<', after)
    })
    return { body: page(rows, limit, one => [one.decision], one => one) }
  },
})

type Query = SelectQueryBuilder<Tables & { d: Tables['decision']; p: { [K in keyof Tables['person']]: Tables['person'][K] | null } }, 'd' | 'p', object>

/** Their ids rise with time (uuid v7). */
export async function decisions(db: Db, tenant: string, narrow: (query: Query) => Query): Promise<Shown[]> {
  const all = db.selectFrom('decision as d').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'd.tenant').onRef('p.id', '=', 'd.decided_by')).where('d.tenant', '=', tenant)
  const rows = await narrow(all).select(['d.id', 'd.pack', 'd.kind', 'd.question', 'd.words', 'd.chosen', 'd.organisation', 'd.decided_at', 'd.document', 'd.document_date', 'd.evidence', 'd.from_day', 'd.note', 'd.supersedes', 'p.name'])
    .orderBy('d.id', 'desc').execute()
  return rows.map(({ id, question, decided_at, document_date, from_day, name, ...row }) => ({ decision: id, id: question, ...row, by: name, at: decided_at.toISOString(), documentDate: document_date, from: from_day }))
}
