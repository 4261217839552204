import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { noteEvent } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { seat } from './work.ts'
import { at, fen, id, outcome, text } from './schemas.ts'

const objectionSchema = z.strictObject({
  id, publicity: id, title: z.string(), matter: id, number: z.string().nullable(), partyName: z.string(), amount: fen, name: z.string(), contact: z.string(), words: z.string(), raisedAt: at,
  outcome: outcome.nullable(), answer: z.string().nullable(), answeredBy: z.string().nullable(), answeredAt: at.nullable(),
  mine: z.boolean().openapi({ description: '由你的单位答复 Your unit answers it' }),
}).openapi('Objection')

export const listObjections = operation({
  name: 'listObjections', method: 'get', path: '/objections', tag: 'publicity',
  summary: { zh: '对公示的异议，含姓名和联系方式', en: 'Objections, with who raised them and how they are reached' },
  query: z.object({ ...pageQuery, publicity: id.optional(), matter: id.optional(), open: z.stringbool().optional() }), answer: pageOf(objectionSchema),
  run: async ({ db, actor, query: { cursor, limit, publicity, matter, open } }) => {
    const before = readCursor(cursor, 1)?.[0]
    const rows = await db.selectFrom('publicity_objection as x').innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'x.tenant').onRef('m.id', '=', 'x.matter'))
      .innerJoin('party as y', join => join.onRef('y.tenant', '=', 'm.tenant').onRef('y.id', '=', 'm.party')).innerJoin('publicity as b', join => join.onRef('b.tenant', '=', 'x.tenant').onRef('b.id', '=', 'x.publicity'))
      .innerJoin('publicity_item as i', join => join.onRef('i.tenant', '=', 'x.tenant').onRef('i.publicity', '=', 'x.publicity').onRef('i.matter', '=', 'x.matter'))
      .leftJoin('person as p', join => join.onRef('p.tenant', '=', 'x.tenant').onRef('p.id', '=', 'x.answered_by'))
      .select(['x.id', 'x.publicity', 'b.title', 'x.matter', 'm.number', 'y.name as partyName', 'i.snapshot', 'x.name', 'x.contact', 'x.words', 'x.raised_at', 'x.outcome', 'x.answer', 'p.name as answeredBy', 'x.answered_at', seat(actor).as('mine')])
      .$if(publicity !== undefined, query => query.where('x.publicity', '=', publicity ?? '')).$if(matter !== undefined, query => query.where('x.matter', '=', matter ?? ''))
      .$if(open !== undefined, query => query.where('x.outcome', open === true ? 'is' : 'is not', null)).$if(before !== undefined, query => query.where('x.id', '<', before ?? ''))
      .orderBy('x.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ raised_at, answered_at, snapshot, ...row }) => ({ ...row, amount: snapshot.amount, raisedAt: raised_at.toISOString(), answeredAt: answered_at?.toISOString() ?? null })) }
  },
})

export const answerObjection = operation({
  name: 'answerObjection', method: 'post', path: '/objections/{objection}/answer', tag: 'publicity', creates: true, refuses: [404, 409],
  summary: { zh: '答复异议：成立的，事项不能转入下一步，由人决定不予通过或退回', en: 'Answer an objection: where it is upheld the matter does not go on; somebody rejects it or sends it back' },
  params: z.object({ objection: id }), body: z.strictObject({ outcome, answer: text(2000) }), answer: z.strictObject({ matter: id }),
  run: async ({ db, actor, params, body }) => {
    const found = await db.selectFrom('publicity_objection as x').innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'x.tenant').onRef('m.id', '=', 'x.matter'))
      .select(['x.matter', 'x.outcome', 'm.number', 'm.party']).where('x.id', '=', params.objection).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    await db.updateTable('publicity_objection').set({ ...body, answered_by: actor.person, answered_at: new Date() }).where('id', '=', params.objection).execute()
    await noteEvent(db, actor, found.matter, `objection ${body.outcome}`, { answer: body.answer })
    await notify(db, { kind: 'objection-answered', matter: found.matter, number: found.number, params: {}, to: [{ party: found.party }] })
    return { body: { matter: found.matter } }
  },
})
