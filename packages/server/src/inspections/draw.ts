import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { noteEvent } from '../matters/index.ts'
import { at, day, fen, id } from './schemas.ts'

const toDrawSchema = z.strictObject({
  id: id.openapi({ description: '事项 The matter' }), number: z.string().nullable(), partyName: z.string(), instrument: z.string(), article: z.int(), amount: fen, since: at, dueOn: day.nullable(),
  sample: z.string().openapi({ description: '至少抽取的比例 The least share that is drawn', example: '0.3' }), allFrom: fen.nullable().openapi({ description: '达到这个金额的全部核查，分 Each one from this amount is drawn, fen' }),
}).openapi('MatterToDraw')

export const listToDraw = operation({
  name: 'listToDraw', method: 'get', path: '/matters-to-draw', tag: 'inspections',
  summary: { zh: '本单位等待抽取现场核查的事项', en: 'Matters of one’s unit that wait for the draw of an inspection' },
  query: z.object(pageQuery), answer: pageOf(toDrawSchema),
  run: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)?.[0] ?? null
    const { rows } = await sql<Omit<z.infer<typeof toDrawSchema>, 'since'> & { readonly since: Date }>`
      select m.id, m.number, p.name as "partyName", m.instrument, m.article, w.amount::text, o.opened_at as since, w.sample::text, w.all_from::text as "allFrom",
        (select min(c.due_on)::text from clock c where c.tenant = o.tenant and c.subject = o.id and c.ended_on is null) as "dueOn"
      from waiting_for_draw(null) w join matter m on m.tenant = tenant() and m.id = w.matter join opinion o on o.tenant = m.tenant and o.id = w.opinion join party p on p.tenant = m.tenant and p.id = m.party
      where ${before}::uuid is null or m.id < ${before}::uuid order by m.id desc limit ${limit + 1}`.execute(db)
    return { body: page(rows, limit, row => [row.id], ({ since, ...row }) => ({ ...row, since: since.toISOString() })) }
  },
})

export const drawInspection = operation({
  name: 'drawInspection', method: 'post', path: '/inspection-draws', tag: 'inspections', creates: true, refuses: [409],
  summary: { zh: '随机抽取现场核查：一项政策等在本单位的全部事项，种子和名单留存', en: 'Draw what is inspected on site: over all that waits of one instrument; the seed and the list are kept' },
  body: z.strictObject({ instrument: z.string().min(1).max(100) }), answer: z.strictObject({ id, number: z.int(), drawn: z.int(), rest: z.int() }),
  run: async ({ db, actor, body }) => {
    const own = uuid()
    const { rows: [row] } = await sql<{ number: number }>`select draw_inspection(${own}::uuid, ${body.instrument}) as number`.execute(db)
    const number = row?.number ?? 0
    const items = await db.selectFrom('inspection_item').select(['matter', 'why']).where('draw', '=', own).orderBy('matter').execute()
    for (const { matter, why } of items) await noteEvent(db, actor, matter, why === 'not drawn' ? 'inspection not drawn' : 'inspection drawn', { draw: String(number) })
    const drawn = items.filter(one => one.why !== 'not drawn').length
    return { body: { id: own, number, drawn, rest: items.length - drawn } }
  },
})
