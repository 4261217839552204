import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { programOf } from '../packs/program.ts'
import { instrumentName } from './news.ts'
import { at, id, text } from './schemas.ts'

export const recordLegalityReview = operation({
  name: 'recordLegalityReview', method: 'post', path: '/legality-reviews', tag: 'review', creates: true, refuses: [409],
  summary: { zh: '记录公平竞争审查等合法性审查的结论', en: 'Record what a legality review concluded' },
  body: z.strictObject({ instrument: z.string().max(100), passed: z.boolean(), document: text(200), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, body }) => {
    const program = await programOf(db, actor.tenant)
    const review = program.instruments.find(one => one.id === body.instrument)?.review
    if (review === undefined) throw new Refused(422, 'no-review-for', { params: { ...instrumentName(program, body.instrument) }, field: '/instrument' })
    const own = uuid()
    await db.insertInto('legality_review').values({ tenant: actor.tenant, id: own, pack: program.pack.id, review, ...body, organisation: actor.memberships[0]?.organisation ?? null, reviewed_by: actor.person }).execute()
    return { body: { id: own } }
  },
})

export const listLegalityReviews = operation({
  name: 'listLegalityReviews', method: 'get', path: '/legality-reviews', tag: 'review',
  summary: { zh: '须先做合法性审查的工具，和已有的结论', en: 'Instruments that need a legality review first, and what was concluded' },
  answer: z.strictObject({ items: z.array(z.strictObject({ instrument: z.string(), name: z.string(), review: z.string(), passed: z.boolean().nullable(), document: z.string().nullable(), organisation: z.string().nullable(), at: at.nullable() })) }),
  run: async ({ db, actor }) => {
    const program = await programOf(db, actor.tenant)
    const rows = await db.selectFrom('legality_review').selectAll().distinctOn(['instrument', 'review']).orderBy('instrument').orderBy('review').orderBy('reviewed_at', 'desc').execute()
    return { body: { items: program.instruments.flatMap(({ id: instrument, name, review }) => {
      if (review === undefined) return []
      const last = rows.find(one => one.instrument === instrument && one.review === review)
      return [{ instrument, name, review, passed: last?.passed ?? null, document: last?.document ?? null, organisation: last?.organisation ?? null, at: last?.reviewed_at.toISOString() ?? null }]
    }) } }
  },
})
