import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { completeStep, holdMatter } from '../matters/index.ts'
import { id } from './schemas.ts'

const WHY = { LZ070: 'unpublished', LZ072: 'amount', LZ073: 'objection' } as const
const held = z.strictObject({ matter: id, number: z.string().nullable(), why: z.enum(['unpublished', 'amount', 'objection', 'facts']) })

export const endPublicity = operation({
  name: 'endPublicity', method: 'post', path: '/publicities/{publicity}/end', tag: 'publicity', creates: true, refuses: [404, 409],
  summary: { zh: '公示期满：没有异议的转入下一步', en: 'The days are over: what nobody objects to goes on' },
  params: z.object({ publicity: id }), answer: z.strictObject({ completed: z.int(), held: z.array(held) }),
  run: async ({ db, actor, params: { publicity } }) => {
    const found = await db.selectFrom('publicity').select('ended_at').where('id', '=', publicity).forUpdate().executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    const waiting = await openItems(db, publicity)
    const aside: z.input<typeof held>[] = []
    let completed = 0
    for (const { matter: one, opinion } of waiting) {
      const matter = await holdMatter(db, one)
      const { rows: [row] } = await sql<{ lacks: string | null }>`select publicity_lacks(${opinion}::uuid) as lacks`.execute(db)
      const why = row?.lacks ?? null
      if (why === 'LZ071') throw new Refused(409, 'publicity-runs', { params: { number: matter.number ?? '' } })
      if (why === 'LZ070' || why === 'LZ072' || why === 'LZ073') aside.push({ matter: one, number: matter.number, why: WHY[why] })
      else if (matter.seen !== matter.assessed) aside.push({ matter: one, number: matter.number, why: 'facts' })
      else { await completeStep(db, actor, one, 'publicity'); completed++ }
    }
    if (completed === 0 && aside.length > 0) throw new Refused(409, 'publicity-held', { params: { numbers: aside.map(one => one.number ?? '').join('、') } })
    if (aside.length === 0 && found.ended_at === null) await db.updateTable('publicity').set({ ended_by: actor.person, ended_at: new Date() }).where('id', '=', publicity).execute()
    return { body: { completed, held: aside } }
  },
})

/** Matters that still stand at this very publicity: not those rejected or withdrawn meanwhile, nor those that were published anew. */
const openItems = (db: Db, publicity: string) => db.selectFrom('publicity_item as i').innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'i.tenant').onRef('m.id', '=', 'i.matter'))
  .innerJoin('opinion as o', join => join.onRef('o.tenant', '=', 'i.tenant').onRef('o.id', '=', 'i.opinion').onRef('o.round', '=', 'i.round'))
  .select(['i.matter', 'i.opinion']).where('i.publicity', '=', publicity).where('m.state', '=', 'in review').whereRef('m.step', '=', 'o.step').where('o.state', '=', 'open')
  .where(eb => eb.not(eb.exists(eb.selectFrom('publicity_item as n').innerJoin('publicity as b', join => join.onRef('b.tenant', '=', 'n.tenant').onRef('b.id', '=', 'n.publicity')).select('b.id')
    .whereRef('n.tenant', '=', 'i.tenant').whereRef('n.opinion', '=', 'i.opinion').where('b.id', '>', publicity))))
  .orderBy('i.matter').execute()
