import { NONE, UNKNOWN, type Rational, type Value } from './value.ts'
import type { Type } from './type.ts'
import { absolute, compare, decimalText, divide, fixed, isRational, multiply, power, whole } from './rational.ts'
import { civil, isoDate } from './calendar.ts'
import { heldAs } from './tree.ts'
import { MINOR_DIGITS } from './units.ts'
import type { Language } from './describe.ts'

/** A value as the law would write it: `1,080 万元`, `5%`, `2 个百分点`, `2020年4月27日`. A value that has no last digit says 约. */
export function format(value: Value, type: Type, language: Language): string {
  const zh = language === 'zh'
  if (value === UNKNOWN) return zh ? '未知' : 'unknown'
  if (value === NONE) return zh ? '无' : 'none'
  if (typeof value === 'boolean') return zh ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return calendarText(value, type, zh)
  if (Array.isArray(value)) {
    const item: Type = type.kind === 'list' ? type.of : type
    const all: readonly Value[] = value
    return all.map(one => format(one, item, language)).join(zh ? '、' : ', ')
  }
  if (!isRational(value) || !('n' in value)) return ''
  // A difference of dates or durations is measured as a fraction too.
  return heldAs(type) === 'number' && value.d === 1n ? calendarText(Number(value.n), type, zh) : numberText(value, type, zh)
}

function numberText(value: Rational, type: Type, zh: boolean): string {
  switch (type.kind) {
    case 'money': return moneyText(value, type.currency, zh)
    case 'rate': return `${decimal(multiply(value, whole(100)), 4, zh)}%`
    case 'points': {
      const text = decimal(multiply(value, whole(100)), 4, zh)
      return zh ? `${text} 个百分点` : `${text} percentage ${text === '1' ? 'point' : 'points'}`
    }
    case 'number': return type.unit === undefined ? decimal(value, 6, zh) : `${decimal(value, 6, zh)} ${type.unit}`
    default: return decimal(value, 6, zh)
  }
}

const CURRENCY: Readonly<Record<string, string>> = { CNY: '元', USD: '美元', HKD: '港元', EUR: '欧元', GBP: '英镑', JPY: '日元' }

/** In 亿 or 万 where two places after the point still say it exactly; otherwise to the last fen. */
function moneyText(minor: Rational, currency: string, zh: boolean): string {
  const places = MINOR_DIGITS[currency] ?? 2
  const major = divide(minor, power(whole(10), places))
  const name = CURRENCY[currency] ?? currency
  if (!zh) return `${currency} ${money(major, places, false)}`
  for (const [tens, word] of [[8, '亿'], [4, '万']] as const) {
    const scaled = divide(major, power(whole(10), tens))
    if (compare(absolute(scaled), whole(1)) >= 0 && (100n * scaled.n) % scaled.d === 0n) return `${decimal(scaled, 2, zh)} ${word}${name}`
  }
  return `${money(major, places, true)} ${name}`
}

/** Whole units bare, anything else with all its places; a fraction of a fen is 约. */
function money(major: Rational, places: number, zh: boolean): string {
  if (major.d === 1n) return group(major.n.toString())
  const exact = (power(whole(10), places).n * major.n) % major.d === 0n
  const text = group(fixed(major, places))
  return exact ? text : `${about(zh)}${text}`
}

const about = (zh: boolean): string => (zh ? '约 ' : 'about ')

/** Every digit when they end within `most` places, otherwise 约 and `most` places. */
function decimal(value: Rational, most: number, zh: boolean): string {
  const exact = decimalText(value)
  const places = exact?.split('.')[1]?.length ?? 0
  if (exact !== undefined && places <= Math.max(most, 12)) return group(exact)
  return `${about(zh)}${group(fixed(value, most))}`
}

function group(text: string): string {
  const [before = '', after] = text.split('.')
  const grouped = before.replace(/\B(?=(\d{3})+$)/g, ',')
  return after === undefined ? grouped : `${grouped}.${after}`
}

function calendarText(value: number, type: Type, zh: boolean): string {
  switch (type.kind) {
    case 'date': {
      const { year, month, day } = civil(value)
      return zh ? `${year}年${month}月${day}日` : isoDate(value)
    }
    case 'duration': return durationText(value, type.unit, zh)
    case 'period': {
      if (type.every === 'year') return zh ? `${value}年` : String(value)
      const per = type.every === 'quarter' ? 4 : 12
      const year = Math.floor(value / per)
      const part = value - year * per + 1
      if (type.every === 'quarter') return zh ? `${year}年第${part}季度` : `Q${part} ${year}`
      return zh ? `${year}年${part}月` : `${year}-${String(part).padStart(2, '0')}`
    }
    default: return group(String(value))
  }
}

function durationText(value: number, unit: 'months' | 'days', zh: boolean): string {
  const plural = (n: number, word: string): string => `${group(String(n))} ${word}${Math.abs(n) === 1 ? '' : 's'}`
  if (unit === 'days') return zh ? `${group(String(value))} 天` : plural(value, 'day')
  if (value !== 0 && value % 12 === 0) return zh ? `${value / 12} 年` : plural(value / 12, 'year')
  return zh ? `${value} 个月` : plural(value, 'month')
}
