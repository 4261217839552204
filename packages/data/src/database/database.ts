import type { Dialect } from '@lizhu/feel/sql'
import type { TypedColumn } from './typed.ts'

/** What is asked for of a row: a number, or a text (null: none). */
export type Wanted = ReadonlyMap<string, 'number' | 'text'>
export interface Chunk { readonly count: number; readonly numbers: (name: string) => Float64Array; readonly texts: (name: string) => readonly (string | null)[] }

/** A database in which a city's tables lie, one a kind (policy/src/tables/names.ts). One user at a time. */
export interface Database {
  readonly dialect: Dialect
  /** The columns of every table, and how a table is named in a query. */
  readonly columns: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>
  readonly table: (name: string) => string
  readonly run: (sql: string) => Promise<void>
  /** Rows in the order of the query, so many at a time. */
  readonly rows: (sql: string, wanted: Wanted) => AsyncIterable<Chunk>
  /** Makes a table of a kind and fills it. */
  readonly fill: (kind: string, columns: readonly TypedColumn[], count: number) => Promise<void>
  /** Adds rows to a table that was made so. `columns`: all of it in their order, `added` those that it had not yet. */
  readonly append: (kind: string, columns: readonly TypedColumn[], count: number, added: readonly TypedColumn[]) => Promise<void>
  /** Names a table that goes with the session, or that whoever makes it takes away. */
  readonly scratch: (name: string) => string
  readonly close: () => Promise<void>
}
