import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { noteEvent, phrasesOf } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { at, day, found, id, outcome, text } from './schemas.ts'
import type { Finding } from './tables.ts'
import { seatAt } from './visits.ts'

const degrees = (most: number) => z.number().min(-most).max(most)
const photo = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{64}$/), takenAt: at.nullable().default(null), note: text(200).nullable().default(null),
  position: z.strictObject({ latitude: degrees(90), longitude: degrees(180) }).nullable().default(null).openapi({ description: '由上传的人提供 As given by whoever uploads it' }),
})

export const recordVisit = operation({
  name: 'recordVisit', method: 'post', path: '/inspection-visits/{visit}/records', tag: 'inspections', creates: true, refuses: [404, 409],
  summary: { zh: '写核查记录：逐句是否一致、照片、企业代表的话、结论；更正是另写一份', en: 'Record a visit: each phrase as found or not, photographs, what the enterprise’s representative says, the outcome; a correction is another record' },
  params: z.object({ visit: id }),
  body: z.strictObject({
    assessment: id.openapi({ description: '看的是哪一次测算 The assessment that was looked at' }), visitedOn: day, findings: z.array(z.strictObject({ phrase: text(500), found, note: text(1000).nullable().default(null) })).min(1).max(500),
    photos: z.array(photo).min(1).max(50), statement: text(2000), note: text(2000).nullable().default(null), outcome,
  }).refine(({ outcome, findings }) => outcome === 'not as told' || findings.some(one => one.found === 'as found') && findings.every(one => one.found !== 'not as found'), { path: ['outcome'], params: { zh: '有一句不一致，或一句都没有看，不能是“与申报相符”', en: 'with a phrase that is not as found, or none looked at, it is not as told' } }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const visit = await requireVisit(db, params.visit)
    const { matter, opinion } = await seatAt(db, actor, visit.matter)
    if (matter.assessed !== body.assessment) throw new Refused(409, 'changed-again')
    const findings = allFound(await phrasesOf(db, body.assessment), body.findings)
    const record = uuid()
    await db.insertInto('inspection_record').values({
      tenant: actor.tenant, id: record, matter: matter.id, opinion, visit: visit.id, assessment: body.assessment, visited_on: body.visitedOn, findings: JSON.stringify(findings),
      statement: body.statement, note: body.note, outcome: body.outcome, written_by: actor.person,
    }).execute()
    await db.insertInto('inspection_photo').values(body.photos.map(({ file, takenAt, note, position }, index) => ({
      tenant: actor.tenant, record, number: index + 1, file, taken_at: takenAt === null ? null : new Date(takenAt), note, latitude: position?.latitude.toFixed(6) ?? null, longitude: position?.longitude.toFixed(6) ?? null,
    }))).execute()
    await noteEvent(db, actor, matter.id, body.outcome === 'as told' ? 'visit as told' : 'visit not as told', body.note === null ? {} : { reason: body.note })
    const others = await db.selectFrom('inspection_inspector').select('person').where('visit', '=', visit.id).where('person', '<>', actor.person).execute()
    await notify(db, { kind: 'visit-to-confirm', matter: matter.id, number: matter.number, params: {}, to: others })
    return { body: { id: record } }
  },
})

/** Every phrase of the assessment is answered once, and none besides. */
function allFound(phrases: readonly { readonly id: string; readonly words: string | null }[], told: readonly Omit<Finding, 'words'>[]): Finding[] {
  const findings = phrases.flatMap(({ id: phrase, words }) => told.filter(one => one.phrase === phrase).map(one => ({ ...one, words })))
  if (findings.length !== phrases.length || findings.length !== told.length) throw new Refused(422, 'invalid', { params: { zh: '测算的每一句都要写明看到的是否一致，各写一次', en: 'each phrase of the assessment is said to be as found or not, once' }, field: '/findings' })
  return findings
}

export const confirmVisit = operation({
  name: 'confirmVisit', method: 'post', path: '/inspection-records/{record}/confirmation', tag: 'inspections', creates: true, refuses: [404, 409],
  summary: { zh: '另一名核查人员确认核查记录', en: 'Another inspector confirms the record of a visit' },
  params: z.object({ record: id }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params }) => {
    const found = await db.selectFrom('inspection_record').select(['matter', 'outcome']).where('id', '=', params.record).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    await seatAt(db, actor, found.matter)
    await db.insertInto('inspection_confirmation').values({ tenant: actor.tenant, record: params.record, confirmed_by: actor.person }).execute()
    await noteEvent(db, actor, found.matter, 'visit confirmed')
    return { body: { id: params.record } }
  },
})

async function requireVisit(db: Db, visit: string): Promise<{ readonly id: string; readonly matter: string }> {
  const found = await db.selectFrom('inspection_visit').select(['id', 'matter']).where('id', '=', visit).executeTakeFirst()
  if (found === undefined) throw new Refused(404, 'not-found')
  return found
}
