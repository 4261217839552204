import { sql } from 'kysely'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashOfToken } from '../../src/access/cookie.ts'
import type { OperationName } from '../../src/access/permissions.ts'
import { reading, within, type Caller } from '../../src/access/within.ts'
import { openDb, openPool, type Db } from '../../src/database/pool.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { seedCell, seedPlaces, type Cell } from './seed.ts'

// That a connection stands for nobody before a read and after it, however the read ends: all here goes over one connection.

let database: TestDatabase
let pool: pg.Pool
let db: Db
let east: Cell, west: Cell

beforeAll(async () => {
  database = await freshDatabase()
  const other = await seedPlaces(database.own, 'alpha')
  east = await seedCell(database.own, 'alpha', '440203', 'alpha-east', other)
  west = await seedCell(database.own, 'alpha', '440204', 'alpha-west', other)
  pool = openPool(database.app, { max: 1 })
  db = openDb(pool)
})
afterAll(async () => {
  await db.destroy()
  await database.close()
})

const as = <T>(caller: Caller, run: (db: Db) => Promise<T>, operation: OperationName = 'readParty'): Promise<T> => reading(db, operation, caller, uuid(), run)
const parties = async (inside: Db): Promise<string[]> => (await inside.selectFrom('party').select('id').execute()).map(row => row.id)

/** Whom the connection stands for, and what it sees. */
async function held(): Promise<unknown> {
  const { rows: [settings] } = await pool.query<Record<string, string | null>>(`select ${['tenant', 'person', 'operation', 'request', 'reach', 'areas', 'parties'].map(name => `nullif(current_setting('lizhu.${name}', true), '') as ${name}`).join()}`)
  const { rows: seen } = await pool.query<{ id: string }>('select id from party union all select id from membership union all select id from person')
  return [...Object.values(settings ?? { none: 'no answer' }).filter(value => value !== null), ...seen]
}

async function session(of: Cell): Promise<Buffer> {
  const token = hashOfToken(uuid())
  await database.own.query(`insert into session (id, token, tenant, person, ends_at, idle) values ($1, $2, $3, $4, now() + interval '1 hour', interval '1 hour')`, [uuid(), token, of.tenant, of.person])
  return token
}

test('a read sees what its caller may, and leaves nothing of it', async () => {
  expect(await as(east, parties)).toEqual([east.party])
  expect(await held()).toEqual([])
  expect(await as({ token: await session(west) }, parties)).toEqual([west.party])
  expect(await held()).toEqual([])
})

test('each statement of a read is its caller’s, between others’ over the same connection', async () => {
  const often = async (inside: Db): Promise<string[]> => [...await parties(inside), ...await parties(inside), ...await parties(inside)]
  const all = await Promise.all([east, west, east, west].map(cell => as(cell, often)))
  expect(all).toEqual([east, west, east, west].map(({ party }) => [party, party, party]))
})

test('a statement that fails leaves nothing, and the connection is good for the next', async () => {
  for (let turn = 0; turn < 3; turn++) {
    await expect(as(east, inside => sql`select 1 / (select count(*) - 1 from party)`.execute(inside))).rejects.toThrow('division by zero')
    expect(await held()).toEqual([])
    await expect(as(east, inside => sql`select nothing from party`.execute(inside))).rejects.toThrow('nothing')
    expect(await held()).toEqual([])
    expect(await as(west, parties)).toEqual([west.party])
  }
})

test('a read that is stopped leaves nothing', async () => {
  const slow = as(east, inside => sql`select pg_sleep(60) from party`.execute(inside))
  const stopped = expect(slow).rejects.toThrow('canceling')
  const admin = new pg.Client({ connectionString: database.admin })
  await admin.connect()
  for (let gone = false; !gone;) gone = (await admin.query(`select pg_cancel_backend(pid) from pg_stat_activity where query like 'select pg_sleep(60)%' and state = 'active' and datname = current_database()`)).rows.length > 0
  await admin.end()
  await stopped
  expect(await held()).toEqual([])
  expect(await as(west, parties)).toEqual([west.party])
})

test('where one cannot enter, the statement is not run', async () => {
  await expect(reading(db, 'readParty', east, 'no number', inside => sql`select set_config('test.ran', 'yes', false)`.execute(inside))).rejects.toThrow('uuid')
  const { rows } = await pool.query(`select nullif(current_setting('test.ran', true), '') as ran`)
  expect(rows).toEqual([{ ran: null }])
  expect(await held()).toEqual([])
})

test('whoever is not let in gets no row, and hears that rather than what else is wrong', async () => {
  const token = await session(east)
  const got: unknown[] = []
  const keep = async (inside: Db): Promise<void> => { got.push(...await parties(inside)) }
  await database.own.query('update session set ended_at = now() where token = $1', [token])
  await expect(as({ token }, keep)).rejects.toMatchObject({ status: 401 })
  await expect(as(east, keep, 'listPeople')).rejects.toMatchObject({ status: 403 })
  await expect(as({ token }, () => Promise.reject(new Error('something else')))).rejects.toMatchObject({ status: 401 })
  await expect(as({ token }, () => Promise.resolve('asked nothing'))).rejects.toMatchObject({ status: 401 })
  expect(got).toEqual([])
  expect(await held()).toEqual([])
})

test('a session that ends between two statements of a read ends it', async () => {
  const token = await session(east)
  await expect(as({ token }, async inside => {
    await parties(inside)
    await database.own.query('update session set ended_at = now() where token = $1', [token])
    return parties(inside)
  })).rejects.toMatchObject({ status: 401 })
})

test('a change leaves nothing either, made or undone', async () => {
  expect(await within(db, 'readParty', east, uuid(), 'write', parties)).toEqual([east.party])
  expect(await held()).toEqual([])
  await expect(within(db, 'readParty', east, uuid(), 'write', () => Promise.reject(new Error('undone')))).rejects.toThrow('undone')
  expect(await held()).toEqual([])
})
