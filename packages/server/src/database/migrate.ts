import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Migration } from './migration.ts'

/** The database is not one that this version can go on with. */
export class SchemaProblem extends Error {
  readonly words: { readonly zh: string; readonly en: string }
  constructor(zh: string, en: string) {
    super(en)
    this.words = { zh, en }
  }
}

export interface Migrated { readonly from: number; readonly to: number }

/** Any number, the same for all: two processes that start at once take turns. */
const TURN = 7_108_502_020
const APP = 'lizhu_app'

/**
 * Brings the schema of a database up to the last of `migrations`, each in a transaction of its own: killed in the
 * middle, the next start goes on with the one that was not finished.
 * @param owner address of the login that owns the schema
 */
export async function migrate(owner: string, migrations: readonly Migration[], { upTo = Infinity }: { readonly upTo?: number } = {}): Promise<Migrated> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TURN])
    await prepare(client)
    const { rows: applied } = await client.query<{ number: number; name: string; hash: string }>('select number, name, hash from lizhu.migration order by number')
    refuseStrangers(applied, migrations)
    const from = applied.at(-1)?.number ?? 0
    const due = migrations.filter(one => one.number > from && one.number <= upTo)
    for (const one of due) await apply(client, one)
    return { from, to: due.at(-1)?.number ?? from }
  } finally {
    await client.end()
  }
}

/** The app's role is granted by table what it needs; it owns nothing and may create nothing. */
async function prepare(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists lizhu')
  await client.query(`do $$ begin create role ${APP} nologin nobypassrls; exception when duplicate_object or unique_violation then null; end $$`)
  await client.query(`grant usage on schema lizhu to ${APP}`)
  await client.query('create table if not exists lizhu.migration (number int primary key, name text not null, hash text not null, at timestamptz not null default now())')
  await client.query(`grant select on lizhu.migration to ${APP}`)
}

function refuseStrangers(applied: readonly { number: number; name: string; hash: string }[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(one => [one.number, one]))
  for (const { number, name, hash } of applied) {
    const own = known.get(number)
    if (own === undefined) throw new SchemaProblem(`数据库已由更新的版本升级到第 ${number} 号（${name}）。请使用不早于它的版本，或恢复升级前的备份。`, `The database was brought to number ${number} (${name}) by a later version. Run that version or a later one, or restore the backup made before.`)
    if (hashOf(own) !== hash) throw new SchemaProblem(`第 ${number} 号数据库结构（${name}）与数据库里当初执行的不同。请使用正式发布的版本。`, `Schema step ${number} (${name}) is not what this database was made with. Run a released version.`)
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query('set local search_path to lizhu, pg_temp')
    await client.query(migration.sql)
    await client.query('insert into lizhu.migration (number, name, hash) values ($1, $2, $3)', [migration.number, migration.name, hashOf(migration)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function hashOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex')
}
