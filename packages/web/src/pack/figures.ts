import type { Rational, Type, Value } from '@lizhu/feel'
import { NONE, UNKNOWN, calendar, rational } from '@lizhu/feel'
import { language } from '../i18n/language.ts'

const { decimalText, divide, fixed, multiply, whole } = rational

/** Figures as the pages write them. Money is held in fen. */
const WAN = whole(1_000_000)
const YI = whole(10_000_000_000)
const FEN = whole(100)

const grouped = (digits: string): string => digits.replace(/^(-?\d+)/, before => before.replace(/\B(?=(\d{3})+$)/g, ','))
const trimmed = (digits: string): string => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits)

/** A figure with the decimals it has, at most six. */
export function decimal(value: Rational, least = 0): string {
  const exact = decimalText(value)
  const text = exact !== undefined && (exact.split('.')[1]?.length ?? 0) <= 6 ? exact : trimmed(fixed(value, 2))
  return grouped((text.split('.')[1]?.length ?? 0) < least ? fixed(value, least) : text)
}

/** For overviews, without its unit: 万元 in Chinese, whole yuan in English. */
export function overview(fen: Rational): string {
  return language() === 'zh' ? decimal(divide(fen, WAN), 1) : decimal(divide(fen, FEN))
}
/** 元 to the fen, as on paper. */
export function exactly(fen: Rational): string {
  const yuan = grouped(fixed(divide(fen, FEN), 2))
  return language() === 'zh' ? `${yuan} 元` : `CNY ${yuan}`
}
/** With the unit that fits, as a sentence has it. */
export function money(fen: Rational): string {
  if (language() === 'en') return `CNY ${decimal(divide(fen, FEN))}`
  const size = fen.n < 0n ? -fen.n : fen.n
  if (size >= 10_000_000_000n * fen.d) return `${decimal(divide(fen, YI))} 亿元`
  if (size >= 1_000_000n * fen.d) return `${decimal(divide(fen, WAN))} 万元`
  return `${decimal(divide(fen, FEN))} 元`
}

/** Units as a reader of the page's language knows them. */
const UNITS: Readonly<Record<string, string>> = { 万元: '×10k CNY', 亿元: '×100m CNY', 元: 'CNY', 人: 'people', 件: 'items', 个: 'items', 家: 'firms', 天: 'days', 个月: 'months', 个百分点: 'points', 平方米: 'm²', 平方公里: 'km²' }
export const unitName = (unit: string): string => (language() === 'en' ? UNITS[unit] ?? unit : unit)

export const percent = (rate: Rational): string => `${decimal(multiply(rate, whole(100)))}%`

const isRational = (value: Value): value is Rational => typeof value === 'object' && 'n' in value

/** A value in words, by its type. */
export function show(value: Value, type: Type): string {
  const zh = language() === 'zh'
  if (value === UNKNOWN) return zh ? '缺' : 'missing'
  if (value === NONE) return zh ? '无' : 'none'
  if (typeof value === 'boolean') return zh ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((one: Value) => show(one, type.kind === 'list' ? type.of : type)).join(zh ? '、' : ', ')
  if (typeof value === 'number') return showCount(value, type, zh)
  return isRational(value) ? showFraction(value, type, zh) : ''
}

function showFraction(value: Rational, type: Type, zh: boolean): string {
  switch (type.kind) {
    case 'money': return type.currency === 'CNY' ? money(value) : `${decimal(divide(value, FEN))} ${type.currency}`
    case 'rate': return percent(value)
    case 'points': return zh ? `${decimal(multiply(value, whole(100)))} 个百分点` : `${decimal(multiply(value, whole(100)))} points`
    case 'number': return type.unit === undefined ? decimal(value) : `${decimal(value)} ${unitName(type.unit)}`
    // A difference of days or months is a fraction, too.
    case 'duration': case 'period': return showCount(Number(value.n / value.d), type, zh)
    default: return decimal(value)
  }
}

function showCount(value: number, type: Type, zh: boolean): string {
  switch (type.kind) {
    case 'date': return calendar.isoDate(value)
    case 'duration': {
      if (type.unit === 'days') return zh ? `${value} 天` : `${value} days`
      const years = value % 12 === 0
      if (years) return zh ? `${value / 12} 年` : `${value / 12} years`
      return zh ? `${value} 个月` : `${value} months`
    }
    case 'period': return period(value, type.every)
    default: return String(value)
  }
}

export function period(ordinal: number, every: 'year' | 'quarter' | 'month'): string {
  const zh = language() === 'zh'
  if (every === 'year') return zh ? `${ordinal} 年` : String(ordinal)
  if (every === 'quarter') return zh ? `${Math.floor(ordinal / 4)} 年 ${ordinal % 4 + 1} 季度` : `${Math.floor(ordinal / 4)} Q${ordinal % 4 + 1}`
  return `${Math.floor(ordinal / 12)}-${String(ordinal % 12 + 1).padStart(2, '0')}`
}
