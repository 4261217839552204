import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { noteEvent, requireMatter } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { id, text } from './schemas.ts'
import { tellOfNext } from './telling.ts'

export const askRecusal = operation({
  name: 'askRecusal', method: 'post', path: '/matters/{matter}/recusals', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '申请专家回避：单位指明席位，企业写明哪个人或哪个单位的人', en: 'Ask that an expert stands aside: a unit names the place, an enterprise whom, or whose people' },
  params: z.object({ matter: id }), body: z.strictObject({ place: id.nullable().default(null), whom: text(200), reason: text(1000) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body: { place, whom, reason } }) => {
    const { number } = await requireMatter(db, params.matter)
    const own = uuid()
    const { rows: [asked] } = await sql<{ unit: string }>`select ask_recusal(${own}::uuid, ${params.matter}::uuid, ${place}::uuid, ${whom}, ${reason}) as unit`.execute(db)
    await noteEvent(db, actor, params.matter, 'recusal asked')
    await notify(db, { kind: 'recusal-asked', matter: params.matter, number, params: {}, to: asked === undefined ? [] : [{ organisation: asked.unit, roles: ['head'] }] })
    return { body: { id: own } }
  },
})

export const answerRecusal = operation({
  name: 'answerRecusal', method: 'post', path: '/recusals/{recusal}/answer', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '决定是否回避；应当回避的，由抽取顺序中的下一位递补', en: 'Decide whether an expert stands aside; the next of the drawn order takes the place' },
  params: z.object({ recusal: id }), body: z.strictObject({ outcome: z.enum(['upheld', 'dismissed']), place: id.nullable().default(null), answer: text(1000) }), answer: z.strictObject({ matter: id, filled: z.boolean().nullable() }),
  run: async ({ db, actor, params, body: { outcome, answer, ...body } }) => {
    const found = await db.selectFrom('recusal_request as r').innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'r.tenant').onRef('m.id', '=', 'r.matter'))
      .select(['r.matter', 'r.place', 'r.by_party', 'r.raised_by', 'm.number', 'm.party']).where('r.id', '=', params.recusal).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    const place = body.place ?? found.place
    if (outcome === 'upheld' && place === null) throw new Refused(422, 'invalid', { params: { zh: '写明是哪一席', en: 'say which place it concerns' }, field: '/place' })
    const { rows: [row] } = await sql<{ next: string | null }>`select answer_recusal(${params.recusal}::uuid, ${outcome}, ${place}::uuid, ${answer}) as next`.execute(db)
    await noteEvent(db, actor, found.matter, `recusal ${outcome}`)
    await notify(db, { kind: 'recusal-answered', matter: found.matter, number: found.number, params: {}, to: [found.by_party ? { party: found.party } : { person: found.raised_by }] })
    const next = row?.next ?? null
    if (outcome === 'upheld' && place !== null) await tellOfNext(db, place, next)
    return { body: { matter: found.matter, filled: outcome === 'upheld' ? next !== null : null } }
  },
})
