import { z } from '@hono/zod-openapi'
import type { Selectable } from 'kysely'
import type { Program } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { endClock } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { advance } from './flow.ts'
import { holdMatter, noteEvent, programFor, requireState, STATE_WORDS, type MatterRow } from './matter.ts'
import { stepWords } from './news.ts'
import { id, text } from './schemas.ts'
import { callOn, ELSEWHERE, leadOf, reopen, type Seat } from './seats.ts'
import type { MatterTables } from './tables.ts'

export type OpinionRow = Selectable<MatterTables['opinion']>

/** The seat and its matter, held. */
export async function holdOpinion(db: Db, opinion: string): Promise<{ readonly opinion: OpinionRow; readonly matter: MatterRow }> {
  const found = await db.selectFrom('opinion').select('matter').where('id', '=', opinion).executeTakeFirst()
  if (found === undefined) throw new Refused(404, 'not-found')
  const matter = await holdMatter(db, found.matter)
  return { matter, opinion: await db.selectFrom('opinion').selectAll().where('id', '=', opinion).executeTakeFirstOrThrow() }
}

export const giveOpinion = operation({
  name: 'giveOpinion', method: 'post', path: '/opinions/{opinion}/given', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '提出审查意见：同意，或不同意并指出哪一句、为什么', en: 'Give an opinion: agreed, or against, with the phrase and the reason' },
  params: z.object({ opinion: id }),
  body: z.strictObject({ verdict: z.enum(['agreed', 'against']), phrase: text(500).nullable().default(null), reason: text(2000).nullable().default(null), assessment: id.openapi({ description: '看的是哪一次测算 The assessment that was looked at' }) })
    .refine(({ verdict, reason }) => verdict === 'agreed' || reason !== null, { path: ['reason'], params: { zh: '不同意要写明理由', en: 'say why' } }),
  answer: z.strictObject({ matter: id, advanced: z.boolean() }),
  run: async ({ db, actor, params, body }) => {
    const { matter, opinion } = await holdOpinion(db, params.opinion)
    return { body: { matter: matter.id, advanced: await give(db, actor, matter, opinion, body) } }
  },
})

interface Said { readonly verdict: 'agreed' | 'against'; readonly phrase: string | null; readonly reason: string | null; readonly assessment: string }
/** The seat speaks, its clock ends, and the matter goes on where nobody else is waited for. @returns whether it went on */
export async function give(db: Db, actor: Actor, matter: MatterRow, opinion: OpinionRow, said: Said, note: Readonly<Record<string, string>> = {}): Promise<boolean> {
  if (ELSEWHERE.has(opinion.kind)) throw new Refused(409, 'step-elsewhere', { params: { ...stepWords(opinion.kind) } })
  await requireSeat(db, actor, opinion)
  await db.insertInto('opinion_given').values({ tenant: actor.tenant, opinion: opinion.id, round: opinion.round, ...said, given_by: actor.person }).execute()
  await endClock(db, { tenant: actor.tenant, subject: opinion.id })
  await noteEvent(db, actor, matter.id, said.verdict, { ...seatOf(opinion), ...(said.reason === null ? {} : { reason: said.reason }), ...note })
  return advance(db, actor, await programFor(db, actor.tenant, matter, today()), matter)
}

export const seatOf = ({ organisation, area }: OpinionRow): Record<string, string> => ({ ...(organisation === null ? {} : { organisation }), ...(area === null ? {} : { area }) })

/** A step that is carried out elsewhere is done: its lead unit's seat agrees, and the matter goes on. Whoever acts must sit there. */
export async function completeStep(db: Db, actor: Parameters<typeof noteEvent>[1], matterId: string, kind: string): Promise<boolean> {
  const matter = await holdMatter(db, matterId)
  requireState(matter, 'in review')
  const seat = await db.selectFrom('opinion').selectAll().where('matter', '=', matterId).where('step', '=', matter.step ?? -1).where('kind', '=', kind).where('state', '=', 'open').executeTakeFirst()
  if (seat === undefined || matter.assessed === null) throw new Refused(409, 'matter-state', { params: { ...STATE_WORDS[matter.state] } })
  await db.insertInto('opinion_given').values({ tenant: actor.tenant, opinion: seat.id, round: seat.round, verdict: 'agreed', phrase: null, reason: null, assessment: matter.assessed, given_by: actor.person }).execute()
  await endClock(db, { tenant: actor.tenant, subject: seat.id })
  return advance(db, actor, await programFor(db, actor.tenant, matter, today()), matter)
}

