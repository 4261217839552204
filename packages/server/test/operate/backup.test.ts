import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/audit/index.ts'
import { folderStore } from '../../src/files/store.ts'
import { prepareJobs } from '../../src/jobs/boss.ts'
import { filesIn, keysIn, openKeys, restoreBackup, writeBackup, type Keys } from '../../src/operate/index.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { world, type World } from '../world.ts'

let source: World
let keys: Keys
const place = mkdtempSync(join(tmpdir(), 'lizhu-backup-'))
const folder = join(place, 'source')
const LOST = 'ab'.repeat(32)

beforeAll(async () => {
  source = await world()
  other = await freshDatabase()
  keys = openKeys(place)
  const store = folderStore(filesIn(folder))
  const received = await store.receive(Readable.from([Buffer.from('证据')]), 100)
  await store.keep(received)
  await prepareJobs(source.database.owner)
  await source.database.own.query(`insert into lizhu_jobs.job (name, data) values ('work', '{"job": 1}')`)
  for (const at of source.places) {
    const officer = await source.person(at, 'officer', { organisation: '市工信局' })
    const id = await source.party(at, '440203', '回车\n换行\\反斜杠\t制表', '91440200MA4W000006')
    await source.database.own.query(`insert into claim (tenant, id, party, kind, key, name) values ($1, $2, $3, '技改项目', '一', E'\\\\N')`, [at.tenant, uuid(), id])
    for (const hash of [received.hash, LOST]) await source.database.own.query(`insert into file (tenant, hash, size, type, name, uploaded_by) values ($1, $2, 6, 'text/plain', '证据', $3)`, [at.tenant, hash, officer.person])
    await source.database.own.query(`insert into fact (tenant, id, party, name, written, number, source, evidence, recorded_by) values ($1, $2, $3, '产值', '12500万元', 12500000000, '企业填报', $4, $5)`, [at.tenant, uuid(), id, received.hash, officer.person])
  }
})
afterAll(async () => {
  rmSync(place, { recursive: true })
  for (const one of [source.database, other]) await one.close()
})

let other: TestDatabase
/** Whatever stood there before. */
async function empty(): Promise<TestDatabase> {
  await other.own.query('drop schema if exists lizhu, lizhu_jobs cascade')
  return other
}

let files = 0
const named = (): string => join(place, `${++files}.lizhu`)
const backup = (file: string, passphrase?: string) => writeBackup({ owner: source.database.owner, folder, file, keys: { text: readFileSync(keysIn(place), 'utf8'), fingerprint: keys.fingerprint }, ...(passphrase === undefined ? {} : { passphrase }) })
const restore = (owner: string, file: string, more: { passphrase?: string; withoutKeys?: boolean; folder?: string } = {}) => restoreBackup({ owner, folder: place, file, ...more })

/** Of each table its rows, as one hash in the order of their text. */
async function sums(owner: string, where: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: owner, options: '-c timezone=UTC' })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'lizhu' and tablename <> 'migration'`)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows: [sum] } = await client.query<{ sum: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as sum from lizhu.${name} t where ${where[name] ?? 'true'}`)
    found[name] = sum!.sum
  }
  await client.end()
  return found
}
const asked = async <T extends pg.QueryResultRow>({ own }: TestDatabase, sql: string): Promise<T[]> => (await own.query<T>(sql)).rows

/** Writes as fast as it can, one transaction after the other, each into several tables, the last of the alphabet first. */
function load(): { readonly stop: () => Promise<number> } {
  let [going, count] = [true, 0]
  const { places: [{ tenant }], database: { own } } = source
  const work = async (): Promise<void> => {
    const client = await own.connect()
    while (going) {
      const id = uuid()
      await client.query('begin')
      await client.query(`insert into party (tenant, id, kind, name, initials, area) values ($1, $2, '企业', $3, 'x', '440203')`, [tenant, id, `load-${String(++count).padStart(6, '0')}`])
      await client.query(`insert into claim (tenant, id, party, kind, key, name) values ($1, $2, $2, '技改项目', 'load', $3)`, [tenant, id, `load-${String(count).padStart(6, '0')}`])
      await client.query('commit')
    }
    client.release()
  }
  const ended = work()
  return { stop: async () => { going = false; await ended; return count } }
}

