import { spawn } from 'node:child_process'
import { chownSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { accountFor, as, environment } from '../src/database/embedded/account.ts'
import { checkDurability, openEmbedded, type Embedded } from '../src/database/embedded/index.ts'
import { findPrograms } from '../src/database/embedded/programs.ts'
import { answered, asked, build, child, folder, pidOf, postmaster } from './embedded.ts'

beforeAll(build)

const after: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const one of after.splice(0).reverse()) await one() })

function place(): string {
  const made = folder()
  after.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}
async function open(at: string): Promise<Embedded> {
  const embedded = await openEmbedded({ folder: at })
  after.push(() => embedded.stop())
  return embedded
}
async function stopped(at: string): Promise<Embedded> {
  const embedded = await open(at)
  await embedded.stop()
  return embedded
}
const started = (...parameters: Parameters<typeof child>): ReturnType<typeof child> => {
  const one = child(...parameters)
  after.push(async () => { await one.kill() })
  return one
}

test('what is stored is there when it is started again, by two logins of which neither is a superuser and one owns nothing', async () => {
  const at = place()
  const first = await open(at)
  expect(first.attached).toBe(false)
  await asked(first.owner, `create table said (word text); insert into said values ('立柱'); grant select on said to lizhu_app`)
  await first.stop()
  expect(pidOf(first.folder)).toBeUndefined()
  const second = await open(at)
  // Addresses stay, for whoever still holds them.
  expect([second.owner, second.app]).toEqual([first.owner, first.app])
  expect(await asked(second.app, 'select word from said')).toEqual([['立柱']])
  await expect(asked(second.app, 'create table mine (x int)')).rejects.toThrow('permission denied for schema public')
  expect(await asked(second.owner, `select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname ~ '^lizhu' order by 1`))
    .toEqual([['lizhu_app', false, false, false], ['lizhu_owner', false, false, true]])
  expect(await asked(second.owner, `select current_setting('server_encoding'), current_setting('timezone'), current_setting('data_checksums'), current_setting('listen_addresses'), upper('é')`))
    .toEqual([['UTF8', 'UTC', 'on', '127.0.0.1', 'É']])
  await expect(asked(second.app.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed')
  const { mode } = statSync(join(second.folder, 'passwords.json'))
  expect(mode & 0o777).toBe(0o600)
})

test('a server left by a process that was killed is entered again, with what was acknowledged', async () => {
  const at = place()
  const killed = started(at)
  const { owner, folder: cluster } = await killed.opened
  await asked(owner, 'create table kept as select 1 as x')
  const pid = await postmaster(cluster)
  await killed.kill()
  const next = await open(at)
  expect([next.attached, next.owner, pidOf(cluster)]).toEqual([true, owner, pid])
  expect(await asked(next.owner, 'select x from kept')).toEqual([[1]])
  // Nobody else is there any more.
  await next.stop()
  expect(pidOf(cluster)).toBeUndefined()
})

test('a server that is killed while it is open comes back on the same port', async () => {
  const embedded = await open(place())
  await asked(embedded.owner, 'create table kept as select 1 as x')
  for (let times = 0; times < 3; times++) {
    const pid = await postmaster(embedded.folder)
    process.kill(pid, 'SIGKILL')
    expect(await answered(embedded.owner, 'select x from kept')).toEqual([[1]])
    expect(pidOf(embedded.folder)).not.toBe(pid)
  }
  await embedded.stop()
  expect(pidOf(embedded.folder)).toBeUndefined()
})

test('both killed: started again, while a process of the dead server still works', async () => {
  const at = place()
  const killed = started(at)
  const { owner, folder: cluster } = await killed.opened
  const left = new pg.Client({ connectionString: owner })
  left.on('error', () => undefined)
  await left.connect()
  const { rows: [{ pid: worker } = { pid: 0 }] } = await left.query<{ pid: number }>('select pg_backend_pid() as pid')
  await killed.kill()
  // It does not hear that its server died, and holds its memory: a second server now would spoil the data.
  process.kill(worker, 'SIGSTOP')
  process.kill(await postmaster(cluster), 'SIGKILL')
  let over = false
  const opening = open(at).finally(() => { over = true })
  await setTimeout(2000)
  expect(over).toBe(false)
  process.kill(worker, 'SIGKILL')
  expect((await opening).attached).toBe(false)
})

test('a number in postmaster.pid that now belongs to another program stops nobody', async () => {
  const at = place()
  const first = await open(at)
  const { owner, folder: cluster } = first
  const file = join(cluster, 'data/postmaster.pid')
  const text = readFileSync(file, 'utf8')
  await asked(owner, 'create table kept as select 1 as x')
  await first.stop()
  // Of the same user: PostgreSQL by itself would take it for a server.
  const other = spawn('sleep', ['600'], { ...as(accountFor(cluster)), cwd: '/' })
  after.push(() => { other.kill() })
  writeFileSync(file, text.replace(/^\d+/, String(other.pid)))
  const next = await open(at)
  expect([next.attached, await asked(next.owner, 'select x from kept')]).toEqual([false, [[1]]])
})

test('an empty postmaster.pid, as a power cut may leave it, stops nobody', async () => {
  const at = place()
  const { folder: cluster } = await stopped(at)
  writeFileSync(join(cluster, 'data/postmaster.pid'), '')
  expect((await open(at)).attached).toBe(false)
})

test('a copy of the folder of a running server is a database of its own', async () => {
  const [at, copied] = [place(), place()]
  const first = await open(at)
  const text = readFileSync(join(first.folder, 'data/postmaster.pid'), 'utf8')
  await first.stop()
  cpSync(join(at, 'postgres'), join(copied, 'postgres'), { recursive: true, preserveTimestamps: true })
  const { uid, gid } = statSync(first.folder)
  for (const path of ['.', ...readdirSync(join(copied, 'postgres'), { recursive: true, encoding: 'utf8' })]) chownSync(join(copied, 'postgres', path), uid, gid)
  const again = await open(at)
  writeFileSync(join(copied, 'postgres/data/postmaster.pid'), text.replace(/^\d+/, String(pidOf(again.folder))))
  const copy = await open(copied)
  expect(copy.attached).toBe(false)
  await asked(copy.owner, 'create table only_here (x int)')
  expect(await asked(again.owner, `select to_regclass('only_here')::text`)).toEqual([[null]])
})

test('of four at once in an empty folder one starts it, and the last to leave stops it', async () => {
  const at = place()
  const four = [started(at), started(at), started(at), started(at)]
  const opened = await Promise.all(four.map(one => one.opened))
  expect(opened.filter(one => !one.attached).length).toBe(1)
  expect(new Set(opened.map(one => one.owner)).size).toBe(1)
  expect(readdirSync(at)).toEqual(['postgres'])
  const { owner, folder: cluster } = opened[0]!
  const pid = await postmaster(cluster)
  // Whoever started it leaves first, two at once, one is killed.
  const [starter, ...others] = [...four].sort((a, b) => Number(opened[four.indexOf(a)]!.attached) - Number(opened[four.indexOf(b)]!.attached))
  await starter!.stop()
  await others[0]!.kill()
  expect([await asked(owner, 'select 1'), pidOf(cluster)]).toEqual([[[1]], pid])
  await Promise.all([others[1]!.stop(), others[2]!.stop()])
  expect(pidOf(cluster)).toBeUndefined()
})

test('of four at the same instant, where it only has to be started, one starts it', async () => {
  const at = place()
  await stopped(at)
  const four = await Promise.all([open(at), open(at), open(at), open(at)])
  expect(four.filter(one => !one.attached).length).toBe(1)
  await Promise.all(four.map(one => one.stop()))
  expect(pidOf(four[0].folder)).toBeUndefined()
})

test('whoever is killed while making it leaves nothing half', async () => {
  const at = place()
  const killed = started(at)
  const making = (): string[] => readdirSync(at).filter(name => name.includes('.making-'))
  while (!making().some(name => existsSync(join(at, name, 'data/PG_VERSION')))) await setTimeout(5)
  await killed.kill()
  expect(existsSync(join(at, 'postgres'))).toBe(false)
  await setTimeout(3000)
  const next = await open(at)
  expect([next.attached, await asked(next.owner, 'select 1'), readdirSync(at)]).toEqual([false, [[1]], ['postgres']])
})

test('a process ends by itself, though it never left', async () => {
  const at = place()
  const idle = started(at)
  const { folder: cluster } = await idle.opened
  after.push(async () => { await (await openEmbedded({ folder: at })).stop() })
  // Its standard input alone kept it.
  await idle.end()
  expect(pidOf(cluster)).toBeDefined()
})

test('durability is seen, and its absence too', async () => {
  const at = place()
  const embedded = await open(at)
  const look = async (url: string, options = ''): ReturnType<typeof checkDurability> => {
    const pool = new pg.Pool({ connectionString: url, options })
    try { return await checkDurability(pool) } finally { await pool.end() }
  }
  for (const url of [embedded.owner, embedded.app]) {
    expect(await look(url)).toMatchObject({ settings: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', wal_sync_method: 'fdatasync' }, flushed: true, forced: true, problems: [] })
  }
  expect((await look(embedded.owner, '-c synchronous_commit=off')).problems[0]?.en).toMatch('synchronous_commit is off')
  await embedded.stop()
  // The same data by a server that forces nothing: what the operator's own server might do.
  const account = accountFor(embedded.folder)
  const { postgres } = await findPrograms(account, at)
  const port = new URL(embedded.owner).port
  const careless = spawn(postgres, ['-D', join(embedded.folder, 'data'), '-p', port, '-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='], { ...as(account), cwd: at, env: environment(), stdio: 'ignore' })
  after.push(async () => { if (careless.exitCode === null) { careless.kill('SIGINT'); await new Promise(resolve => careless.on('close', resolve)) } })
  await answered(embedded.owner, 'select 1')
  const seen = await look(embedded.owner)
  expect([seen.settings['fsync'], seen.forced]).toEqual(['off', false])
  expect(seen.problems.map(one => one.en)).toEqual([expect.stringMatching('fsync is off'), expect.stringMatching('did not force the log')])
})
