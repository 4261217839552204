import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, type Acting, type Desk } from './desk.ts'

let d: Desk
let officer: Acting, other: Acting
beforeAll(async () => {
  d = await desk()
  officer = await d.w.person(d.w.places[0], 'officer')
  other = await d.w.person(d.w.places[0], 'officer')
})
afterAll(() => d.close())

const HEADERS = '企业名称,县区,2024年营业收入（万元）'
const many = (name: string, count: number, figure: number) => [HEADERS, ...Array.from({ length: count }, (_, i) => `${name}${i}号厂,东区,${figure + i}`)]
const count = async (table: string) => Number((await d.w.database.own.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count)
const started = async (who: Acting, id: string) => z.object({ job: z.string() }).parse((await d.call(who, 'POST', `/imports/${id}/carry-out`)).body).job
const until = async (what: () => Promise<boolean>) => { while (!await what()) await new Promise(resolve => setTimeout(resolve, 10)) }

test('of two that change the same, the second is told to check again; nothing of it is written', async () => {
  for (const i of [0, 1]) await d.w.party(d.w.places[0], '440203', `同改${i}号厂`)
  const one = await d.checked(officer, '企业', many('同改', 2, 10))
  const two = await d.checked(other, '企业', [...many('同改', 2, 20), '独有厂,东区,1'])
  await Promise.all([started(officer, one.id), started(other, two.id)])
  const ended = [await d.settled(officer, one.id), await d.settled(other, two.id)]
  expect(ended.map(({ state }) => state).sort()).toEqual(['done', 'ready'])
  const late = ended.find(({ state }) => state === 'ready')
  expect(late?.problem?.zh).toMatch(/重新检查|已被他人修改/)
  const told = await d.w.database.own.query(`select from fact f join party p on p.id = f.party where p.name like '同改%'`)
  expect(told.rowCount).toBe(2)
  expect(Number((await d.w.database.own.query<{ count: string }>(`select count(*) from party where name = '独有厂'`)).rows[0]?.count)).toBe(late?.id === two.id ? 0 : 1)
})

test('two of different parties at once are both whole', async () => {
  const [one, two] = await Promise.all([d.checked(officer, '企业', many('甲', 30, 1)), d.checked(other, '企业', many('乙', 30, 1))])
  await Promise.all([started(officer, one.id), started(other, two.id)])
  expect([(await d.settled(officer, one.id)).state, (await d.settled(other, two.id)).state]).toEqual(['done', 'done'])
  expect(Number((await d.w.database.own.query<{ count: string }>(`select count(*) from fact f join party p on p.id = f.party where p.name ~ '^[甲乙]'`)).rows[0]?.count)).toBe(60)
})

/** Lets nobody write into a table until it is let go. */
async function hold(table: string) {
  const client = new pg.Client({ connectionString: d.w.database.admin, options: '-c search_path=lizhu' })
  await client.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in share mode`)
  return {
    /** Processes of the database that wait to write. */
    waiting: async () => (await client.query('select pg_stat_clear_snapshot()'), await client.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into ${table}%'`)).rows.map(({ pid }) => pid),
    kill: (pid: number) => client.query('select pg_terminate_backend($1)', [pid]),
    end: async () => { await client.query('rollback'); await client.end() },
  }
}

test('killed in the middle, all of it is there in the end, once; whoever looks meanwhile sees nothing of it', async () => {
  const one = await d.checked(officer, '企业', many('中断', 50, 1))
  const [parties, facts] = [await count('party'), await count('fact')]
  const held = await hold('fact')
  try {
    await started(officer, one.id)
    await until(async () => (await held.waiting()).length > 0)
    expect([await count('party'), await count('fact')]).toEqual([parties, facts])
    for (const pid of await held.waiting()) await held.kill(pid)
  } finally { await held.end() }
  expect(await d.settled(officer, one.id)).toMatchObject({ state: 'done', problem: null })
  expect([await count('party'), await count('fact')]).toEqual([parties + 50, facts + 50])
})

