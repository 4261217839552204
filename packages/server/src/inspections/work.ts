import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { day, fen, id, lacks, lacksOf, outcome, why } from './schemas.ts'

const inspectedSchema = z.strictObject({
  id: id.openapi({ description: '事项 The matter' }), number: z.string().nullable(), partyName: z.string(), instrument: z.string(), article: z.int(), organisation: z.string().nullable(), amount: fen,
  draw: z.int().nullable(), why: why.nullable(), plannedOn: day.nullable(), place: z.string().nullable(), inspectors: z.array(z.string()), dueOn: day.nullable(),
  lacks: lacks.nullable(), visitedOn: day.nullable(), outcome: outcome.nullable(), confirmed: z.boolean(), verdict: z.enum(['open', 'agreed', 'against']), mine: z.boolean(),
}).openapi('InspectedMatter')

export const listInspections = operation({
  name: 'listInspections', method: 'get', path: '/inspections', tag: 'inspections',
  summary: { zh: '现场核查：抽中或加查的事项，待核查的或已核查的', en: 'Inspections: matters drawn or added, to be visited or done' },
  query: z.object({ ...pageQuery, done: z.stringbool().optional() }), answer: pageOf(inspectedSchema),
  run: async ({ db, actor: { tenant, person }, query: { cursor, limit, done = false } }) => {
    const before = readCursor(cursor, 1)?.[0] ?? null
    const { rows } = await sql<Omit<z.infer<typeof inspectedSchema>, 'lacks'> & { readonly lacks: string | null }>`
      select m.id, m.number, p.name as "partyName", m.instrument, m.article, o.organisation, coalesce(i.amount, a.amount, s.most, 0)::text as amount, d.number as draw, i.why, v.planned_on::text as "plannedOn", v.place,
        array(select n.name from inspection_inspector n where n.tenant = v.tenant and n.visit = v.id order by n.name) as inspectors, (select min(c.due_on)::text from clock c where c.tenant = o.tenant and c.subject = o.id and c.ended_on is null) as "dueOn",
        w.lacks, r.visited_on::text as "visitedOn", r.outcome, x.record is not null as confirmed, o.state as verdict, speaks_for(o.tenant, ${person}::uuid, o.organisation, o.area) as mine
      from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter join party p on p.tenant = m.tenant and p.id = m.party left join award a on a.tenant = m.tenant and a.id = m.award left join assessment s on s.tenant = m.tenant and s.id = m.assessed
        left join inspection_item i on i.tenant = o.tenant and i.opinion = o.id left join inspection_draw d on d.tenant = i.tenant and d.id = i.draw
        left join lateral (select y.* from inspection_visit y where y.tenant = o.tenant and y.opinion = o.id order by y.id desc limit 1) v on true
        left join lateral (select y.* from inspection_record y where y.tenant = o.tenant and y.opinion = o.id order by y.written_at desc limit 1) r on true left join inspection_confirmation x on x.tenant = r.tenant and x.record = r.id
        cross join lateral (select inspection_lacks(o.id) as lacks) w
      where o.tenant = ${tenant} and o.kind = 'inspection' and to_be_inspected(o.tenant, o.id) and (${before}::uuid is null or m.id < ${before}::uuid)
        and (w.lacks is null or o.state <> 'open' or m.state not in ('in review', 'supplement')) = ${done}
      order by m.id desc limit ${limit + 1}`.execute(db)
    return { body: page(rows, limit, row => [row.id], row => ({ ...row, lacks: lacksOf(row.lacks) })) }
  },
})
