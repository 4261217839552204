import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { operation } from '../api/operation.ts'
import { requireMatter } from '../matters/index.ts'
import { at, conflict, criterion, day, id, placeState, score } from './schemas.ts'

const place = z.strictObject({
  id, number: z.int(), person: id, name: z.string(), title: z.string(), employer: z.string(), state: placeState, askedAt: at, declaredAt: at.nullable(), scoredAt: at.nullable(), recusedAt: at.nullable(), reason: z.string().nullable(),
  comment: z.string().nullable(), scores: z.array(score).openapi({ description: '全部提交以后才有 Empty before all are in' }),
})
const pooled = z.strictObject({ person: id, name: z.string(), title: z.string(), employer: z.string(), employerCode: z.string().nullable(), fields: z.array(z.string()), hash: z.string(), matter: id.nullable(), why: conflict.nullable().openapi({ description: '因为什么不参加抽取 What keeps one out' }) })
const request = z.strictObject({ id, place: id.nullable(), whom: z.string(), reason: z.string(), byParty: z.boolean(), raisedAt: at, outcome: z.enum(['upheld', 'dismissed']).nullable(), answer: z.string().nullable(), answeredBy: z.string().nullable(), answeredAt: at.nullable() })
const panelSchema = z.strictObject({
  id, opinion: id, organisation: z.string(), experts: z.int(), sheet: z.array(criterion), pass: z.int().nullable(), drawnBy: z.string(), drawnAt: at, together: z.int().openapi({ description: '一并抽取的事项数 Matters of the same draw' }),
  seed: z.string().openapi({ description: '32 字节随机数，十六进制。顺序 = sha256(它的字节 + 专家编号的文字) 从小到大，人人可以重算 32 random bytes in hexadecimal: the order is that of sha256(its bytes, then the expert’s id as text); anybody can compute it again' }),
  pool: z.array(pooled), places: z.array(place), requests: z.array(request), scored: z.boolean(),
}).openapi('Panel')

export const listPanels = operation({
  name: 'listPanels', method: 'get', path: '/matters/{matter}/panels', tag: 'panels', refuses: [404],
  summary: { zh: '一件事项的专家评审：抽取、席位、回避、评分，新的在前', en: 'The expert panels of a matter: draw, places, recusals, points; the latest first' },
  params: z.object({ matter: id }),
  answer: z.strictObject({
    items: z.array(panelSchema), wanted: z.enum(['undrawn', 'short', 'facts']).nullable().openapi({ description: '可以抽取，及原因 That a panel may be drawn, and why' }),
    lacks: z.enum(['scores', 'recusal']).nullable().openapi({ description: '还不能出具“通过”意见的原因 Why the unit may not agree yet' }),
  }),
  run: async ({ db, params: { matter } }) => {
    const { step } = await requireMatter(db, matter)
    const panels = await db.selectFrom('panel_matter as x').innerJoin('panel as p', join => join.onRef('p.tenant', '=', 'x.tenant').onRef('p.id', '=', 'x.panel')).innerJoin('person as d', join => join.onRef('d.tenant', '=', 'p.tenant').onRef('d.id', '=', 'p.drawn_by'))
      .select(['p.id', 'x.opinion', 'p.organisation', 'p.experts', 'p.sheet', 'p.pass', 'p.seed', 'p.pool', 'd.name as drawnBy', 'p.drawn_at', sql<number>`(select count(*)::int from panel_matter o where o.tenant = p.tenant and o.panel = p.id)`.as('together'), sql<boolean>`panel_scored(p.tenant, p.id, x.matter)`.as('scored')])
      .where('x.matter', '=', matter).orderBy('x.panel', 'desc').execute()
    const [places, requests] = [await placesOf(db, matter), await requestsOf(db, matter)]
    return { body: { ...await standingOf(db, matter, step), items: panels.map(({ seed, drawn_at, sheet, pool, ...row }) => ({
      ...row, seed: seed.toString('hex'), drawnAt: drawn_at.toISOString(), sheet: [...sheet], pool: pool.map(one => ({ ...one, fields: [...one.fields] })),
      places: places.filter(one => one.panel === row.id).map(({ panel: _, ...one }) => one), requests: requests.filter(one => one.panel === row.id).map(({ panel: _, ...one }) => one),
    })) } }
  },
})

