import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { packId, packOf, packReadSchema } from './pack.ts'

export const readPack = operation({
  name: 'readPack', method: 'get', path: '/packs/{version}', tag: 'packs', refuses: [404],
  summary: { zh: '一个版本：步骤、检查结果、文件', en: 'One version: its steps, what its check found, its files' },
  params: packId, query: z.strictObject({ files: z.enum(['true', 'false']).default('false') }),
  answer: packReadSchema,
  run: async ({ db, actor: { tenant }, params: { version }, query }) => {
    const pack = await packOf(db, tenant, version)
    const checked = await db.selectFrom('pack_step').where('tenant', '=', tenant).where('version', '=', version).where('step', '=', 'checked').select('report').orderBy('number', 'desc').limit(1).executeTakeFirst()
    const row = query.files === 'true' ? await db.selectFrom('pack_version').where('tenant', '=', tenant).where('id', '=', version).select('files').executeTakeFirst() : undefined
    return { body: { ...pack, report: checked?.report ?? null, files: row?.files ?? null } }
  },
})
