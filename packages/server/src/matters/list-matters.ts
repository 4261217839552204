import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { id, matterSchema, STATES } from './schemas.ts'

const VIEWS = ['mine', 'due', 'waiting', 'approval', 'all'] as const

export const listMatters = operation({
  name: 'listMatters', method: 'get', path: '/matters', tag: 'matters',
  summary: { zh: '事项：待我办、今天到期、等待他人、待审批、全部', en: 'Matters: those that wait for me, are due, wait for others, wait for approval, all' },
  query: z.object({ ...pageQuery, view: z.enum(VIEWS).default('all'), state: z.enum(STATES).optional(), instrument: z.string().max(100).optional(), party: id.optional(), step: z.string().max(50).optional() }),
  answer: pageOf(matterSchema),
  run: async ({ db, actor, query: { cursor, limit, view, state, instrument, party, step } }) => {
    const before = readCursor(cursor, 1)
    const rows = await matters(db)
      .$if(before !== undefined, query => query.where('m.id', '<', before?.[0] ?? ''))
      .$if(state !== undefined, query => query.where('m.state', '=', state ?? 'draft')).$if(instrument !== undefined, query => query.where('m.instrument', '=', instrument ?? '')).$if(party !== undefined, query => query.where('m.party', '=', party ?? ''))
      .$if(step !== undefined, query => query.where(sql<boolean>`m.steps->m.step->>'step' = ${step ?? ''}`))
      .$if(view !== 'all', query => query.where(viewOf(view, actor)))
      .orderBy('m.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], matterOf) }
  },
})

type View = (typeof VIEWS)[number]
/** An open seat of those for whom somebody acts, a deputy's too. */
const seat = ({ tenant, person }: Actor) => sql<boolean>`exists (select from opinion o where o.tenant = m.tenant and o.matter = m.id and o.step = m.step and o.state = 'open' and speaks_for(${tenant}, ${person}::uuid, o.organisation, o.area))`
function viewOf(view: View, actor: Actor) {
  switch (view) {
    case 'mine': return sql<boolean>`(m.state = 'in review' and ${seat(actor)} or m.state in ('draft', 'proposed', 'supplement') and m.party = any (parties()))`
    case 'due': return sql<boolean>`exists (select from clock c where c.tenant = m.tenant and c.matter = m.id and c.ended_on is null and c.due_on <= ${today()}::date)`
    case 'waiting': return sql<boolean>`m.state in ('in review', 'supplement') and not ${seat(actor)}`
    case 'approval': return sql<boolean>`m.state = 'in review' and m.steps->m.step->>'step' = 'approval'`
    case 'all': return sql<boolean>`true`
  }
}

/** Matters with what a list shows of them; the clock that ends first. */
export const matters = (db: Db) => db.selectFrom('matter as m').innerJoin('party as p', join => join.onRef('p.tenant', '=', 'm.tenant').onRef('p.id', '=', 'm.party'))
  .leftJoin('assessment as s', join => join.onRef('s.tenant', '=', 'm.tenant').onRef('s.id', '=', 'm.assessed')).leftJoin('award as a', join => join.onRef('a.tenant', '=', 'm.tenant').onRef('a.id', '=', 'm.award'))
  .leftJoinLateral(eb => eb.selectFrom('clock as k').select(['k.due_on', 'k.provisional', 'k.stopped']).whereRef('k.tenant', '=', 'm.tenant').whereRef('k.matter', '=', 'm.id').where('k.ended_on', 'is', null).orderBy('k.stopped').orderBy('k.due_on').limit(1).as('c'), join => join.onTrue())
  .select(['m.id', 'm.number', 'm.instrument', 'm.article', 'm.procedure', 'm.way', 'm.party', 'p.name as partyName', 'm.subject', 'm.subject_name as subjectName', 'm.state', 'm.steps', 'm.step', 'm.assessed', 'm.seen', 'm.submitted_at', 'm.version',
    's.how', 's.most', 'a.amount', 'm.award', 'c.due_on as dueOn', 'c.provisional', 'c.stopped'])
type Row = Awaited<ReturnType<ReturnType<typeof matters>['execute']>>[number]

export function matterOf({ steps, step, assessed, seen, submitted_at, most, amount, provisional, stopped, party, subject, ...row }: Row): z.input<typeof matterSchema> {
  return {
    ...row, party, subject: subject === party ? '' : subject, step: step === null ? null : steps[step]?.step ?? null, most: most === null ? null : String(most), amount: amount === null ? null : String(amount),
    changed: assessed !== seen, submittedAt: submitted_at?.toISOString() ?? null, provisional: provisional ?? false, stopped: stopped ?? false,
  }
}
