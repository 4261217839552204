import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { holdMatter, noteEvent, requireSeat, type MatterRow } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { today } from '../today.ts'
import { day, id, text } from './schemas.ts'

/** The seat of the inspection at which a matter stands, held, where whoever acts sits there. */
export async function seatAt(db: Db, actor: Actor, matterId: string): Promise<{ readonly matter: MatterRow; readonly opinion: string }> {
  const matter = await holdMatter(db, matterId)
  const seat = await db.selectFrom('opinion').select(['id', 'organisation', 'area']).where('matter', '=', matter.id).where('step', '=', matter.step ?? -1).where('kind', '=', 'inspection').where('state', '=', 'open').executeTakeFirst()
  if (seat === undefined) throw new Refused(409, 'opinion-open')
  await requireSeat(db, actor, seat)
  return { matter, opinion: seat.id }
}

export const addInspection = operation({
  name: 'addInspection', method: 'post', path: '/matters/{matter}/inspection-additions', tag: 'inspections', creates: true, refuses: [404, 409],
  summary: { zh: '加查：未抽中的也去现场看，写明理由；抽中的不能免', en: 'Inspect what was not drawn as well, with the reason; what was drawn is never let off' },
  params: z.object({ matter: id }), body: z.strictObject({ reason: text(1000) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const { matter, opinion } = await seatAt(db, actor, params.matter)
    const own = uuid()
    await db.insertInto('inspection_addition').values({ tenant: actor.tenant, id: own, matter: matter.id, opinion, reason: body.reason, added_by: actor.person }).execute()
    await noteEvent(db, actor, matter.id, 'inspection added', { reason: body.reason })
    return { body: { id: own } }
  },
})

export const planVisit = operation({
  name: 'planVisit', method: 'post', path: '/matters/{matter}/inspection-visits', tag: 'inspections', creates: true, refuses: [404, 409],
  summary: { zh: '安排现场核查：哪天、哪里、哪两人以上去；通知企业', en: 'Plan a visit: the day, the place, two inspectors or more; the enterprise is told' },
  params: z.object({ matter: id }), body: z.strictObject({ plannedOn: day, place: text(200), inspectors: z.array(id).min(2).max(30) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    if (body.plannedOn < today()) throw new Refused(422, 'invalid', { params: { zh: '这一天已经过去', en: 'that day is over' }, field: '/plannedOn' })
    const { matter, opinion } = await seatAt(db, actor, params.matter)
    const visit = uuid()
    await db.insertInto('inspection_visit').values({ tenant: actor.tenant, id: visit, matter: matter.id, opinion, planned_on: body.plannedOn, place: body.place, planned_by: actor.person }).execute()
    await db.insertInto('inspection_inspector').values([...new Set(body.inspectors)].map(person => ({ tenant: actor.tenant, visit, person }))).execute()
    await noteEvent(db, actor, matter.id, 'visit planned', { day: body.plannedOn })
    await notify(db, { kind: 'visit-planned', matter: matter.id, number: matter.number, params: { day: body.plannedOn }, to: [{ party: matter.party }, ...body.inspectors.map(person => ({ person }))] })
    return { body: { id: visit } }
  },
})
