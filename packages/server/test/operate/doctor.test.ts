import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { folderStore } from '../../src/files/store.ts'
import { node } from '../../src/operate/doctor/machine.ts'
import { examine, filesIn, openKeys, writeBackup, noteBackup, type Settings } from '../../src/operate/index.ts'
import { world, type World } from '../world.ts'

let at: World
let settings: Settings
let admin: pg.Client
let hash: string
const folder = mkdtempSync(join(tmpdir(), 'lizhu-doctor-'))
const after: (() => unknown)[] = []

beforeAll(async () => {
  at = await world()
  openKeys(folder)
  admin = new pg.Client({ connectionString: at.database.admin })
  await admin.connect()
  const store = folderStore(filesIn(folder))
  const received = await store.receive(Readable.from([Buffer.from('证据')]), 100)
  await store.keep(received)
  hash = received.hash
  const person = await at.person(at.places[0], 'officer')
  await at.database.own.query(`insert into file (tenant, hash, size, type, name, uploaded_by) values ('alpha', $1, 6, 'text/plain', '证据', $2)`, [hash, person.person])
  const file = join(folder, 'one.lizhu')
  await noteBackup(at.database.owner, folder, file, await writeBackup({ owner: at.database.owner, folder, file }))
  // As if it had all been sealed.
  await admin.query(`insert into lizhu.audit_seal (number, at, given, upto, horizon, covers, missing, count, total, digests, root, previous, hash, tree) select 1, now(), max(id), max(id), 0, '{}', '{}', 0, 0, '', '', '', '', '' from lizhu.audit`)
  settings = { folder, database: { owner: at.database.owner, app: at.database.app }, port: await served('{"status":"ok"}'), proxies: [], webhookNetworks: [], notices: { mail: { server: `smtp://127.0.0.1:${await mailServer()}`, from: 'a@example.org' }, sms: { url: 'http://127.0.0.1:1' } }, checkpoints: join(tmpdir(), 'no checkpoints') }
})
afterEach(async () => { for (const one of after.splice(0).reverse()) await one() })
afterAll(async () => {
  for (const one of servers) one.close()
  await new Promise(done => { mail.close(() => { done(undefined) }) })
  await admin.end()
  await at.database.close()
  rmSync(folder, { recursive: true })
})

const servers: Server[] = []
function served(text: string): Promise<number> {
  return new Promise(resolve => {
    const server = createServer((_, response) => response.end(text)).listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
    servers.push(server)
  })
}

