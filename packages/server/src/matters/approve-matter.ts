import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { approveAward, approveAwards, decideAmount as decideAward, makeReady } from '../ledger/index.ts'
import { end, advance } from './flow.ts'
import { likenessesOf } from './likeness.ts'
import { look } from './look.ts'
import { holdMatter, noteEvent, programFor, requireState, stepOf, type MatterRow } from './matter.ts'
import { today } from '../today.ts'
import { requireLead } from './opinions.ts'
import { both, fen, id, text } from './schemas.ts'
import { severally } from './severally.ts'

export const decideAmount = operation({
  name: 'decideAmount', method: 'post', path: '/matters/{matter}/amount', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '在上限以内决定金额，写明理由', en: 'Decide an amount at or below the ceiling, with the reason' },
  params: z.object({ matter: id }), body: z.strictObject({ amount: fen, reason: text(2000) }), answer: z.strictObject({ matter: id, advanced: z.boolean() }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'in review')
    const program = await programFor(db, actor.tenant, matter, today())
    // The leading group may decide of any.
    if (!actor.memberships.some(one => one.role === 'leader')) await requireLead(db, actor, program, matter)
    if (matter.award === null || matter.assessed === null) throw new Refused(409, 'nothing-to-decide')
    if (matter.seen !== matter.assessed) throw new Refused(409, 'change-unseen')
    const { how, least } = await db.selectFrom('assessment').select(['how', 'least']).where('id', '=', matter.assessed).executeTakeFirstOrThrow()
    const amount = BigInt(body.amount)
    if (how === 'exact') throw new Refused(409, 'nothing-to-decide')
    if (least !== null && amount < least) throw new Refused(422, 'below-least', { field: '/amount' })
    await decideAward(db, matter.award, amount, body.reason)
    await noteEvent(db, actor, matter.id, 'amount decided', { amount: body.amount, reason: body.reason })
    return { body: { matter: matter.id, advanced: await advance(db, actor, program, matter) } }
  },
})

export const approveMatter = operation({
  name: 'approveMatter', method: 'post', path: '/matters/{matter}/approval', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '审批：在预算以内批准', en: 'Approve, within the budget' },
  params: z.object({ matter: id }), body: z.strictObject({ budget: id, document: text(200).nullable().default(null) }), answer: z.strictObject({ matter: id, award: id.nullable(), changed: z.boolean() }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    const said = body.document === null ? {} : { document: body.document }
    const award = await stands(db, actor, matter)
    if (award !== undefined) {
      await approveAward(db, { id: uuid(), award, budget: body.budget, ...said })
      await end(db, actor, matter, 'approved', said)
    }
    return { body: { matter: matter.id, award: matter.award, changed: award === undefined } }
  },
})

export const approveMatters = operation({
  name: 'approveMatters', method: 'post', path: '/matters/approvals', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '一并审批选中的事项：各按各的金额，一次从一个预算里出；钱不够时一件也不批', en: 'Approve several matters, each with its own amount, out of one budget at once; where the money does not suffice, none' },
  body: z.strictObject({ matters: z.array(id).min(1).max(200), budget: id, document: text(200).nullable().default(null) }),
  answer: z.strictObject({ approved: z.array(id), changed: z.array(id), refused: z.array(z.strictObject({ matter: id, why: both })), total: fen }),
  run: async ({ db, actor, body, request }) => {
    const said = body.document === null ? {} : { document: body.document }
    // By party, so that two who approve wait for one another and never block.
    const chosen = await db.selectFrom('matter').select('id as matter').where('id', 'in', body.matters).orderBy('party').orderBy('id').execute()
    if (chosen.length < new Set(body.matters).size) throw new Refused(404, 'not-found')
    const { done, refused } = await severally(db, request, chosen, async one => { const matter = await holdMatter(db, one.matter); return { matter, award: await stands(db, actor, matter) } })
    const going = done.flatMap(({ matter, award }) => (award === undefined ? [] : [{ matter, award }]))
    const { total } = going.length === 0 ? { total: 0n } : await approveAwards(db, { id: uuid(), budget: body.budget, awards: going.map(one => one.award), ...said })
    for (const { matter } of going) await end(db, actor, matter, 'approved', said)
    return { body: { approved: going.map(one => one.matter.id), changed: done.filter(one => one.award === undefined).map(one => one.matter.id), refused, total: String(total) } }
  },
})

/** Whether a matter stands as it was reviewed. @returns the award to be approved; undefined where facts changed: that is kept and put before a person, and nothing is approved on it */
async function stands(db: Db, actor: Actor, matter: MatterRow): Promise<string | undefined> {
  requireState(matter, 'in review')
  await oneAtATime(db, matter)
  return await look(db, actor, matter) ? undefined : readied(db, matter)
}

/** Two matters of one party that count against each other are approved one after the other: the second sees what the first was granted. */
const oneAtATime = (db: Db, { tenant, party }: MatterRow) => sql`select pg_advisory_xact_lock(hashtextextended(${`grant ${tenant} ${party}`}, 0))`.execute(db)

/** Every step is taken and nothing is wanting: the award may be approved. @returns it */
export async function readied(db: Db, matter: MatterRow): Promise<string> {
  requireState(matter, 'in review')
  if (stepOf(matter).step !== 'approval') throw new Refused(409, 'steps-open')
  if (matter.award === null) throw new Refused(409, 'nothing-to-decide')
  const open = (await likenessesOf(db, matter.id)).find(one => one.how === 'number' && one.reason === null)
  if (open !== undefined) throw new Refused(409, 'double-use', { params: { kind: open.kind, key: open.key, other: open.otherNumber ?? '' } })
  const award = await db.selectFrom('award').select('state').where('id', '=', matter.award).executeTakeFirst()
  if (award?.state === 'proposed') await makeReady(db, matter.award)
  return matter.award
}