test('what guards the tables guards them after a restore as before it', async () => {
  const [file, target] = [named(), other]
  const guards = `select * from (
    select c.relname, 'force' as what, c.relforcerowsecurity::text as how from pg_class c where c.relnamespace = 'lizhu'::regnamespace and c.relkind = 'r'
    union all select t.tgrelid::regclass::text, t.tgname, t.tgenabled::text from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'lizhu'::regnamespace and not tgisinternal
    union all select k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid) from pg_constraint k where k.connamespace = 'lizhu'::regnamespace
    union all select p.tablename, p.policyname, coalesce(p.qual, '') from pg_policies p where p.schemaname = 'lizhu') g order by 1, 2, 3`
  const before = await asked(target, guards)
  await backup(file)
  await restore(target.owner, file)
  expect(before.length).toBeGreaterThan(100)
  expect(await asked(target, guards)).toEqual(before)
  await expect(target.own.query(`insert into claim (tenant, id, party, kind, key) values ('alpha', $1, $1, 'x', 'x')`, [uuid()])).rejects.toThrow('foreign key')
  await expect(target.own.query('truncate audit')).rejects.toThrow('only grows')
})

test('a backup taken under load is one moment of the database, whole, and audited still', async () => {
  const [file, target, loading] = [named(), await empty(), load()]
  await new Promise(resolve => setTimeout(resolve, 300))
  const taken = await backup(file)
  await new Promise(resolve => setTimeout(resolve, 100))
  const written = await loading.stop()
  await restore(target.owner, file)
  const [last] = await asked<{ name: string; upto: string }>(target, `select max(name) as name, (select max(id)::text from audit where operation is distinct from 'restoreBackup') as upto from party where name like 'load-%'`)
  // It was taken in the middle, or the test shows nothing.
  expect(Number(last!.name.slice(5))).toBeGreaterThan(0)
  expect(Number(last!.name.slice(5))).toBeLessThan(written)
  const upto = { party: `name not like 'load-%' or name <= '${last!.name}'`, claim: `name not like 'load-%' or name <= '${last!.name}'`, audit: `id <= ${last!.upto}` }
  const [was, is] = [await sums(source.database.owner, upto), await sums(target.owner, upto)]
  expect({ ...is, session: '' }).toEqual({ ...was, session: '' })
  expect(await asked(target, 'select distinct ended_at is null as alive from session')).toEqual([{ alive: false }])
  expect(readFileSync(folderStore(filesIn(place)).pathOf(createHash('sha256').update('证据').digest('hex')), 'utf8')).toBe('证据')
  expect(taken.files).toEqual({ count: 1, lost: [LOST] })
  // And of the jobs a version, four queues and a job.
  expect(taken.rows).toBe(Object.values(was).reduce((sum, one) => sum + Number(one.split(' ')[0]), 0) + 6)
  expect(await asked(target, 'select name, state, data from lizhu_jobs.job')).toEqual([{ name: 'work', state: 'created', data: { job: 1 } }])
  // Numbers go on after the last one, and the restore itself is on record.
  const party = uuid()
  await target.own.query(`insert into party (tenant, id, kind, name, initials) values ('alpha', $1, '企业', '其后', 'qh')`, [party])
  expect(await asked(target, `select operation, relation, change from audit where id > ${last!.upto} order by id`)).toEqual([
    { operation: 'restoreBackup', relation: 'tenant', change: 'event' }, { operation: 'restoreBackup', relation: 'tenant', change: 'event' }, { operation: null, relation: 'party', change: 'insert' },
  ])
  expect((await verify(target.owner)).findings).toEqual([])
})

test('a database that holds data is left alone; nor is a file written over', async () => {
  const file = named()
  await backup(file)
  const before = await sums(source.database.owner)
  await expect(restore(source.database.owner, file)).rejects.toThrow('which is not overwritten')
  expect(await sums(source.database.owner)).toEqual(before)
  const was = readFileSync(file)
  await expect(backup(file)).rejects.toThrow('there already')
  expect(readFileSync(file).equals(was)).toBe(true)
})

test('a file that is cut short, changed by one bit or made of another restores nothing', async () => {
  const file = named()
  await backup(file)
  const whole = readFileSync(file)
  const target = await empty()
  const flipped = (at: number): Buffer => { const copy = Buffer.from(whole); copy.writeUInt8(copy.readUInt8(at) ^ 1, at); return copy }
  for (const bytes of [whole.subarray(0, -1), whole.subarray(0, whole.length >> 1), Buffer.alloc(0), flipped(whole.length >> 1), flipped(whole.length - 3), Buffer.from('not a backup')]) {
    writeFileSync(join(place, 'broken'), bytes)
    await expect(restore(target.owner, join(place, 'broken'))).rejects.toThrow('nothing was restored')
  }
  await expect(restore(target.owner, join(place, 'not there'))).rejects.toThrow('There is no')
  expect(await asked(target, `select nspname from pg_namespace where nspname = 'lizhu'`)).toEqual([])
})

