import { generateKeyPairSync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { keyOf, type Key } from '../../src/audit/key.ts'
import { loadChain, sealNext, type Chain } from '../../src/audit/sealer.ts'
import { prepare } from '../../src/audit/seal.ts'
import type { Migration } from '../../src/database/migration.ts'
import { migrate } from '../../src/database/migrate.ts'

export interface Emptied {
  /** Address of the login that owns the schema and is no superuser. */
  readonly owner: string
  readonly own: pg.Client
  /** A connection as the app's role; it goes with the database. */
  app(): Promise<pg.Client>
  /** A connection that may do anything, as whoever has taken the machine. */
  superuser(): Promise<pg.Client>
  close(): Promise<void>
}

/** A database of its own with some of the migrations, so that a test of one capability does not hang on the others. */
export async function emptyDatabase(migrations: readonly Migration[]): Promise<Emptied> {
  const server = inject('postgres')
  const name = `audit_${randomBytes(6).toString('hex')}`
  const at = (user?: string): string => { const url = new URL(server); if (user !== undefined) { url.username = user; url.password = user } url.pathname = `/${name}`; return url.toString() }
  const admin = await connected(server)
  await admin.query(`create database ${name} owner lizhu_owner`)
  const owner = at('lizhu_owner')
  await migrate(owner, migrations)
  const open: pg.Client[] = []
  const kept = async (url: string): Promise<pg.Client> => { const client = await connected(url); open.push(client); return client }
  const own = await kept(owner)
  return {
    owner, own, app: () => kept(at('lizhu_app')), superuser: () => kept(at()),
    close: async () => {
      await Promise.all(open.map(client => client.end()))
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // Dropped from under us at the end.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A table under audit. */
export const THING = `
  create table lizhu.thing (tenant text, id int, name text, primary key (tenant, id));
  select lizhu.audited('lizhu.thing')`

/** Writes so many rows, and with them rows of the trail. */
export async function things(own: pg.Client, from: number, to: number): Promise<void> {
  await own.query("insert into lizhu.thing select 'a', id, '名 ' || id from generate_series($1::int, $2) id", [from, to])
}

/** A connection that seals when it is told to. */
export async function sealing(owner: string): Promise<{ readonly client: pg.Client; all(most?: number): Promise<Chain>; one(): Promise<Chain>; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: owner })
  client.on('error', () => undefined)
  await prepare(client)
  let chain = await loadChain(client)
  const one = async (most?: number): Promise<Chain> => { chain = await sealNext(client, chain, most); return chain }
  return {
    client, one,
    async all(most) { for (let before = chain; await one(most) !== before; before = chain); return chain },
    end: () => client.end(),
  }
}

export const anyKey = (): Key => keyOf(generateKeyPairSync('ed25519').privateKey)
