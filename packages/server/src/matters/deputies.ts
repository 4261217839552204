import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { at, day, id, text } from './schemas.ts'

const person = z.strictObject({ person: id, name: z.string(), organisation: z.string() })
const deputySchema = z.strictObject({
  id, organisation: z.string(), person: id, name: z.string(), since: day, until: day, reason: z.string(), by: z.string(), at, endedAt: at.nullable(),
  inForce: z.boolean().openapi({ description: '今天有效 In force today' }),
}).openapi('Deputy')

export const listDeputies = operation({
  name: 'listDeputies', method: 'get', path: '/deputies', tag: 'review',
  summary: { zh: '代理审查人，新的在前；可以指定谁', en: 'Deputies, the latest first, and who may be named' },
  answer: z.strictObject({ items: z.array(deputySchema), people: z.array(person).openapi({ description: '各单位能审查的人，可以指定为代理 Those who review for an office: one of them may be named' }) }),
  run: async ({ db }) => {
    const on = today()
    const rows = await db.selectFrom('deputy as d').innerJoin('person as p', 'p.id', 'd.person').innerJoin('person as b', 'b.id', 'd.set_by')
      .select(['d.id', 'd.organisation', 'd.person', 'p.name', 'd.since', 'd.until', 'd.reason', 'b.name as by', 'd.set_at', 'd.ended_at']).orderBy('d.id', 'desc').limit(200).execute()
    const { rows: people } = await sql<z.infer<typeof person>>`select o.person, p.name, o.organisation from office_people() o join person p on p.id = o.person order by o.organisation, p.name`.execute(db)
    return { body: {
      items: rows.map(({ set_at, ended_at, ...row }) => ({ ...row, at: set_at.toISOString(), endedAt: ended_at?.toISOString() ?? null, inForce: ended_at === null && row.since <= on && on <= row.until })),
      people: people.map(({ person, name, organisation }) => ({ person, name, organisation })),
    } }
  },
})

export const setDeputy = operation({
  name: 'setDeputy', method: 'post', path: '/deputies', tag: 'review', creates: true, refuses: [409],
  summary: { zh: '为本单位指定代理审查人', en: 'Name a deputy for reviewers of one’s own unit who are away' },
  body: z.strictObject({ organisation: text(100), person: id, since: day, until: day, reason: text(500) })
    .refine(({ since, until }) => since <= until, { path: ['until'], params: { zh: '结束早于开始', en: 'it ends before it begins' } }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, body }) => {
    requireUnit(actor, body.organisation)
    if (body.until < today()) throw new Refused(422, 'invalid', { params: { zh: '结束的日子已经过去', en: 'it ended already' }, field: '/until' })
    if (!await reviewsFor(db, body.person)) throw new Refused(422, 'invalid', { params: { zh: '代理人须是能审查的单位人员', en: 'a deputy is somebody who reviews for an office' }, field: '/person' })
    const own = uuid()
    await db.insertInto('deputy').values({ tenant: actor.tenant, id: own, ...body, set_by: actor.person, ended_at: null, ended_by: null }).execute()
    return { body: { id: own } }
  },
})

export const endDeputy = operation({
  name: 'endDeputy', method: 'post', path: '/deputies/{deputy}/end', tag: 'review', creates: true, refuses: [404, 409],
  summary: { zh: '结束代理；已经出具的意见不变', en: 'End a deputy; what they said stays' },
  params: z.object({ deputy: id }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params }) => {
    const found = await db.selectFrom('deputy').select(['organisation', 'ended_at']).where('id', '=', params.deputy).forUpdate().executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    requireUnit(actor, found.organisation)
    if (found.ended_at === null) await db.updateTable('deputy').set({ ended_at: new Date(), ended_by: actor.person }).where('id', '=', params.deputy).execute()
    return { body: { id: params.deputy } }
  },
})

function requireUnit({ memberships }: Actor, organisation: string): void {
  if (!memberships.some(one => one.organisation === organisation)) throw new Refused(403, 'not-entitled', { params: { who: organisation } })
}

async function reviewsFor(db: Db, who: string): Promise<boolean> {
  const { rows } = await sql`select 1 from office_people() where person = ${who}::uuid limit 1`.execute(db)
  return rows.length > 0
}
