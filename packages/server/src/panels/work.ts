import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { day, fen, id } from './schemas.ts'

const VIEWS = ['waiting', 'running', 'done'] as const
const workSchema = z.strictObject({
  id: id.openapi({ description: '事项 The matter' }), number: z.string().nullable(), partyName: z.string(), instrument: z.string(), article: z.int(), most: fen.nullable(), dueOn: day.nullable(), provisional: z.boolean(), stopped: z.boolean(), changed: z.boolean(),
  experts: z.int(), scored: z.int(), requests: z.int().openapi({ description: '没有决定的回避申请 Requests for recusal that are not answered' }), why: z.enum(['undrawn', 'short']).nullable(),
  points: z.int().nullable().openapi({ description: '总分之和；没有全部提交为 null The points of all together; null before all are in' }), pass: z.int().nullable(), verdict: z.enum(['open', 'agreed', 'against']), mine: z.boolean(),
}).openapi('PanelWork')

export const listPanelWork = operation({
  name: 'listPanelWork', method: 'get', path: '/panel-work', tag: 'panels',
  summary: { zh: '专家评审的办理：待抽取、评审中、已评完', en: 'How expert reviews go: to be drawn, being scored, done' },
  query: z.object({ ...pageQuery, view: z.enum(VIEWS) }), answer: pageOf(workSchema),
  run: async ({ db, actor: { tenant, person }, query: { cursor, limit, view } }) => {
    const before = readCursor(cursor, 1)?.[0] ?? null
    const { rows } = await sql<z.infer<typeof workSchema> & { readonly opinion: string; readonly over: unknown; readonly panel: unknown }>`
      select * from (select o.id as opinion, m.id, m.number, y.name as "partyName", m.instrument, m.article, s.most::text, c.due_on::text as "dueOn", coalesce(c.provisional, false) as provisional, coalesce(c.stopped, false) as stopped, m.seen is distinct from m.assessed as changed,
          (m.steps->o.step->>'experts')::int as experts, coalesce(l.scored, 0) as scored, coalesce(l.requests, 0) as requests, case when o.state = 'open' and w.wanted in ('undrawn', 'short') then w.wanted end as why,
          case when l.over then l.points end as points, (m.steps->o.step->>'pass')::int as pass, o.state as verdict, l.over, l.panel,
          speaks_for(${tenant}, ${person}::uuid, o.organisation, o.area) as mine
        from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter join party y on y.tenant = m.tenant and y.id = m.party left join assessment s on s.tenant = m.tenant and s.id = m.assessed
          left join clock c on c.tenant = o.tenant and c.subject = o.id and c.ended_on is null cross join lateral (select case when o.state = 'open' then panel_wanted(o.id) end as wanted) w
          left join lateral (select pm.panel, panel_scored(pm.tenant, pm.panel, pm.matter) as over, (select count(*)::int from panel_place x where x.tenant = pm.tenant and x.panel = pm.panel and x.matter = pm.matter and x.state = 'scored') as scored,
              (select sum(g.points)::int from panel_place x join panel_score g on g.tenant = x.tenant and g.place = x.id where x.tenant = pm.tenant and x.panel = pm.panel and x.matter = pm.matter and x.state = 'scored') as points,
              (select count(*)::int from recusal_request r where r.tenant = pm.tenant and r.panel = pm.panel and r.matter = pm.matter and r.outcome is null) as requests
            from panel_matter pm where pm.tenant = o.tenant and pm.opinion = o.id order by pm.panel desc limit 1) l on true
       where o.tenant = ${tenant} and o.kind = 'experts' and m.steps->o.step->'experts' is not null and (o.state <> 'open' or m.step is not distinct from o.step and m.state in ('in review', 'supplement'))) w
       where case ${view} when 'waiting' then w.why is not null and w.mine when 'running' then w.verdict = 'open' and w.why is null and not w.over else w.panel is not null and (w.verdict <> 'open' or w.over) end
         and (${before}::uuid is null or w.opinion < ${before}::uuid)
       order by w.opinion desc limit ${limit + 1}`.execute(db)
    return { body: page(rows, limit, row => [row.opinion], ({ opinion: _, over: __, panel: ___, ...row }) => row) }
  },
})
