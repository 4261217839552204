import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { at, fen, id, why } from './schemas.ts'

const drawSchema = z.strictObject({
  id, number: z.int(), instrument: z.string(), organisation: z.string(), sample: z.string(), allFrom: fen.nullable(), drawnBy: z.string().nullable(), drawnAt: at, matters: z.int(), drawn: z.int(),
  seed: z.string().regex(/^[0-9a-f]{64}$/).openapi({ description: '随机种子；次序 = sha256(种子 ‖ 事项编号 id) The seed; the order is sha256(seed ‖ the matter’s id)' }),
}).openapi('InspectionDraw')

const draws = (db: Db) => db.selectFrom('inspection_draw as d').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'd.tenant').onRef('p.id', '=', 'd.drawn_by'))
  .select(eb => ['d.id', 'd.number', 'd.instrument', 'd.organisation', 'd.sample', 'd.all_from', 'p.name as drawnBy', 'd.drawn_at', 'd.seed',
    eb.selectFrom('inspection_item as i').select(sql<number>`count(*)::int`.as('n')).whereRef('i.tenant', '=', 'd.tenant').whereRef('i.draw', '=', 'd.id').as('matters'),
    eb.selectFrom('inspection_item as i').select(sql<number>`count(*)::int`.as('n')).whereRef('i.tenant', '=', 'd.tenant').whereRef('i.draw', '=', 'd.id').where('i.why', '<>', 'not drawn').as('drawn')])
type Row = Awaited<ReturnType<ReturnType<typeof draws>['execute']>>[number]
const drawOf = ({ all_from, drawn_at, seed, matters, drawn, ...row }: Row): z.input<typeof drawSchema> => ({ ...row, allFrom: all_from === null ? null : String(all_from), drawnAt: drawn_at.toISOString(), seed: seed.toString('hex'), matters: matters ?? 0, drawn: drawn ?? 0 })

export const listDraws = operation({
  name: 'listDraws', method: 'get', path: '/inspection-draws', tag: 'inspections',
  summary: { zh: '现场核查的各次抽取，新的在前', en: 'Draws of inspections, the latest first' },
  query: z.object(pageQuery), answer: pageOf(drawSchema),
  run: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)?.[0]
    const rows = await draws(db).$if(before !== undefined, query => query.where('d.id', '<', before ?? '')).orderBy('d.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], drawOf) }
  },
})

const itemSchema = z.strictObject({ matter: id, number: z.string().nullable(), partyName: z.string(), amount: fen, place: z.int(), hash: z.string(), why, added: z.boolean().openapi({ description: '未抽中而加查 Added though it was not drawn' }), state: z.string(), step: z.string().nullable() })

export const readDraw = operation({
  name: 'readDraw', method: 'get', path: '/inspection-draws/{draw}', tag: 'inspections', refuses: [404],
  summary: { zh: '一次抽取：当时的名单、次序和每件的原因', en: 'A draw: the list as it stood, its order, and why each was or was not drawn' },
  params: z.object({ draw: id }), answer: drawSchema.extend({ items: z.array(itemSchema) }).openapi('InspectionDrawRead'),
  run: async ({ db, params: { draw } }) => {
    const row = await draws(db).where('d.id', '=', draw).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    const items = await db.selectFrom('inspection_item as i').innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'i.tenant').onRef('m.id', '=', 'i.matter')).innerJoin('party as p', join => join.onRef('p.tenant', '=', 'm.tenant').onRef('p.id', '=', 'm.party'))
      .select(eb => ['i.matter', 'm.number', 'p.name as partyName', 'i.amount', 'i.place', 'i.hash', 'i.why', 'm.state', sql<string | null>`m.steps->m.step->>'step'`.as('step'),
        eb.exists(eb.selectFrom('inspection_addition as a').select('a.id').whereRef('a.tenant', '=', 'i.tenant').whereRef('a.opinion', '=', 'i.opinion')).as('added')])
      .where('i.draw', '=', draw).orderBy('i.place').execute()
    return { body: { ...drawOf(row), items: items.map(({ amount, added, ...one }) => ({ ...one, amount: String(amount), added: Boolean(added) })) } }
  },
})
