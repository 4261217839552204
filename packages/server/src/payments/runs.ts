import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { holdMatter, look } from '../matters/index.ts'
import { id, text } from './schemas.ts'

export const WHY = ['state', 'in run', 'due', 'condition', 'account', 'cooling', 'facts', 'eligible', 'grounds', 'legality'] as const
export const whySchema = z.enum(WHY).openapi({ description: '现在为什么不能付 Why it is not payable now' })
const part = z.strictObject({ award: id, instalment: z.int().min(1) })
const asideSchema = z.array(part.extend({ why: whySchema }))
type Aside = z.infer<typeof asideSchema>

/**
 * Each matter is assessed anew before anything of it is paid: what changed is kept beside what was there, and whatever cannot be
 * paid now is set aside with the reason. Held in one order, so that two who do this wait and never block.
 */
async function sift(db: Db, actor: Actor, parts: readonly { readonly award: string; readonly instalment: number }[], run: string | null): Promise<{ readonly good: typeof parts; readonly aside: Aside }> {
  const found = await db.selectFrom('award as a').innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'a.tenant').onRef('m.id', '=', 'a.matter')).select('a.matter').where('a.id', 'in', parts.map(one => one.award)).execute()
  for (const matter of [...new Set(found.map(one => one.matter))].sort()) {
    const held = await holdMatter(db, matter)
    if (held.state === 'approved') await look(db, actor, held)
  }
  const good: { award: string; instalment: number }[] = []
  const aside: Aside = []
  for (const one of [...parts].sort((a, b) => (a.award === b.award ? a.instalment - b.instalment : a.award < b.award ? -1 : 1))) {
    const { rows: [row] } = await sql<{ why: string | null }>`select why_not_payable(${one.award}::uuid, ${one.instalment}::int, ${run}::uuid) as why`.execute(db)
    const why = row?.why ?? null
    if (why === null) good.push(one)
    else aside.push({ ...one, why: whySchema.parse(why) })
  }
  return { good, aside }
}

export const createRun = operation({
  name: 'createRun', method: 'post', path: '/payment-runs', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '编制付款批次；不能付的放在一边并说明原因', en: 'Make a payment run; what is not payable is set aside with the reason' },
  body: z.strictObject({ id, title: text(200), instalments: z.array(part).min(1).max(2000) }), answer: z.strictObject({ run: id.nullable(), lines: z.int(), aside: asideSchema }),
  run: async ({ db, actor, body }) => {
    const before = await db.selectFrom('payment_run').select('id').where('id', '=', body.id).executeTakeFirst()
    // Killed after it was made, the caller asks again: the run that stands is the answer.
    if (before !== undefined) return { body: { run: body.id, lines: await linesOf(db, body.id), aside: [] } }
    const { good, aside } = await sift(db, actor, body.instalments, null)
    // What changed is kept, so nothing is thrown.
    if (good.length === 0) return { body: { run: null, lines: 0, aside } }
    await sql`select make_run(${body.id}::uuid, ${body.title}, ${JSON.stringify(good)}::jsonb)`.execute(db)
    return { body: { run: body.id, lines: good.length, aside } }
  },
})

const linesOf = async (db: Db, run: string): Promise<number> => (await db.selectFrom('payment_line').select('id').where('run', '=', run).where('state', '<>', 'dropped').execute()).length

export const releaseRun = operation({
  name: 'releaseRun', method: 'post', path: '/payment-runs/{run}/release', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '放行付款批次（由编制人以外的人）；其间有变化的退出本批', en: 'Release a run, by another person than made it; what changed meanwhile leaves it' },
  params: z.object({ run: id }), answer: z.strictObject({ released: z.boolean(), lines: z.int(), aside: asideSchema }),
  run: async ({ db, actor, params: { run } }) => {
    const found = await db.selectFrom('payment_run').select(['state', 'made_by']).where('id', '=', run).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    const lines = await db.selectFrom('payment_line').select(['id', 'award', 'instalment']).where('run', '=', run).where('state', '=', 'waiting').execute()
    const { aside } = found.state !== 'made' || found.made_by === actor.person || lines.length === 0 ? { aside: [] } : await sift(db, actor, lines.map(({ award, instalment }) => ({ award, instalment })), run)
    for (const { award, instalment, why } of aside) {
      const line = lines.find(one => one.award === award && one.instalment === instalment)
      await sql`select drop_line(${line?.id ?? ''}::uuid, ${why})`.execute(db)
    }
    // With nothing left in it there is nothing to release; what left it is kept.
    if (aside.length === lines.length && lines.length > 0) return { body: { released: false, lines: 0, aside } }
    await sql`select release_run(${run}::uuid)`.execute(db)
    return { body: { released: true, lines: lines.length - aside.length, aside } }
  },
})

export const dropRun = operation({
  name: 'dropRun', method: 'post', path: '/payment-runs/{run}/dropping', tag: 'payments', creates: true, refuses: [404, 409],
  summary: { zh: '作废没有放行的付款批次', en: 'Drop a run that is not released' },
  params: z.object({ run: id }), body: z.strictObject({ reason: text(500) }), answer: z.null(),
  run: async ({ db, params, body }) => {
    await sql`select drop_run(${params.run}::uuid, ${body.reason})`.execute(db)
    return { body: null }
  },
})
