import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '../src/database/migrate.ts'
import { MIGRATIONS } from '../src/database/migrations.ts'
import { openDb, openPool, type Db } from '../src/database/pool.ts'

export interface TestDatabase {
  /** Addresses: of a superuser, of the login that owns the schema, of the app's role. */
  readonly admin: string
  readonly owner: string
  readonly app: string
  /** As the app has it. */
  readonly db: Db
  /** As its owner has it. */
  readonly own: pg.Pool
  close(): Promise<void>
}

/** A database of its own on the server of this run (packages/server/test/servers.ts), owned by a login that is no superuser. */
export async function freshDatabase({ upTo = Infinity }: { readonly upTo?: number } = {}): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  const at = (user: string) => { const url = new URL(server); url.username = user; url.password = user; url.pathname = `/${name}`; return url.toString() }
  const superuser = new pg.Client({ connectionString: server })
  await superuser.connect()
  await superuser.query(`create database ${name} owner lizhu_owner`)
  const [owner, app] = [at('lizhu_owner'), at('lizhu_app')]
  await migrate(owner, MIGRATIONS, { upTo })
  const [own, pool] = [openPool(owner, { max: 4 }), openPool(app, { max: 10 })]
  const admin = new URL(server)
  admin.pathname = `/${name}`
  return {
    admin: admin.toString(), owner, app, own, db: openDb(pool),
    close: async () => {
      await Promise.all([pool.end(), own.end()])
      await superuser.query(`drop database ${name} with (force)`)
      await superuser.end()
    },
  }
}
