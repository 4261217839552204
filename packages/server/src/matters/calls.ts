import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { procedureOf } from '@lizhu/policy'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { programOf } from '../packs/program.ts'
import { today } from '../today.ts'
import { nameOf } from './news.ts'
import { day, fen, id, text } from './schemas.ts'
import { requireInstrument } from './start-matter.ts'

const wanted = z.strictObject({ name: text(200), required: z.boolean() })
const callSchema = z.strictObject({
  id, title: z.string(), instruments: z.array(z.string()), opensOn: day, closesOn: day, budget: fen.nullable(), criteria: z.string().nullable(), materials: z.array(wanted), document: z.string(), open: z.boolean(), matters: z.int(),
}).openapi('Call')

export const publishCall = operation({
  name: 'publishCall', method: 'post', path: '/calls', tag: 'matters', creates: true, refuses: [409],
  summary: { zh: '发布申报指南', en: 'Publish a call for applications' },
  body: z.strictObject({
    title: text(200), instruments: z.array(z.string().max(100)).min(1).max(50), opensOn: day, closesOn: day, budget: fen.nullable().default(null), criteria: text(5000).nullable().default(null), materials: z.array(wanted).max(50).default([]), document: text(200),
  }).refine(({ opensOn, closesOn }) => opensOn <= closesOn, { path: ['closesOn'], params: { zh: '截止日期早于起始日期', en: 'it ends before it begins' } }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, body }) => {
    const program = await programOf(db, actor.tenant)
    for (const [index, instrument] of body.instruments.entries()) {
      const found = requireInstrument(program, instrument)
      if (procedureOf(program, instrument)?.way !== 'call') throw new Refused(422, 'no-call-for', { params: { ...nameOf(found) }, field: `/instruments/${index}` })
    }
    const own = uuid()
    const { title, instruments, opensOn, closesOn, budget, criteria, materials, document } = body
    await db.insertInto('call').values({
      tenant: actor.tenant, id: own, pack: program.pack.id, title, instruments, opens_on: opensOn, closes_on: closesOn, budget: budget === null ? null : BigInt(budget), criteria, materials: JSON.stringify(materials), document, published_by: actor.person,
    }).execute()
    return { body: { id: own } }
  },
})

export const listCalls = operation({
  name: 'listCalls', method: 'get', path: '/calls', tag: 'matters',
  summary: { zh: '申报指南，新的在前', en: 'Calls for applications, the latest first' },
  query: z.object({ ...pageQuery, open: z.enum(['true', 'false']).optional() }), answer: pageOf(callSchema),
  run: async ({ db, query: { cursor, limit, open } }) => {
    const before = readCursor(cursor, 1)
    const on = today()
    const rows = await db.selectFrom('call as c').select(eb => ['c.id', 'c.title', 'c.instruments', 'c.opens_on', 'c.closes_on', 'c.budget', 'c.criteria', 'c.materials', 'c.document',
      eb.selectFrom('matter as m').select(({ fn }) => fn.countAll<bigint>().as('n')).whereRef('m.call', '=', 'c.id').where('m.state', 'not in', ['draft', 'withdrawn']).as('matters')])
      .$if(before !== undefined, query => query.where('c.id', '<', before?.[0] ?? '')).$if(open === 'true', query => query.where('c.opens_on', '<=', on).where('c.closes_on', '>=', on))
      .orderBy('c.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ opens_on: opensOn, closes_on: closesOn, budget, matters, ...row }) => ({
      ...row, materials: [...row.materials], opensOn, closesOn, budget: budget === null ? null : String(budget), open: opensOn <= on && on <= closesOn, matters: Number(matters ?? 0n),
    })) }
  },
})
