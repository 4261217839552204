import { Kysely, PostgresDialect, type PostgresCursor, type PostgresPoolClient, type PostgresQueryResult } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** Fen do not fit a double, a date has no time zone: bigint as BigInt, date and numeric as they are written. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, text => BigInt(text))
for (const type of [pg.types.builtins.DATE, pg.types.builtins.NUMERIC]) types.setTypeParser(type, text => text)

export interface PoolOptions {
  /** Connections at most. */
  readonly max?: number
}

/** Connections that see the schema `lizhu`. A statement that takes longer than two minutes is stopped: it would hold its connection from everybody else. Nothing is compiled (jit): the policies of a statement take a second and more to compile, and milliseconds to run. */
export function openPool(url: string, { max = 10 }: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url, max, types, application_name: 'lizhu', connectionTimeoutMillis: 10_000,
    options: '-c search_path=lizhu,pg_temp -c timezone=UTC -c jit=off -c statement_timeout=120000 -c idle_in_transaction_session_timeout=120000',
  })
  // A connection that breaks while nobody uses it is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined)
  // Nor one that breaks while somebody holds it: the statement at hand fails, and the pool takes no such connection back.
  pool.on('connect', client => { client.on('error', () => undefined) })
  return pool
}

const pools = new WeakMap<Db, pg.Pool>()

export function openDb(pool: pg.Pool): Db {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect()
    const one = known.get(client) ?? clientOf(client, (text, values) => client.query(prepared(text, values)))
    known.set(client, one)
    return one
  }
  const db = over(connect, () => pool.end())
  pools.set(db, pool)
  return db
}

const over = (connect: () => Promise<PostgresPoolClient>, end: () => Promise<void>): Db => new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect, end } }) })

/** A statement of constant text; its values as the protocol sends them. */
export interface Statement { readonly name: string; readonly text: string; readonly values: readonly (string | Buffer)[] }

/**
 * The same database, where every statement is led in by another: both go in one message with one Sync at its end. To PostgreSQL that
 * is one transaction: what `first` sets for the transaction holds for the statement behind it and for nothing else, and where
 * `first` fails the other is not run. One way there and back, where begin, first, statement and commit are four.
 * @param answered is given the rows of `first`, before those of the statement come to anybody; where it throws, they do not
 */
export function ledInBy(db: Db, first: Statement, answered: (rows: readonly unknown[]) => void): Db {
  const pool = pools.get(db)
  if (pool === undefined) throw new TypeError('not a database with a pool of its own')
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect()
    return clientOf(client, async (text, values) => {
      const [led, result] = await both(client, first, text, values)
      answered(led.rows)
      return result
    })
  }
  return over(connect, () => Promise.resolve())
}

/** Connections that know the statement by its name. */
const led = new WeakMap<pg.PoolClient, Set<string>>()

async function both(client: pg.PoolClient, first: Statement, text: string, values: readonly unknown[]): Promise<readonly [pg.QueryResult, pg.QueryResult]> {
  const names = led.get(client) ?? new Set()
  led.set(client, names)
  // The first time by itself: a message's worth of settings is gone when it is over, its name stays.
  if (!names.has(first.name)) {
    await client.query({ ...first, values: [...first.values] })
    names.add(first.name)
  }
  return new Promise((resolve, reject) => {
    const query = new pg.Query(prepared(text, values), (error: Error | null | undefined, results: unknown) => {
      if (isPair(results)) resolve(results)
      else reject(error ?? new Error('one answer to two statements'))
    })
    const send = query.submit
    query.submit = connection => {
      connection.stream.cork()
      connection.bind({ statement: first.name, values: [...first.values] }, true)
      connection.describe({ type: 'P' }, true)
      connection.execute({}, true)
      send.call(query, connection)
      connection.stream.uncork()
    }
    client.query(query)
  })
}
const isPair = (results: unknown): results is readonly [pg.QueryResult, pg.QueryResult] => Array.isArray(results) && results.length === 2

/** Statements by their text; what is made up as it goes (a list of so many) would grow without end. */
const names = new Map<string, string>()
const MOST = 1000

/** A connection parses and plans each statement once: with row-level security that takes longer than running it. */
function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = nameOf(text, values)
  return { text, values: [...values], ...name === undefined ? {} : { name } }
}

function clientOf(client: pg.PoolClient, run: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('no cursors here')
    return run(text, values)
  }
  return { query, release: () => { client.release() } }
}

/** Values of one parameter from which on a plan is made for them: one kept from when the table was small goes through all of it, comparing each row with each value. */
const MANY = 50

function nameOf(text: string, values: readonly unknown[]): string | undefined {
  // The best plan of a search depends on what is searched for.
  if (text.includes(' like ') || text.includes(' ilike ') || values.some(one => Array.isArray(one) && one.length >= MANY)) return undefined
  // Several statements in one text, as pg-boss has them, cannot be prepared.
  if (text.includes('COMMIT;')) return undefined
  const name = names.get(text) ?? (names.size < MOST ? `s${names.size}` : undefined)
  if (name !== undefined) names.set(text, name)
  return name
}