test('stopped in the middle, nothing of it is there, and it can be carried out later', async () => {
  const one = await d.checked(officer, '企业', many('停', 5, 1))
  const before = await count('party')
  const held = await hold('party')
  const job = await started(officer, one.id)
  try {
    await until(async () => (await held.waiting()).length > 0)
    expect((await d.call(other, 'POST', `/jobs/${job}/stop`)).status).toBe(404)
    expect((await d.call(officer, 'POST', `/jobs/${job}/stop`)).status).toBe(201)
  } finally { await held.end() }
  const ended = await d.settled(officer, one.id)
  expect([ended.state, ended.problem?.en, await count('party')]).toEqual(['ready', expect.stringContaining('stopped'), before])
  expect((await d.call(officer, 'GET', `/jobs/${job}`)).body).toMatchObject({ state: 'stopped' })
  expect((await d.begin(officer, one.id, 'carry-out')).state).toBe('done')
})

test('work whose process is gone is taken up by another', async () => {
  const one = await d.checked(officer, '企业', many('接手', 5, 1))
  await d.w.database.own.query(`update import set state = 'running' where id = $1`, [one.id])
  // As a process leaves it that was killed: at work, and nobody holds its lock.
  const job = '018f0000-0000-7000-8000-00000000000a'
  await d.w.database.own.query(`insert into job (tenant, id, person, operation, subject, state) values ('alpha', $1, $2, 'carryOutImport', $3, 'running')`, [job, officer.person, one.id])
  await d.w.database.own.query(`insert into lizhu_jobs.job (name, data, state, retry_limit, started_on) values ('work', $1, 'active', 3, now() - interval '1 minute')`, [JSON.stringify({ tenant: 'alpha', job, person: officer.person, operation: 'carryOutImport', subject: one.id })])
  expect((await d.settled(officer, one.id)).state).toBe('done')
  await until(async () => z.object({ state: z.string() }).parse((await d.call(officer, 'GET', `/jobs/${job}`)).body).state === 'done')
})

test('work that kills every process it meets ends', async () => {
  const one = await d.checked(officer, '企业', many('致命', 1, 1))
  await d.w.database.own.query(`update import set state = 'running' where id = $1`, [one.id])
  const job = '018f0000-0000-7000-8000-00000000000b'
  await d.w.database.own.query(`insert into job (tenant, id, person, operation, subject, state) values ('alpha', $1, $2, 'carryOutImport', $3, 'running')`, [job, officer.person, one.id])
  await d.w.database.own.query(`insert into lizhu_jobs.job (name, data, state, retry_limit, retry_count, started_on) values ('work', $1, 'active', 3, 2, now() - interval '1 minute')`, [JSON.stringify({ tenant: 'alpha', job, person: officer.person, operation: 'carryOutImport', subject: one.id })])
  const ended = await d.settled(officer, one.id)
  expect([ended.state, ended.problem?.en]).toEqual(['ready', expect.stringContaining('begun several times')])
})

test('whoever may no longer import does not, even where the work was asked for before', async () => {
  const leaving = await d.w.person(d.w.places[0], 'officer')
  const one = await d.checked(leaving, '企业', many('离任', 3, 1))
  const before = await count('party')
  await d.w.database.own.query('update membership set ended_at = now() where person = $1', [leaving.person])
  await d.w.database.own.query(`update import set state = 'running' where id = $1`, [one.id])
  const job = '018f0000-0000-7000-8000-00000000000c'
  await d.w.database.own.query(`insert into job (tenant, id, person, operation, subject) values ('alpha', $1, $2, 'carryOutImport', $3)`, [job, leaving.person, one.id])
  await d.w.database.own.query(`insert into lizhu_jobs.job (name, data, retry_limit) values ('work', $1, 3)`, [JSON.stringify({ tenant: 'alpha', job, person: leaving.person, operation: 'carryOutImport', subject: one.id })])
  expect((await d.settled(officer, one.id)).state).toBe('ready')
  expect(await count('party')).toBe(before)
})
