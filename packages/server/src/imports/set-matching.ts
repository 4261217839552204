import { z } from '@hono/zod-openapi'
import { readSheet } from '@lizhu/data/sheets'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { FileStore } from '../files/store.ts'
import { startJob } from '../jobs/start-job.ts'
import type { Vocabulary } from '../registry/index.ts'
import { importOf, importSchema, reading, requireState } from './import.ts'
import { matchingSchema, planOf } from './matching.ts'
import { firstRows } from './preview-import.ts'

export const setMatching = (store: FileStore, vocabulary: Vocabulary) => operation({
  name: 'setMatching', method: 'put', path: '/imports/{import}/matching', tag: 'imports', edits: true, refuses: [404, 409],
  summary: { zh: '对应各列，并检查每一行（后台进行）', en: 'Match the columns and check every row, in the background' },
  params: z.object({ import: z.uuid() }), body: matchingSchema, answer: importSchema,
  run: async ({ db, actor, params, body, version }) => {
    const one = await requireState(db, params.import, 'draft', 'ready')
    if (one.version !== version) throw new Refused(412, 'changed-since')
    planOf(await vocabulary(db, actor.tenant), one.kind, body)
    const rows = await reading(async () => firstRows((await readSheet(store.pathOf(one.file), { name: one.name })).rows(body.sheet), body.headerRow))
    const headers = (rows.find(({ row }) => row === body.headerRow)?.cells ?? []).map(cell => cell.trim())
    const job = await startJob(db, actor, 'setMatching', one.id)
    const row = await db.updateTable('import').set({ state: 'checking', headers, matching: JSON.stringify(body), job, problem: null, version: version + 1 }).where('id', '=', one.id).returningAll().executeTakeFirstOrThrow()
    return { body: importOf(row, null), version: row.version }
  },
})
