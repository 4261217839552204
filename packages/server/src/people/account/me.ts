import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { OPERATION_NAMES, permittedTo, type OperationName } from '../../access/permissions.ts'
import { ROLE_NAMES } from '../../access/roles.ts'
import { operation } from '../../api/operation.ts'
import { id } from '../schemas.ts'
import { ownAccount } from './own.ts'

const named = z.strictObject({ id: z.string(), name: z.string(), en: z.string().nullable() }).nullable()

export const me = operation({
  name: 'me', method: 'get', path: '/me', tag: 'account', summary: { zh: '我是谁、代表谁、能做什么', en: 'Who one is, for whom one acts, what one may do' },
  answer: z.strictObject({
    tenant: z.strictObject({ tenant: z.string(), name: z.string(), en: z.string().nullable(), demo: z.boolean() }),
    person: z.strictObject({ id, login: z.string(), name: z.string() }),
    roles: z.array(z.strictObject({
      membership: id, role: z.enum(ROLE_NAMES), organisation: named, area: named,
      party: z.strictObject({ id, name: z.string(), code: z.string().nullable() }).nullable(), permits: z.array(z.string()).nullable(), until: z.iso.date().nullable(),
    })),
    operations: z.array(z.string()).openapi({ description: '可调用的接口，菜单由此而来 What may be called: menus are made of it' }),
    secondFactor: z.boolean(), recoveryCodesLeft: z.int(),
  }),
  run: async ({ db, actor }) => {
    const tenant = await db.selectFrom('tenant').select(['tenant', 'name', 'en', 'demo']).executeTakeFirstOrThrow()
    const person = await db.selectFrom('person').select(['id', 'login', 'name']).where('id', '=', actor.person).executeTakeFirstOrThrow()
    const { rows: parties } = await sql<{ id: string; name: string; code: string | null }>`select * from own_parties()`.execute(db)
    const rows = await db.selectFrom('membership as m').leftJoin('organisation as o', join => join.onRef('o.tenant', '=', 'm.tenant').onRef('o.id', '=', 'm.organisation'))
      .leftJoin('jurisdiction as j', join => join.onRef('j.tenant', '=', 'm.tenant').onRef('j.code', '=', 'm.area'))
      .select(['m.id', 'm.role', 'm.permits', 'm.until', 'm.party', 'o.id as organisation', 'o.name as organisation_name', 'o.en as organisation_en', 'j.code as area', 'j.name as area_name', 'j.en as area_en'])
      .where('m.person', '=', actor.person).where('m.ended_at', 'is', null).where(sql<boolean>`m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today())`).orderBy('m.since').orderBy('m.id').execute()
    const roles = rows.map(row => ({
      membership: row.id, role: z.enum(ROLE_NAMES).parse(row.role), permits: row.permits, until: row.until, party: parties.find(party => party.id === row.party) ?? null,
      organisation: row.organisation === null || row.organisation_name === null ? null : { id: row.organisation, name: row.organisation_name, en: row.organisation_en },
      area: row.area === null || row.area_name === null ? null : { id: row.area, name: row.area_name, en: row.area_en },
    }))
    const account = await ownAccount(db)
    return { body: { tenant, person, roles, operations: operationsOf(roles), secondFactor: account?.second_factor ?? false, recoveryCodesLeft: account?.codes ?? 0 } }
  },
})

/** What roles permit, an agent's only as far as was delegated; in the order of the permission table. */
function operationsOf(roles: readonly { readonly role: string; readonly permits: readonly string[] | null }[]): OperationName[] {
  const open = permittedTo([])
  const may = new Set([...open, ...roles.flatMap(({ role, permits }) => permittedTo([role]).filter(name => permits === null || permits.includes(name)))])
  return OPERATION_NAMES.filter(name => may.has(name))
}
