import { NONE, UNKNOWN, calendar, rational, type Every, type Type, type Value } from '@lizhu/feel'

const { decimalText, ratio } = rational

/**
 * A value in the words of a facts file, which `readValue` reads as the same value: 12500万元 is 125000000元. Undefined where
 * no such words exist: a figure that no decimal writes, a list.
 */
export function writeValue(type: Type, value: Value): string | undefined {
  if (value === UNKNOWN) return '未知'
  if (type.kind === 'boolean') return typeof value === 'boolean' ? value ? '是' : '否' : undefined
  if (value === NONE) return '无'
  if (type.kind === 'text') return typeof value === 'string' ? value : undefined
  if (typeof value === 'number') return type.kind === 'date' ? calendar.isoDate(value) : type.kind === 'duration' ? `${value}${type.unit === 'days' ? '天' : '个月'}` : undefined
  if (typeof value !== 'object' || !('n' in value)) return undefined
  const decimal = (scale: bigint): string | undefined => decimalText(ratio(value.n * scale, value.d))
  const marked = (digits: string | undefined, mark: string): string | undefined => digits === undefined ? undefined : `${digits}${mark}`
  switch (type.kind) {
    case 'money': return type.currency === 'CNY' ? marked(decimalText(ratio(value.n, value.d * 100n)), '元') : undefined
    case 'number': return marked(decimal(1n), type.unit ?? '')
    case 'rate': return marked(decimal(100n), '%')
    case 'points': return marked(decimal(100n), '个百分点')
    default: return undefined
  }
}

/** A period by its ordinal, as `readPeriod` reads it: 2024, 2024-Q1, 2024-03. */
export function writePeriod(every: Every, ordinal: number): string {
  switch (every) {
    case 'year': return String(ordinal)
    case 'quarter': return `${Math.floor(ordinal / 4)}-Q${ordinal % 4 + 1}`
    case 'month': return `${Math.floor(ordinal / 12)}-${String(ordinal % 12 + 1).padStart(2, '0')}`
  }
}
