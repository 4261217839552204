import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { z } from '@hono/zod-openapi'
import { annotate, type RowProblem } from '@lizhu/data/sheets'
import { fileAnswer, operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { sentFrom, type FileStore } from '../files/store.ts'
import { TYPES } from '../files/type.ts'
import { reading, requireImport } from './import.ts'

export const annotateImport = (store: FileStore) => operation({
  name: 'annotateImport', method: 'get', path: '/imports/{import}/annotated', tag: 'imports', refuses: [404, 409],
  summary: { zh: '下载标注后的表格：同一张表，问题标在格上、写在行末', en: 'The same sheet, with what is wrong marked at the cell and said at the end of the row' },
  params: z.object({ import: z.uuid() }), query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
  answer: fileAnswer,
  read: async ({ db, params, query: { language } }) => {
    const { id, file, name, matching } = await requireImport(db, params.import)
    if (matching === null) throw new Refused(409, 'import-state', { params: { state: 'draft' } })
    const rows = await db.selectFrom('import_row').select(['row', 'problems']).where('import', '=', id).where('problems', 'is not', null).orderBy('row').execute()
    const problems: RowProblem[] = rows.flatMap(({ row, problems }) => (problems ?? []).map(({ column, zh, en }) => ({ row, zh, en, ...(column === null ? {} : { column }) })))
    const folder = await mkdtemp(join(tmpdir(), 'lizhu-annotated-'))
    const gone = (): Promise<void> => rm(folder, { recursive: true, force: true })
    const out = join(folder, 'annotated.xlsx')
    try { await reading(() => annotate(store.pathOf(file), problems, out, { language, sheet: matching.sheet, name })) } catch (error) { await gone(); throw error }
    return { body: { content: sentFrom(out, gone), type: TYPES.xlsx, name: `${parse(name).name}${language === 'zh' ? '（标注）' : ' (annotated)'}.xlsx` } }
  },
})
