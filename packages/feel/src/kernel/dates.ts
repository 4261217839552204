import { addMonths, civil, monthOf, monthsBetween, weekday } from '../calendar.ts'
import type { DateCall } from './ir.ts'

/** The calendar, row by row: too branchy for vectors, and no policy asks for much of it. */
export function dateCall(call: DateCall): (a: number, b: number) => number {
  switch (call) {
    case 'add months': return (day, months) => addMonths(day, months) ?? 0
    case 'months between': return monthsBetween
    case 'year': return day => civil(day).year
    case 'month': return day => civil(day).month
    case 'day': return day => civil(day).day
    case 'weekday': return weekday
    case 'month of': return monthOf
  }
}
