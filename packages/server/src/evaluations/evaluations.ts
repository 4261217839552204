import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { endClock } from '../calendar/index.ts'
import { noteEvent, requireMatter, sits } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { at, id } from '../registry/index.ts'

const day = z.iso.date()
const outcome = z.enum(['reached', 'partly', 'not']).openapi({ description: 'reached 达到 · partly 部分达到 · not 未达到' })

export const recordEvaluation = operation({
  name: 'recordEvaluation', method: 'post', path: '/matters/{matter}/evaluations', tag: 'evaluations', creates: true, refuses: [404, 409],
  summary: { zh: '绩效评价：资金拨付以后达到了什么；未达到的，可以另行决定追回', en: 'Evaluate what came of the money; where it was not reached, a recovery may be decided' },
  params: z.object({ matter: id }), body: z.strictObject({ outcome, figures: z.string().trim().min(1).max(2000), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await requireMatter(db, params.matter)
    if (matter.award === null) throw new Refused(409, 'conflict', { params: { zh: '资金还没有拨付，不到评价的时候。', en: 'Its money is not paid: it is too soon to evaluate it.' } })
    const own = uuid()
    await db.insertInto('evaluation').values({ tenant: actor.tenant, id: own, matter: matter.id, award: matter.award, ...body, evaluated_by: actor.person }).execute()
    await endClock(db, { tenant: actor.tenant, matter: matter.id, kind: 'evaluation', subject: matter.award })
    await noteEvent(db, actor, matter.id, `evaluated ${body.outcome}`, { what: body.figures })
    await notify(db, { kind: 'evaluated', matter: matter.id, number: matter.number, params: {}, to: [{ party: matter.party }, { roles: ['leader'] }] })
    return { body: { id: own } }
  },
})

export const readEvaluation = operation({
  name: 'readEvaluation', method: 'get', path: '/matters/{matter}/evaluations', tag: 'evaluations', refuses: [404],
  summary: { zh: '一件事项的绩效评价：何时到期、评价了什么', en: 'The evaluation of a matter: when it is due, and what was said' },
  params: z.object({ matter: id }),
  answer: z.strictObject({
    due: z.boolean().openapi({ description: '资金已拨付，要评价 Its money is paid and it is to be evaluated' }), dueOn: day.nullable(), provisional: z.boolean(), organisation: z.string().nullable(), mine: z.boolean(),
    items: z.array(z.strictObject({ id, outcome, figures: z.string(), evidence: z.string().nullable(), by: z.string().nullable(), at })),
  }).openapi('Evaluation'),
  run: async ({ db, actor, params }) => {
    const matter = await requireMatter(db, params.matter)
    const clock = await db.selectFrom('clock').select(['due_on', 'provisional', 'organisation']).where('matter', '=', matter.id).where('kind', '=', 'evaluation').orderBy('started_at', 'desc').executeTakeFirst()
    const rows = await db.selectFrom('evaluation as e').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'e.tenant').onRef('p.id', '=', 'e.evaluated_by'))
      .select(['e.id', 'e.outcome', 'e.figures', 'e.evidence', 'p.name as by', 'e.evaluated_at']).where('e.matter', '=', matter.id).orderBy('e.evaluated_at', 'desc').execute()
    return { body: {
      due: clock !== undefined, dueOn: clock?.due_on ?? null, provisional: clock?.provisional ?? false, organisation: clock?.organisation ?? null,
      mine: clock !== undefined && clock.organisation !== null && await sits(db, actor.tenant, actor.person, { organisation: clock.organisation, area: null }), items: rows.map(({ evaluated_at, ...row }) => ({ ...row, at: evaluated_at.toISOString() })),
    } }
  },
})
