import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readFolder } from '@lizhu/policy/node'
import type pg from 'pg'
import { LIST, seedCalendar } from '../calendar/index.ts'
import { openDb, openPool } from '../database/pool.ts'
import { submit } from '../packs/steps.ts'
import { openMeans, putPerson } from '../people/index.ts'
import type { Jurisdiction } from '../registry/index.ts'
import type { Installation } from './installation.ts'
import { InstallationProblem } from './problem.ts'

export interface NewCity {
  /** Small letters, figures and hyphens. */
  readonly tenant: string
  readonly name: string
  readonly en?: string
  /** Those above before those in them. */
  readonly jurisdictions: readonly Jurisdiction[]
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly en?: string | undefined; readonly kind?: string | undefined }[]
  /** Folders of packs that are submitted as drafts: they come into force only when somebody entitled says so. */
  readonly packs: readonly string[]
  readonly administrator: { readonly login: string; readonly name: string }
}

/**
 * Makes a city of an empty installation, all or nothing, with its security administrator, who lets in everybody else.
 * @returns the administrator's password, which is kept nowhere and must be changed at the first sign-in
 */
export async function initialise({ owner, keys }: Installation, city: NewCity): Promise<{ readonly password: string }> {
  const password = newPassword()
  const { passwords } = openMeans({ key: keys.secret, origin: '' })
  const pool = openPool(owner, { max: 2 })
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Of two at once the second one finds what the first one made.
    await client.query('lock table tenant in share row exclusive mode')
    await refuse(client, city)
    await client.query(`select set_config('lizhu.tenant', $1, true), set_config('lizhu.operation', 'initialise', true)`, [city.tenant])
    await insertCity(client, city)
    for (const path of city.packs) await insertCalendar(client, city.tenant, path)
    await putPerson(client, passwords, { tenant: city.tenant, ...city.administrator, password, mustChange: true, roles: [{ role: 'security-administrator' }] })
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
    await passwords.close()
    await pool.end()
  }
  await submitPacks(owner, city)
  return { password }
}

async function refuse(client: pg.PoolClient, { tenant }: NewCity): Promise<void> {
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(tenant) || tenant === 'demo') throw new InstallationProblem(`“${tenant}”不能作城市代号：用小写字母、数字和连字符，2 至 32 个，字母开头，不能是 demo。`, `"${tenant}" cannot be the id of a city: 2 to 32 small letters, figures and hyphens, the first a letter; demo is not one.`)
  const { rows } = await client.query<{ tenant: string; demo: boolean }>('select tenant, demo from tenant')
  if (rows.some(one => one.demo)) throw new InstallationProblem('这个数据文件夹里是演示城市，不能用作正式安装。请用 LIZHU_DATA 另选一个空文件夹（或用 DATABASE_URL 另选一个空数据库）。', 'This data folder holds a demonstration, which never becomes an installation. Choose an empty folder with LIZHU_DATA (or an empty database with DATABASE_URL).')
  if (rows.some(one => one.tenant === tenant)) throw new InstallationProblem(`城市 ${tenant} 已经建好了，没有改动。`, `The city ${tenant} is there already; nothing was changed.`)
}

async function insertCity(client: pg.PoolClient, { tenant, name, en, jurisdictions, organisations }: NewCity): Promise<void> {
  await client.query('insert into tenant (tenant, name, en) values ($1, $2, $3)', [tenant, name, en ?? null])
  for (const one of jurisdictions) await client.query('insert into jurisdiction (tenant, code, name, en, kind, parent) values ($1, $2, $3, $4, $5, $6)', [tenant, one.code, one.name, one.en ?? null, one.kind, one.parent ?? null])
  for (const one of organisations) await client.query('insert into organisation (tenant, id, name, en, kind) values ($1, $2, $3, $4, $5)', [tenant, one.id, one.name, one.en ?? null, one.kind ?? null])
}

/** Of the pack that carries one: what is shared nationwide. */
async function insertCalendar(client: pg.PoolClient, tenant: string, path: string): Promise<void> {
  const file = join(path, LIST)
  if (existsSync(file)) await seedCalendar(client, tenant, `${basename(path)}/${LIST}`, readFileSync(file, 'utf8'))
}

/** As drafts, in the order given. */
async function submitPacks(owner: string, { tenant, packs }: Pick<NewCity, 'tenant' | 'packs'>): Promise<void> {
  const db = openDb(openPool(owner, { max: 1 }))
  try {
    await db.transaction().execute(async inside => {
      for (const path of packs) await submit(inside, { tenant, person: null, organisation: null }, Object.fromEntries(readFolder(path).files))
    })
  } finally { await db.destroy() }
}

/** A hundred bits, of letters and figures that nobody confuses when copying them. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const text = [...randomBytes(80)].filter(byte => byte < 248).map(byte => letters[byte % 31] ?? '').slice(0, 20).join('')
  return text.match(/.{5}/g)?.join('-') ?? text
}