const LACKS: Readonly<Record<string, 'scores' | 'recusal'>> = { LZ102: 'scores', LZ103: 'recusal' }
/** Of a matter at its expert review: whether a draw is open, and what its unit still waits for. */
async function standingOf(db: Db, matter: string, step: number | null): Promise<{ wanted: 'undrawn' | 'short' | 'facts' | null; lacks: 'scores' | 'recusal' | null }> {
  const { rows: [row] } = await sql<{ wanted: 'undrawn' | 'short' | 'facts' | null; lacks: string | null }>`
    select panel_wanted(o.id) as wanted, panel_lacks(o.id) as lacks from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter
     where o.matter = ${matter}::uuid and o.step = ${step ?? -1} and o.kind = 'experts' and o.state = 'open' and m.steps->o.step->'experts' is not null`.execute(db)
  return row === undefined ? { wanted: null, lacks: null } : { wanted: row.wanted, lacks: LACKS[row.lacks ?? ''] ?? null }
}

const iso = (time: Date | null): string | null => time?.toISOString() ?? null
async function placesOf(db: Db, matter: string): Promise<(z.input<typeof place> & { readonly panel: string })[]> {
  const rows = await db.selectFrom('panel_place as l').innerJoin('expert as e', join => join.onRef('e.tenant', '=', 'l.tenant').onRef('e.person', '=', 'l.expert')).innerJoin('person as p', join => join.onRef('p.tenant', '=', 'l.tenant').onRef('p.id', '=', 'l.expert'))
    .select(['l.id', 'l.panel', 'l.number', 'l.expert as person', 'p.name', 'e.title', 'e.employer', 'l.state', 'l.asked_at', 'l.declared_at', 'l.scored_at', 'l.recused_at', 'l.reason', 'l.comment', sql<boolean>`panel_scored(l.tenant, l.panel, l.matter)`.as('over')])
    .where('l.matter', '=', matter).orderBy('l.number').orderBy('l.asked_at').execute()
  if (rows.length === 0) return []
  const scores = await db.selectFrom('panel_score').select(['place', 'criterion', 'points', 'comment']).where('place', 'in', rows.map(one => one.id)).orderBy('criterion').execute()
  return rows.map(({ asked_at, declared_at, scored_at, recused_at, over, comment, ...row }) => ({
    ...row, askedAt: asked_at.toISOString(), declaredAt: iso(declared_at), scoredAt: iso(scored_at), recusedAt: iso(recused_at), comment: over ? comment : null,
    scores: scores.filter(one => one.place === row.id).map(({ place: _, ...one }) => one),
  }))
}

async function requestsOf(db: Db, matter: string): Promise<(z.input<typeof request> & { readonly panel: string })[]> {
  const rows = await db.selectFrom('recusal_request as r').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'r.tenant').onRef('p.id', '=', 'r.answered_by'))
    .select(['r.id', 'r.panel', 'r.place', 'r.whom', 'r.reason', 'r.by_party as byParty', 'r.raised_at', 'r.outcome', 'r.answer', 'p.name as answeredBy', 'r.answered_at']).where('r.matter', '=', matter).orderBy('r.id').execute()
  return rows.map(({ raised_at, answered_at, ...row }) => ({ ...row, raisedAt: raised_at.toISOString(), answeredAt: iso(answered_at) }))
}

const outcomeSchema = z.strictObject({
  panel: id, drawnOn: day, experts: z.int(), scored: z.int(), pass: z.int().nullable(), sheet: z.array(criterion),
  people: z.array(z.strictObject({ name: z.string(), title: z.string(), employer: z.string() })).openapi({ description: '评审结束以后才有 Empty before all have scored' }),
  points: z.int().nullable().openapi({ description: '各位专家的总分之和，单位出具意见以后才有 The points of all together; null before the unit has said what it decides' }), scores: z.array(z.strictObject({ comment: z.string(), points: z.array(score) })),
}).openapi('PanelOutcome')
export const listPanelOutcomes = operation({
  name: 'listPanelOutcomes', method: 'get', path: '/matters/{matter}/panel-outcomes', tag: 'panels', refuses: [404],
  summary: { zh: '申请人看到的专家评审：已抽取；结束后有名单，决定后有评分和评语', en: 'Expert review as its applicant sees it: that a panel was drawn; its names once it is over, points and comments once it is decided' },
  params: z.object({ matter: id }), answer: z.strictObject({ items: z.array(outcomeSchema), requests: z.array(request.omit({ place: true, answeredBy: true })) }),
  run: async ({ db, params: { matter } }) => {
    await requireMatter(db, matter)
    const { rows } = await sql<z.infer<typeof outcomeSchema>>`select * from panel_outcomes(${matter}::uuid)`.execute(db)
    const requests = (await requestsOf(db, matter)).filter(one => one.byParty)
    return { body: { items: z.array(outcomeSchema).parse(rows), requests: requests.map(({ panel: _, place: __, answeredBy: ___, ...one }) => one) } }
  },
})
