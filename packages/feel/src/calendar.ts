import type { Every } from './type.ts'

/** Days since 1970-01-01 in the proleptic Gregorian calendar; pure arithmetic, so that no time zone can move a day. */
export interface CivilDate { readonly year: number; readonly month: number; readonly day: number }

/** FEEL's own limit on years. */
const LAST_YEAR = 999_999_999

/** Day number of a date that exists. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** A run asks for its own day again and again: the last one asked for is kept. */
let last = { days: 0, date: reckoned(0) }

export function civil(days: number): CivilDate {
  if (last.days !== days) last = { days, date: reckoned(days) }
  return last.date
}

function reckoned(days: number): CivilDate {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Day number, or undefined when there is no such date. */
export function dateOf(year: number, month: number, day: number): number | undefined {
  const exists = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day) &&
    Math.abs(year) <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return exists ? dayNumber(year, month, day) : undefined
}

/** `2020-04-27` (a year of more digits, or below zero, as XML Schema writes it). */
export function parseDate(text: string): number | undefined {
  const match = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return undefined
  const [, sign, year, month, day] = match
  return dateOf(sign === '-' ? -Number(year) : Number(year), Number(month), Number(day))
}

export function isoDate(days: number): string {
  const { year, month, day } = civil(days)
  const pad = (n: number, width: number): string => String(n).padStart(width, '0')
  return `${year < 0 ? '-' : ''}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** The same day `months` later; the last day of the month where there is no such day (31 January and a month). Undefined past the calendar's end. */
export function addMonths(days: number, months: number): number | undefined {
  const { year, month, day } = civil(days)
  const total = year * 12 + (month - 1) + months
  const y = Math.floor(total / 12)
  const m = total - y * 12 + 1
  return Math.abs(y) > LAST_YEAR ? undefined : dayNumber(y, m, Math.min(day, daysInMonth(y, m)))
}

/** Undefined past the calendar's end. */
export function addDays(days: number, more: number): number | undefined {
  const sum = days + more
  return sum >= dayNumber(-LAST_YEAR, 1, 1) && sum <= dayNumber(LAST_YEAR, 12, 31) ? sum : undefined
}

/** Full months from `from` to `to` (below 0 when `to` comes first). */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return -monthsBetween(to, from) + 0
  const a = civil(from)
  const b = civil(to)
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0)
}

const MONTHS_IN: Readonly<Record<Every, number>> = { year: 12, quarter: 3, month: 1 }

/** Months since the year 0: the finest of the three periods, in which a point of time is passed on. */
export function monthOf(days: number): number {
  const { year, month } = civil(days)
  return year * 12 + month - 1
}

/** The ordinal of the period that a month lies in: the year itself; year × 4 + quarter; year × 12 + month (from 0). */
export const periodOfMonth = (month: number, every: Every): number => Math.floor(month / MONTHS_IN[every])
export const firstMonthOf = (period: number, every: Every): number => period * MONTHS_IN[every]

/** Ordinal of the period that a day lies in. */
export const periodOf = (days: number, every: Every): number => periodOfMonth(monthOf(days), every)
export const yearOf = (days: number): number => civil(days).year

/** First and last day of a period. */
export function periodStart(period: number, every: Every): number {
  const month = firstMonthOf(period, every)
  const year = Math.floor(month / 12)
  return dayNumber(year, month - year * 12 + 1, 1)
}
export const periodEnd = (period: number, every: Every): number => periodStart(period + 1, every) - 1

/** Monday is 1. */
export const weekday = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1

export const dayOfYear = (days: number): number => days - dayNumber(yearOf(days), 1, 1) + 1

/** ISO 8601 week. */
export function weekOfYear(days: number): number {
  const thursday = days - weekday(days) + 4
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1
}

export interface Duration { readonly unit: 'months' | 'days'; readonly value: number }

/** ISO 8601 durations of whole months or whole days. A part of a day is not taken: a policy counts days. */
export function parseDuration(text: string): Duration | undefined {
  const months = /^(-?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/.exec(text)
  if (months !== null && (months[2] !== undefined || months[3] !== undefined)) {
    const value = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)
    return { unit: 'months', value: months[1] === '-' && value > 0 ? -value : value }
  }
  const days = /^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.0*)?S)?)?$/.exec(text)
  if (days === null || /[PT]$/.test(text)) return undefined
  const seconds = Number(days[3] ?? 0) * 3600 + Number(days[4] ?? 0) * 60 + Number(days[5] ?? 0)
  if (seconds % 86400 !== 0) return undefined
  const value = Number(days[2] ?? 0) + seconds / 86400
  return { unit: 'days', value: days[1] === '-' && value > 0 ? -value : value }
}

export function isoDuration({ unit, value }: Duration): string {
  const sign = value < 0 ? '-' : ''
  const size = Math.abs(value)
  if (unit === 'days') return size === 0 ? 'PT0S' : `${sign}P${size}D`
  const years = Math.floor(size / 12)
  const months = size % 12
  if (size === 0) return 'P0M'
  return `${sign}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`
}
