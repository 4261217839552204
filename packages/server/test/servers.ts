import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { findPostgres, startPostgres } from '../../../scripts/lib/postgres.mjs'
import { accountFor } from '../src/database/embedded/account.ts'
import { findPrograms } from '../src/database/embedded/programs.ts'

/**
 * One real PostgreSQL for all tests of this package, with the two logins of an installation: neither is a superuser. It is
 * the embedded one, or with SERVER_POSTGRES=installed the one of this machine.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'lizhu-programs-'))
  chmodSync(home, 0o755)
  const bin = process.env['SERVER_POSTGRES'] === 'installed' ? findPostgres() : dirname((await findPrograms(accountFor(home), home)).postgres)
  if (bin === undefined) throw new Error('no PostgreSQL is installed here')
  const server = await startPostgres(bin)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query("create role lizhu_owner login createrole password 'lizhu_owner'")
  await client.query("create role lizhu_app login nobypassrls password 'lizhu_app'")
  const { rows: [row] } = await client.query<{ version: string }>('select version()')
  console.log(row?.version)
  await client.end()
  project.provide('postgres', server.url)
  return async () => {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
