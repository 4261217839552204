import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { within } from '../../src/access/within.ts'
import { calendarOperations, endClock, LIST, resumeClock, seedCalendar, startClock, startClocks, stopClock, type NewClock } from '../../src/calendar/index.ts'
import type { Db } from '../../src/database/pool.ts'
import { caller, POLICY, served, world, type Acting, type World } from '../world.ts'

// Clocks on a real database, and a calendar that is imported while they run.

let w: World
let app: Hono
let close: () => Promise<void>
let call: ReturnType<typeof caller>
let head: Acting, officer: Acting, foreign: Acting, owner: Acting
let party: string

beforeAll(async () => {
  w = await world()
  const { app: api, notebook } = served(w, calendarOperations)
  ;[app, close] = [api, () => notebook.close()]
  call = caller(app)
  const [alpha, beta] = w.places
  head = await w.person(alpha, 'head', { organisation: '市工信局' })
  officer = await w.person(alpha, 'officer', { organisation: '市工信局' })
  foreign = await w.person(beta, 'head', { organisation: '市工信局' })
  party = await w.party(alpha, '440203', '甲公司')
  owner = await w.person(alpha, 'owner', { party })
  const client = await w.database.own.connect()
  await seedCalendar(client, 'alpha', `cn/${LIST}`, readFileSync(join(POLICY, '../cn', LIST), 'utf8'))
  client.release()
})
afterAll(async () => {
  await close()
  await w.database.close()
})

const as = <T>({ tenant, person }: Acting, run: (db: Db) => Promise<T>): Promise<T> => within(w.database.db, 'readParty', { tenant, person }, uuid(), 'write', run)
const review = (matter: string, more: Partial<NewClock> = {}): NewClock => ({ tenant: 'alpha', matter, party, kind: 'review', by: { organisation: '市工信局' }, days: 5, on: '2026-11-02', ...more })
const kept = async (id: string) => (await w.database.own.query<{ due_on: string | null; provisional: boolean; stopped: boolean; ended_on: string | null; stops: object[] }>('select due_on, provisional, stopped, ended_on, stops from clock where id = $1', [id])).rows[0]
const FIXED = ['01-01', '05-01', '10-01', '10-02', '10-03']
const list = (year: number, ...more: readonly string[]): string => JSON.stringify({ holidays: Object.fromEntries([...FIXED, ...more].map(day => [`${year}-${day}`, '节'])), workdays: {} })

test('the calendar of an installation lists its years, with their source', async () => {
  const { status, body } = await call(owner, 'GET', '/calendar')
  expect(status).toBe(200)
  expect(body).toMatchObject({ dayCount: 'event day not counted', years: [2020, 2021, 2022, 2023, 2024, 2025, 2026].map(year => ({ year, source: 'npm chinese-days 1.5.7（MIT）dist/years，据国务院办公厅历年通知' })) })
})

test('a clock is stopped, keeps the days used, goes on and ends', async () => {
  const matter = uuid()
  const { id, dueOn } = await as(officer, db => startClock(db, review(matter)))
  expect(dueOn).toBe('2026-11-09')
  expect(await as(officer, db => stopClock(db, { tenant: 'alpha', matter }, '补正', '2026-11-05'))).toEqual([{ id, dueOn: null, provisional: false }])
  expect(await kept(id)).toMatchObject({ due_on: null, stopped: true, stops: [{ from: '2026-11-05', to: null, why: '补正' }] })
  expect(await as(officer, db => stopClock(db, { tenant: 'alpha', matter }, '再', '2026-11-06'))).toEqual([])
  // The enterprise sent what was missing: its own act lets the office's clock go on.
  expect(await as(owner, db => resumeClock(db, { tenant: 'alpha', matter, kind: 'review' }, '2026-11-16'))).toEqual([{ id, dueOn: '2026-11-19', provisional: false }])
  expect(await as(officer, db => endClock(db, { tenant: 'alpha', id }, '2026-11-18'))).toHaveLength(1)
  expect(await kept(id)).toMatchObject({ due_on: '2026-11-19', ended_on: '2026-11-18', stopped: false })
  expect(await as(officer, db => endClock(db, { tenant: 'alpha', id }))).toEqual([])
})

test('two of a kind do not run at once; another subject may, and the same when the first has ended', async () => {
  const [matter, subject] = [uuid(), uuid()]
  await as(officer, db => startClocks(db, 'alpha', [review(matter), review(matter, { subject })]))
  await expect(as(officer, db => startClock(db, review(matter, { subject })))).rejects.toMatchObject({ constraint: 'clock_open' })
  await as(officer, db => endClock(db, { tenant: 'alpha', matter, subject }))
  await as(officer, db => startClock(db, review(matter, { subject })))
})

test('stopped twice at once, a clock is stopped once', async () => {
  const matter = uuid()
  const { id } = await as(officer, db => startClock(db, review(matter)))
  const stopped = await Promise.all(Array.from({ length: 8 }, () => as(officer, db => stopClock(db, { tenant: 'alpha', id }, '补正', '2026-11-05'))))
  expect(stopped.flat()).toHaveLength(1)
  expect((await kept(id))?.stops).toHaveLength(1)
})

