import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate } from '../../database/migrate.ts'
import { MIGRATIONS } from '../../database/migrations.ts'
import { prepareJobs, SCHEMA } from '../../jobs/boss.ts'
import { parseKeys, readKeys, writeKeys } from '../keys.ts'
import { codeOf, InstallationProblem, SILENT, type Told } from '../problem.ts'
import { connectPlain, exists, guardsOf, jobsOf, stepsOf } from './catalog.ts'
import { storeIn } from './evidence.ts'
import { ident, nameOf, quoted, type End, type Head, type Table } from './format.ts'
import { partsOf, verifyBackup, type Contents, type Part } from './read.ts'

export interface RestoreOptions {
  readonly owner: string
  readonly folder: string
  readonly file: string
  readonly passphrase?: string
  /** Without the keys that the data was encrypted and signed under: said by whoever lost them. */
  readonly withoutKeys?: boolean
  readonly told?: Told
}

export interface Restored { readonly at: string; readonly rows: number; readonly files: End['files']; readonly from: number; readonly to: number }

/**
 * Lays a backup into an empty database and brings it up to this version. The file is proved whole first; then either
 * all of it is there, or the database is as empty as before.
 */
export async function restoreBackup({ owner, folder, file, passphrase, withoutKeys = false, told = SILENT }: RestoreOptions): Promise<Restored> {
  const contents = await verifyBackup(file, passphrase, told)
  const { head, end } = contents
  refuseUnknown(head)
  refuseKeys(contents, folder, withoutKeys)
  const client = await connectPlain(owner)
  try {
    await refuseFilled(client)
    await clear(client)
    const from = head.steps.at(-1)?.number ?? 0
    try {
      await migrate(owner, MIGRATIONS, { upTo: from })
      await makeJobs(client, owner, head)
      await client.query('begin')
      await layIn(client, contents, partsOf(file, passphrase), folder, told)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      await clear(client).catch(() => undefined)
      throw error
    }
    if (contents.keys !== undefined && readKeys(folder) === undefined) writeKeys(folder, contents.keys)
    told.step('升级数据库结构', 'bringing the schema up to date')
    const { to } = await migrate(owner, MIGRATIONS)
    return { at: head.at, rows: Object.values(end.tables).reduce((sum, { rows }) => sum + rows, 0), files: end.files, from, to }
  } finally { await client.end() }
}

function refuseUnknown({ steps }: Head): void {
  const stranger = steps.find(({ number }) => !MIGRATIONS.some(one => one.number === number))
  if (stranger === undefined) return
  throw new InstallationProblem(`备份来自更新的版本（数据库结构第 ${stranger.number} 号 ${stranger.name}）。请用那个版本恢复。`, `The backup comes from a later version (schema step ${stranger.number}, ${stranger.name}). Restore it with that version.`)
}

/** Data without its keys looks whole, and second factors and checkpoints then fail one by one. */
function refuseKeys({ head, keys }: Contents, folder: string, without: boolean): void {
  if (head.keys === null || without) return
  const here = readKeys(folder) ?? (keys === undefined ? undefined : parseKeys(keys, 'keys.json'))
  if (here?.fingerprint === head.keys) return
  throw here === undefined
    ? new InstallationProblem(`备份里没有密钥，${folder} 里也没有 keys.json。请先把另存的 keys.json 放进去；确实丢失了，用 --without-keys：之后人人要重新绑定身份验证器，审计检查点换新密钥。`,
      `The backup holds no keys and there is no keys.json in ${folder}. Put the copy kept elsewhere there first; if it is lost, use --without-keys: everybody then enrols an authenticator anew, and audit checkpoints get a new key.`)
    : new InstallationProblem(`${folder} 里的 keys.json 不是这份备份的密钥。请换成当时的 keys.json，或换一个空的数据文件夹。`, `The keys.json in ${folder} is not the one of this backup. Put the right one there, or use an empty data folder.`)
}

/** Only where nobody's data is: what stands there is never written over. */
async function refuseFilled(client: pg.Client): Promise<void> {
  for (const table of ['lizhu.tenant', 'lizhu.audit']) {
    if (!await exists(client, table)) continue
    const { rows: [found] } = await client.query<{ filled: boolean }>(`select exists (select from ${table}) as filled`)
    if (found?.filled === true) {
      throw new InstallationProblem('数据库里已有数据，不会覆盖。请新建一个空的数据库（DATABASE_URL）或空的数据文件夹（LIZHU_DATA），恢复到那里。',
        'The database holds data, which is not overwritten. Make an empty database (DATABASE_URL) or an empty data folder (LIZHU_DATA), and restore into that.')
    }
  }
}

