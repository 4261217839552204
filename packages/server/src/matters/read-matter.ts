import { z } from '@hono/zod-openapi'
import type { Selectable } from 'kysely'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { likenessesOf } from './likeness.ts'
import { matterOf, matters } from './list-matters.ts'
import { materialsOf, wantedOf } from './materials.ts'
import { requireMatter, type MatterRow } from './matter.ts'
import { sits } from './opinions.ts'
import { PLEDGE } from './pledge.ts'
import { assessmentSchema, id, matterReadSchema, phraseSchema, type opinionSchema, type supplementSchema } from './schemas.ts'
import type { MatterTables } from './tables.ts'

export const readMatter = operation({
  name: 'readMatter', method: 'get', path: '/matters/{matter}', tag: 'matters', refuses: [404],
  summary: { zh: '一件事项：走到哪里、谁在办、测算、意见、材料、经过', en: 'A matter: where it stands, who has it, its assessment, opinions, papers and trail' },
  params: z.object({ matter: id }), answer: matterReadSchema,
  run: async ({ db, actor, params, looked }) => {
    const matter = await requireMatter(db, params.matter)
    looked(matter.party)
    const row = await matters(db).where('m.id', '=', matter.id).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    const [assessment, before] = [await assessmentOf(db, matter.assessed), matter.seen === matter.assessed ? null : await assessmentOf(db, matter.seen)]
    const opinions = await opinionsOf(db, actor, matter)
    const supplements = await supplementsOf(db, matter.id)
    const likenesses = await likenessesOf(db, matter.id)
    const award = matter.award === null ? undefined : await db.selectFrom('award').select(['state', 'amount']).where('id', '=', matter.award).executeTakeFirst()
    const head = matterOf(row)
    return { version: matter.version, body: {
      ...head, steps: matter.steps.map(({ step, words, workingDays }) => ({ step, words, workingDays: workingDays ?? null })), stepNumber: matter.step, review: matter.review, call: matter.call, area: matter.area, award: matter.award, awardState: award?.state ?? null,
      pledge: matter.pledge === null || matter.pledge === PLEDGE.zh ? PLEDGE : { zh: matter.pledge, en: matter.pledge }, assessment, before, opinions, supplements, materials: await materialsOf(db, matter.id), wanted: await wantedOf(db, matter), likenesses: [...likenesses], events: await eventsOf(db, matter.id),
      lacking: await lackingOf(db, matter, { assessment, opinions, open: supplements.some(one => one.answeredAt === null), twice: likenesses.some(one => one.how === 'number' && one.reason === null), amount: award?.amount ?? null }),
    } }
  },
})

const saidSchema = z.object({ phrases: z.array(phraseSchema), missing: z.array(z.strictObject({ kind: z.string(), fact: z.string().nullable(), period: z.string() })) })
/** The phrases of an assessment as it was kept. */
export async function phrasesOf(db: Db, assessment: string): Promise<z.infer<typeof phraseSchema>[]> {
  const { result } = await db.selectFrom('assessment').select('result').where('id', '=', assessment).executeTakeFirstOrThrow()
  return saidSchema.parse(result).phrases
}
const packsSchema = z.array(z.object({ pack: z.string(), hash: z.string() }))

async function assessmentOf(db: Db, assessment: string | null): Promise<z.input<typeof assessmentSchema> | null> {
  if (assessment === null) return null
  const row = await db.selectFrom('assessment').select(['id', 'made_at', 'as_of', 'status', 'how', 'least', 'most', 'result', 'grounds', 'versions']).where('id', '=', assessment).executeTakeFirstOrThrow()
  const { phrases, missing } = saidSchema.parse(row.result)
  return {
    id: row.id, madeAt: row.made_at.toISOString(), asOf: row.as_of, status: assessmentSchema.shape.status.parse(row.status), how: row.how, least: row.least === null ? null : String(row.least), most: row.most === null ? null : String(row.most),
    phrases, missing, grounds: [...row.grounds], packs: packsSchema.parse(row.versions),
  }
}