test('a file that reads well and holds something else than was saved restores nothing', async () => {
  const [file, target] = [named(), await empty()]
  await backup(file)
  const tar = gunzipSync(readFileSync(file))
  const edited = (was: string, is: string): Buffer => { const copy = Buffer.from(tar); expect(copy.write(is, copy.lastIndexOf(was))).toBe(Buffer.byteLength(was)); return copy }
  // A figure, a fact's source, an evidence file, a name in the list of tables, and the end left out.
  for (const bytes of [edited('12500万元', '92500万元'), edited('企业填报', '税务核对'), edited('证据', '伪证'), edited('"name":"party"', '"name":"parti"'), tar.subarray(0, tar.lastIndexOf('end.json'))]) {
    writeFileSync(join(place, 'broken'), gzipSync(bytes))
    await expect(restore(target.owner, join(place, 'broken'))).rejects.toThrow('nothing was restored')
  }
  expect(await asked(target, `select nspname from pg_namespace where nspname = 'lizhu'`)).toEqual([])
})

test('a restore that fails in the middle leaves the database as empty as it was', async () => {
  const [file, target] = [named(), await empty()]
  await backup(file)
  // When the rows are in, what was taken off the tables cannot be put back.
  const admin = new pg.Client({ connectionString: target.admin })
  await admin.connect()
  await admin.query(`create function public.refuse() returns event_trigger language plpgsql as $$
    declare filled boolean := false;
    begin
      if tg_tag = 'ALTER TABLE' and to_regclass('lizhu.party') is not null then execute 'select exists (select from lizhu.party)' into filled; end if;
      if filled then raise exception 'in the middle'; end if;
    end $$;
    create event trigger refuse on ddl_command_end execute function public.refuse()`)
  await expect(restore(target.owner, file)).rejects.toThrow('in the middle')
  expect(await asked(target, `select nspname from pg_namespace where nspname = 'lizhu'`)).toEqual([])
  await admin.query('drop event trigger refuse')
  await admin.end()
  await restore(target.owner, file)
  expect(await asked(target, 'select tenant from tenant order by 1')).toEqual([{ tenant: 'alpha' }, { tenant: 'beta' }])
})

test('under a passphrase: the keys come too, and not a name can be read', async () => {
  const [file, target, elsewhere] = [named(), await empty(), mkdtempSync(join(tmpdir(), 'lizhu-restored-'))]
  await backup(file, '一句很长的口令')
  expect(readFileSync(file).includes('lizhu-backup.json')).toBe(false)
  await expect(restore(target.owner, file)).rejects.toThrow('--passphrase-file')
  await expect(restore(target.owner, file, { passphrase: 'another' })).rejects.toThrow('passphrase is wrong')
  const cut = readFileSync(file)
  writeFileSync(join(place, 'cut'), cut.subarray(0, -20))
  await expect(restore(target.owner, join(place, 'cut'), { passphrase: '一句很长的口令' })).rejects.toThrow(/wrong|cut short/)
  await restore(target.owner, file, { passphrase: '一句很长的口令', folder: elsewhere })
  expect(openKeys(elsewhere).fingerprint).toBe(keys.fingerprint)
  rmSync(elsewhere, { recursive: true })
})

test('data does not come back without its keys, unless it is said', async () => {
  const [file, target, elsewhere] = [named(), await empty(), mkdtempSync(join(tmpdir(), 'lizhu-restored-'))]
  await backup(file)
  await expect(restore(target.owner, file, { folder: elsewhere })).rejects.toThrow('holds no keys')
  openKeys(elsewhere)
  await expect(restore(target.owner, file, { folder: elsewhere })).rejects.toThrow('is not the one of this backup')
  await restore(target.owner, file, { folder: elsewhere, withoutKeys: true })
  rmSync(elsewhere, { recursive: true })
})

test('a table that shows its owner only some rows is not saved as if these were all', async () => {
  const own = source.database.own
  await own.query('create table hidden (tenant text primary key)')
  await own.query('alter table hidden enable row level security')
  await own.query('alter table hidden force row level security')
  await own.query(`create policy scope on hidden using (tenant = 'alpha')`)
  await expect(backup(named())).rejects.toThrow('hides rows of hidden')
  await own.query('drop table hidden')
  expect(readdirSync(place).filter(name => name.includes('partial'))).toEqual([])
})

test('a backup that is ended halfway leaves nothing', async () => {
  const file = named()
  const ending = new AbortController()
  const told = { step: (_: string, en: string) => { if (en.startsWith('lizhu.p')) ending.abort() }, at: () => undefined }
  await expect(writeBackup({ owner: source.database.owner, folder, file, told, signal: ending.signal })).rejects.toThrow('abort')
  expect(readdirSync(place).filter(name => name.startsWith(`${files}.`))).toEqual([])
})
