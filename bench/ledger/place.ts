import pg from 'pg'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { MIGRATIONS } from '../../packages/server/src/database/migrations.ts'
import { findPostgres, startPostgres } from '../../scripts/lib/postgres.mjs'

export interface Place { readonly bin: string; readonly owner: string; readonly app: string; readonly admin: string; stop(): Promise<void> }

/** A server of its own with the schema in a database of its own; none of the logins of the ledger is a superuser. */
export async function openPlace(): Promise<Place> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('no PostgreSQL')
  const server = await startPostgres(bin)
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query("create role lizhu_owner login createrole password 'lizhu_owner'")
  await admin.query("create role lizhu_app login nobypassrls password 'lizhu_app'")
  await admin.query('create database ledger owner lizhu_owner')
  await admin.end()
  const at = (user: string): string => { const url = new URL(server.url); url.username = user; url.password = user; url.pathname = '/ledger'; return url.toString() }
  await migrate(at('lizhu_owner'), MIGRATIONS)
  return { bin, owner: at('lizhu_owner'), app: at('lizhu_app'), admin: at('lizhu'), stop: server.stop }
}