async function opinionsOf(db: Db, actor: Actor, matter: MatterRow): Promise<z.input<typeof opinionSchema>[]> {
  const rows = await db.selectFrom('opinion as o').leftJoin('clock as c', join => join.onRef('c.tenant', '=', 'o.tenant').onRef('c.subject', '=', 'o.id').on('c.ended_on', 'is', null))
    .select(['o.id', 'o.step', 'o.kind', 'o.organisation', 'o.area', 'o.state', 'o.round', 'c.id as clock', 'c.due_on', 'c.provisional', 'c.stopped']).where('o.matter', '=', matter.id).orderBy('o.step').orderBy('o.id').execute()
  if (rows.length === 0) return []
  const given = await db.selectFrom('opinion_given as g').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'g.tenant').onRef('p.id', '=', 'g.given_by'))
    .select(['g.opinion', 'g.round', 'g.verdict', 'g.phrase', 'g.reason', 'g.assessment', 'p.name', 'g.given_at', 'g.deputy']).where('g.opinion', 'in', rows.map(one => one.id)).orderBy('g.round').execute()
  const ticks = await db.selectFrom('tick').select(['opinion', 'phrase', 'assessment']).where('opinion', 'in', rows.map(one => one.id)).execute()
  return Promise.all(rows.map(async ({ due_on, provisional, stopped, ...row }) => ({
    ...row, mine: row.state === 'open' && row.step === matter.step && await sits(db, actor.tenant, actor.person, row), dueOn: due_on, provisional: provisional ?? false, stopped: stopped ?? false,
    given: given.filter(one => one.opinion === row.id).map(({ round, verdict, phrase, reason, assessment, name, given_at, deputy }) => ({ round, verdict, phrase, reason, by: name, at: given_at.toISOString(), deputy, before: assessment !== matter.assessed })),
    ticks: ticks.filter(one => one.opinion === row.id).map(({ phrase, assessment }) => ({ phrase, before: assessment !== matter.assessed })),
  })))
}

type SupplementRow = Selectable<MatterTables['supplement']>
async function supplementsOf(db: Db, matter: string): Promise<z.input<typeof supplementSchema>[]> {
  const rows = await db.selectFrom('supplement as s').leftJoin('person as p', join => join.onRef('p.tenant', '=', 's.tenant').onRef('p.id', '=', 's.asked_by')).innerJoin('opinion as o', 'o.id', 's.opinion')
    .select(['s.id', 's.opinion', 's.what', 's.until', 's.asked_at', 's.answer', 's.answered_at', 'p.name', 'o.organisation', 'o.area']).where('s.matter', '=', matter).orderBy('s.id').execute()
  return rows.map(({ asked_at, answered_at, name, organisation, area, ...row }) => ({ ...row, askedBy: { person: name, organisation, area }, askedAt: asked_at.toISOString(), answeredAt: at(answered_at) }))
}
const at = (time: SupplementRow['answered_at']): string | null => time?.toISOString() ?? null

async function eventsOf(db: Db, matter: string) {
  const rows = await db.selectFrom('matter_event as e').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'e.tenant').onRef('p.id', '=', 'e.person')).select(['e.kind', 'e.organisation', 'e.at', 'e.note', 'p.name']).where('e.matter', '=', matter).orderBy('e.id').execute()
  return rows.map(({ name, at, note, ...row }) => ({ ...row, person: name, at: at.toISOString(), note: { ...note } }))
}

interface Standing { readonly assessment: z.input<typeof assessmentSchema> | null; readonly opinions: readonly z.input<typeof opinionSchema>[]; readonly open: boolean; readonly twice: boolean; readonly amount: bigint | null }
/** By name, what keeps it from being approved now. */
async function lackingOf(db: Db, matter: MatterRow, { assessment, opinions, open, twice, amount }: Standing): Promise<string[]> {
  if (matter.state !== 'in review' && matter.state !== 'supplement') return []
  const reviewed = matter.review === null || (await db.selectFrom('legality_review').select('passed').where('instrument', '=', matter.instrument).where('review', '=', matter.review).orderBy('reviewed_at', 'desc').executeTakeFirst())?.passed === true
  return [
    ...matter.seen === matter.assessed ? [] : ['change-unseen'], ...open ? ['supplement'] : [],
    ...opinions.some(one => one.step === matter.step && one.state === 'open') ? ['opinions'] : [], ...opinions.some(one => one.step === matter.step && one.state === 'against') ? ['against'] : [],
    ...assessment?.status === 'eligible' ? [] : ['not-eligible'], ...(assessment?.grounds.length ?? 0) > 0 ? ['grounds'] : [], ...amount === null ? ['amount'] : [], ...twice ? ['double-use'] : [], ...reviewed ? [] : ['legality'],
  ]
}
