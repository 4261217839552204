import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../../api/page.ts'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { tell } from '../../webhooks/events.ts'
import { id, recordClaimSchema } from '../schemas.ts'

const text = (max: number) => z.string().trim().min(1).max(max)

export const claimRecord = operation({
  name: 'claimRecord', method: 'post', path: '/record-claims', tag: 'people', creates: true, refuses: [404, 409], summary: { zh: '以统一社会信用代码认领企业档案，等待审核', en: 'Claim an enterprise’s record by its code; it waits for a decision' },
  body: z.strictObject({
    code: z.string().trim().toUpperCase().regex(/^[0-9A-Z]{18}$/), representative: text(100).openapi({ description: '法定代表人姓名 The legal representative’s name' }),
    statement: text(2000).openapi({ description: '凭什么认领 On what ground' }), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null).openapi({ description: '证明文件的 SHA-256 The SHA-256 of the proof' }),
  }),
  answer: recordClaimSchema,
  run: async ({ db, actor, body }) => {
    const { rows: [record] } = await sql<{ party: string | null }>`select record_of_code(${body.code}) party`.execute(db)
    const party = record?.party ?? undefined
    if (party === undefined) throw new Refused(404, 'no-such-record', { field: '/code' })
    const owned = await db.selectFrom('membership').select('id').where('person', '=', actor.person).where('party', '=', party).where('role', '=', 'owner').where('ended_at', 'is', null).executeTakeFirst()
    const claim = uuid()
    const made = owned === undefined ? await db.insertInto('record_claim').values({ tenant: actor.tenant, id: claim, party, person: actor.person, ...body }).onConflict(conflict => conflict.doNothing()).executeTakeFirst() : undefined
    if (made?.numInsertedOrUpdatedRows !== 1n) throw new Refused(409, 'record-claim-open')
    return { body: await claimOf(db, claim) }
  },
})

export const listOwnRecordClaims = operation({
  name: 'listOwnRecordClaims', method: 'get', path: '/me/record-claims', tag: 'account', summary: { zh: '自己的认领申请', en: 'One’s own claims on records' },
  query: z.object({ ...pageQuery }),
  answer: pageOf(recordClaimSchema),
  run: async ({ db, actor, query: { cursor, limit } }) => ({ body: await claims(db, { person: actor.person, cursor, limit }) }),
})

export const listRecordClaims = operation({
  name: 'listRecordClaims', method: 'get', path: '/record-claims', tag: 'people', summary: { zh: '认领申请，先到先审', en: 'Claims on records, the oldest first' },
  query: z.object({ state: z.enum(['open', 'decided']).default('open'), ...pageQuery }),
  answer: pageOf(recordClaimSchema),
  run: async ({ db, query: { state, cursor, limit } }) => ({ body: await claims(db, { state, cursor, limit }) }),
})

export const decideRecordClaim = operation({
  name: 'decideRecordClaim', method: 'post', path: '/record-claims/{claim}/decision', tag: 'people', refuses: [404, 409], summary: { zh: '审核认领：同意则申请人成为企业负责人', en: 'Decide on a claim; granted, the claimant is the enterprise’s owner' },
  params: z.object({ claim: id }),
  body: z.discriminatedUnion('outcome', [z.strictObject({ outcome: z.literal('granted'), reason: text(1000).nullable().default(null) }), z.strictObject({ outcome: z.literal('refused'), reason: text(1000) })]),
  answer: recordClaimSchema,
  run: async ({ db, actor, params: { claim }, body: { outcome, reason } }) => {
    const found = await db.selectFrom('record_claim').select(['person', 'party']).where('id', '=', claim).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    if (found.person === actor.person) throw new Refused(409, 'own-record-claim')
    // Of two who decide at once the second finds none open.
    const { numUpdatedRows } = await db.updateTable('record_claim').set({ outcome, reason, decided_by: actor.person, decided_at: sql<Date>`now()` }).where('id', '=', claim).where('outcome', 'is', null).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refused(409, 'record-claim-decided')
    await tell(db, 'record-claim.decided', { party: found.party, claim, outcome })
    return { body: await claimOf(db, claim) }
  },
})

const rowsOf = (db: Db) => db.selectFrom('record_claim as c').innerJoin('person as p', join => join.onRef('p.tenant', '=', 'c.tenant').onRef('p.id', '=', 'c.person'))
  .leftJoin('party as e', join => join.onRef('e.tenant', '=', 'c.tenant').onRef('e.id', '=', 'c.party')).selectAll('c')
  .select(['p.login', 'p.name as claimant', 'e.name as party_name', sql<string>`c.at::text`.as('asked'), sql<boolean | null>`case when e.id is not null then has_owner(e.id) end`.as('has_owner')])

async function claims(db: Db, { person, state, cursor, limit }: { readonly person?: string; readonly state?: 'open' | 'decided'; readonly cursor: string | undefined; readonly limit: number }) {
  const after = readCursor(cursor, 2)
  const rows = await rowsOf(db).$if(person !== undefined, query => query.where('c.person', '=', person ?? ''))
    .$if(state !== undefined, query => query.where('c.outcome', state === 'open' ? 'is' : 'is not', null))
    .$if(after !== undefined, query => query.where(sql<boolean>`(c.at, c.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`)).orderBy('c.at').orderBy('c.id').limit(limit + 1).execute()
  return page(rows, limit, row => [row.asked, row.id], shown)
}

async function claimOf(db: Db, claim: string) {
  return shown(await rowsOf(db).where('c.id', '=', claim).executeTakeFirstOrThrow())
}

function shown(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>): z.infer<typeof recordClaimSchema> {
  return {
    id: row.id, party: row.party, partyName: row.party_name, code: row.code, claimant: { id: row.person, login: row.login, name: row.claimant }, representative: row.representative,
    statement: row.statement, evidence: row.evidence, at: row.at.toISOString(), outcome: row.outcome, reason: row.reason, decidedAt: row.decided_at?.toISOString() ?? null, hasOwner: row.has_owner,
  }
}
