const DIGITS = '〇一二三四五六七八九'

/** A count in words, 1 to 99: 一, 十, 十二, 二十一. */
export function chineseCount(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`${n} is no count from 1 to 99`)
  const [tens, units] = [Math.floor(n / 10), n % 10]
  const of = (digit: number): string => DIGITS.charAt(digit)
  return `${tens === 0 ? '' : `${tens === 1 ? '' : of(tens)}十`}${units === 0 ? '' : of(units)}`
}

/** 成文日期: 2020-04-07 is 2020年4月7日, in Arabic figures without leading zeros (GB/T 9704 7.3.5). */
export function chineseDate(day: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) throw new RangeError(`${day} is no day`)
  return `${parts[1] ?? ''}年${Number(parts[2])}月${Number(parts[3])}日`
}
