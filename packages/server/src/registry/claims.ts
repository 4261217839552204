import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { requireParty } from './party.ts'
import { claimSchema, id, shortText } from './schemas.ts'
import { requireClaimKind, type Vocabulary } from './vocabulary.ts'

export const listClaims = operation({
  name: 'listClaims', method: 'get', path: '/parties/{party}/claims', tag: 'registry', refuses: [404],
  summary: { zh: '主体名下的事项', en: 'What hangs off a party' },
  params: z.object({ party: id }), query: z.object({ kind: z.string().max(50).optional(), ...pageQuery }),
  answer: pageOf(claimSchema),
  read: async ({ db, params, looked, query: { kind, cursor, limit } }) => {
    await requireParty(db, params.party)
    looked(params.party)
    const after = readCursor(cursor, 1)
    const rows = await db.selectFrom('claim').select(['id', 'party', 'kind', 'parent', 'key', 'name']).where('party', '=', params.party).where('withdrawn_at', 'is', null)
      .$if(kind !== undefined, query => query.where('kind', '=', kind ?? '')).$if(after !== undefined, query => query.where('id', '>', after?.[0] ?? ''))
      .orderBy('id').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], row => row) }
  },
})

export const createClaim = (vocabulary: Vocabulary) => operation({
  name: 'createClaim', method: 'post', path: '/parties/{party}/claims', tag: 'registry', creates: true, refuses: [404, 409],
  summary: { zh: '登记事项（项目、设备、称号等）', en: 'Register a claim: a project, a purchase, a title' },
  params: z.object({ party: id }),
  body: z.strictObject({ kind: shortText(50), key: shortText(100), name: shortText(200).nullable().default(null), parent: id.nullable().default(null) }),
  answer: claimSchema,
  run: async ({ db, actor, params, body }) => {
    const party = await requireParty(db, params.party)
    const above = body.parent === null ? undefined : await db.selectFrom('claim').select('kind').where('id', '=', body.parent).where('party', '=', party.id).executeTakeFirst()
    if (body.parent !== null && above === undefined) throw new Refused(422, 'no-such-claim', { field: '/parent' })
    requireClaimKind(await vocabulary(db, actor.tenant), body.kind, above?.kind ?? party.kind)
    const row = { id: uuid(), party: party.id, kind: body.kind, parent: body.parent, key: body.key, name: body.name }
    await db.insertInto('claim').values({ tenant: actor.tenant, ...row, recorded_by: actor.person }).execute()
    return { body: row }
  },
})
