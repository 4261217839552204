import { BasicAuth, Trino } from 'trino-client'
import { identifier, textLiteral, trino as dialect } from '@lizhu/feel/sql'
import type { Chunk, Database, Wanted } from './database.ts'
import { SQL_TYPE, textOf, type TypedColumn } from './typed.ts'

/** Statements stay below the server's limit on a query's text (1,000,000 letters unless it is set otherwise). */
const LONGEST_STATEMENT = 400_000

/** A city's tables in a schema of a Trino catalog: `trino://user@host:port/catalog/schema`. Whatever is made for a while lies in the same schema. */
export async function openTrino(url: string, { readOnly = false, signal }: { /** No schema is made. */ readonly readOnly?: boolean; /** Ends what is being read. */ readonly signal?: AbortSignal } = {}): Promise<Database> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const [catalog = '', schema = 'lizhu'] = pathname.split('/').filter(part => part !== '').map(decodeURIComponent)
  if (catalog === '') throw new RangeError(`${url}: name a catalog, as in trino://user@host:8080/catalog/schema`)
  const client = Trino.create({ server: `${protocol === 'trinos:' ? 'https' : 'http'}://${hostname}:${port === '' ? '8080' : port}`, catalog, schema, source: 'lizhu', auth: new BasicAuth(username === '' ? 'lizhu' : decodeURIComponent(username), password === '' ? undefined : decodeURIComponent(password)) })
  const table = (name: string): string => `${identifier(catalog)}.${identifier(schema)}.${identifier(name)}`
  async function* pages(sql: string): AsyncIterable<readonly (readonly unknown[])[]> {
    for await (const result of await client.query(sql)) {
      if (result.error !== undefined) throw new Error(`${result.error.message}\n${sql.slice(0, 500)}`)
      if (result.data !== undefined) yield result.data
    }
  }
  const run = async (sql: string): Promise<void> => { const all = pages(sql)[Symbol.asyncIterator](); while ((await all.next()).done !== true); }
  if (!readOnly) await run(`CREATE SCHEMA IF NOT EXISTS ${identifier(catalog)}.${identifier(schema)}`)
  return {
    dialect, run, table, scratch: name => table(`screen ${name}`),
    rows: (sql, wanted) => rowsOf(async function* (asked) { for await (const page of pages(asked)) { signal?.throwIfAborted(); yield page } }, sql, wanted),
    async columns() {
      const columns = new Map<string, Set<string>>()
      for await (const page of pages(`SELECT table_name, column_name FROM ${identifier(catalog)}.information_schema.columns WHERE table_schema = ${textLiteral(schema)}`)) {
        for (const [name, column] of page) columns.set(String(name), (columns.get(String(name)) ?? new Set()).add(String(column)))
      }
      return columns
    },
    async fill(kind, columns, count) {
      await run(`CREATE TABLE ${table(kind)} (${columns.map(({ name, type }) => `${identifier(name)} ${SQL_TYPE[type]}`).join(', ')})`)
      for (const values of statements(columns, count)) await run(`INSERT INTO ${table(kind)} VALUES ${values}`)
    },
    async append(kind, columns, count, added) {
      for (const { name, type } of added) await run(`ALTER TABLE ${table(kind)} ADD COLUMN ${identifier(name)} ${SQL_TYPE[type]}`)
      for (const values of statements(columns, count)) await run(`INSERT INTO ${table(kind)} VALUES ${values}`)
    },
    close: () => Promise.resolve(),
  }
}

async function* rowsOf(pages: (sql: string) => AsyncIterable<readonly (readonly unknown[])[]>, sql: string, wanted: Wanted): AsyncIterable<Chunk> {
  const cast = [...wanted].map(([name, type]) => `CAST(${identifier(name)} AS ${type === 'number' ? 'DOUBLE' : 'VARCHAR'})`)
  const names = [...wanted.keys()]
  for await (const rows of pages(`SELECT ${cast.join(', ')} FROM (${sql}) AS asked`)) {
    const column = (name: string): number => names.indexOf(name)
    yield { count: rows.length, numbers: name => { const at = column(name); return Float64Array.from(rows, row => Number(row[at] ?? 0)) }, texts: name => { const at = column(name); return rows.map(row => { const text = row[at]; return typeof text === 'string' ? text : null }) } }
  }
}

/** Rows as VALUES, so many to a statement. */
function* statements(columns: readonly TypedColumn[], count: number): Generator<string> {
  let rows: string[] = []
  let length = 0
  for (let row = 0; row < count; row++) {
    const values = `(${columns.map(({ type, at }) => { const value = at(row); return value === null ? 'NULL' : literal(type, value) }).join(', ')})`
    if (rows.length > 0 && length + values.length > LONGEST_STATEMENT) { yield rows.join(', '); rows = []; length = 0 }
    rows.push(values)
    length += values.length + 2
  }
  if (rows.length > 0) yield rows.join(', ')
}
function literal(type: TypedColumn['type'], value: number | boolean | string): string {
  const text = textOf(type, value)
  if (type === 'text') return textLiteral(text)
  return type === 'day' ? `DATE ${textLiteral(text)}` : type === 'truth' ? text.toUpperCase() : type === 'number' || type === 'rate' ? `DECIMAL ${textLiteral(text)}` : text
}
