import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { requireState } from './import.ts'

export const chooseRows = operation({
  name: 'chooseRows', method: 'put', path: '/imports/{import}/chosen', tag: 'imports', refuses: [404, 409],
  summary: { zh: '选中或不选一些行；有警告的行要写明依据', en: 'Choose rows, or leave them out; a row with a warning needs a reason' },
  params: z.object({ import: z.uuid() }),
  body: z.strictObject({
    rows: z.union([z.enum(['good', 'all']), z.array(z.int().min(1)).min(1).max(1000)]).openapi({ description: 'good：没有问题、有内容可导入的各行（选中时）；all：全部（不选时）；或行号 good: rows without a problem that have something to say, to be chosen; all: to be left out; or their numbers' }),
    chosen: z.boolean(), reason: z.string().trim().min(1).max(500).nullable().default(null),
  }).refine(({ rows, chosen }) => rows !== 'all' || !chosen, { path: ['rows'], params: { zh: '全部行只能一起取消，不能一起选中', en: 'all rows can only be put aside together' } }),
  answer: z.strictObject({ chosen: z.int().openapi({ description: '现在选中的行数 Rows that are chosen now' }) }),
  run: async ({ db, params, body: { rows, chosen, reason } }) => {
    const { id } = await requireState(db, params.import, 'ready')
    const own = db.updateTable('import_row').where('import', '=', id)
    if (rows === 'good') await own.set({ chosen }).where('outcome', 'in', ['new', 'change']).where('warned', '=', false).where('chosen', '<>', chosen).execute()
    else if (rows === 'all') await own.set({ chosen, reason: null }).where('chosen', '<>', chosen).execute()
    else {
      const among = sql<boolean>`row = any (${rows}::int[])`
      if (chosen) {
        const wrong = await db.selectFrom('import_row').select(['row', 'outcome']).where('import', '=', id).where(among).where(sql<boolean>`(outcome = 'wrong' or (warned and ${reason === null}))`).orderBy('row').executeTakeFirst()
        if (wrong !== undefined) throw new Refused(422, wrong.outcome === 'wrong' ? 'row-wrong' : 'row-reason', { params: { row: String(wrong.row) }, field: wrong.outcome === 'wrong' ? '/rows' : '/reason' })
      }
      // A reason is kept where there is something to be justified; it becomes the evidence for a code that fails its check.
      await own.set({ chosen, reason: chosen ? sql`case when warned then ${reason}::text end` : null }).where(among).execute()
    }
    const { count } = await db.selectFrom('import_row').select(({ fn }) => fn.countAll<bigint>().as('count')).where('import', '=', id).where('chosen', '=', true).executeTakeFirstOrThrow()
    return { body: { chosen: Number(count) } }
  },
})
