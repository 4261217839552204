import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'

const issuerSchema = z.strictObject({ organisation: z.string(), name: z.string(), code: z.string(), letterhead: z.string(), version: z.int() }).openapi('PaperIssuer')
const settings = {
  code: z.string().regex(/^[\u4e00-\u9fa5]{2,10}$/).openapi({ description: '机关代字，2 至 10 个汉字 The letters of its paper numbers, 2 to 10 Chinese characters' }),
  letterhead: z.string().trim().min(1).max(40).openapi({ description: '发文机关标志 What stands in red over its papers' }),
}

export const listPaperIssuers = operation({
  name: 'listPaperIssuers', method: 'get', path: '/paper-issuers', tag: 'papers', summary: { zh: '发文机关、代字和版头', en: 'Who issues papers, with the letters of their numbers and their letterheads' },
  answer: z.strictObject({ items: z.array(issuerSchema) }),
  run: async ({ db, actor }) => ({ body: { items: await db.selectFrom('paper_issuer as i').innerJoin('organisation as o', join => join.onRef('o.tenant', '=', 'i.tenant').onRef('o.id', '=', 'i.organisation')).select(['i.organisation', 'o.name', 'i.code', 'i.letterhead', 'i.version']).where('i.tenant', '=', actor.tenant).orderBy('i.organisation').execute() } }),
})

/** Made with version 0, changed from the version that was read. */
export const setPaperIssuer = operation({
  name: 'setPaperIssuer', method: 'put', path: '/paper-issuers/{organisation}', tag: 'papers', edits: true, refuses: [404, 409], summary: { zh: '登记发文机关的代字和版头（首次登记 If-Match 写 "0"）', en: 'Register an organisation’s letters and letterhead; If-Match "0" the first time' },
  params: z.object({ organisation: z.string().max(100) }), body: z.strictObject(settings), answer: issuerSchema,
  run: async ({ db, actor, params: { organisation }, body, version }) => {
    const known = await db.selectFrom('organisation').select('name').where('tenant', '=', actor.tenant).where('id', '=', organisation).executeTakeFirst()
    if (known === undefined) throw new Refused(404, 'not-found')
    const row = version === 0
      ? await db.insertInto('paper_issuer').values({ tenant: actor.tenant, organisation, ...body }).onConflict(conflict => conflict.columns(['tenant', 'organisation']).doNothing()).returning('version').executeTakeFirst()
      : await db.updateTable('paper_issuer').set(({ eb }) => ({ ...body, version: eb('version', '+', 1) })).where('tenant', '=', actor.tenant).where('organisation', '=', organisation).where('version', '=', version).returning('version').executeTakeFirst()
    if (row === undefined) throw new Refused(412, 'changed-since')
    return { body: { organisation, name: known.name, ...body, version: row.version }, version: row.version }
  },
})
