import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { auditMigrations } from '../../src/audit/migrations.ts'
import { emptyDatabase, type Emptied } from './database.ts'

let database: Emptied
let own: pg.Client
beforeAll(async () => {
  database = await emptyDatabase(auditMigrations)
  own = database.own
  await own.query(`
    create table lizhu.thing (tenant text, id int, name text, secret text, primary key (tenant, id));
    select lizhu.audited('lizhu.thing', '{secret}');
    grant select, insert, update, delete on lizhu.thing to lizhu_app`)
})
afterAll(() => database.close())
beforeEach(async () => {
  await own.query('delete from lizhu.thing')
  mark = await last()
})
let mark = 0n
const last = async (): Promise<bigint> => BigInt((await own.query<{ id: string }>('select coalesce(max(id), 0) id from lizhu.audit')).rows[0]!.id)
const trail = async (): Promise<unknown[]> => (await own.query<Record<string, unknown>>('select tenant, person, operation, request, relation, key, change, before, after from lizhu.audit where id > $1 order by id', [mark])).rows

const PERSON = '0198d5a0-0000-7000-8000-000000000001'
const REQUEST = '0198d5a0-0000-7000-8000-000000000002'

it('writes one row for each changed row, with who acted and what stood before and after', async () => {
  const app = await database.app()
  await app.query('begin')
  await app.query("select set_config('lizhu.tenant', 'a', true), set_config('lizhu.person', $1, true), set_config('lizhu.operation', 'makeThing', true), set_config('lizhu.request', $2, true)", [PERSON, REQUEST])
  await app.query("insert into lizhu.thing values ('a', 1, '甲', 's'), ('a', 2, '乙', 's')")
  await app.query("update lizhu.thing set name = '丙' where id = 2")
  await app.query('delete from lizhu.thing where id = 1')
  await app.query('commit')
  const who = { tenant: 'a', person: PERSON, operation: 'makeThing', request: REQUEST, relation: 'thing' }
  const row = (id: number, name: string) => ({ tenant: 'a', id, name, secret: '…' })
  expect(await trail()).toEqual([
    { ...who, key: { tenant: 'a', id: 1 }, change: 'insert', before: null, after: row(1, '甲') },
    { ...who, key: { tenant: 'a', id: 2 }, change: 'insert', before: null, after: row(2, '乙') },
    { ...who, key: { tenant: 'a', id: 2 }, change: 'update', before: row(2, '乙'), after: row(2, '丙') },
    { ...who, key: { tenant: 'a', id: 1 }, change: 'delete', before: row(1, '甲'), after: null },
  ])
})

it('writes nothing of a transaction that is undone', async () => {
  await own.query("begin; insert into lizhu.thing values ('a', 1, '甲', 's'); rollback")
  expect(await trail()).toEqual([])
})

it('says that a redacted value changed, and leaves out a change that changes nothing', async () => {
  await own.query("insert into lizhu.thing values ('a', 1, '甲', 'old')")
  mark = await last()
  await own.query("update lizhu.thing set name = name")
  expect(await trail()).toEqual([])
  await own.query("update lizhu.thing set secret = 'new'")
  const told = JSON.stringify(await trail())
  expect(told).toContain('"change":"update"')
  expect(told).not.toMatch(/old|new/)
})

it('takes a changed key for a row gone and a row come', async () => {
  await own.query("insert into lizhu.thing values ('a', 1, '甲', 's')")
  mark = await last()
  await own.query('update lizhu.thing set id = 9')
  expect((await own.query('select key, change from lizhu.audit where id > $1 order by change', [mark])).rows).toEqual([
    { key: { tenant: 'a', id: 1 }, change: 'delete' }, { key: { tenant: 'a', id: 9 }, change: 'insert' },
  ])
})

it('sees what ON CONFLICT, COPY-like mass inserts and cascades do', async () => {
  await own.query("insert into lizhu.thing select 'a', i, '甲', 's' from generate_series(1, 3) i")
  await own.query("insert into lizhu.thing values ('a', 3, '丙', 's'), ('a', 4, '丁', 's') on conflict (tenant, id) do update set name = excluded.name")
  expect((await own.query('select change, count(*)::int from lizhu.audit where id > $1 group by change order by change', [mark])).rows).toEqual([{ change: 'insert', count: 4 }, { change: 'update', count: 1 }])
})

it('notes events, under the tenant that the key names', async () => {
  const app = await database.app()
  await app.query(`select lizhu.audit_event('signIn', 'person', '{"tenant": "b", "login": "li"}', '{"failed": "password"}')`)
  expect(await trail()).toMatchObject([{ tenant: 'b', operation: 'signIn', relation: 'person', change: 'event', after: { failed: 'password' } }])
})

it('lets the app read its own tenant where it is permitted, and write nothing', async () => {
  await own.query("insert into lizhu.thing values ('a', 1, '甲', 's'), ('b', 1, '乙', 's')")
  const app = await database.app()
  const seen = async (tenant: string, reach: string): Promise<unknown[]> => {
    await app.query("select set_config('lizhu.tenant', $1, false), set_config('lizhu.reach', $2, false)", [tenant, reach])
    return (await app.query<{ tenant: string }>('select distinct tenant from lizhu.audit')).rows
  }
  expect(await seen('a', '{trail}')).toEqual([{ tenant: 'a' }])
  expect(await seen('a', '{tenant}')).toEqual([])
  expect(await seen('', '')).toEqual([])
  for (const statement of ["insert into lizhu.audit (relation, change) values ('x', 'insert')", "update lizhu.audit set relation = 'x'", 'delete from lizhu.audit', 'truncate lizhu.audit',
    'select digests from lizhu.audit_seal', 'delete from lizhu.audit_seal', "select lizhu.audited('lizhu.thing')", 'select lizhu.audit_restored()', 'alter table lizhu.thing disable trigger all']) {
    await expect(app.query(statement), statement).rejects.toThrow(/permission denied|must be owner/)
  }
})

it('refuses its owner too what would bend it by mistake', async () => {
  for (const statement of ["update lizhu.audit set relation = 'x'", 'delete from lizhu.audit', 'truncate lizhu.audit', 'truncate lizhu.audit_seal', 'truncate lizhu.thing']) {
    await expect(own.query(statement), statement).rejects.toThrow(/refused/)
  }
  await expect(own.query("create table lizhu.other (id int primary key); select lizhu.audited('lizhu.other', '{sceret}')")).rejects.toThrow(/other\.sceret cannot be redacted/)
  await expect(own.query("create table lizhu.keyless (id int); select lizhu.audited('lizhu.keyless')")).rejects.toThrow(/no primary key/)
})
