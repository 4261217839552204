import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { ROLE_NAMES } from '../../access/roles.ts'
import { operation } from '../../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../../api/page.ts'
import { Refused } from '../../api/problem.ts'
import { id, personSchema } from '../schemas.ts'
import { loginText } from '../sign-in/steps.ts'
import { personOf, withStates } from './person.ts'

const name = z.string().trim().min(1).max(100)
const subject = z.string().trim().min(1).max(255).nullable()

export const listPeople = operation({
  name: 'listPeople', method: 'get', path: '/people', tag: 'people', summary: { zh: '查找账号', en: 'Find accounts' },
  query: z.object({ q: z.string().trim().max(100).optional(), role: z.enum(ROLE_NAMES).optional(), ...pageQuery }),
  answer: pageOf(personSchema),
  read: async ({ db, query: { q, role, cursor, limit } }) => {
    const after = readCursor(cursor, 1)
    const like = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`
    const rows = await db.selectFrom('person').selectAll()
      .$if(q !== undefined && q !== '', query => query.where(sql<boolean>`(login like ${like.toLowerCase()} or name ilike ${like})`))
      .$if(role !== undefined, query => query.where(sql<boolean>`exists (select from membership m where m.tenant = person.tenant and m.person = person.id and m.role = ${role} and m.ended_at is null and (m.until is null or m.until >= lizhu.today()))`))
      .$if(after !== undefined, query => query.where('login', '>', after?.[0] ?? '')).orderBy('login').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.login], await withStates(db, rows)) }
  },
})

export const readPerson = operation({
  name: 'readPerson', method: 'get', path: '/people/{person}', tag: 'people', refuses: [404], summary: { zh: '查看账号', en: 'Read an account' },
  params: z.object({ person: id }),
  answer: personSchema,
  read: async ({ db, params }) => {
    const body = await personOf(db, params.person)
    return { body, version: body.version }
  },
})

/** Without a password: one is made by resetting it, and shown once, which an answer that is kept for its Idempotency-Key must not be. */
export const createPerson = operation({
  name: 'createPerson', method: 'post', path: '/people', tag: 'people', creates: true, refuses: [409], summary: { zh: '新建账号；随后重置密码得到一次性密码', en: 'Make an account; resetting its password then gives a one-time password' },
  body: z.strictObject({ login: loginText, name, subject: subject.default(null) }),
  answer: personSchema,
  run: async ({ db, actor, body: { login, name, subject } }) => {
    const person = uuid()
    const made = await db.insertInto('person').values({ tenant: actor.tenant, id: person, login, name }).onConflict(conflict => conflict.columns(['tenant', 'login']).doNothing()).executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) throw new Refused(409, 'login-taken', { params: { login }, field: '/login' })
    await sql`select put_credential(${person}::uuid, null, ${subject})`.execute(db)
    return { body: await personOf(db, person) }
  },
})

export const editPerson = operation({
  name: 'editPerson', method: 'patch', path: '/people/{person}', tag: 'people', edits: true, refuses: [404, 409], summary: { zh: '修改姓名、身份标识，停用或启用', en: 'Edit the name or subject, disable or enable' },
  params: z.object({ person: id }),
  body: z.strictObject({ name: name.optional(), disabled: z.boolean().optional(), subject: subject.optional() }),
  answer: personSchema,
  run: async ({ db, actor, params: { person }, body: { name, disabled, subject }, version }) => {
    const before = await personOf(db, person)
    if (person === actor.person && (disabled !== undefined || subject !== undefined)) throw new Refused(409, 'own-account')
    const { numUpdatedRows } = await db.updateTable('person').set({ name: name ?? before.name, disabled: disabled ?? before.disabled, version: version + 1 })
      .where('id', '=', person).where('version', '=', version).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refused(412, 'changed-since')
    if (subject !== undefined) await sql`select set_subject(${person}::uuid, ${subject})`.execute(db)
    const body = await personOf(db, person)
    return { body, version: body.version }
  },
})
