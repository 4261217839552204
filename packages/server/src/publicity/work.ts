import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { day, fen, id } from './schemas.ts'

/** Whether somebody sits for the unit of a publicity `b`, or is its deputy. */
export const seat = ({ tenant, person }: Actor) => sql<boolean>`speaks_for(${tenant}, ${person}::uuid, b.organisation, null)`

const why = z.enum(['runs', 'unpublished', 'amount', 'objection', 'facts'])
const WHY: Readonly<Record<string, z.infer<typeof why>>> = { LZ070: 'unpublished', LZ071: 'runs', LZ072: 'amount', LZ073: 'objection' }

const toPublishSchema = z.strictObject({
  id: id.openapi({ description: '事项 The matter' }), number: z.string().nullable(), partyName: z.string(), instrument: z.string(), article: z.int(), amount: fen.nullable(), changed: z.boolean(),
  again: why.nullable().openapi({ description: '公示过，为什么要重新公示 Published before: why anew' }), workingDays: z.int().nullable(),
}).openapi('MatterToPublish')

export const listToPublish = operation({
  name: 'listToPublish', method: 'get', path: '/matters-to-publish', tag: 'publicity',
  summary: { zh: '本单位等待公示的事项：没有公示过，金额与公示的不同，或异议成立', en: 'Matters for one’s unit to publish: not published, of another amount than was published, or with an objection upheld' },
  query: z.object(pageQuery), answer: pageOf(toPublishSchema),
  run: async ({ db, actor: { tenant, person }, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)?.[0] ?? null
    const { rows } = await sql<z.infer<typeof toPublishSchema> & { readonly lacks: string; readonly published: boolean }>`
      select m.id, m.number, p.name as "partyName", m.instrument, m.article, a.amount::text, m.seen is distinct from m.assessed as changed, l.lacks, (m.steps->m.step->>'workingDays')::int as "workingDays",
        exists (select from publicity_item i where i.tenant = o.tenant and i.opinion = o.id and i.round = o.round) as published
      from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter and m.step = o.step and m.state = 'in review' join party p on p.tenant = m.tenant and p.id = m.party
        left join award a on a.tenant = m.tenant and a.id = m.award cross join lateral (select publicity_lacks(o.id) as lacks) l
      where o.tenant = ${tenant} and o.kind = 'publicity' and o.state = 'open' and speaks_for(${tenant}, ${person}::uuid, o.organisation, o.area)
        and (l.lacks in ('LZ070', 'LZ072') or l.lacks = 'LZ073' and not exists (select from publicity_objection x where x.tenant = m.tenant and x.matter = m.id and x.outcome is null))
        and (${before}::uuid is null or m.id < ${before}::uuid)
      order by m.id desc limit ${limit + 1}`.execute(db)
    return { body: page(rows, limit, row => [row.id], ({ lacks, published, ...row }) => ({ ...row, again: published ? WHY[lacks] ?? null : null })) }
  },
})

const headSchema = z.strictObject({
  id, title: z.string(), organisation: z.string(), openedOn: day, dueOn: day.nullable(), provisional: z.boolean(), endedOn: day.nullable(), matters: z.int(),
  waiting: z.int().openapi({ description: '还在这批公示里的 Still in it' }), objections: z.int().openapi({ description: '未答复的异议 Objections not answered' }), over: z.boolean(), mine: z.boolean(),
}).openapi('Published')

/** Publicities with their last day, and how many of their matters still stand there. */
const heads = (actor: Actor, where: ReturnType<typeof sql>) => sql<z.infer<typeof headSchema>>`
  select b.id, b.title, b.organisation, (b.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn", i.due_on::text as "dueOn", i.provisional, (b.ended_at at time zone 'Asia/Shanghai')::date::text as "endedOn", i.n as matters, i.waiting,
    (select count(*)::int from publicity_objection x where x.tenant = b.tenant and x.publicity = b.id and x.outcome is null) as objections, not i.provisional and i.due_on < lizhu.today() as over, ${seat(actor)} as mine
  from publicity b cross join lateral (select max(c.due_on) as due_on, bool_or(c.provisional) as provisional, count(*)::int as n, count(*) filter (where o.state = 'open' and o.round = p.round and m.step = o.step and m.state in ('in review', 'supplement') and ${LATEST})::int as waiting
    from publicity_item p join clock c on c.tenant = p.tenant and c.id = p.clock join opinion o on o.tenant = p.tenant and o.id = p.opinion join matter m on m.tenant = p.tenant and m.id = p.matter where p.tenant = b.tenant and p.publicity = b.id) i
  where b.tenant = ${actor.tenant} and ${where}`
/** Of an item `p`: it was not published anew. */
const LATEST = sql<boolean>`not exists (select from publicity_item n where n.tenant = p.tenant and n.opinion = p.opinion and n.publicity > p.publicity)`

