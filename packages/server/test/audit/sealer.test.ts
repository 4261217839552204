import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterEach, beforeEach, expect, it, vi, onTestFinished } from 'vitest'
import { auditMigrations } from '../../src/audit/migrations.ts'
import { readCheckpoints, startSealer, verify } from '../../src/audit/index.ts'
import { parsed, sizeOf, union } from '../../src/audit/ranges.ts'
import { anyKey, emptyDatabase, sealing, THING, things, type Emptied } from './database.ts'

let database: Emptied
let own: pg.Client
beforeEach(async () => {
  database = await emptyDatabase(auditMigrations)
  own = database.own
  await own.query(`${THING}; grant select, insert, update, delete on lizhu.thing to lizhu_app`)
})
afterEach(() => database.close())

const seals = async (): Promise<{ covers: string; missing: string }[]> => (await own.query<{ covers: string; missing: string }>('select covers::text, missing::text from lizhu.audit_seal order by number')).rows
const insert = (client: pg.Client, id: number) => client.query("insert into lizhu.thing values ('a', $1, 'x')", [id])

it('waits for transactions that go on, gives up those undone, and seals each row once', async () => {
  const [long, undone] = [await database.app(), await database.app()]
  await long.query('begin')
  await insert(long, 1)
  await undone.query('begin')
  await insert(undone, 2)
  await insert(own, 3)
  const sealer = await sealing(database.owner)
  await sealer.all()
  await undone.query('rollback')
  await insert(own, 4)
  await sealer.all()
  await long.query('commit')
  await sealer.all()
  await sealer.end()
  expect(await seals()).toEqual([
    { covers: '{[3,4)}', missing: '{[1,3)}' },
    // The undone one is older than the seal, but so is one that goes on: which is which shows when that has ended.
    { covers: '{[4,5)}', missing: '{[1,3)}' },
    { covers: '{[1,2)}', missing: '{}' },
  ])
  expect(await verify(database.owner)).toMatchObject({ rows: 3, bad: 0, unsealed: { rows: 0 } })
})

it('does not give up a transaction younger than the last that ended', async () => {
  const [early, late] = [await database.app(), await database.app()]
  await early.query('begin; select pg_current_xact_id()')
  await late.query('begin')
  await insert(late, 1)
  await insert(early, 2)
  await early.query('commit')
  const sealer = await sealing(database.owner)
  await sealer.all()
  await sealer.all()
  await late.query('commit')
  await sealer.all()
  await sealer.end()
  expect((await seals()).at(-1)).toEqual({ covers: '{[1,2)}', missing: '{}' })
  expect(await verify(database.owner)).toMatchObject({ rows: 2, bad: 0 })
})

it('goes on where another left off, waiting for what that one waited for', async () => {
  const long = await database.app()
  await long.query('begin')
  await insert(long, 1)
  await insert(own, 2)
  const first = await sealing(database.owner)
  await first.all()
  await first.end()
  const second = await sealing(database.owner)
  await second.all()
  await long.query('commit')
  await second.all()
  await second.end()
  expect((await seals()).map(one => one.covers)).toEqual(['{[2,3)}', '{[1,2)}'])
  expect(await verify(database.owner)).toMatchObject({ rows: 2, bad: 0 })
})

it('puts many rows under several seals, those that waited first', async () => {
  const long = await database.app()
  await long.query('begin')
  await things(long, 1, 25)
  await things(own, 26, 30)
  const sealer = await sealing(database.owner)
  await sealer.all(10)
  await long.query('commit')
  await things(own, 31, 42)
  await sealer.all(10)
  await sealer.end()
  expect(await seals()).toEqual([
    { covers: '{[26,31)}', missing: '{[1,26)}' }, { covers: '{[1,11)}', missing: '{[11,26)}' }, { covers: '{[11,21)}', missing: '{[21,26)}' },
    { covers: '{[21,26),[31,36)}', missing: '{}' }, { covers: '{[36,43)}', missing: '{}' },
  ])
  expect(await verify(database.owner)).toMatchObject({ rows: 42, bad: 0 })
})

it('takes no row for backdated that waited for its seal', async () => {
  const admin = await database.superuser()
  await admin.query('set session_replication_role = replica')
  const back = (what: string, time: string) => admin.query(`update lizhu.${what} set at = at - interval '${time}' where at > now() - interval '1 hour'`)
  await things(own, 1, 3)
  await back('audit', '1 day')
  const sealer = await sealing(database.owner)
  await sealer.all()
  await back('audit_seal', '1 day')
  await things(own, 4, 30)
  await back('audit', '2 hours')
  await sealer.all(5)
  await sealer.end()
  // The clock was turned for the rows; of the seal it shows, and of nothing else.
  expect((await verify(database.owner)).findings).toEqual([{ of: 'seal', number: 1, what: 'changed' }])
})