test('who may not see a party sees no clock of it', async () => {
  const other = await w.person(w.places[0], 'owner', { party: await w.party(w.places[0], '440204', '乙公司') })
  const matter = uuid()
  await as(officer, db => startClock(db, review(matter)))
  const seen = (who: Acting) => as(who, db => db.selectFrom('clock').select('id').where('matter', '=', matter).execute())
  expect([(await seen(owner)).length, (await seen(other)).length, (await seen(foreign)).length]).toEqual([1, 0, 0])
})

test('past the end of the calendar a clock is provisional, and the calendar settles it as it comes', async () => {
  const matter = uuid()
  const long = await as(officer, db => startClock(db, review(matter, { on: '2026-12-29', days: 5 })))
  const short = await as(officer, db => startClock(db, review(matter, { kind: 'short', on: '2026-12-29', days: 1 })))
  const standing = await as(officer, db => startClock(db, review(matter, { kind: 'supplement', on: '2026-12-29', days: 5 })))
  await as(officer, db => stopClock(db, { tenant: 'alpha', id: standing.id }, '补正', '2026-12-30'))
  const ended = await as(officer, db => startClock(db, review(matter, { kind: 'over', on: '2026-12-29' })))
  await as(officer, db => endClock(db, { tenant: 'alpha', id: ended.id }))
  expect([long, short]).toMatchObject([{ dueOn: '2027-01-05', provisional: true }, { dueOn: '2026-12-30', provisional: false }])

  const sent = { year: 2027, source: '国办发明电〔2026〕示例号', file: '2027.json', text: list(2027, '01-04') }
  expect(await call(officer, 'POST', '/calendar/years', { ...sent, text: list(2026) })).toMatchObject({ status: 422, body: { code: 'calendar-file', field: '/text' } })
  expect(await call(owner, 'POST', '/calendar/years', sent)).toMatchObject({ status: 403 })
  expect(await kept(long.id)).toMatchObject({ provisional: true })
  expect(await call(officer, 'POST', '/calendar/years', sent)).toMatchObject({ status: 201, body: { days: 6, settled: 1, moved: 1 } })
  // The 1st and the 4th are holidays, the 2nd and 3rd a weekend.
  expect(await kept(long.id)).toMatchObject({ due_on: '2027-01-07', provisional: false })
  expect(await kept(ended.id)).toMatchObject({ provisional: true })
  expect(await as(officer, db => resumeClock(db, { tenant: 'alpha', id: standing.id }, '2026-12-31'))).toMatchObject([{ dueOn: '2027-01-11', provisional: false }])

  // A year that is there is replaced only by whoever says so; what differs is told.
  const later = { ...sent, text: list(2027) }
  const known = await call(officer, 'POST', '/calendar/years', later)
  expect(known).toMatchObject({ status: 409, body: { code: 'calendar-known' } })
  expect(known.text).toContain('−2027-01-04 放假')
  expect(await call(officer, 'POST', '/calendar/years', { ...later, replace: true })).toMatchObject({ status: 201, body: { days: 5, settled: 0, moved: 2 } })
  expect(await kept(long.id)).toMatchObject({ due_on: '2027-01-06', provisional: false })
})

test('a clock that is started while a calendar comes is counted by it, or after it', async () => {
  const days = Array.from({ length: 24 }, (_, i) => `03-${String(i + 1).padStart(2, '0')}`)
  const starts = Array.from({ length: 24 }, (_, i) => as(officer, db => startClock(db, review(uuid(), { on: '2027-12-29', kind: `at once ${i}` }))))
  const imported = call(officer, 'POST', '/calendar/years', { year: 2028, source: '示例', file: '2028.json', text: list(2028, ...days) })
  await Promise.all(starts)
  expect(await imported).toMatchObject({ status: 201 })
  const { rows } = await w.database.own.query<{ provisional: boolean }>(`select distinct provisional from clock where kind like 'at once %'`)
  expect(rows).toEqual([{ provisional: false }])
})

test('how days are counted is set for clocks to come, by whoever leads', async () => {
  const matter = uuid()
  const before = await as(officer, db => startClock(db, review(matter, { kind: 'before' })))
  expect(await call(officer, 'POST', '/calendar/day-count', { dayCount: 'event day counted', document: '示例' })).toMatchObject({ status: 403 })
  expect(await call(head, 'POST', '/calendar/day-count', { dayCount: 'event day counted', document: '示例' })).toMatchObject({ status: 201, body: { dayCount: 'event day counted' } })
  const after = await as(officer, db => startClock(db, review(matter, { kind: 'after' })))
  expect([before.dueOn, after.dueOn]).toEqual(['2026-11-09', '2026-11-06'])
  await as(officer, db => stopClock(db, { tenant: 'alpha', id: before.id }, '补正', '2026-11-03'))
  expect(await as(officer, db => resumeClock(db, { tenant: 'alpha', id: before.id }, '2026-11-03'))).toMatchObject([{ dueOn: '2026-11-10' }])
})

test('the database lets nobody write a calendar but by its functions, and those only for the whole city', async () => {
  await expect(as(officer, db => db.insertInto('calendar_year').values({ tenant: 'alpha', year: 2050, source: 'x', imported_by: null }).execute())).rejects.toMatchObject({ code: '42501' })
  await expect(as(owner, db => db.selectNoFrom(eb => eb.fn('put_calendar', [eb.val(2050), eb.val('x'), eb.val('[]')]).as('done')).execute())).rejects.toMatchObject({ code: '42501' })
})
