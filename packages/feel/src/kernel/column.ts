import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { FactRef } from '../scope.ts'
import type { Type } from '../type.ts'
import { isRational } from '../rational.ts'
import { heldAs } from '../tree.ts'

/** What is known of one cell. A cell that is not told holds 0, so that bounds hold of it too. */
export const TOLD = 0
export const UNTOLD = 1
export const NOTHING_THERE = 2

/** Rows are worked off in blocks of so many: a block's registers stay in the first-level cache, and it is a multiple of every vector width. */
export const BLOCK = 1024
/** Columns are padded to this many rows: 16 byte masks fill one vector. */
export const PADDING = 16
export const padded = (rows: number): number => Math.ceil(rows / PADDING) * PADDING

/** One fact (in one period) of every row. */
export interface Column {
  readonly key: string
  readonly ref: FactRef
  readonly at?: number
  /** How a cell is stored. Text: a place in the dictionary. Truth: 1 or 0. */
  readonly store: 'f64' | 'i32' | 'u16' | 'u8'
  /** Figures: a cell times this is whole, so 5% is 50000 of a column with scale 10^6. */
  readonly scale: bigint
  /** What a stored cell lies within; a row with another value is left to the closure. */
  readonly least: bigint
  readonly most: bigint
}

/** 1 trillion yuan in fen: above the turnover of any city's enterprise, and it leaves factors up to 90 below 2^53. */
const MONEY = 10n ** 14n
const COUNT = 10n ** 9n
const RATE = 10n
const RATE_SCALE = 10n ** 6n
/** Years 1 to 9999. */
const [FIRST_DAY, LAST_DAY] = [-719_162n, 2_932_896n]
const LONGEST = 100_000n
/** Texts one column can tell apart. */
export const MOST_TEXTS = 65_535

/** Units that are measured, not counted: 12.5亩. */
const MEASURED: ReadonlySet<string> = new Set([
  '亩', '公顷', '平方米', '平方公里', '立方米', '米', '公里', '千米', '毫米', '厘米', '克', '千克', '公斤', '吨', '吨标准煤', '标准煤', '千瓦', '兆瓦', '千瓦时', '度', '升', '小时', '倍次',
])

/** What identifies a column: whose fact, which, of which period. */
export const columnKey = ({ owner, name }: FactRef, at?: number): string => `${owner}.${name}${at === undefined ? '' : `@${at}`}`

/** How a fact is stored, or undefined where it cannot be (a list). */
export function columnOf(ref: FactRef, at?: number): Column | undefined {
  const [store, scale, limit] = storage(ref.type)
  if (store === undefined) return undefined
  const dates = ref.type.kind === 'date'
  const least = bound(ref.least, scale) ?? (dates ? FIRST_DAY : -limit)
  const most = bound(ref.most, scale) ?? (dates ? LAST_DAY : limit)
  return {
    key: columnKey(ref, at), ref, ...(at === undefined ? {} : { at }), store, scale,
    // A cell that is not told holds 0.
    least: larger(least < 0n ? least : 0n, -limit), most: smaller(most > 0n ? most : 0n, limit),
  }
}
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)

function storage(type: Type): readonly [Column['store'] | undefined, bigint, bigint] {
  switch (type.kind) {
    case 'money': return ['f64', 1n, MONEY]
    case 'number': {
      const scale = type.unit === undefined || MEASURED.has(type.unit) ? 10_000n : 1n
      return ['f64', scale, COUNT * scale]
    }
    case 'rate': case 'points': return ['f64', RATE_SCALE, RATE * RATE_SCALE]
    case 'boolean': return ['u8', 1n, 1n]
    case 'text': return ['u16', 1n, BigInt(MOST_TEXTS)]
    case 'date': return ['i32', 1n, LAST_DAY]
    case 'duration': case 'period': return ['i32', 1n, LONGEST]
    case 'list': return [undefined, 1n, 0n]
  }
}
function bound(value: Value | undefined, scale: bigint): bigint | undefined {
  if (typeof value === 'number') return BigInt(value)
  return value !== undefined && isRational(value) && 'n' in value ? (value.n * scale) / value.d : undefined
}

/** A value as the column holds it; undefined: it does not fit, and the row is left to the closure. Texts have a dictionary of their own. */
export function cellOf({ ref, scale, least, most }: Column, value: Value): number | undefined {
  if (value === UNKNOWN || value === NONE) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  let stored: bigint | undefined
  if (heldAs(ref.type) === 'number') stored = typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined
  else if (isRational(value) && 'n' in value) stored = (value.n * scale) % value.d === 0n ? (value.n * scale) / value.d : undefined
  return stored === undefined || stored < least || stored > most ? undefined : Number(stored)
}
export const stateOf = (value: Value): number => (value === UNKNOWN ? UNTOLD : value === NONE ? NOTHING_THERE : TOLD)
