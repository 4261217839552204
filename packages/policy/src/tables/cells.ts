import { calendar } from '@lizhu/feel'
import type { Column } from '@lizhu/feel/kernel'
import { identifier, wholeLiteral, type CellSql, type Dialect } from '@lizhu/feel/sql'
import { columnName, noneOf, storedAs } from './names.ts'

/** What a database has: of each kind its columns, and what stands for its table behind FROM. */
export interface Shape {
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
  /** Columns with a value beyond what the kernel's column holds; such a row is left to the closure. */
  readonly beyond: ReadonlyMap<string, ReadonlySet<string>>
  readonly table: (kind: string) => string
}

/** A cell of whom nothing was told. */
export const untoldCell = ({ store }: Pick<Column, 'store'>): CellSql => ({ value: store === 'u16' ? `''` : store === 'u8' ? 'FALSE' : wholeLiteral(0), untold: 'TRUE', none: 'FALSE' })

/** A column of a table as a plan reads it, whole numbers as the kernel holds them. `alias`: of the table it lies in; `asOf`: the day for memberships (absent: since when). */
export function cellSql(column: Column, columns: ReadonlySet<string>, alias: string, asOf: number | undefined, dialect: Dialect): CellSql {
  const name = columnName(column)
  const at = `${alias}.${identifier(name)}`
  const none = columns.has(noneOf(name)) ? `COALESCE(${alias}.${identifier(noneOf(name))}, FALSE)` : 'FALSE'
  if (!columns.has(name)) return { ...untoldCell(column), untold: none === 'FALSE' ? 'TRUE' : `(NOT ${none})`, none }
  const untold = none === 'FALSE' ? `(${at} IS NULL)` : `(${at} IS NULL AND NOT ${none})`
  // Known not to be a member is an answer like any other.
  if (column.ref.owner === 'roster' && asOf !== undefined) return { value: `COALESCE(${at} <= ${dateLiteral(asOf)}, FALSE)`, untold, none: 'FALSE' }
  return { value: column.ref.owner === 'roster' ? dayOf(at, dialect) : valueSql(column, at, dialect), untold, none }
}

const dayOf = (at: string, { day }: Dialect): string => `CAST(${day(`COALESCE(${at}, DATE '1970-01-01')`)} AS BIGINT)`

function valueSql({ ref: { type }, scale }: Column, at: string, dialect: Dialect): string {
  switch (storedAs(type)) {
    case 'fen': case 'count': return `COALESCE(${at}, ${wholeLiteral(0)})`
    case 'number': case 'rate': return `CAST(COALESCE(${at}, 0) * ${scale} AS BIGINT)`
    case 'truth': return `COALESCE(${at}, FALSE)`
    case 'text': return `COALESCE(${at}, '')`
    case 'day': return dayOf(at, dialect)
    case 'length': return `CAST(COALESCE(${at}, 0) AS BIGINT)`
    case undefined: return wholeLiteral(0)
  }
}
const dateLiteral = (day: number): string => `DATE '${calendar.isoDate(day)}'`

/** Where a value is told that the kernel's column does not hold. */
export function beyondSql(column: Column, alias: string): string {
  const at = `${alias}.${identifier(columnName(column))}`
  return `(${at} IS NOT NULL AND ${at} NOT BETWEEN ${wholeLiteral(column.least)} AND ${wholeLiteral(column.most)})`
}
/** Whether a column is one whose values may lie beyond: whole numbers of a database may be larger than the kernel's. */
export const mayBeBeyond = ({ ref }: Pick<Column, 'ref'>): boolean => ref.owner !== 'roster' && ['fen', 'count'].includes(storedAs(ref.type) ?? '')