/** Empty tables of whatever version give way to those of the backup's version. */
async function clear(client: pg.Client): Promise<void> {
  await client.query(`set lock_timeout = '10s'`)
  try { await client.query(`drop schema if exists lizhu, ${SCHEMA} cascade`) } catch (error) {
    if (codeOf(error) === '55P03') throw new InstallationProblem('数据库正被使用。请先停止服务（systemctl stop lizhu）再恢复。', 'The database is in use. Stop the service first (systemctl stop lizhu), then restore.')
    throw error
  } finally { await client.query('set lock_timeout = 0') }
}

/** The jobs' tables as this version of their library makes them: theirs must be the same. */
async function makeJobs(client: pg.Client, owner: string, { jobs }: Head): Promise<void> {
  if (jobs === null) return
  await prepareJobs(owner)
  const made = await jobsOf(client)
  if (made?.version !== jobs.version) throw new InstallationProblem(`备份里后台任务的表是第 ${jobs.version} 版，本版本用第 ${made?.version ?? 0} 版。请用写这份备份的版本恢复，再升级。`, `The tables of jobs in the backup are of version ${jobs.version}, and this one uses version ${made?.version ?? 0}. Restore with the version that wrote the backup, then upgrade.`)
  for (const queue of jobs.queues) await client.query(`select ${SCHEMA}.create_queue($1, '{}')`, [queue])
}

async function layIn(client: pg.Client, { head, end }: Contents, parts: AsyncGenerator<Part>, folder: string, told: Told): Promise<void> {
  const taken = await stepsOf(client)
  if (JSON.stringify(taken) !== JSON.stringify(head.steps)) throw new InstallationProblem('备份的数据库结构与本版本同号的结构不同。请用写这份备份的版本恢复。', 'The schema of the backup differs from what this version makes under the same numbers. Restore with the version that wrote it.')
  const guards = await guardsOf(client)
  for (const statement of guards.off) await client.query(statement)
  await client.query(`truncate ${head.tables.map(quoted).join(', ')}`)
  const tables = new Map(head.tables.map(table => [nameOf(table), table]))
  let part = await parts.next()
  while (part.done !== true) {
    const { value } = part
    const table = value.is === 'table' ? tables.get(value.table) : undefined
    if (table !== undefined) { part = await layTable(client, table, value, parts, end, told); continue }
    if (value.is === 'file') await layFile(folder, value.hash, value.content)
    else await passOver(value.content)
    part = await parts.next()
  }
  for (const { schema, name, last, called } of end.sequences) await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted({ schema, name }), last, called])
  told.step('检查引用', 'checking references')
  for (const statement of guards.on) await client.query(statement)
  await finish(client, head)
}

/** One COPY for all parts of a table. @returns the first part that is of something else */
async function layTable(client: pg.Client, table: Table, first: Part, parts: AsyncGenerator<Part>, end: End, told: Told): Promise<IteratorResult<Part>> {
  const name = nameOf(table)
  told.step(name, name)
  let next: IteratorResult<Part> = { done: false, value: first }
  const rows = async function* (): AsyncGenerator<Buffer> {
    for (let bytes = 0; next.done !== true && next.value.is === 'table' && next.value.table === name; next = await parts.next()) {
      for await (const chunk of next.value.content) { bytes += chunk.length; yield chunk }
      told.at(bytes, end.tables[name]?.bytes)
    }
  }
  const copy = client.query(copyFrom(`copy ${quoted(table)} (${table.columns.map(ident).join(', ')}) from stdin`))
  await pipeline(rows, copy)
  if (copy.rowCount !== end.tables[name]?.rows) throw new InstallationProblem(`${name} 恢复出 ${copy.rowCount} 行，备份里有 ${end.tables[name]?.rows ?? 0} 行。没有恢复任何内容。`, `${name} came to ${copy.rowCount} rows, and the backup holds ${end.tables[name]?.rows ?? 0}. Nothing was restored.`)
  return next
}

async function layFile(folder: string, hash: string, content: AsyncIterable<Buffer>): Promise<void> {
  const store = storeIn(folder)
  const received = await store.receive(content, Number.MAX_SAFE_INTEGER)
  if (received.hash === hash) { await store.keep(received); return }
  await received.drop()
  throw new InstallationProblem(`证据文件 ${hash} 在恢复途中变了。没有恢复任何内容。`, `The evidence file ${hash} changed while it was restored. Nothing was restored.`)
}

/** A part must be read before the next one comes. */
async function passOver(content: AsyncIterable<Buffer>): Promise<void> {
  const chunks = content[Symbol.asyncIterator]()
  while ((await chunks.next()).done !== true);
}

async function finish(client: pg.Client, { at }: Head): Promise<void> {
  await client.query('select lizhu.audit_restored()')
  // A session that was ended after the backup must not live again: everybody signs in anew.
  await client.query('update lizhu.session set ended_at = now() where ended_at is null')
  await client.query(`select lizhu.audit_event('restoreBackup', 'tenant', jsonb_build_object('tenant', tenant), jsonb_build_object('backup', $1::text)) from lizhu.tenant`, [at])
}
