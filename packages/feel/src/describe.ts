import type { Type } from './type.ts'

export type Language = 'zh' | 'en'

const CURRENCY: Readonly<Record<string, string>> = { USD: '美元', HKD: '港元', EUR: '欧元', GBP: '英镑', JPY: '日元' }
const EVERY = { year: ['年份', 'year'], quarter: ['季度', 'quarter'], month: ['月份', 'month'] } as const

/** A type in words: `金额`, `数量（件）`, `money`. */
export function describe(type: Type, language: Language): string {
  const zh = language === 'zh'
  switch (type.kind) {
    case 'boolean': return zh ? '是/否' : 'yes or no'
    case 'text': return type.choices === undefined ? (zh ? '文字' : 'text') : (zh ? '选项' : 'choice')
    case 'money': return zh ? `金额${bracket(CURRENCY[type.currency])}` : `money${type.currency === 'CNY' ? '' : ` (${type.currency})`}`
    case 'number': return zh ? `数量${bracket(type.unit)}` : `number${type.unit === undefined ? '' : ` (${type.unit})`}`
    case 'rate': return zh ? '比率' : 'rate'
    case 'points': return zh ? '百分点' : 'percentage points'
    case 'date': return zh ? '日期' : 'date'
    case 'duration': return type.unit === 'days' ? (zh ? '天数' : 'days') : (zh ? '月数' : 'months')
    case 'period': return EVERY[type.every][zh ? 0 : 1]
    case 'list': return zh ? `${describe(type.of, language)}的列表` : `list of ${describe(type.of, language)}`
  }
}

const bracket = (text?: string): string => (text === undefined ? '' : `（${text}）`)

/** A type as a problem's parameter: `money:CNY`, `number:件`, `list:text`. `describeCode` says it in words. */
export function typeCode(type: Type): string {
  switch (type.kind) {
    case 'money': return `money:${type.currency}`
    case 'number': return type.unit === undefined ? 'number' : `number:${type.unit}`
    case 'duration': return `duration:${type.unit}`
    case 'period': return `period:${type.every}`
    case 'text': return type.choices === undefined ? 'text' : 'text:choice'
    case 'list': return `list:${typeCode(type.of)}`
    default: return type.kind
  }
}

export function describeCode(code: string, language: Language): string {
  const at = code.indexOf(':')
  const kind = at === -1 ? code : code.slice(0, at)
  const rest = at === -1 ? undefined : code.slice(at + 1)
  switch (kind) {
    case 'money': return describe({ kind, currency: rest ?? 'CNY' }, language)
    case 'number': return describe(rest === undefined ? { kind } : { kind, unit: rest }, language)
    case 'duration': return rest === undefined ? (language === 'zh' ? '时长' : 'duration') : describe({ kind, unit: rest === 'days' ? 'days' : 'months' }, language)
    case 'period': return describe({ kind, every: rest === 'quarter' || rest === 'month' ? rest : 'year' }, language)
    case 'text': return describe(rest === undefined ? { kind } : { kind, choices: [] }, language)
    case 'list': return rest === undefined ? (language === 'zh' ? '列表' : 'list') : (language === 'zh' ? `${describeCode(rest, language)}的列表` : `list of ${describeCode(rest, language)}`)
    case 'boolean': case 'rate': case 'points': case 'date': return describe({ kind }, language)
    default: return code
  }
}
