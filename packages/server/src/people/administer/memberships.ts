import { z } from '@hono/zod-openapi'
import { sql, type Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import { ROLE_NAMES, ROLES } from '../../access/roles.ts'
import type { AccessTables } from '../../access/tables.ts'
import { operation } from '../../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../../api/page.ts'
import { Refused } from '../../api/problem.ts'
import { id, membershipSchema, since, until } from '../schemas.ts'
import { anothersAccount, personOf } from './person.ts'

export const membershipOf = (row: Selectable<AccessTables['membership']>): z.infer<typeof membershipSchema> => ({
  id: row.id, person: row.person, role: z.enum(ROLE_NAMES).parse(row.role), organisation: row.organisation, area: row.area, party: row.party, permits: row.permits,
  since: row.since, until: row.until, grantedBy: row.granted_by, endedAt: row.ended_at?.toISOString() ?? null,
})

export const listMemberships = operation({
  name: 'listMemberships', method: 'get', path: '/people/{person}/memberships', tag: 'people', refuses: [404], summary: { zh: '某人的角色，包括已结束的', en: 'Somebody’s roles, with those that ended' },
  params: z.object({ person: id }),
  query: z.object({ ...pageQuery }),
  answer: pageOf(membershipSchema),
  read: async ({ db, params: { person }, query: { cursor, limit } }) => {
    await personOf(db, person)
    const after = readCursor(cursor, 2)
    const rows = await db.selectFrom('membership').selectAll().where('person', '=', person)
      .$if(after !== undefined, query => query.where(sql<boolean>`(since, id) > (${after?.[0]}::date, ${after?.[1]}::uuid)`)).orderBy('since').orderBy('id').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.since, row.id], membershipOf) }
  },
})

/** Roles that an administrator grants; an enterprise's come from a claim on its record, and from its owner. */
const OFFICE_ROLES = ROLE_NAMES.filter(role => role !== 'owner' && role !== 'agent')
const OF_A_BUREAU: readonly string[] = ['officer', 'head', 'finance', 'statistics', 'tax']

export const grantMembership = operation({
  name: 'grantMembership', method: 'post', path: '/people/{person}/memberships', tag: 'people', creates: true, refuses: [404, 409], summary: { zh: '授予角色', en: 'Grant a role' },
  params: z.object({ person: id }),
  body: z.strictObject({ role: z.enum(OFFICE_ROLES), organisation: z.string().max(100).nullable().default(null), area: z.string().max(20).nullable().default(null), since, until: until.nullable().default(null) }),
  answer: membershipSchema,
  run: async ({ db, actor, params: { person }, body: { role, organisation, area, since, until } }) => {
    await anothersAccount(db, actor, person)
    const needs = (zh: string, en: string, field: string): never => { throw new Refused(422, 'role-needs', { params: { role: `${ROLES[role].zh} ${ROLES[role].en}`, zh, en }, field }) }
    if (OF_A_BUREAU.includes(role) && organisation === null) needs('填写单位', 'an organisation', '/organisation')
    if ((role === 'clerk') !== (area !== null)) needs(role === 'clerk' ? '填写县区' : '不填县区', role === 'clerk' ? 'a jurisdiction' : 'no jurisdiction', '/area')
    const held = await db.selectFrom('membership').select('role').where('person', '=', person).where('ended_at', 'is', null).execute()
    if (held.some(one => one.role !== role && (isAdministrator(one.role) || isAdministrator(role)))) throw new Refused(409, 'separate-duties')
    const row = await db.insertInto('membership').values({ tenant: actor.tenant, id: uuid(), person, role, organisation, area, party: null, permits: null, until, granted_by: actor.person, ...(since === undefined ? {} : { since }) })
      .returningAll().executeTakeFirstOrThrow()
    return { body: membershipOf(row) }
  },
})
const isAdministrator = (role: string): boolean => role.endsWith('administrator')

export const endMembership = operation({
  name: 'endMembership', method: 'post', path: '/memberships/{membership}/end', tag: 'people', refuses: [404, 409], summary: { zh: '收回角色', en: 'Withdraw a role' },
  params: z.object({ membership: id }),
  answer: membershipSchema,
  run: async ({ db, actor, params: { membership } }) => {
    const found = await db.selectFrom('membership').selectAll().where('id', '=', membership).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    if (found.person === actor.person) throw new Refused(409, 'own-account')
    if (found.ended_at !== null) return { body: membershipOf(found) }
    return { body: membershipOf(await db.updateTable('membership').set({ ended_at: sql<Date>`now()` }).where('id', '=', membership).returningAll().executeTakeFirstOrThrow()) }
  },
})
