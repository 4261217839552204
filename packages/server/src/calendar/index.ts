import type { Operation } from '../api/operation.ts'
import { importCalendar } from './import-calendar.ts'
import { readCalendar } from './read-calendar.ts'
import { setDayCount } from './set-day-count.ts'

export { calendarOf, dayCountOf, seedCalendar } from './calendar.ts'
export { endClock, resumeClock, startClock, startClocks, stopClock, type Actor, type Clock, type NewClock, type Which } from './clock.ts'
export { LIST } from './list.ts'
export { calendarMigrations } from './migrations.ts'
export { DAY_COUNTS, isWorkingDay, lastDay, UNITS, workingDay, type Calendar, type DayCount, type Period, type Reckoned, type Stop, type Unit } from './reckon.ts'
export type { CalendarTables } from './tables.ts'

/** Working days, and the clocks that run in them. */
export const calendarOperations: readonly Operation[] = [readCalendar, importCalendar, setDayCount]
