import { DuckDBDataChunk, DuckDBInstance, BIGINT, BOOLEAN, DATE, DECIMAL, DuckDBDateValue, DuckDBDecimalValue, INTEGER, VARCHAR, type DuckDBConnection, type DuckDBType, type DuckDBValue, type DuckDBVector } from '@duckdb/node-api'
import { duckdb as dialect, identifier } from '@lizhu/feel/sql'
import type { Chunk, Database, Wanted } from './database.ts'
import { SQL_TYPE, type TypedColumn } from './typed.ts'

export interface DuckDB extends Database {
  readonly connection: DuckDBConnection
}
/** Files whose rows stand in no order are written by all threads at once, and in less memory. */
export const inAnyOrder = (database: DuckDB): Promise<void> => database.run('SET preserve_insertion_order = false')

/** A database inside this process; `path`: kept in a file, so that what does not fit in memory lies there; `signal`: ends what runs, and nothing begins any more. */
export async function openDuckDB({ path = ':memory:', threads, memory, signal }: { readonly path?: string; readonly threads?: number; readonly memory?: string; readonly signal?: AbortSignal } = {}): Promise<DuckDB> {
  const instance = await DuckDBInstance.create(path, { ...(threads === undefined ? {} : { threads: String(threads) }), ...(memory === undefined ? {} : { memory_limit: memory }) })
  const connection = await instance.connect()
  const stop = (): void => { connection.interrupt() }
  signal?.addEventListener('abort', stop)
  const run = async (sql: string): Promise<void> => { signal?.throwIfAborted(); await connection.run(sql) }
  return {
    dialect, connection, run, scratch: name => identifier(`screen ${name}`),
    rows: (sql, wanted) => { signal?.throwIfAborted(); return rowsOf(connection, sql, wanted) },
    table: identifier,
    async columns() {
      const reader = await connection.runAndReadAll(`SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND database_name <> 'temp' AND NOT internal`)
      const columns = new Map<string, Set<string>>()
      for (const [table, column] of reader.getRows()) columns.set(String(table), (columns.get(String(table)) ?? new Set()).add(String(column)))
      return columns
    },
    async fill(kind, columns, count) {
      await run(`CREATE TABLE ${identifier(kind)} (${columns.map(({ name, type }) => `${identifier(name)} ${SQL_TYPE[type]}`).join(', ')})`)
      await append(connection, kind, columns, count)
    },
    async append(kind, columns, count, added) {
      for (const { name, type } of added) await run(`ALTER TABLE ${identifier(kind)} ADD COLUMN ${identifier(name)} ${SQL_TYPE[type]}`)
      await append(connection, kind, columns, count)
    },
    close: () => { signal?.removeEventListener('abort', stop); connection.closeSync(); instance.closeSync(); return Promise.resolve() },
  }
}

async function* rowsOf(connection: DuckDBConnection, sql: string, wanted: Wanted): AsyncIterable<Chunk> {
  const names = [...wanted.keys()]
  const cast = [...wanted].map(([name, type]) => `CAST(${identifier(name)} AS ${type === 'number' ? 'DOUBLE' : 'VARCHAR'}) AS ${identifier(name)}`)
  const result = await connection.stream(`SELECT ${cast.join(', ')} FROM (${sql})`)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    const vector = (name: string): DuckDBVector => chunk.getColumnVector(names.indexOf(name))
    yield { count: chunk.rowCount, numbers: name => numbersIn(vector(name), chunk.rowCount), texts: name => textsIn(vector(name), chunk.rowCount) }
  }
}

/** The array behind a vector, where it has one: ten times as fast as asking for each item. Under a null lies anything at all: whoever may meet one says what it reads as. */
function numbersIn(vector: DuckDBVector, count: number): Float64Array {
  const items: unknown = Reflect.get(vector, 'items')
  if (items instanceof Float64Array) return items.slice(0, count)
  return Float64Array.from({ length: count }, (_, row) => Number(vector.getItem(row) ?? 0))
}

function textsIn(vector: DuckDBVector, count: number): readonly (string | null)[] {
  return Array.from({ length: count }, (_, row) => { const text = vector.getItem(row); return typeof text === 'string' ? text : null })
}

const TYPES: Readonly<Record<TypedColumn['type'], DuckDBType>> = { row: BIGINT, fen: BIGINT, count: BIGINT, number: DECIMAL(18, 4), rate: DECIMAL(18, 6), truth: BOOLEAN, text: VARCHAR, day: DATE, length: INTEGER }
const BLOCK = 2048

async function append(connection: DuckDBConnection, table: string, columns: readonly TypedColumn[], count: number): Promise<void> {
  const appender = await connection.createAppender(table)
  const chunk = DuckDBDataChunk.create(columns.map(({ type }) => TYPES[type]))
  for (let base = 0; base < count; base += BLOCK) {
    const rows = Math.min(BLOCK, count - base)
    chunk.rowCount = rows
    columns.forEach(({ type, at }, i) => {
      const vector = chunk.getColumnVector(i)
      for (let row = 0; row < rows; row++) { const value = at(base + row); vector.setItem(row, value === null ? null : valueOf(type, value)) }
      vector.flush()
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function valueOf(type: TypedColumn['type'], value: number | boolean | string): DuckDBValue {
  if (typeof value !== 'number') return value
  switch (type) {
    case 'row': case 'fen': case 'count': return BigInt(value)
    case 'number': return new DuckDBDecimalValue(BigInt(Math.round(value * 10_000)), 18, 4)
    case 'rate': return new DuckDBDecimalValue(BigInt(Math.round(value * 1_000_000)), 18, 6)
    case 'day': return new DuckDBDateValue(value)
    default: return value
  }
}
