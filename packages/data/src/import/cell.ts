import { NONE, UNKNOWN, calendar, quantity, rational, type Type, type Value } from '@lizhu/feel'
import { readValue, type Fact } from '@lizhu/policy'
import { storedAs, type Stored } from '@lizhu/policy/tables'
import type { Said } from './problem.ts'

/** What a cell says, as SQL casts it from text; `null`: untold, or known to be none. */
export type ReadCell = { readonly value: string | null; readonly none: boolean } | Said

/** The unit that a column's name gives to its figures: `万元`, `%`. */
export interface Units { readonly unit?: string | undefined; /** Figures are those of our own tables: money in fen, rates as ratios. */ readonly own?: boolean }

export const UNTOLD_WORDS = ['缺', '不详', '未知', 'unknown'] as const
export const NONE_WORDS = ['无', '没有', 'none'] as const
export const YES_WORDS = ['是', '有', 'true', 'yes', '1'] as const
export const NO_WORDS = ['否', '无', '没有', 'none', 'false', 'no', '0'] as const
const among = (words: readonly string[], text: string): boolean => words.includes(text.toLowerCase())

/** Decimal places that a table's column keeps. */
export const PLACES: Readonly<Record<Stored, number>> = { fen: 0, count: 0, number: 4, rate: 6, truth: 0, text: 0, day: 0, length: 0 }

/** Reads one cell of a spreadsheet as the fact's type wants it: what a facts file takes, and what people write in tables besides. */
export function readCell(fact: Pick<Fact, 'type' | 'least' | 'most'>, raw: string, units: Units = {}): ReadCell {
  const free = fact.type.kind === 'text'
  const text = free ? raw.trim() : raw.normalize('NFKC').replace(/[￥¥]/g, '¥').trim()
  if (text === '' || among(UNTOLD_WORDS, text)) return { value: null, none: false }
  if (fact.type.kind === 'boolean') return among(YES_WORDS, text) ? { value: 'true', none: false } : among(NO_WORDS, text) ? { value: 'false', none: false } : { code: 'boolean', params: {} }
  if (among(NONE_WORDS, text)) return { value: null, none: true }
  const read = readValue(fact, spelt(fact.type, text, units))
  return 'code' in read ? { code: read.code, params: read.params ?? {} } : stored(fact.type, read.value)
}

/** A cell in the words of a facts file (`12,500` under 万元 → `12500万元`), right or wrong; nothing where it tells nothing. */
export function writtenCell({ type }: Pick<Fact, 'type'>, raw: string, units: Units = {}): string | undefined {
  const text = type.kind === 'text' ? raw.trim() : raw.normalize('NFKC').replace(/[￥¥]/g, '¥').trim()
  if (text === '' || among(UNTOLD_WORDS, text)) return undefined
  if (type.kind === 'boolean') return among(YES_WORDS, text) ? '是' : among(NO_WORDS, text) ? '否' : text
  return among(NONE_WORDS, text) ? '无' : spelt(type, text, units)
}

/** As a facts file spells it. */
function spelt(type: Type, text: string, units: Units): string {
  switch (type.kind) {
    case 'money': return money(figure(text.replace(/^([+-]?)(?:¥|RMB|CNY)\s*/i, '$1')), units)
    case 'number': return figure(text)
    case 'rate': case 'points': return ratio(type.kind, figure(text), units)
    case 'date': return day(text)
    case 'duration': return PLAIN.test(text) ? `${text}${units.unit ?? (units.own === true ? type.unit === 'days' ? '天' : '个月' : '')}` : text
    default: return text
  }
}
const PLAIN = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/
const GROUPED = /^(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?)(\D*)$/

/** Without thousands separators, a plus sign, an exponent. */
function figure(text: string): string {
  const plain = text.replace(/^\+/, '').replace(/^(-?[\d.,]+)\s+(?=\D)/, '$1')
  const grouped = GROUPED.exec(plain)
  if (grouped !== null) return `${(grouped[1] ?? '').replaceAll(',', '')}${grouped[2] ?? ''}`
  return /^-?\d+(?:\.\d+)?e[+-]?\d{1,3}$/i.test(plain) ? plainDecimal(plain) : plain.replace(/^(-?\d+)\.$/, '$1')
}

/** `1.25E-2` → `0.0125`, digit by digit. */
export function plainDecimal(text: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const digits = `${whole}${part}`
  const point = whole.length + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length ? `${sign}${digits}${'0'.repeat(point - digits.length)}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function money(text: string, { unit, own }: Units): string {
  if (PLAIN.test(text)) return own === true ? `${hundredth(text)}元` : `${text}${unit ?? '元'}`
  // `12万`: the multiplier without the currency.
  return text
}
const hundredth = (fen: string): string => plainDecimal(`${fen}${fen.includes('.') ? '' : '.0'}e-2`)

/** A bare figure above 1 may be a percentage or a ratio: it is refused, unless the column's name says which. */
function ratio(kind: 'rate' | 'points', text: string, { unit, own }: Units): string {
  if (!PLAIN.test(text)) return text
  if (unit !== undefined) return `${text}${unit}`
  const value = rational.parseDecimal(text.replace(/^-/, '').replace(/\.$/, ''))
  if (value === undefined || (own !== true && rational.compare(value, rational.whole(1)) > 0)) return text
  const hundredfold = plainDecimal(`${text.startsWith('.') ? '0' : ''}${text.replace(/\.$/, '')}e2`)
  return `${hundredfold}${kind === 'rate' ? '%' : '个百分点'}`
}

function day(text: string): string {
  const [, year = '', month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}

function stored(type: Type, value: Value): ReadCell {
  const as = storedAs(type)
  if (as === undefined || value === UNKNOWN) return { value: null, none: false }
  if (value === NONE) return { value: null, none: true }
  if (typeof value === 'string') return { value, none: false }
  if (typeof value === 'number') return { value: type.kind === 'date' ? calendar.isoDate(value) : String(value), none: false }
  if (typeof value === 'boolean') return { value: String(value), none: false }
  if (!('n' in value)) return { code: 'text', params: {} }
  const scaled = { n: value.n * 10n ** BigInt(PLACES[as]), d: value.d }
  if (scaled.n % scaled.d !== 0n) return as === 'fen' ? { code: 'money-fen', params: {} } : { code: 'places', params: { most: String(PLACES[as]) } }
  const whole = scaled.n / scaled.d
  if (whole >= 10n ** 18n || whole <= -(10n ** 18n)) return { code: 'too-large', params: {} }
  return { value: rational.decimalText(value) ?? String(value.n), none: false }
}

/** How many decimal places a money unit moves the point to come to fen: 万元 6. */
export function shiftOf(unit: string): number | undefined {
  const found = quantity(`1${unit}`)
  return found?.type.kind === 'money' && found.type.currency === 'CNY' && typeof found.value === 'object' && 'n' in found.value ? String(found.value.n).length - 1 : undefined
}
