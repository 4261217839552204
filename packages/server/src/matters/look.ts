import { z } from '@hono/zod-openapi'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { endClock } from '../calendar/index.ts'
import { dropAward, reopenAward } from '../ledger/index.ts'
import { today } from '../today.ts'
import { keepAssessment, outcomeOf } from './assessing.ts'
import { settleAward } from './award.ts'
import { advance, end } from './flow.ts'
import { changeMatter, dayOfMatter, holdMatter, noteEvent, programFor, requireState, STATE_WORDS, type MatterRow } from './matter.ts'
import { tellOf } from './news.ts'
import { requireLead } from './opinions.ts'
import { leadOf, openSeats } from './seats.ts'
import { id, text } from './schemas.ts'

/**
 * Assesses a matter anew on what the record says now. What changed is kept beside what was there before, the award follows
 * it, and nothing goes on until somebody has looked. @returns whether anything changed
 */
export async function look(db: Db, actor: Actor, matter: MatterRow): Promise<boolean> {
  const made = await outcomeOf(db, actor, { matter: matter.id, party: matter.party, instrument: matter.instrument, subject: matter.subject, asOf: dayOfMatter(matter, today()) })
  const { id: assessment, changed } = await keepAssessment(db, actor, matter, made)
  if (!changed) return false
  matter.assessed = assessment
  if (matter.award !== null) {
    const award = await db.selectFrom('award').select('state').where('id', '=', matter.award).executeTakeFirst()
    if (award?.state === 'ready') await reopenAward(db, matter.award)
  }
  await settleAward(db, matter, made)
  await noteEvent(db, actor, matter.id, 'assessed anew', { status: made.status })
  const lead = leadOf(made.rules.program, matter)
  if (lead !== undefined) await tellOf(db, matter, 'facts-changed', {}, [{ organisation: lead }])
  return true
}

export const assessAnew = operation({
  name: 'assessAnew', method: 'post', path: '/matters/{matter}/assessment', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '按现在的事实重新测算', en: 'Assess anew on what the record says now' },
  params: z.object({ matter: id }), answer: z.strictObject({ changed: z.boolean() }),
  run: async ({ db, actor, params }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'in review', 'supplement', 'approved')
    return { body: { changed: await look(db, actor, matter) } }
  },
})

export const seeChange = operation({
  name: 'seeChange', method: 'post', path: '/matters/{matter}/change-seen', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '看过变化：继续，或退回前面的步骤', en: 'A change was looked at: go on, or back to an earlier step' },
  params: z.object({ matter: id }), body: z.strictObject({ assessment: id, back: z.int().min(0).nullable().default(null), reason: text(1000) }), answer: z.strictObject({ matter: id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'in review', 'supplement', 'approved')
    const program = await programFor(db, actor.tenant, matter, today())
    await requireLead(db, actor, program, matter)
    if (matter.assessed !== body.assessment) throw new Refused(409, 'changed-again')
    const { back } = body
    if (back !== null && (matter.state !== 'in review' || matter.step === null || back >= matter.step)) throw new Refused(409, 'matter-state', { params: { ...STATE_WORDS[matter.state] } })
    await changeMatter(db, matter, { seen: body.assessment, ...(back === null ? {} : { step: back }) })
    await noteEvent(db, actor, matter.id, 'change seen', { reason: body.reason, ...(back === null ? {} : { back: matter.steps[back]?.step ?? '' }) })
    if (back !== null) {
      // What was asked at the step left, nobody answers any more.
      await endClock(db, { tenant: actor.tenant, matter: matter.id })
      await openSeats(db, actor, program, matter)
    }
    else await advance(db, actor, program, matter)
    return { body: { matter: matter.id } }
  },
})

export const rejectMatter = operation({
  name: 'rejectMatter', method: 'post', path: '/matters/{matter}/rejection', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '不予通过：哪一句、为什么', en: 'Reject: which phrase, and why' },
  params: z.object({ matter: id }), body: z.strictObject({ phrase: text(500).nullable().default(null), reason: text(2000) }), answer: z.strictObject({ matter: id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'in review', 'supplement')
    await requireLead(db, actor, await programFor(db, actor.tenant, matter, today()), matter)
    await giveUp(db, matter)
    await end(db, actor, matter, 'rejected', { reason: body.reason, ...(body.phrase === null ? {} : { phrase: body.phrase }) })
    return { body: { matter: matter.id } }
  },
})

export const withdrawMatter = operation({
  name: 'withdrawMatter', method: 'post', path: '/matters/{matter}/withdrawal', tag: 'matters', creates: true, refuses: [404, 409],
  summary: { zh: '撤回申请', en: 'Withdraw an application' },
  params: z.object({ matter: id }), body: z.strictObject({ reason: text(1000).nullable().default(null) }), answer: z.strictObject({ matter: id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'draft', 'proposed', 'in review', 'supplement')
    await giveUp(db, matter)
    await end(db, actor, matter, 'withdrawn', body.reason === null ? {} : { reason: body.reason })
    return { body: { matter: matter.id } }
  },
})

async function giveUp(db: Db, { award }: MatterRow): Promise<void> {
  if (award === null) return
  const found = await db.selectFrom('award').select('state').where('id', '=', award).executeTakeFirst()
  if (found?.state === 'proposed' || found?.state === 'ready') await dropAward(db, award)
}
