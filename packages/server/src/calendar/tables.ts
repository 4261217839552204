import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { DayCount, Stop, Unit } from './reckon.ts'

/** As it is kept: with why. */
export interface KeptStop extends Stop { readonly why: string }

export interface CalendarTables {
  calendar_year: { tenant: string; year: number; source: string; imported_by: string | null; imported_at: Generated<Date> }
  calendar_day: { tenant: string; day: string; year: Generated<number>; working: boolean; name: string }
  calendar_setting: { tenant: string; day_count: DayCount; document: string; set_by: string; set_at: Generated<Date> }
  clock: {
    tenant: string; id: string; matter: string | null; party: string | null; kind: string; subject: string | null
    organisation: string | null; area: string | null; person: string | null; role: string | null
    started_on: string; days: number; unit: Unit; day_count: DayCount; stops: ColumnType<readonly KeptStop[], string | undefined, string>; stopped: Generated<boolean>
    due_on: string | null; provisional: boolean; ended_on: string | null; number: string | null; title: JSONColumnType<{ readonly zh: string; readonly en: string }> | null; started_at: Generated<Date>
  }
}
