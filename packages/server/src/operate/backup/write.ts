import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { pack, type Pack } from 'tar-stream'
import { sync } from '../keys.ts'
import { codeOf, InstallationProblem, SILENT, type Told } from '../problem.ts'
import { connectPlain, jobsOf, refuseHidden, sequencesOf, stepsOf, tablesOf } from './catalog.ts'
import { encrypting } from './cipher.ts'
import { evidenceIn, evidenceOf } from './evidence.ts'
import { END, FORMAT, fileName, HEAD, ident, KEYS, nameOf, partName, quoted, summing, type End, type Head, type Sum, type Table } from './format.ts'

export interface BackupOptions {
  /** Address of the login that owns the schema. */
  readonly owner: string
  /** The data folder, for evidence files. */
  readonly folder: string
  readonly file: string
  /** With it the backup is encrypted, and holds the keys too. */
  readonly passphrase?: string
  readonly keys?: { readonly text: string; readonly fingerprint: string }
  readonly told?: Told
  readonly signal?: AbortSignal
}

export interface Backup { readonly at: string; readonly bytes: number; readonly sha256: string; readonly rows: number; readonly files: End['files'] }

/** So much of a table is one part of the tar: held in memory at a time. */
const PART = 4 << 20

/**
 * Writes one consistent snapshot of a database in use, with its evidence files, to a file that was not there before.
 * It stands under its name only when it is whole and on the disk. Memory does not grow with the city.
 */
export async function writeBackup(options: BackupOptions): Promise<Backup> {
  const file = resolve(options.file)
  const partial = `${file}.partial`
  if (existsSync(file)) throw taken(file)
  if (!existsSync(dirname(file))) throw new InstallationProblem(`没有文件夹 ${dirname(file)}，先建好再备份。`, `There is no folder ${dirname(file)}; make it first.`)
  const client = await connectPlain(options.owner)
  try {
    // One snapshot for all tables, and no write by whatever mistake.
    await client.query('begin isolation level repeatable read read only')
    const written = await streamed(client, partial, options)
    if (existsSync(file)) throw taken(file)
    renameSync(partial, file)
    sync(dirname(file))
    return written
  } catch (error) {
    // Somebody else's is left alone.
    if (codeOf(error) !== 'EEXIST') rmSync(partial, { force: true })
    throw told(error, partial)
  } finally { await client.end() }
}

async function streamed(client: pg.Client, partial: string, { folder, passphrase, keys, told = SILENT, signal }: BackupOptions): Promise<Backup> {
  const head = await headOf(client, keys?.fingerprint ?? null)
  const [tar, hash] = [pack(), createHash('sha256')]
  let bytes = 0
  const hashed = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) { hash.update(chunk); bytes += chunk.length; yield chunk }
  }
  const sealed = passphrase === undefined ? hashed : (source: AsyncIterable<Buffer>) => hashed(encrypting(passphrase)(source))
  const writing = pipeline(tar, createGzip({ level: 5 }), sealed, createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }), { signal })
  const filling = fill(client, tar, head, { folder, keys: passphrase === undefined ? undefined : keys?.text, told })
    // The other end hears why.
    .catch((error: unknown) => { tar.destroy(error instanceof Error ? error : new Error(String(error))); throw error })
  const [wrote, filled] = await Promise.allSettled([writing, filling])
  if (wrote.status === 'rejected') throw wrote.reason
  if (filled.status === 'rejected') throw filled.reason
  const { tables, files } = filled.value
  return { at: head.at, bytes, sha256: hash.digest('hex'), rows: Object.values(tables).reduce((sum, { rows }) => sum + rows, 0), files }
}

async function headOf(client: pg.Client, keys: string | null): Promise<Head> {
  const { rows: [now] } = await client.query<{ at: Date; postgres: string }>(`select now() as at, current_setting('server_version') as postgres`)
  const steps = await stepsOf(client)
  if (now === undefined || steps.length === 0) throw new InstallationProblem('这个数据库里没有立柱的数据，没有可备份的。', 'This database holds nothing of Lizhu: there is nothing to back up.')
  await refuseHidden(client)
  return { format: FORMAT, at: now.at.toISOString(), postgres: now.postgres, steps, tables: await tablesOf(client), jobs: await jobsOf(client), keys }
}

async function fill(client: pg.Client, tar: Pack, head: Head, { folder, keys, told }: { readonly folder: string; readonly keys: string | undefined; readonly told: Told }): Promise<End> {
  await put(tar, HEAD, JSON.stringify(head))
  const tables: Record<string, Sum> = {}
  for (const table of head.tables) tables[nameOf(table)] = await putTable(client, tar, table, told)
  told.step('证据文件', 'evidence files')
  const files: { count: number; lost: string[] } = { count: 0, lost: [] }
  for await (const hash of evidenceOf(client)) {
    const content = await evidenceIn(folder, hash)
    // One damaged file must not keep the city from having any backup.
    if (typeof content === 'string') { files.lost.push(hash); continue }
    await put(tar, fileName(hash), content)
    told.at(++files.count)
  }
  if (keys !== undefined) await put(tar, KEYS, keys)
  // Read last: numbers given meanwhile are passed over, never given twice.
  const end: End = { tables, files, sequences: await sequencesOf(client) }
  await put(tar, END, JSON.stringify(end))
  tar.finalize()
  return end
}

async function putTable(client: pg.Client, tar: Pack, table: Table, told: Told): Promise<Sum> {
  const [name, sums] = [nameOf(table), summing()]
  told.step(name, name)
  const { rows: [guess] } = await client.query<{ rows: number }>('select greatest(reltuples, 0)::float8 as rows from pg_class where oid = $1::regclass', [quoted(table)])
  let [held, size, parts]: [Buffer[], number, number] = [[], 0, 0]
  const flush = async (): Promise<void> => {
    await put(tar, partName(name, parts++), Buffer.concat(held))
    const rows = sums.rows()
    told.at(rows, guess !== undefined && guess.rows >= rows ? guess.rows : undefined)
    held = []
    size = 0
  }
  const stream = client.query(copyTo(`copy (select ${table.columns.map(ident).join(', ')} from ${quoted(table)}) to stdout`))
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    sums.add(chunk)
    held.push(chunk)
    size += chunk.length
    if (size >= PART) await flush()
  }
  if (size > 0) await flush()
  return sums.sum()
}

/** Settled when the tar has taken it: so long nothing more is read. */
function put(tar: Pack, name: string, content: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ name, mode: 0o600 }, typeof content === 'string' ? Buffer.from(content) : content, error => { if (error instanceof Error) reject(error); else resolve() })
  })
}

const taken = (file: string): InstallationProblem => new InstallationProblem(`${file} 已经存在，不覆盖。请换一个文件名。`, `${file} is there already and is not overwritten. Choose another name.`)

function told(error: unknown, partial: string): unknown {
  switch (codeOf(error)) {
    case 'EEXIST': return new InstallationProblem(`${partial} 已经存在：另一次备份正在写它，或者中途断了。确认没有备份在进行后删掉它，再试一次。`, `${partial} is there already: another backup is writing it, or was ended halfway. Once none is running, remove it and try again.`)
    case 'ENOSPC': case 'EDQUOT': return new InstallationProblem(`磁盘已满，备份没有写成：${partial}。没有留下半截文件。`, `The disk is full and the backup was not written: ${partial}. Nothing half-done was left.`)
    case 'EACCES': case 'EROFS': return new InstallationProblem(`无权写 ${partial}。`, `${partial} may not be written.`)
    default: return error
  }
}
