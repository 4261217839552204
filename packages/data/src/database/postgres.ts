import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import Cursor from 'pg-cursor'
import { identifier, postgres as dialect } from '@lizhu/feel/sql'
import type { Chunk, Database, Wanted } from './database.ts'
import { SQL_TYPE, textOf, type TypedColumn } from './typed.ts'

/** Longer names are cut off by PostgreSQL, and two may become one. */
const LONGEST_NAME = 63
const ROWS = 5000

export interface PostgresOptions {
  readonly schema?: string
  /** Nothing is made: a role that may only read will do. */
  readonly readOnly?: boolean
  /** Ends what runs, and nothing begins any more. */
  readonly signal?: AbortSignal
}

/** A city's tables in a schema of a PostgreSQL server (15 or later); the schema is made where it is not there. */
export async function openPostgres(url: string, { schema = 'lizhu', readOnly = false, signal }: PostgresOptions = {}): Promise<Database> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  if (!readOnly) await client.query(`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`)
  const own = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const stop = (): void => { void cancel(url, own.rows[0]?.pid ?? 0) }
  signal?.addEventListener('abort', stop)
  const table = (name: string): string => `${identifier(schema)}.${identifier(name)}`
  const run = async (sql: string): Promise<void> => { signal?.throwIfAborted(); await client.query(sql) }
  return {
    dialect, run, table, scratch: name => identifier(`screen ${name}`),
    rows: (sql, wanted) => { signal?.throwIfAborted(); return rowsOf(client, sql, wanted) },
    async columns() {
      const found = await client.query<{ table_name: string; column_name: string }>('SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = $1', [schema])
      const columns = new Map<string, Set<string>>()
      for (const { table_name: name, column_name: column } of found.rows) columns.set(name, (columns.get(name) ?? new Set()).add(column))
      return columns
    },
    async fill(kind, columns, count) {
      columns.forEach(fits)
      await run(`CREATE TABLE ${table(kind)} (${columns.map(({ name, type }) => `${identifier(name)} ${SQL_TYPE[type]}`).join(', ')})`)
      await copy(client, table(kind), columns, count)
      await run(`ANALYZE ${table(kind)}`)
    },
    async append(kind, columns, count, added) {
      added.forEach(fits)
      for (const { name, type } of added) await run(`ALTER TABLE ${table(kind)} ADD COLUMN ${identifier(name)} ${SQL_TYPE[type]}`)
      await copy(client, table(kind), columns, count)
    },
    close: () => { signal?.removeEventListener('abort', stop); return client.end() },
  }
}

/** A server works on at a query whose reader has gone, unless it is told. */
async function cancel(url: string, pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query('SELECT pg_cancel_backend($1)', [pid])
  } catch { /* It can no longer be reached, and then nothing runs. */ } finally { await client.end().catch(() => undefined) }
}

function fits({ name }: TypedColumn): void {
  if (Buffer.byteLength(name) > LONGEST_NAME) throw new RangeError(`PostgreSQL cuts the name “${name}” off after ${LONGEST_NAME} bytes; shorten it in the pack`)
}

async function* rowsOf(client: pg.Client, sql: string, wanted: Wanted): AsyncIterable<Chunk> {
  const cast = [...wanted].map(([name, type]) => `CAST(${identifier(name)} AS ${type === 'number' ? 'DOUBLE PRECISION' : 'VARCHAR'})`)
  const names = [...wanted.keys()]
  const cursor = client.query(new Cursor<unknown[]>(`SELECT ${cast.join(', ')} FROM (${sql}) AS asked`, [], { rowMode: 'array' }))
  try {
    for (;;) {
      const rows: unknown[][] = await cursor.read(ROWS)
      if (rows.length === 0) return
      const column = (name: string): number => names.indexOf(name)
      yield { count: rows.length, numbers: name => { const at = column(name); return Float64Array.from(rows, row => Number(row[at] ?? 0)) }, texts: name => { const at = column(name); return rows.map(row => { const text = row[at]; return typeof text === 'string' ? text : null }) } }
    }
  } finally { await cursor.close() }
}

/** COPY's own text form. */
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, letter => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[letter] ?? letter)

async function copy(client: pg.Client, table: string, columns: readonly TypedColumn[], count: number): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} FROM STDIN`))
  for (let row = 0; row < count; row++) {
    const line = columns.map(({ type, at }) => { const value = at(row); return value === null ? '\\N' : escaped(textOf(type, value)) }).join('\t')
    if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}
