import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'
import { requireMatter, sits } from '../matters/index.ts'
import { at, day, found, id, lacks, lacksOf, outcome, why } from './schemas.ts'

const photoSchema = z.strictObject({ file: z.string(), takenAt: at.nullable(), latitude: z.string().nullable(), longitude: z.string().nullable(), note: z.string().nullable() })
const recordSchema = z.strictObject({
  id, visitedOn: day, assessment: id, before: z.boolean().openapi({ description: '在事实变化之前 Before the facts changed' }), findings: z.array(z.strictObject({ phrase: z.string(), words: z.string().nullable(), found, note: z.string().nullable() })),
  statement: z.string(), note: z.string().nullable(), outcome, writtenBy: z.string(), writtenAt: at, confirmedBy: z.string().nullable(), confirmedAt: at.nullable(),
  counts: z.boolean().openapi({ description: '以最后一份为准 The last one counts' }), mayConfirm: z.boolean(), photos: z.array(photoSchema),
}).openapi('VisitRecord')
const visitSchema = z.strictObject({
  id, plannedOn: day, place: z.string(), plannedAt: at, inspectors: z.array(z.string()), mine: z.boolean().openapi({ description: '你是核查人员 You are one of the inspectors' }), records: z.array(recordSchema),
}).openapi('Visit')
const inspectionSchema = z.strictObject({
  here: z.boolean().openapi({ description: '正在现场核查这一步 It is at its inspection now' }), mine: z.boolean(), lacks: lacks.nullable().openapi({ description: '为什么还不能同意 Why the unit may not agree yet' }),
  wanted: z.boolean().nullable().openapi({ description: '是否要去现场；null：还没有抽 Whether it is to be seen; null: not drawn yet' }), draw: z.strictObject({ id, number: z.int(), why, drawnAt: at }).nullable(),
  additions: z.array(z.strictObject({ id, reason: z.string(), by: z.string().nullable(), at })), visits: z.array(visitSchema),
}).openapi('Inspection')

export const readInspection = operation({
  name: 'readInspection', method: 'get', path: '/matters/{matter}/inspection', tag: 'inspections', refuses: [404],
  summary: { zh: '一件事项的现场核查：抽取、安排、记录、照片', en: 'The inspection of a matter: its draw, visits, records and photographs' },
  params: z.object({ matter: id }), answer: inspectionSchema,
  run: async ({ db, actor, params }) => {
    const matter = await requireMatter(db, params.matter)
    const seat = await db.selectFrom('opinion').select(['id', 'step', 'state', 'organisation', 'area']).where('matter', '=', matter.id).where('kind', '=', 'inspection').orderBy('step', 'desc').executeTakeFirst()
    if (seat === undefined) return { body: { here: false, mine: false, lacks: null, wanted: null, draw: null, additions: [], visits: [] } }
    const here = (matter.state === 'in review' || matter.state === 'supplement') && seat.step === matter.step && seat.state === 'open'
    const { rows: [stands] } = await sql<{ lacks: string | null; wanted: boolean | null }>`select inspection_lacks(${seat.id}::uuid) as lacks, to_be_inspected(tenant(), ${seat.id}::uuid) as wanted`.execute(db)
    const draw = await db.selectFrom('inspection_item as i').innerJoin('inspection_draw as d', join => join.onRef('d.tenant', '=', 'i.tenant').onRef('d.id', '=', 'i.draw')).select(['d.id', 'd.number', 'i.why', 'd.drawn_at']).where('i.opinion', '=', seat.id).executeTakeFirst()
    const additions = await db.selectFrom('inspection_addition as a').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'a.tenant').onRef('p.id', '=', 'a.added_by')).select(['a.id', 'a.reason', 'p.name as by', 'a.added_at']).where('a.opinion', '=', seat.id).orderBy('a.id').execute()
    return { body: {
      here, mine: here && await sits(db, actor.tenant, actor.person, seat), lacks: here ? lacksOf(stands?.lacks ?? null) : null, wanted: stands?.wanted ?? null,
      draw: draw === undefined ? null : { id: draw.id, number: draw.number, why: draw.why, drawnAt: draw.drawn_at.toISOString() },
      additions: additions.map(({ added_at, ...row }) => ({ ...row, at: added_at.toISOString() })), visits: await visitsOf(db, actor, seat.id, { here, assessed: matter.assessed }),
    } }
  },
})

interface Stands { readonly here: boolean; readonly assessed: string | null }
async function visitsOf(db: Db, actor: Actor, opinion: string, stands: Stands): Promise<z.input<typeof visitSchema>[]> {
  const visits = await db.selectFrom('inspection_visit').select(['id', 'planned_on', 'place', 'planned_at']).where('opinion', '=', opinion).orderBy('id', 'desc').execute()
  if (visits.length === 0) return []
  const inspectors = await db.selectFrom('inspection_inspector').select(['visit', 'person', 'name']).where('visit', 'in', visits.map(one => one.id)).orderBy('name').execute()
  const records = await recordsOf(db, opinion)
  return visits.map(({ id, planned_on, place, planned_at }) => {
    const went = inspectors.filter(one => one.visit === id)
    const nameOf = (person: string | null) => went.find(one => one.person === person)?.name ?? null
    const mine = went.some(one => one.person === actor.person)
    return {
      id, plannedOn: planned_on, place, plannedAt: planned_at.toISOString(), inspectors: went.map(one => one.name), mine: stands.here && mine,
      records: records.filter(one => one.visit === id).map(({ visit: _, written_by, confirmed_by, ...row }) => {
        const counts = row.id === records[0]?.id
        return { ...row, before: row.assessment !== stands.assessed, counts, writtenBy: nameOf(written_by) ?? '', confirmedBy: nameOf(confirmed_by), mayConfirm: stands.here && mine && counts && confirmed_by === null && written_by !== actor.person }
      }),
    }
  })
}

/** The latest first. */
async function recordsOf(db: Db, opinion: string) {
  const rows = await db.selectFrom('inspection_record as r').leftJoin('inspection_confirmation as c', join => join.onRef('c.tenant', '=', 'r.tenant').onRef('c.record', '=', 'r.id'))
    .select(['r.id', 'r.visit', 'r.visited_on', 'r.assessment', 'r.findings', 'r.statement', 'r.note', 'r.outcome', 'r.written_by', 'r.written_at', 'c.confirmed_by', 'c.confirmed_at']).where('r.opinion', '=', opinion).orderBy('r.written_at', 'desc').execute()
  if (rows.length === 0) return []
  const photos = await db.selectFrom('inspection_photo').select(['record', 'file', 'taken_at', 'latitude', 'longitude', 'note']).where('record', 'in', rows.map(one => one.id)).orderBy('record').orderBy('number').execute()
  return rows.map(({ visited_on, written_at, confirmed_at, findings, ...row }) => ({
    ...row, visitedOn: visited_on, writtenAt: written_at.toISOString(), confirmedAt: confirmed_at?.toISOString() ?? null, findings: [...findings],
    photos: photos.filter(one => one.record === row.id).map(({ record: _, taken_at, ...photo }) => ({ ...photo, takenAt: taken_at?.toISOString() ?? null })),
  }))
}
