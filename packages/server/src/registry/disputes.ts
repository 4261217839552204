import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { requireSeenFact } from './fact.ts'
import { at, id, shortText } from './schemas.ts'
import { notify } from '../notices/index.ts'
import { tell } from '../webhooks/events.ts'

export const disputeFact = operation({
  name: 'disputeFact', method: 'post', path: '/facts/{fact}/disputes', tag: 'registry', creates: true, refuses: [404],
  summary: { zh: '对一项事实提出异议', en: 'Dispute a fact: this is wrong' },
  params: z.object({ fact: id }),
  body: z.strictObject({ reason: shortText(2000), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null) }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const fact = await requireSeenFact(db, params.fact)
    const own = uuid()
    await db.insertInto('dispute').values({ tenant: actor.tenant, id: own, fact: fact.id, ...body, raised_by: actor.person }).execute()
    await tell(db, 'dispute.raised', { party: fact.party, fact: fact.id, dispute: own })
    return { body: { id: own } }
  },
})

export const answerDispute = operation({
  name: 'answerDispute', method: 'post', path: '/disputes/{dispute}/answer', tag: 'registry', creates: true, refuses: [404, 409],
  summary: { zh: '答复异议', en: 'Answer a dispute' },
  params: z.object({ dispute: id }),
  body: z.strictObject({ outcome: z.enum(['upheld', 'dismissed']), reason: shortText(2000) }),
  answer: z.strictObject({ dispute: id }),
  run: async ({ db, actor, params, body }) => {
    const found = await db.selectFrom('dispute as d').innerJoin('fact as f', join => join.onRef('f.tenant', '=', 'd.tenant').onRef('f.id', '=', 'd.fact')).select(['d.id', 'd.raised_by', 'f.name']).where('d.id', '=', params.dispute).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    if (found.raised_by === actor.person) throw new Refused(409, 'own-dispute')
    await db.insertInto('dispute_answer').values({ tenant: actor.tenant, dispute: found.id, ...body, organisation: actor.memberships[0]?.organisation ?? null, answered_by: actor.person }).execute()
    await tell(db, 'dispute.answered', { dispute: found.id, outcome: body.outcome })
    await notify(db, { kind: 'dispute-answered', matter: null, number: null, params: { fact: found.name }, to: [{ person: found.raised_by }] })
    return { body: { dispute: found.id } }
  },
})

export const listDisputes = operation({
  name: 'listDisputes', method: 'get', path: '/disputes', tag: 'registry',
  summary: { zh: '待答复的异议', en: 'Disputes that wait for an answer' },
  query: z.object(pageQuery),
  answer: pageOf(z.strictObject({ id, party: id, partyName: z.string(), fact: id, name: z.string(), period: z.string(), written: z.string(), reason: z.string(), at })),
  run: async ({ db, query: { cursor, limit } }) => {
    const after = readCursor(cursor, 1)
    const rows = await db.selectFrom('dispute as d').innerJoin('fact as f', 'f.id', 'd.fact').innerJoin('party as p', 'p.id', 'f.party')
      .select(['d.id', 'p.id as party', 'p.name as partyName', 'f.id as fact', 'f.name', 'f.period', 'f.written', 'd.reason', 'd.raised_at'])
      .where(eb => eb.not(eb.exists(eb.selectFrom('dispute_answer as a').whereRef('a.dispute', '=', 'd.id'))))
      .$if(after !== undefined, query => query.where('d.id', '>', after?.[0] ?? '')).orderBy('d.id').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ raised_at, ...row }) => ({ ...row, at: raised_at.toISOString() })) }
  },
})