export const listPublished = operation({
  name: 'listPublished', method: 'get', path: '/publicities', tag: 'publicity',
  summary: { zh: '公示的办理：到哪天、还有几件、有无异议', en: 'How publicities go: until when, what still stands there, objections' },
  query: z.object({ ...pageQuery, open: z.stringbool().optional() }), answer: pageOf(headSchema),
  run: async ({ db, actor, query: { cursor, limit, open } }) => {
    const before = readCursor(cursor, 1)?.[0] ?? null
    const { rows } = await heads(actor, sql`(${before}::uuid is null or b.id < ${before}::uuid) and (${open ?? null}::boolean is null or (b.ended_at is null) = ${open ?? null}::boolean) order by b.id desc limit ${limit + 1}`).execute(db)
    return { body: page(rows, limit, row => [row.id], row => row) }
  },
})

const itemSchema = z.strictObject({
  number: z.int(), matter: id, matterNumber: z.string().nullable(), partyName: z.string(), instrument: z.string(), article: z.int(), amount: fen, dueOn: day.nullable(), provisional: z.boolean(),
  state: z.string(), step: z.string().nullable(), waiting: z.boolean(), why: why.nullable().openapi({ description: '还不能转入下一步的原因 Why it does not go on yet' }), objections: z.int(),
})

export const readPublished = operation({
  name: 'readPublished', method: 'get', path: '/publicities/{publicity}', tag: 'publicity', refuses: [404],
  summary: { zh: '一批公示的各件事项：走到哪里，为什么还不能转入下一步', en: 'The matters of a publicity: where each stands, and why it does not go on' },
  params: z.object({ publicity: id }), answer: headSchema.extend({ items: z.array(itemSchema) }).openapi('PublishedRead'),
  run: async ({ db, actor, params: { publicity } }) => {
    const { rows: [head] } = await heads(actor, sql`b.id = ${publicity}::uuid`).execute(db)
    if (head === undefined) throw new Refused(404, 'not-found')
    const { rows } = await sql<Omit<z.infer<typeof itemSchema>, 'why'> & { readonly lacks: string | null; readonly changed: boolean }>`
      select p.number, m.id as matter, m.number as "matterNumber", y.name as "partyName", m.instrument, m.article, p.snapshot->>'amount' as amount, c.due_on::text as "dueOn", c.provisional, m.state, m.steps->m.step->>'step' as step,
        w.waiting, case when w.waiting then publicity_lacks(o.id) end as lacks, m.seen is distinct from m.assessed as changed, (select count(*)::int from publicity_objection x where x.tenant = p.tenant and x.publicity = p.publicity and x.matter = p.matter) as objections
      from publicity_item p join clock c on c.tenant = p.tenant and c.id = p.clock join opinion o on o.tenant = p.tenant and o.id = p.opinion join matter m on m.tenant = p.tenant and m.id = p.matter join party y on y.tenant = m.tenant and y.id = m.party
        cross join lateral (select o.state = 'open' and o.round = p.round and m.step is not distinct from o.step and m.state in ('in review', 'supplement') and ${LATEST} as waiting) w
      where p.tenant = ${actor.tenant} and p.publicity = ${publicity}::uuid order by p.number`.execute(db)
    return { body: { ...head, items: rows.map(({ lacks, changed, ...row }) => ({ ...row, why: lacks === null ? row.waiting && changed ? 'facts' as const : null : WHY[lacks] ?? null })) } }
  },
})

export const listMatterPublicities = operation({
  name: 'listMatterPublicities', method: 'get', path: '/matters/{matter}/publicities', tag: 'publicity', refuses: [404],
  summary: { zh: '一件事项在哪里公示、到哪天', en: 'Where a matter was published, and until when' },
  params: z.object({ matter: id }), answer: z.strictObject({ items: z.array(z.strictObject({ publicity: id, title: z.string(), number: z.int(), openedOn: day, dueOn: day.nullable(), provisional: z.boolean(), endedOn: day.nullable(), amount: fen })) }),
  run: async ({ db, params: { matter } }) => {
    if (await db.selectFrom('matter').select('id').where('id', '=', matter).executeTakeFirst() === undefined) throw new Refused(404, 'not-found')
    const rows = await db.selectFrom('publicity_item as i').innerJoin('publicity as b', join => join.onRef('b.tenant', '=', 'i.tenant').onRef('b.id', '=', 'i.publicity')).innerJoin('clock as c', join => join.onRef('c.tenant', '=', 'i.tenant').onRef('c.id', '=', 'i.clock'))
      .select(['i.publicity', 'b.title', 'i.number', sql<string>`(b.opened_at at time zone 'Asia/Shanghai')::date`.as('openedOn'), 'c.due_on as dueOn', 'c.provisional', sql<string | null>`coalesce(c.ended_on, (b.ended_at at time zone 'Asia/Shanghai')::date)`.as('endedOn'), 'i.snapshot'])
      .where('i.matter', '=', matter).orderBy('i.publicity', 'desc').execute()
    return { body: { items: rows.map(({ snapshot, ...row }) => ({ ...row, amount: snapshot.amount })) } }
  },
})