const mail = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] })
function mailServer(): Promise<number> {
  return new Promise(resolve => {
    mail.listen(0, '127.0.0.1', () => {
      const address = mail.server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** What is wrong, by the name of its check. */
async function wrong(given: Partial<Settings> = {}, options = {}): Promise<Record<string, string>> {
  const found = await examine({ ...settings, ...given }, options)
  return Object.fromEntries(found.filter(one => one.troubles.length > 0).map(({ name, troubles }) => [name, troubles.map(one => `${one.level}: ${one.en}`).join('\n')]))
}
async function undone(bad: string, good: string): Promise<void> {
  after.push(() => admin.query(good))
  await admin.query(bad)
}

test('nothing is wrong with an installation that is well', async () => {
  expect(await wrong()).toEqual({})
  expect((await examine(settings)).map(one => one.name)).toEqual(['node', 'folder', 'space', 'keys', 'tls', 'port', 'notices', 'backup', 'database', 'postgres', 'durability', 'schema', 'security', 'roles', 'city', 'clock', 'sealer', 'checkpoint', 'evidence'])
})

test('a Node that is too old', () => {
  expect(['20.19.0', '22.13.0', '24.0.0'].map(one => node(one).length)).toEqual([0, 0, 0])
  expect(['18.20.0', '20.18.9', '22.12.0', '21.7.0'].map(one => node(one).length)).toEqual([1, 1, 1, 1])
})

test('a folder that is not there, or that anybody can write to', async () => {
  expect((await wrong({ folder: join(folder, 'nowhere') }))['folder']).toMatch('There is no data folder')
  chmodSync(folder, 0o777)
  after.push(() => chmodSync(folder, 0o755))
  expect((await wrong())['folder']).toMatch('Any user can write')
})

test('keys that are gone, read by others, or none', async () => {
  const keys = join(folder, 'keys.json')
  chmodSync(keys, 0o644)
  expect((await wrong())['keys']).toMatch('chmod 600')
  chmodSync(keys, 0o600)
  const other = mkdtempSync(join(tmpdir(), 'lizhu-doctor-'))
  after.push(() => rmSync(other, { recursive: true }))
  expect((await wrong({ folder: other }))['keys']).toMatch('is gone')
  writeFileSync(join(other, 'keys.json'), '{"version":1}', { mode: 0o600 })
  expect((await wrong({ folder: other }))['keys']).toMatch('holds no keys')
})

test('a certificate that cannot be read', async () => {
  expect((await wrong({ tls: { certificate: join(folder, 'none.pem'), key: join(folder, 'keys.json') } }))['tls']).toMatch('none.pem cannot be read')
})

test('a port on which nobody, or somebody else, or an unwell service answers', async () => {
  expect((await wrong({ port: 1 }))['port']).toMatch('warning: No service runs on port 1')
  expect((await wrong({ port: await served('hello') }))['port']).toMatch(/error: .* taken by another program/)
  expect((await wrong({ port: await served('{"status":"database away"}') }))['port']).toMatch('cannot reach its database')
})

test('how notices go out: what is not set up is told once, a mail server that is not there is an error', async () => {
  expect((await wrong({ notices: {} }))['notices']).toMatch(/^warning: There is no mail \(LIZHU_SMTP\) and no text messages \(LIZHU_SMS\): [^\n]*$/)
  expect((await wrong({ notices: { sms: { url: 'http://127.0.0.1:1' }, mail: { server: 'smtp://127.0.0.1:1', from: 'a@example.org' } } }))['notices']).toMatch(/^error: The mail server cannot be reached/)
})

test('no backup, or none since yesterday', async () => {
  const last = join(folder, 'last-backup.json')
  const other = mkdtempSync(join(tmpdir(), 'lizhu-doctor-'))
  after.push(() => rmSync(other, { recursive: true }))
  expect((await wrong({ folder: other }))['backup']).toMatch('No backup')
  writeFileSync(join(other, 'last-backup.json'), JSON.stringify({ at: new Date(Date.now() - 30 * 3_600_000).toISOString(), file: last, bytes: 1, sha256: '' }))
  expect((await wrong({ folder: other }))['backup']).toMatch('30 hours old')
})

test('a database that cannot be reached, and what stands on it is not asked', async () => {
  const found = await wrong({ database: { owner: 'postgres://lizhu_owner@127.0.0.1:1/lizhu' } })
  expect([Object.keys(found), found['database']]).toEqual([['database'], expect.stringMatching('cannot be reached: .*ECONNREFUSED')])
})

test('settings of the server that lose data in a power cut', async () => {
  await undone(`alter role lizhu_owner in database ${new URL(at.database.owner).pathname.slice(1)} set synchronous_commit = off`, `alter role lizhu_owner in database ${new URL(at.database.owner).pathname.slice(1)} reset synchronous_commit`)
  expect((await wrong())['durability']).toMatch('synchronous_commit is off')
})

test('a schema that is behind, and one that is ahead', async () => {
  await undone('create table kept as select * from lizhu.migration; delete from lizhu.migration where number = (select max(number) from lizhu.migration)', 'insert into lizhu.migration select * from kept on conflict do nothing; drop table kept')
  expect((await wrong())['schema']).toMatch('warning: 1 steps')
  await undone(`insert into lizhu.migration (number, name, hash) values (9999, 'later', '')`, 'delete from lizhu.migration where number = 9999')
  expect((await wrong())['schema']).toMatch(/error: .*later version .steps 9999/)
})

test('a table whose rows are kept from nobody', async () => {
  await undone('alter table lizhu.fact no force row level security', 'alter table lizhu.fact force row level security')
  await undone('alter table lizhu.party disable row level security', 'alter table lizhu.party enable row level security')
  expect((await wrong())['security']).toMatch('not forced on fact, party')
})

test('an app that may too much', async () => {
  expect((await wrong({ database: { owner: at.database.owner, app: at.database.owner } }))['roles']).toMatch('neither row-level security nor the audit binds it')
  await undone(`create role doctor_app login bypassrls password 'doctor_app'; alter table lizhu.migration owner to doctor_app`, 'alter table lizhu.migration owner to lizhu_owner; drop role doctor_app')
  const app = new URL(at.database.app)
  app.username = app.password = 'doctor_app'
  const found = await examine({ ...settings, database: { owner: at.database.owner, app: app.toString() } })
  expect(found.find(one => one.name === 'roles')?.troubles.map(one => one.en)).toEqual([expect.stringMatching('may do too much'), expect.stringMatching('owns migration')])
  app.username = 'nobody-here'
  expect((await wrong({ database: { owner: at.database.owner, app: app.toString() } }))['roles']).toMatch('has no role')
})

test('a demonstration that is open to others', async () => {
  await undone(`update lizhu.tenant set demo = true where tenant = 'beta'`, `update lizhu.tenant set demo = false`)
  expect((await wrong())['city']).toBeUndefined()
  expect((await wrong({ origin: 'https://lizhu.example' }))['city']).toMatch('holds a demonstration')
})

test('rows of the audit that nobody seals', async () => {
  await undone(`alter table lizhu.audit disable trigger user; insert into lizhu.audit (relation, change, at) values ('x', 'event', now() - interval '1 minute')`, `delete from lizhu.audit where relation = 'x'; alter table lizhu.audit enable trigger user`)
  expect((await wrong())['sealer']).toMatch(/\d rows of the audit are not sealed, the first for 6\d s/)
})

test('checkpoints that stopped, and checkpoints beside the data', async () => {
  await undone(`alter table lizhu.audit_seal disable trigger user; update lizhu.audit_seal set at = now() - interval '3 hours'`, 'update lizhu.audit_seal set at = now(); alter table lizhu.audit_seal enable trigger user')
  expect((await wrong())['checkpoint']).toMatch('there is no checkpoint')
  expect((await wrong({ checkpoints: 'https://elsewhere.example' }))['checkpoint']).toBeUndefined()
  await admin.query('update lizhu.audit_seal set at = now()')
  expect((await wrong({ checkpoints: join(folder, 'checkpoints.jsonl') }))['checkpoint']).toMatch(/warning: .*written into the data folder/)
})

test('evidence that was changed, or is gone', async () => {
  const path = folderStore(filesIn(folder)).pathOf(hash)
  writeFileSync(path, '伪证')
  expect((await wrong({}, { all: true }))['evidence']).toMatch(`1 evidence files were changed or damaged: ${hash}`)
  rmSync(path)
  expect((await wrong())['evidence']).toMatch(`1 evidence files are gone: ${hash}`)
  writeFileSync(path, '证据')
})
