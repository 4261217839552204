import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { OPERATION_NAMES, PERMISSIONS, type Permission } from '../../access/permissions.ts'
import { operation } from '../../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../../api/page.ts'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { delegationSchema, id, since, until } from '../schemas.ts'

/** What an owner may delegate. */
export const DELEGABLE = OPERATION_NAMES.filter(name => {
  const { may }: Permission = PERMISSIONS[name]
  return typeof may === 'object' && may.agent !== undefined
})

export const listDelegations = operation({
  name: 'listDelegations', method: 'get', path: '/delegations', tag: 'people', summary: { zh: '委托给谁、做什么、到何时，包括已结束的', en: 'Who acts for the enterprise, in what and until when, with those that ended' },
  query: z.object({ party: id.optional(), ...pageQuery }),
  answer: z.strictObject({ ...pageOf(delegationSchema).shape, delegable: z.array(z.string()).openapi({ description: '可委托的接口 What may be delegated' }) }),
  read: async ({ db, query: { party, cursor, limit } }) => {
    const after = readCursor(cursor, 2)
    const rows = await rowsOf(db).$if(party !== undefined, query => query.where('m.party', '=', party ?? ''))
      .$if(after !== undefined, query => query.where(sql<boolean>`(m.since, m.id) > (${after?.[0]}::date, ${after?.[1]}::uuid)`)).orderBy('m.since').orderBy('m.id').limit(limit + 1).execute()
    return { body: { ...page(rows, limit, row => [row.since, row.id], shown), delegable: [...DELEGABLE] } }
  },
})

export const delegate = operation({
  name: 'delegate', method: 'post', path: '/delegations', tag: 'people', creates: true, refuses: [404, 409], summary: { zh: '委托代办人：指明事项和期限', en: 'Delegate to an agent: named operations, until a date' },
  body: z.strictObject({ party: id, login: z.string().trim().toLowerCase().max(200), permits: z.array(z.string().max(100)).min(1).max(200), since, until }),
  answer: delegationSchema,
  run: async ({ db, actor, body: { party, login, permits, since, until } }) => {
    if (!actor.memberships.some(one => one.party === party)) throw new Refused(404, 'not-found', { field: '/party' })
    const beyond = permits.filter(name => !DELEGABLE.some(one => one === name))
    if (beyond.length > 0) throw new Refused(422, 'permits-beyond', { params: { permits: beyond.join('、') }, field: '/permits' })
    const { rows: [found] } = await sql<{ person: string | null }>`select delegate_of(${login}) person`.execute(db)
    const person = found?.person ?? undefined
    if (person === undefined) throw new Refused(404, 'no-such-login', { params: { login }, field: '/login' })
    if (person === actor.person) throw new Refused(409, 'own-account', { field: '/login' })
    const delegation = uuid()
    await db.insertInto('membership').values({
      tenant: actor.tenant, id: delegation, person, role: 'agent', organisation: null, area: null, party, permits: [...new Set(permits)], until, granted_by: actor.person, ...(since === undefined ? {} : { since }),
    }).execute()
    return { body: shown(await rowsOf(db).where('m.id', '=', delegation).executeTakeFirstOrThrow()) }
  },
})

export const endDelegation = operation({
  name: 'endDelegation', method: 'post', path: '/delegations/{delegation}/end', tag: 'people', refuses: [404], summary: { zh: '结束委托', en: 'End a delegation' },
  params: z.object({ delegation: id }),
  answer: delegationSchema,
  run: async ({ db, params: { delegation } }) => {
    await db.updateTable('membership').set({ ended_at: sql<Date>`now()` }).where('id', '=', delegation).where('role', '=', 'agent').where('ended_at', 'is', null).execute()
    const row = await rowsOf(db).where('m.id', '=', delegation).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    return { body: shown(row) }
  },
})

/** Of the enterprises that the caller owns: the database shows no others. */
const rowsOf = (db: Db) => db.selectFrom('membership as m').innerJoin('person as p', join => join.onRef('p.tenant', '=', 'm.tenant').onRef('p.id', '=', 'm.person'))
  .selectAll('m').select(['p.login', 'p.name']).where('m.role', '=', 'agent').where(sql<boolean>`m.party = any ((select parties())::uuid[])`)

function shown(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>): z.infer<typeof delegationSchema> {
  return { id: row.id, party: row.party ?? '', person: row.person, login: row.login, name: row.name, permits: row.permits ?? [...DELEGABLE], since: row.since, until: row.until, endedAt: row.ended_at?.toISOString() ?? null }
}
