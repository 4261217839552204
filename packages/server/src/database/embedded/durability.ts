import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'

/** What keeps a committed write through a power cut, as it was seen to work. */
export interface Durability {
  readonly settings: Readonly<Record<string, string>>
  /** After a commit, the write-ahead log was flushed up to it. */
  readonly flushed: boolean
  /** The server forced the log to the disk for that commit; undefined where its way to do so (open_sync) is not counted. */
  readonly forced: boolean | undefined
  /** Empty: it keeps what it is told. */
  readonly problems: readonly { readonly zh: string; readonly en: string }[]
}

/** Of each the values that lose nothing. */
const SAFE: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  // `local` waits for this machine's disk, the others for a second machine's besides.
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
}

/**
 * Whether a commit is on the disk when it is acknowledged: the settings are read, a write is committed, and the
 * write-ahead log is looked at. Leaves nothing behind. @param pool of the login whose writes matter
 */
export async function checkDurability(pool: pg.Pool): Promise<Durability> {
  const client = await pool.connect()
  try { return await looked(client) } finally { client.release() }
}

async function looked(client: pg.ClientBase): Promise<Durability> {
  const { rows: read } = await client.query<{ name: string; setting: string }>('select name, setting from pg_settings where name = any ($1)', [[...Object.keys(SAFE), 'wal_sync_method']])
  const settings = Object.fromEntries(read.map(one => [one.name, one.setting]))
  const { flushed, forced } = await committed(client, !(settings['wal_sync_method'] ?? '').startsWith('open_'))
  return { settings, flushed, forced, problems: [
    ...Object.entries(SAFE).filter(([name, safe]) => !safe.includes(settings[name] ?? '')).map(([name, safe]) => ({
      zh: `数据库设置 ${name} = ${settings[name] ?? '无'}：断电会丢失已确认的数据或损坏数据库。请改为 ${safe[0] ?? ''}。`,
      en: `The database's setting ${name} is ${settings[name] ?? 'none'}: a power cut loses acknowledged data or damages the database. Set it to ${safe[0] ?? ''}.`,
    })),
    ...(flushed ? [] : [{ zh: '提交之后，预写日志还没有写到磁盘：断电会丢失已确认的数据。', en: 'After a commit the write-ahead log was not yet written out: a power cut loses acknowledged data.' }]),
    ...(forced === false ? [{ zh: '提交时服务器没有要求磁盘落盘（fsync）：断电会丢失已确认的数据。', en: 'The server did not force the log to the disk (fsync) at a commit: a power cut loses acknowledged data.' }] : []),
  ] }
}

/** A committed transaction, the place in the log that it reached, and whether the log was forced since. */
async function committed(client: pg.ClientBase, counted: boolean): Promise<{ flushed: boolean; forced: boolean | undefined }> {
  const before = await forcings(client)
  await client.query('begin')
  // Logged as an insert is, and the commit's own record follows it.
  const { rows: [written] } = await client.query<{ at: string }>(`select pg_logical_emit_message(true, 'lizhu', 'durability') as at`)
  await client.query('commit')
  const { rows: [seen] } = await client.query<{ flushed: boolean }>('select pg_current_wal_flush_lsn() > $1::pg_lsn as flushed', [written?.at])
  return { flushed: seen?.flushed === true, forced: counted ? await risen(client, before) : undefined }
}

/** Where many write, another's forcing may have taken our commit along, and it is counted when that one comes to rest. */
async function risen(client: pg.ClientBase, before: bigint): Promise<boolean> {
  for (let tries = 0; tries < 30; tries++) {
    if (await forcings(client) > before) return true
    await setTimeout(100)
  }
  return false
}

async function forcings(client: pg.ClientBase): Promise<bigint> {
  await client.query('select pg_stat_force_next_flush()')
  const { rows: [version] } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`)
  const { rows: [counted] } = await client.query<{ times: string }>((version?.major ?? 0) >= 18
    ? `select coalesce(sum(fsyncs), 0)::text as times from pg_stat_io where object = 'wal'`
    : 'select wal_sync::text as times from pg_stat_wal')
  return BigInt(counted?.times ?? 0)
}
