import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { at, id, text } from './schemas.ts'

const kept = z.strictObject({ fields: z.array(z.string()), employer: z.string(), employerCode: z.string().nullable(), title: z.string(), active: z.boolean(), reason: z.string().nullable(), keptAt: at })
const expertSchema = z.strictObject({ person: id, name: z.string(), kept: kept.nullable().openapi({ description: '还没有登记的为 null Null for one who holds the role and is not in the pool yet' }), panels: z.int().openapi({ description: '还没有评完的 Places not scored yet' }) }).openapi('Expert')

export const listExperts = operation({
  name: 'listExperts', method: 'get', path: '/experts', tag: 'panels',
  summary: { zh: '评审专家库', en: 'The pool of experts' },
  answer: z.strictObject({ items: z.array(expertSchema) }),
  run: async ({ db }) => {
    const rows = await db.selectFrom('person as p').leftJoin('expert as e', join => join.onRef('e.tenant', '=', 'p.tenant').onRef('e.person', '=', 'p.id'))
      .select(['p.id as person', 'p.name', 'e.fields', 'e.employer', 'e.employer_code', 'e.title', 'e.active', 'e.reason', 'e.kept_at'])
      .select(eb => eb.selectFrom('panel_place as l').select(sql<number>`count(*)::int`.as('n')).whereRef('l.tenant', '=', 'p.tenant').whereRef('l.expert', '=', 'p.id').where('l.state', 'in', ['asked', 'declared']).where(sql<boolean>`panel_waits(l.tenant, l.panel, l.matter)`).as('panels'))
      .where(sql<boolean>`(e.person is not null or p.id in (select person from expert_people()))`).orderBy('p.name').limit(1000).execute()
    return { body: { items: rows.map(({ person, name, panels, fields, employer, employer_code, title, active, reason, kept_at }) => ({
      person, name, panels: panels ?? 0, kept: fields === null || employer === null || title === null || active === null || kept_at === null ? null : { fields, employer, employerCode: employer_code, title, active, reason, keptAt: kept_at.toISOString() },
    })) } }
  },
})

const CODE = /^[0-9A-HJ-NP-RTUW-Y]{18}$/
export const keepExpert = operation({
  name: 'keepExpert', method: 'post', path: '/experts/{person}', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '登记评审专家：专业、单位、职称，是否可抽取', en: 'Register an expert: fields, employer, title, and whether they may be drawn' },
  params: z.object({ person: id }),
  body: z.strictObject({ fields: z.array(text(20)).min(1), employer: text(200), employerCode: z.string().regex(CODE).nullable().default(null), title: text(100), active: z.boolean().default(true), reason: text(500).nullable().default(null) })
    .refine(({ active, reason }) => active === (reason === null), { path: ['reason'], params: { zh: '停用要写明理由，启用不写', en: 'say why where one is not to be drawn, and only there' } }),
  answer: z.strictObject({ person: id }),
  run: async ({ db, actor: { tenant, person: by }, params: { person }, body: { employerCode, ...body } }) => {
    if (await db.selectFrom('person').select('id').where('id', '=', person).executeTakeFirst() === undefined) throw new Refused(404, 'not-found')
    const row = { ...body, employer_code: employerCode }
    await db.insertInto('expert').values({ tenant, person, kept_by: by, ...row }).onConflict(one => one.columns(['tenant', 'person']).doUpdateSet(row)).execute()
    return { body: { person } }
  },
})
