import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { tell } from '../webhooks/events.ts'
import { recordersOf } from './recorders.ts'
import { at, id, recorder, shortText } from './schemas.ts'

export const listFactsToCheck = operation({
  name: 'listFactsToCheck', method: 'get', path: '/facts/to-check', tag: 'registry', summary: { zh: '等待核对的事实，等得最久的在前（自己登记的除外）', en: 'Facts that wait for a check, the longest first; none of one’s own' },
  query: z.object({ name: z.string().max(100).optional(), area: z.string().max(20).optional(), ...pageQuery }),
  answer: pageOf(z.strictObject({ id, party: id, partyName: z.string(), kind: z.string(), claimKey: z.string().nullable(), name: z.string(), period: z.string(), written: z.string(), source: z.string(), organisation: z.string().nullable(), recorder, recordedAt: at })),
  run: async ({ db, actor, query: { name, area, cursor, limit }, looked }) => {
    const after = readCursor(cursor, 2)
    const rows = await db.selectFrom('fact_to_check as q').innerJoin('fact as f', join => join.onRef('f.tenant', '=', 'q.tenant').onRef('f.id', '=', 'q.fact'))
      .innerJoin('party as p', join => join.onRef('p.tenant', '=', 'q.tenant').onRef('p.id', '=', 'q.party')).leftJoin('claim as c', join => join.onRef('c.tenant', '=', 'f.tenant').onRef('c.id', '=', 'f.claim'))
      .select(['f.id', 'p.id as party', 'p.name as partyName', sql<string>`coalesce(c.kind, p.kind)`.as('kind'), 'c.key as claimKey', 'f.name', 'f.period', 'f.written', 'f.source', 'f.organisation', 'q.told_at', sql<string>`q.told_at::text`.as('told')])
      .where('q.tenant', '=', actor.tenant).where('f.recorded_by', '<>', actor.person).where('p.withdrawn_at', 'is', null)
      .$if(name !== undefined, query => query.where('f.name', '=', name ?? ''))
      .$if(area !== undefined, query => query.where('p.area', '=', sql<string>`any (below(${actor.tenant}, ${[area]}::text[]))`))
      .$if(after !== undefined, query => query.where(sql<boolean>`(q.told_at, q.fact) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
      .orderBy('q.told_at').orderBy('q.fact').limit(limit + 1).execute()
    const recorders = await recordersOf(db, rows.map(row => row.id))
    for (const party of new Set(rows.slice(0, limit).map(row => row.party))) looked(party)
    return { body: page(rows, limit, row => [row.told, row.id], ({ told_at, told: _, ...row }) => ({ ...row, recorder: recorders.get(row.id) ?? null, recordedAt: told_at.toISOString() })) }
  },
})

export const checkFacts = operation({
  name: 'checkFacts', method: 'post', path: '/facts/checks', tag: 'registry', creates: true, refuses: [404, 409],
  summary: { zh: '一次确认若干事实，全部或全不', en: 'Confirm several facts at once, all of them or none' },
  body: z.strictObject({ facts: z.array(id).min(1).max(200), note: shortText(2000).nullable().default(null) }), answer: z.strictObject({ checked: z.int() }),
  run: async ({ db, actor, body }) => {
    const wanted = [...new Set(body.facts)]
    const facts = await db.selectFrom('fact').select(['id', 'party']).where('id', '=', sql<string>`any (${wanted}::uuid[])`).execute()
    if (facts.length < wanted.length) throw new Refused(404, 'not-found')
    await db.insertInto('fact_check').values(facts.map(fact => ({ tenant: actor.tenant, id: uuid(), fact: fact.id, verdict: 'confirmed' as const, note: body.note, evidence: null, organisation: actor.memberships[0]?.organisation ?? null, checked_by: actor.person }))).execute()
    for (const { id, party } of facts) await tell(db, 'fact.checked', { party, fact: id, verdict: 'confirmed' })
    return { body: { checked: facts.length } }
  },
})
