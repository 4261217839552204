import { z } from '@hono/zod-openapi'
import { readSheet } from '@lizhu/data/sheets'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { FileStore } from '../files/store.ts'
import { fileName, keep, LARGEST } from '../files/upload-file.ts'
import type { Vocabulary } from '../registry/index.ts'
import { importOf, importSchema, reading } from './import.ts'
import { requireImportable } from './matching.ts'

export const uploadSheet = (store: FileStore, vocabulary: Vocabulary) => operation({
  name: 'uploadSheet', method: 'post', path: '/imports', tag: 'imports', creates: true, uploads: LARGEST,
  summary: { zh: '上传表格（.xlsx、.csv、.tsv），开始一次导入', en: 'Upload a sheet (.xlsx, .csv or .tsv) and begin an import' },
  query: z.object({ kind: z.string().max(50).openapi({ description: '主体或事项的种类，例如 企业 Of which kind of party or claim each row is' }), name: fileName }),
  answer: importSchema,
  run: async ({ db, actor, query: { kind, name }, upload }) => {
    requireImportable(await vocabulary(db, actor.tenant), kind)
    if (upload === undefined) throw new Refused(422, 'sheet', { params: { zh: '没有文件', en: 'there is no file' } })
    // Refused here where it is no sheet at all, or has no row: what stands further down is found when it is checked.
    await reading(async () => { await (await readSheet(upload.path, { name })).rows().next() })
    const { hash } = await keep(db, actor, store, upload, name)
    const row = await db.insertInto('import').values({ tenant: actor.tenant, id: uuid(), kind, name, file: hash, by: actor.person }).returningAll().executeTakeFirstOrThrow()
    return { body: importOf(row, actor.name) }
  },
})
