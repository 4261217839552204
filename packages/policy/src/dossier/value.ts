import { NONE, UNKNOWN, calendar, quantity, rational, type Every, type Rational, type Type, type Value } from '@lizhu/feel'
import type { Fact } from '../program.ts'
import { nearest } from '../grammar/nearest.ts'
import type { DossierCode } from './problem.ts'

const { compare, decimalText, parseDecimal } = rational
const { isoDate, parseDate } = calendar

/** A value that was read, or what is wrong with it. */
export type ReadValue = { readonly value: Value } | { readonly code: DossierCode; readonly params?: Record<string, string> }

const NONES = new Set(['无', 'none'])
const UNTOLD = new Set(['未知', 'unknown'])

/** Reads one value of a fact as its type wants it. Blank and 未知 mean: not told. */
export function readValue(fact: Pick<Fact, 'type' | 'least' | 'most'>, raw: unknown): ReadValue {
  if (raw === null || raw === undefined || (typeof raw === 'string' && UNTOLD.has(raw.trim()))) return { value: UNKNOWN }
  if (typeof raw === 'string' && NONES.has(raw.trim())) return { value: fact.type.kind === 'boolean' ? false : NONE }
  const read = readTyped(fact.type, raw)
  return 'value' in read ? within(fact, read.value) : read
}

function readTyped(type: Type, raw: unknown): ReadValue {
  switch (type.kind) {
    case 'money': return money(type.currency, raw)
    case 'number': return count(type.unit, raw)
    case 'rate': case 'points': return rate(type.kind, raw)
    case 'boolean': return yes(raw)
    case 'date': return date(raw)
    case 'duration': return duration(type.unit, raw)
    case 'text': return text(type.choices, raw)
    case 'period': case 'list': return { code: 'text' }
  }
}

function money(currency: string, raw: unknown): ReadValue {
  const found = typeof raw === 'string' ? quantity(raw) : undefined
  if (found?.type.kind !== 'money' || !isNumber(found.value)) return { code: 'money-unit', params: { example: suggestMoney(raw) } }
  if (found.type.currency !== currency) return { code: 'money-currency', params: { want: currency === 'CNY' ? '人民币' : currency } }
  return found.value.d === 1n ? { value: found.value } : { code: 'money-fen' }
}
function suggestMoney(raw: unknown): string {
  return typeof raw === 'number' && Number.isSafeInteger(raw) ? `${raw}元` : '500万元'
}

function count(unit: string | undefined, raw: unknown): ReadValue {
  const text = typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : typeof raw === 'string' ? raw : undefined
  const found = text === undefined ? undefined : typeof raw === 'number' ? plain(text) : quantity(text)
  if (found?.type.kind === 'number' && isNumber(found.value)) {
    const { unit: told } = found.type
    return told === undefined || told === unit ? { value: found.value } : { code: 'unit', params: { want: unit ?? '', have: told } }
  }
  return { code: 'number', params: { example: `12${unit ?? ''}` } }
}
/** A YAML number: its shortest decimal is what was written. */
function plain(text: string): { type: Type; value: Value } | undefined {
  const value = parseDecimal(text)
  return value && { type: { kind: 'number' }, value }
}

function rate(kind: 'rate' | 'points', raw: unknown): ReadValue {
  const found = typeof raw === 'string' ? quantity(raw) : undefined
  return found?.type.kind === kind ? { value: found.value } : { code: 'rate', params: { example: kind === 'rate' ? '4.35%' : '2个百分点' } }
}

const YES: Readonly<Record<string, boolean>> = { 是: true, 否: false, true: true, false: false, yes: true, no: false }
function yes(raw: unknown): ReadValue {
  if (typeof raw === 'boolean') return { value: raw }
  const value = typeof raw === 'string' && Object.hasOwn(YES, raw.trim()) ? YES[raw.trim()] : undefined
  return value === undefined ? { code: 'boolean' } : { value }
}

/** An ISO date, or the `Date` that a YAML reader made of one. */
export function date(raw: unknown): ReadValue {
  const text = raw instanceof Date && !Number.isNaN(raw.getTime()) ? raw.toISOString().slice(0, 10) : raw
  const day = typeof text === 'string' ? parseDate(text.trim()) : undefined
  return day === undefined ? { code: 'date' } : { value: day }
}

function duration(unit: 'months' | 'days', raw: unknown): ReadValue {
  const found = typeof raw === 'string' ? quantity(raw) : undefined
  if (found?.type.kind === 'duration' && found.type.unit === unit) return { value: found.value }
  return { code: 'duration', params: { example: unit === 'days' ? '180天' : '36个月' } }
}

function text(choices: readonly string[] | undefined, raw: unknown): ReadValue {
  if (typeof raw !== 'string') return { code: 'text' }
  const told = raw.trim()
  if (choices === undefined || choices.includes(told)) return { value: told }
  const suggestion = nearest(told, choices)
  return { code: 'choice', params: { choices: choices.join('、'), ...(suggestion === undefined ? {} : { suggestion }) } }
}

function within({ type, least, most }: Pick<Fact, 'type' | 'least' | 'most'>, value: Value): ReadValue {
  if (least !== undefined && order(value, least) < 0) return { code: 'below', params: { bound: show(least, type) } }
  if (most !== undefined && order(value, most) > 0) return { code: 'above', params: { bound: show(most, type) } }
  return { value }
}
function order(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return compare(a, b)
  return typeof a === 'number' && typeof b === 'number' ? a - b : 0
}
function show(value: Value, type: Type): string {
  if (typeof value === 'number') return type.kind === 'date' ? isoDate(value) : String(value)
  if (!isNumber(value)) return ''
  const scaled = type.kind === 'money' && type.currency === 'CNY' ? { n: value.n, d: value.d * 100n } : value
  return `${decimalText(scaled) ?? ''}${type.kind === 'money' && type.currency === 'CNY' ? '元' : ''}`
}
function isNumber(value: Value): value is Rational { return typeof value === 'object' && 'n' in value }

const PERIODS: Readonly<Record<Every, { readonly pattern: RegExp; readonly example: string; readonly name: string }>> = {
  year: { pattern: /^(\d{4})(?:年度?)?$/, example: '2024', name: '年' },
  quarter: { pattern: /^(\d{4})(?:-?Q|年第?)([1-4])(?:季度?)?$/, example: '2024-Q1', name: '季' },
  month: { pattern: /^(\d{4})(?:-|年)(0?[1-9]|1[0-2])月?$/, example: '2024-03', name: '月' },
}
/** Ordinal of the period that a key names: `2024`, `2024-Q1`, `2024-03`. */
export function readPeriod(every: Every, key: string): number | undefined {
  const match = PERIODS[every].pattern.exec(key.trim())
  if (match === null) return undefined
  const [year, part] = [Number(match[1]), Number(match[2] ?? 1)]
  return every === 'year' ? year : every === 'quarter' ? year * 4 + part - 1 : year * 12 + part - 1
}
export const periodExample = (every: Every): string => PERIODS[every].example
export const periodName = (every: Every): string => PERIODS[every].name
