import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { startJob } from '../jobs/start-job.ts'
import { importOf, importSchema, requireState } from './import.ts'

const params = z.object({ import: z.uuid() })

export const carryOutImport = operation({
  name: 'carryOutImport', method: 'post', path: '/imports/{import}/carry-out', tag: 'imports', creates: true, refuses: [404, 409],
  summary: { zh: '导入选中的各行（后台进行，一次写入全部或全不写入）', en: 'Take in the chosen rows, in the background: all of them or none' },
  params, answer: importSchema,
  run: async ({ db, actor, params }) => {
    const one = await requireState(db, params.import, 'ready')
    const any = await db.selectFrom('import_row').select('row').where('import', '=', one.id).where('chosen', '=', true).limit(1).executeTakeFirst()
    if (any === undefined) throw new Refused(409, 'import-nothing')
    const job = await startJob(db, actor, 'carryOutImport', one.id)
    return { body: importOf(await db.updateTable('import').set({ state: 'running', job, problem: null }).where('id', '=', one.id).returningAll().executeTakeFirstOrThrow(), null) }
  },
})

export const undoImport = operation({
  name: 'undoImport', method: 'post', path: '/imports/{import}/undo', tag: 'imports', creates: true, refuses: [404, 409],
  summary: { zh: '撤销一次导入，恢复此前的登记（后台进行）', en: 'Undo an import: what was registered before holds again, in the background' },
  params, answer: importSchema,
  run: async ({ db, actor, params }) => {
    const one = await requireState(db, params.import, 'done')
    const job = await startJob(db, actor, 'undoImport', one.id)
    return { body: importOf(await db.updateTable('import').set({ state: 'undoing', job, problem: null }).where('id', '=', one.id).returningAll().executeTakeFirstOrThrow(), null) }
  },
})
