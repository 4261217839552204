import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { requireParty } from './party.ts'
import { at, day, id, shortText } from './schemas.ts'

const consentSchema = z.strictObject({ id, party: id, fact: z.string(), purpose: z.string(), until: day.nullable(), at, endedAt: at.nullable() }).openapi('Consent')

export const giveConsent = operation({
  name: 'giveConsent', method: 'post', path: '/parties/{party}/consents', tag: 'registry', creates: true, refuses: [404],
  summary: { zh: '同意部门查看一项不公开的事实', en: 'Let offices see a private fact' },
  params: z.object({ party: id }), body: z.strictObject({ fact: shortText(100), purpose: shortText(500), until: day.nullable().default(null) }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    await requireParty(db, params.party)
    const own = uuid()
    await db.insertInto('consent').values({ tenant: actor.tenant, id: own, party: params.party, ...body, given_by: actor.person }).execute()
    return { body: { id: own } }
  },
})

export const endConsent = operation({
  name: 'endConsent', method: 'post', path: '/consents/{consent}/end', tag: 'registry', creates: true, refuses: [404, 409],
  summary: { zh: '撤回同意', en: 'Withdraw a consent' },
  params: z.object({ consent: id }), answer: z.strictObject({ consent: id }),
  run: async ({ db, actor, params }) => {
    const found = await db.selectFrom('consent').select('id').where('id', '=', params.consent).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    await db.insertInto('consent_end').values({ tenant: actor.tenant, consent: params.consent, ended_by: actor.person }).execute()
    return { body: { consent: params.consent } }
  },
})

export const listConsents = operation({
  name: 'listConsents', method: 'get', path: '/parties/{party}/consents', tag: 'registry', refuses: [404],
  summary: { zh: '企业给出的同意', en: 'Consents that a party gave' },
  params: z.object({ party: id }), query: z.object(pageQuery), answer: pageOf(consentSchema),
  read: async ({ db, params, query: { cursor, limit } }) => {
    await requireParty(db, params.party)
    const after = readCursor(cursor, 1)
    const rows = await db.selectFrom('consent as c').leftJoin('consent_end as e', 'e.consent', 'c.id').select(['c.id', 'c.party', 'c.fact', 'c.purpose', 'c.until', 'c.given_at', 'e.ended_at'])
      .where('c.party', '=', params.party).$if(after !== undefined, query => query.where('c.id', '>', after?.[0] ?? '')).orderBy('c.id').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ given_at, ended_at, ...row }) => ({ ...row, at: given_at.toISOString(), endedAt: sqlDate(ended_at) })) }
  },
})
const sqlDate = (date: Date | null): string | null => date === null ? null : date.toISOString()
