/** What differs between the databases that a plan can be printed for. Everything else is the SQL that they share. */
export interface Dialect {
  readonly name: 'duckdb' | 'postgres' | 'trino'
  readonly double: string
  /** Whole numbers beyond BIGINT: products of two sums of money. */
  readonly wide: string
  /** Whole numbers divided, towards 0. */
  readonly divide: string
  /** A day number (since 1970-01-01) as a date, and back. */
  readonly date: (day: string) => string
  readonly day: (date: string) => string
  readonly addMonths: (date: string, months: string) => string
  /** Stands behind an inner query, so that what it names is worked out once and not copied into every use. */
  readonly fence: string
  /** Before TABLE, of one that goes with the session. */
  readonly temporary: string
}

const EPOCH = `DATE '1970-01-01'`

export const duckdb: Dialect = {
  name: 'duckdb', double: 'DOUBLE', wide: 'HUGEINT', divide: '//', fence: '', temporary: 'TEMPORARY ',
  date: day => `(${EPOCH} + CAST(${day} AS INTEGER))`, day: date => `(${date} - ${EPOCH})`,
  addMonths: (date, months) => `CAST(${date} + to_months(CAST(${months} AS INTEGER)) AS DATE)`,
}
export const postgres: Dialect = {
  name: 'postgres', double: 'DOUBLE PRECISION', wide: 'NUMERIC', divide: '/', fence: ' OFFSET 0', temporary: 'TEMPORARY ',
  date: day => `(${EPOCH} + CAST(${day} AS INTEGER))`, day: date => `CAST(${date} - ${EPOCH} AS BIGINT)`,
  addMonths: (date, months) => `CAST(${date} + make_interval(months => CAST(${months} AS INTEGER)) AS DATE)`,
}
export const trino: Dialect = {
  name: 'trino', double: 'DOUBLE', wide: 'DECIMAL(38, 0)', divide: '/', fence: '', temporary: '',
  date: day => `date_add('day', ${day}, ${EPOCH})`, day: date => `date_diff('day', ${EPOCH}, ${date})`,
  addMonths: (date, months) => `date_add('month', ${months}, ${date})`,
}

/** A name, whatever stands in it. */
export function identifier(name: string): string {
  if (name === '' || name.includes('\0')) throw new RangeError(`no database takes ${JSON.stringify(name)} for a name`)
  return `"${name.replaceAll('"', '""')}"`
}

/** A text, whatever stands in it. */
export function textLiteral(text: string): string {
  if (text.includes('\0')) throw new RangeError('no database takes a text with a NUL in it')
  return `'${text.replaceAll(`'`, `''`)}'`
}
/** A part of a text in LIKE: its own `%` and `_` are letters. */
export const likePart = (text: string): string => text.replace(/[!%_]/g, '!$&')
export const LIKE_ESCAPE = ` ESCAPE '!'`

/** A whole number. */
export function wholeLiteral(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value) && Math.abs(value) !== 2 ** 53) throw new RangeError(`${value} is no whole number`)
  return `CAST(${BigInt(value)} AS BIGINT)`
}
