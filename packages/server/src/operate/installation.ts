import { createHmac } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../database/embedded/index.ts'
import { migrate } from '../database/migrate.ts'
import { MIGRATIONS } from '../database/migrations.ts'
import { keysIn, openKeys, readKeys, type Keys } from './keys.ts'
import { codeOf, InstallationProblem } from './problem.ts'
import type { Settings } from './settings.ts'

export interface OpenedDatabase {
  /** Address of the login that owns the schema. */
  readonly owner: string
  /** Address of the app's login, where it was told or is ours. */
  readonly app?: string
  /** PostgreSQL's own folder, where it is ours. */
  readonly cluster?: string
  readonly stop: () => Promise<void>
}

export interface Installation extends OpenedDatabase {
  readonly app: string
  readonly keys: Keys
  /** The data folder. */
  readonly folder: string
}

export interface OpenOptions {
  readonly say?: (zh: string, en: string) => void
}

/** Where evidence files lie. */
export const filesIn = (folder: string): string => join(folder, 'files')

/** Whether a database of our own was made in this data folder. */
export function hasCluster(folder: string): boolean {
  return existsSync(join(folder, 'postgres')) || existsSync(join(folder, 'postgres-lies-in.txt'))
}

/**
 * The database of an installation as it is: neither migrated nor, with `make: false`, made where there is none.
 * @throws InstallationProblem, EmbeddedProblem
 */
export async function openDatabase({ folder, database }: Settings, { make, say }: OpenOptions & { readonly make: boolean }): Promise<OpenedDatabase> {
  if (database !== undefined) {
    const { owner, app } = database
    return { owner, ...(app === undefined ? {} : { app }), stop: () => Promise.resolve() }
  }
  if (!make && !hasCluster(folder)) {
    throw new InstallationProblem(`${folder} 里没有数据库。请用 LIZHU_DATA 指明数据文件夹，或用 DATABASE_URL 指明数据库；新装请运行 lizhu init。`,
      `There is no database in ${folder}. Name the data folder with LIZHU_DATA, or a database with DATABASE_URL; a new installation is made by lizhu init.`)
  }
  const embedded = await openEmbedded({ folder, ...(say === undefined ? {} : { say }) })
  return { owner: embedded.owner, app: embedded.app, cluster: embedded.folder, stop: () => embedded.stop() }
}

/** Opens an installation: its database started and brought up to date, its keys read (made with the first start). */
export async function openInstallation(settings: Settings, options: OpenOptions = {}): Promise<Installation> {
  const { folder } = settings
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o755)
  const database = await openDatabase(settings, { ...options, make: true })
  try {
    await migrate(database.owner, MIGRATIONS)
    const keys = await keysOf(folder, database.owner)
    return { ...database, folder, keys, app: database.app ?? await appOf(database.owner, keys) }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** New keys beside data that was encrypted and signed under others would hide the loss. */
async function keysOf(folder: string, owner: string): Promise<Keys> {
  const keys = readKeys(folder)
  if (keys !== undefined) return keys
  if (await asked<{ kept: boolean }>(owner, 'select exists (select from lizhu.tenant) as kept').then(([row]) => row?.kept === true)) {
    throw new InstallationProblem(`${keysIn(folder)} 不见了，而数据库里已有数据，其中加密的内容要用它解开。请从另存的副本放回（权限 0600）。`,
      `${keysIn(folder)} is gone, and the database holds data that can be decrypted only with it. Put it back from the copy kept elsewhere (mode 0600).`)
  }
  return openKeys(folder)
}

/** The app's login on a server of one's own: made able to log in once, with a password that only this installation can work out. */
async function appOf(owner: string, keys: Keys): Promise<string> {
  const url = appAddress(owner, keys)
  const [role] = await asked<{ login: boolean }>(owner, `select rolcanlogin as login from pg_roles where rolname = 'lizhu_app'`)
  if (role?.login === false) await asked(owner, `alter role lizhu_app login password '${decodeURIComponent(new URL(url).password)}'`)
  await asked(url, 'select 1').catch((error: unknown) => {
    if (!['28P01', '28000'].includes(codeOf(error))) throw error
    throw new InstallationProblem('程序不能以 lizhu_app 登录数据库。请给它设一个口令，并用 DATABASE_APP_URL 写明它的地址（docs/operate.md）。',
      'The program cannot log in to the database as lizhu_app. Give that role a password and name its address with DATABASE_APP_URL (docs/operate.md).')
  })
  return url
}

export function appAddress(owner: string, { secret }: Keys): string {
  const url = new URL(owner)
  url.username = 'lizhu_app'
  url.password = createHmac('sha256', secret).update('password of lizhu_app').digest('base64url')
  return url.toString()
}

async function asked<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try { return (await client.query<Row>(sql)).rows } finally { await client.end() }
}
