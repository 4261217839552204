import { z } from '@hono/zod-openapi'
import { fileAnswer, operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { sentFrom, type FileStore } from '../files/store.ts'
import { TYPES } from '../files/type.ts'
import { paperNumber } from './number.ts'

export const downloadPaper = (store: FileStore) => operation({
  name: 'downloadPaper', method: 'get', path: '/papers/{paper}/{format}', tag: 'papers', refuses: [404], summary: { zh: '下载文书', en: 'Download a paper' },
  params: z.object({ paper: z.uuid(), format: z.enum(['pdf', 'docx']) }), answer: fileAnswer,
  run: async ({ db, actor, params: { paper, format }, looked }) => {
    const file = await db.selectFrom('paper as p').innerJoin('paper_file as f', join => join.onRef('f.tenant', '=', 'p.tenant').onRef('f.paper', '=', 'p.id'))
      .select(['p.code', 'p.year', 'p.number', 'p.party', 'f.hash']).where('p.tenant', '=', actor.tenant).where('p.id', '=', paper).where('f.format', '=', format).executeTakeFirst()
    if (file === undefined) throw new Refused(404, 'not-found')
    if (file.party !== null) looked(file.party)
    return { body: { content: sentFrom(store.pathOf(file.hash)), type: TYPES[format], name: `${paperNumber(file.code, file.year, file.number)}.${format}` }, headers: { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox' } }
  },
})
