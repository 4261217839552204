import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { fileAnswer, operation, type Answered, type FileAnswer } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { sentFrom, type FileStore } from './store.ts'
import { TYPES } from './type.ts'

export const downloadFile = (store: FileStore) => operation({
  name: 'downloadFile', method: 'get', path: '/files/{hash}', tag: 'files', refuses: [404],
  summary: { zh: '下载依据材料', en: 'Download evidence' },
  params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: fileAnswer,
  run: async ({ db, actor, params: { hash } }) => {
    const file = await db.selectFrom('file').select(['type', 'name']).where('hash', '=', hash).orderBy(sql`uploaded_by = ${actor.person} desc`).limit(1).executeTakeFirst()
    if (file === undefined) throw new Refused(404, 'not-found')
    return evidence(store, { hash, ...file })
  },
})

/** A file as it is sent: a browser that guesses at types could run what somebody else sent. */
export function evidence(store: FileStore, { hash, type, name }: { readonly hash: string; readonly type: string; readonly name: string }): Answered<FileAnswer> {
  const known = Object.entries(TYPES).find(([one]) => one === type)?.[1] ?? 'application/octet-stream'
  return { body: { content: sentFrom(store.pathOf(hash)), type: known, name }, headers: { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox' } }
}
