import { calendar as civil } from '@lizhu/feel'

/** What the State Council published: which days differ from the week, and of which years the list is there. Days are numbers since 1970-01-01. */
export interface Calendar {
  readonly years: ReadonlySet<number>
  /** Holidays (false) and make-up days (true); every other day is as the week has it. */
  readonly days: ReadonlyMap<number, boolean>
}

/** Whether the day on which something happens is the first day of the period. By 民法典 201 it is not. */
export const DAY_COUNTS = ['event day not counted', 'event day counted'] as const
export type DayCount = typeof DAY_COUNTS[number]
export const UNITS = ['working days', 'calendar days'] as const
export type Unit = typeof UNITS[number]

/** ISO days. From the day on which a clock was stopped to the one on which it went on; null: it stands still. */
export interface Stop { readonly from: string; readonly to: string | null }

/** `provisional`: days of a year whose calendar is not published were counted as the week has them. */
export interface Reckoned { readonly day: string; readonly provisional: boolean }

export interface Period {
  /** The day of the event, ISO. */
  readonly from: string
  /** At least 1. */
  readonly days: number
  readonly unit: Unit
  readonly dayCount: DayCount
  readonly stops?: readonly Stop[]
}

/** Nobody is given longer: a list of stops that never ends must not be walked for ever. */
const LAST = 36_600

/**
 * The last day of a period that begins with an event; undefined while it stands still. A period of calendar days that ends
 * on a day of rest ends on the working day that follows (民法典 203).
 */
export function lastDay(calendar: Calendar, { from, days, unit, dayCount, stops = [] }: Period): Reckoned | undefined {
  const still = stops.map(stop => spanOf(stop, dayCount))
  let [left, provisional] = [days, false]
  const start = numberOf(from) + (dayCount === 'event day counted' ? 0 : 1)
  for (let day = start; day < start + LAST; day++) {
    const stop = still.find(one => day >= one.from && day < one.until)
    if (stop !== undefined) {
      if (stop.until === Infinity) return undefined
      continue
    }
    const [working, listed] = [isWorking(calendar, day), isListed(calendar, day)]
    if (unit === 'working days') provisional ||= !listed
    if (left > 0 && (working || unit === 'calendar days')) left--
    if (left === 0 && working) return { day: civil.isoDate(day), provisional: provisional || !listed }
    if (left === 0) provisional ||= !listed
  }
  throw new RangeError(`no end of ${days} ${unit} from ${from} in a hundred years`)
}

/** The working day `days` after an event, or before it where `days` is below 0. */
export function workingDay(calendar: Calendar, from: string, days: number, dayCount: DayCount): Reckoned {
  if (days === 0) throw new RangeError('the 0th working day is none')
  const step = Math.sign(days)
  let [left, provisional] = [Math.abs(days), false]
  for (let day = numberOf(from) + (dayCount === 'event day counted' ? 0 : step); ; day += step) {
    provisional ||= !isListed(calendar, day)
    if (isWorking(calendar, day)) left--
    if (left === 0) return { day: civil.isoDate(day), provisional }
  }
}

export const isWorkingDay = (calendar: Calendar, day: string): boolean => isWorking(calendar, numberOf(day))

/** The day of a stop is not used up, nor, where an event's own day is not counted, the one on which the clock goes on. */
function spanOf({ from, to }: Stop, dayCount: DayCount): { readonly from: number; readonly until: number } {
  if (to !== null && to < from) throw new RangeError(`stopped on ${from} and gone on before, on ${to}`)
  return { from: numberOf(from), until: to === null ? Infinity : numberOf(to) + (dayCount === 'event day counted' ? 0 : 1) }
}

const isListed = ({ years }: Calendar, day: number): boolean => years.has(civil.yearOf(day))
const isWorking = ({ days }: Calendar, day: number): boolean => days.get(day) ?? !isWeekend(day)
/** 1970-01-01 was a Thursday. */
export const isWeekend = (day: number): boolean => (((day + 3) % 7) + 7) % 7 >= 5

function numberOf(day: string): number {
  const number = civil.parseDate(day)
  if (number === undefined) throw new RangeError(`${day} is no day`)
  return number
}
