import { z } from '@hono/zod-openapi'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { FileStore, Received } from './store.ts'
import { typeOf, type FileType } from './type.ts'

/** Bytes of one file at most. */
export const LARGEST = 50_000_000
export const fileName = z.string().trim().min(1).max(200).openapi({ description: '文件名 The name of the file' })

export const fileSchema = z.strictObject({ hash: z.string(), size: z.int(), type: z.enum(['pdf', 'png', 'jpeg', 'webp', 'ofd', 'csv', 'xlsx', 'docx']), name: z.string() }).openapi('File')

export const uploadFile = (store: FileStore) => operation({
  name: 'uploadFile', method: 'post', path: '/files', tag: 'files', creates: true, uploads: LARGEST,
  summary: { zh: '上传依据材料（PDF、PNG、JPEG、WebP、OFD、xlsx、docx、csv，不超过 50 MB）', en: 'Upload evidence: PDF, PNG, JPEG, WebP, OFD, xlsx, docx or csv, up to 50 MB' },
  query: z.object({ name: fileName }),
  answer: fileSchema,
  run: async ({ db, actor, query: { name }, upload }) => ({ body: await keep(db, actor, store, upload, name) }),
})

/** Keeps what was sent, then tells of it: a file that nothing names is only room on the disk, a name without its file would be a lie. */
export async function keep(db: Db, actor: Actor, store: FileStore, sent: Received | undefined, name: string): Promise<{ hash: string; size: number; type: FileType; name: string }> {
  if (sent === undefined || sent.size === 0) throw new Refused(422, 'invalid', { params: { zh: '文件是空的', en: 'the file is empty' } })
  const type = await typeOf(sent.path)
  if (type === undefined) throw new Refused(415, 'wrong-type', { params: { want: 'PDF / PNG / JPEG / WebP / OFD / xlsx / docx / csv' } })
  await store.keep(sent)
  const { hash, size } = sent
  await db.insertInto('file').values({ tenant: actor.tenant, hash, size, type, name, uploaded_by: actor.person }).onConflict(conflict => conflict.doNothing()).execute()
  return { hash, size, type, name }
}