it('begins after all ids that were passed by, when restored from a backup', async () => {
  await things(own, 1, 3)
  await own.query("begin; insert into lizhu.thing values ('a', 9, 'x'); rollback")
  await things(own, 4, 4)
  const sealer = await sealing(database.owner)
  await sealer.all()
  await sealer.end()
  await own.query("select setval('lizhu.audit_id_seq', 2)")
  const restored = await sealing(database.owner)
  await things(own, 5, 6)
  await restored.all()
  await restored.end()
  expect(await verify(database.owner)).toMatchObject({ rows: 6, bad: 0, unsealed: { rows: 0 } })
})

/** The same run of writers again: a number's numbers. */
function chance(seed: number): () => number {
  let state = seed
  return () => { state = (state * 1664525 + 1013904223) % 2 ** 32; return state / 2 ** 32 }
}

it.each([1, 2, 3])('seals every committed row exactly once under many writers, long and undone transactions (%i)', async seed => {
  const key = anyKey()
  const folder = mkdtempSync(join(tmpdir(), 'audit-'))
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
  const file = join(folder, 'checkpoints.jsonl')
  const problems: unknown[] = []
  const start = () => startSealer({ owner: database.owner, checkpoints: { key, to: file, every: 200 }, onProblem: problem => problems.push(problem) })
  const sealers = [start(), start()]
  let id = 0
  await Promise.all(Array.from({ length: 8 }, async (_, writer) => {
    const next = chance(seed * 100 + writer)
    const client = await database.app()
    for (let round = 0; round < 12; round++) {
      await client.query('begin')
      for (let rows = Math.floor(next() * 5); rows >= 0; rows--) {
        await insert(client, ++id)
        if (next() < 0.3) await client.query("savepoint s; insert into lizhu.thing values ('a', -1, 'x'); rollback to s")
        if (next() < 0.3) await sleep(next() * 60)
      }
      if (next() < 0.2) await client.query(`select lizhu.audit_event('look', 'thing', '{"tenant": "a"}', null)`)
      await client.query(next() < 0.3 ? 'rollback' : 'commit')
      // One sealer gives way to the other in the middle.
      if (writer === 0 && round === 6) await sealers[0]?.stop()
    }
  }))
  await vi.waitFor(async () => { expect((await verify(database.owner)).unsealed.rows).toBe(0) }, { timeout: 20_000, interval: 200 })
  await vi.waitFor(async () => { expect((await seals()).at(-1)?.missing).toBe('{}') }, { timeout: 20_000, interval: 200 })
  await Promise.all(sealers.map(one => one.stop()))
  const rows = Number((await own.query<{ count: string }>('select count(*) from lizhu.audit')).rows[0]!.count)
  const covered = (await seals()).map(one => parsed(one.covers)!)
  expect(covered.reduce((sum, one) => sum + sizeOf(one), 0)).toBe(rows)
  expect(sizeOf(union(...covered))).toBe(rows)
  const checkpoints = readCheckpoints(readFileSync(file, 'utf8'), file)
  expect(checkpoints.length).toBeGreaterThan(1)
  expect(await verify(database.owner, { checkpoints, keys: [key] })).toMatchObject({ rows, bad: 0, checkpoints: checkpoints.length })
  expect(problems).toEqual([])
})

it('goes on by itself after its connection was cut, and posts checkpoints to a URL', async () => {
  const key = anyKey()
  const posted: string[] = []
  let isDown = true
  const outside = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => { body += part.toString() }).on('end', () => { if (!isDown) posted.push(body); response.writeHead(isDown ? 503 : 204).end() })
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => outside.once('listening', resolve))
  const address = outside.address()
  const problems: unknown[] = []
  await things(own, 1, 3)
  const sealer = startSealer({ owner: database.owner, checkpoints: { key, to: `http://127.0.0.1:${typeof address === 'object' ? address!.port : 0}/`, every: 100 }, onProblem: problem => problems.push(problem) })
  await vi.waitFor(() => { expect(String(problems)).toContain('503') }, { timeout: 20_000 })
  isDown = false
  const admin = await database.superuser()
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lizhu sealer'")
  await things(own, 4, 6)
  await vi.waitFor(() => { expect(posted.length).toBeGreaterThan(0) }, { timeout: 20_000 })
  await vi.waitFor(async () => { expect(await verify(database.owner)).toMatchObject({ rows: 6, unsealed: { rows: 0 } }) }, { timeout: 20_000 })
  await sealer.stop()
  outside.close()
  expect(await verify(database.owner, { checkpoints: readCheckpoints(posted.join('\n'), 'posted'), keys: [key] })).toMatchObject({ bad: 0, checkpoints: posted.length })
})
