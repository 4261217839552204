import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { importOf, importSchema } from './import.ts'

const named = (db: Db) => db.selectFrom('import as i').leftJoin('person as p', join => join.onRef('p.tenant', '=', 'i.tenant').onRef('p.id', '=', 'i.by')).selectAll('i').select('p.name as byName')

export const listImports = operation({
  name: 'listImports', method: 'get', path: '/imports', tag: 'imports',
  summary: { zh: '历次导入，新的在前', en: 'Imports, the latest first' },
  query: z.object(pageQuery), answer: pageOf(importSchema),
  read: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)
    const rows = await named(db).$if(before !== undefined, query => query.where('i.id', '<', before?.[0] ?? '')).orderBy('i.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ byName, ...row }) => importOf(row, byName)) }
  },
})

export const readImport = operation({
  name: 'readImport', method: 'get', path: '/imports/{import}', tag: 'imports', refuses: [404],
  summary: { zh: '一次导入现在的情况', en: 'An import as it stands' },
  params: z.object({ import: z.uuid() }), answer: importSchema,
  read: async ({ db, params }) => {
    const row = await named(db).where('i.id', '=', params.import).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    const { byName, ...one } = row
    return { body: importOf(one, byName), version: one.version }
  },
})