export const askAgain = operation({
  name: 'askAgain', method: 'post', path: '/opinions/{opinion}/asked-again', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '请一个单位重新出具意见', en: 'Ask one unit to look again' },
  params: z.object({ opinion: id }), body: z.strictObject({ reason: text(2000) }), answer: z.strictObject({ matter: id }),
  run: async ({ db, actor, params, body }) => {
    const { matter, opinion } = await holdOpinion(db, params.opinion)
    requireState(matter, 'in review', 'supplement')
    if (opinion.state === 'open' || opinion.step !== matter.step) throw new Refused(409, 'opinion-open')
    await requireLead(db, actor, await programFor(db, actor.tenant, matter, today()), matter)
    await reopen(db, opinion)
    await callOn(db, actor, matter, [toSeat(opinion)])
    await noteEvent(db, actor, matter.id, 'asked again', { ...seatOf(opinion), reason: body.reason })
    return { body: { matter: matter.id } }
  },
})

export const tickPhrase = operation({
  name: 'tickPhrase', method: 'put', path: '/opinions/{opinion}/ticks', tag: 'review', refuses: [404, 409],
  summary: { zh: '逐句签：看过并同意机器对这一句的判断', en: 'Sign a phrase: it was looked at and the machine’s verdict stands' },
  params: z.object({ opinion: id }), body: z.strictObject({ phrase: text(500), ticked: z.boolean() }), answer: z.null(),
  run: async ({ db, actor, params, body }) => {
    const { matter, opinion } = await holdOpinion(db, params.opinion)
    if (opinion.state !== 'open' || matter.assessed === null) throw new Refused(409, 'opinion-open')
    await requireSeat(db, actor, opinion)
    const row = { assessment: matter.assessed, ticked_by: actor.person, ticked_at: new Date() }
    if (body.ticked) await db.insertInto('tick').values({ tenant: actor.tenant, opinion: opinion.id, phrase: body.phrase, ...row }).onConflict(one => one.columns(['tenant', 'opinion', 'phrase']).doUpdateSet(row)).execute()
    else await db.deleteFrom('tick').where('opinion', '=', opinion.id).where('phrase', '=', body.phrase).execute()
    return { body: null }
  },
})

const toSeat = ({ id, organisation, area }: OpinionRow): Seat & { readonly id: string } => {
  if (organisation !== null) return { id, organisation, area: null }
  if (area === null) throw new Error('a seat of nobody')
  return { id, organisation, area }
}

/** Only its lead unit carries a matter on, prices it or ends it; a deputy of the unit too. */
export async function requireLead(db: Db, { tenant, person }: Pick<Actor, 'tenant' | 'person'>, program: Program, matter: MatterRow): Promise<void> {
  const lead = leadOf(program, matter)
  if (lead === undefined || !await sits(db, tenant, person, { organisation: lead, area: null })) throw new Refused(403, 'not-the-lead', { params: { who: lead ?? '' } })
}

/** Whoever acts sits for the unit or the county, or is its deputy. */
export async function requireSeat(db: Db, { tenant, person }: { readonly tenant: string; readonly person: string }, { organisation, area }: Pick<OpinionRow, 'organisation' | 'area'>): Promise<void> {
  if (!await sits(db, tenant, person, { organisation, area })) throw new Refused(403, 'not-your-seat')
}
export async function sits(db: Db, tenant: string, person: string, { organisation, area }: Pick<OpinionRow, 'organisation' | 'area'>): Promise<boolean> {
  const { sits } = await db.selectNoFrom(eb => eb.fn<boolean>('speaks_for', [eb.val(tenant), eb.cast<string>(eb.val(person), 'uuid'), eb.cast<string>(eb.val(organisation), 'text'), eb.cast<string>(eb.val(area), 'text')]).as('sits')).executeTakeFirstOrThrow()
  return sits
}
