import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { endClock, resumeClock, startClock, stopClock } from '../calendar/index.ts'
import { today } from '../today.ts'
import { look } from './look.ts'
import { changeMatter, holdMatter, noteEvent, requireState } from './matter.ts'
import { party, sitters, tellOf } from './news.ts'
import { holdOpinion, requireSeat, seatOf } from './opinions.ts'
import { day, id, text } from './schemas.ts'

export const askSupplement = operation({
  name: 'askSupplement', method: 'post', path: '/opinions/{opinion}/supplements', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '要求补正：时限停下，补回来的只由提出的单位再看', en: 'Ask for a supplement: the clocks stand still, and only the unit that asked looks again' },
  params: z.object({ opinion: id }), body: z.strictObject({ what: text(2000), until: day }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const { matter, opinion } = await holdOpinion(db, params.opinion)
    requireState(matter, 'in review', 'supplement')
    if (opinion.state !== 'open' || opinion.step !== matter.step) throw new Refused(409, 'opinion-open')
    await requireSeat(db, actor, opinion)
    const on = today()
    if (body.until <= on) throw new Refused(422, 'invalid', { params: { zh: '补正期限要在今天以后', en: 'it must end after today' }, field: '/until' })
    const own = uuid()
    await db.insertInto('supplement').values({ tenant: actor.tenant, id: own, matter: matter.id, opinion: opinion.id, ...body, asked_by: actor.person, answer: null, answered_by: null, answered_at: null }).execute()
    if (matter.state === 'in review') {
      await changeMatter(db, matter, { state: 'supplement' })
      await stopClock(db, { tenant: actor.tenant, matter: matter.id }, body.what)
    }
    await startClock(db, { tenant: actor.tenant, matter: matter.id, kind: 'supplement', title: { zh: '补正', en: 'Supplement' }, ...(matter.number === null ? {} : { number: matter.number }), subject: own, by: { party: matter.party }, days: daysUntil(on, body.until), unit: 'calendar days', on })
    await noteEvent(db, actor, matter.id, 'supplement asked', { ...seatOf(opinion), what: body.what, until: body.until })
    await tellOf(db, matter, 'supplement-asked', { day: body.until }, [party(matter)])
    return { body: { id: own } }
  },
})
const daysUntil = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

export const answerSupplement = operation({
  name: 'answerSupplement', method: 'post', path: '/matters/{matter}/supplements/{supplement}/answer', tag: 'matters', creates: true, refuses: [404, 409],
  summary: { zh: '补正', en: 'Answer a request for a supplement' },
  params: z.object({ matter: id, supplement: id }), body: z.strictObject({ answer: text(2000) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'supplement')
    const found = await db.updateTable('supplement').set({ ...body, answered_by: actor.person, answered_at: new Date() }).where('id', '=', params.supplement).where('matter', '=', matter.id).where('answered_at', 'is', null).returning(['id', 'opinion']).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    await endClock(db, { tenant: actor.tenant, subject: found.id })
    await noteEvent(db, actor, matter.id, 'supplement answered', { answer: body.answer })
    const { organisation, area } = await db.selectFrom('opinion').select(['organisation', 'area']).where('id', '=', found.opinion).executeTakeFirstOrThrow()
    await tellOf(db, matter, 'supplement-given', {}, organisation === null ? area === null ? [] : [sitters({ organisation, area })] : [sitters({ organisation, area: null })])
    const open = await db.selectFrom('supplement').select('id').where('matter', '=', matter.id).where('answered_at', 'is', null).executeTakeFirst()
    if (open === undefined) {
      await changeMatter(db, matter, { state: 'in review' })
      await resumeClock(db, { tenant: actor.tenant, matter: matter.id })
      await look(db, actor, matter)
    }
    return { body: { id: found.id } }
  },
})
