import { calendar as civil } from '@lizhu/feel'
import type pg from 'pg'
import type { Db } from '../database/pool.ts'
import { readList, sourceOf } from './list.ts'
import type { Calendar, DayCount } from './reckon.ts'

/** A tenant's calendar, as imported. */
export async function calendarOf(db: Db, tenant: string): Promise<Calendar> {
  const years = await db.selectFrom('calendar_year').select('year').where('tenant', '=', tenant).execute()
  const days = await db.selectFrom('calendar_day').select(['day', 'working']).where('tenant', '=', tenant).execute()
  return { years: new Set(years.map(one => one.year)), days: new Map(days.map(one => [civil.parseDate(one.day) ?? 0, one.working])) }
}

/** How the tenant counts days; by 民法典 201 unless it was set otherwise. */
export async function dayCountOf(db: Db, tenant: string): Promise<DayCount> {
  const row = await db.selectFrom('calendar_setting').select('day_count').where('tenant', '=', tenant).executeTakeFirst()
  return row?.day_count ?? 'event day not counted'
}

/** Puts the calendar of a file into a tenant that is being made; as the owner of the database, in its transaction. */
export async function seedCalendar(client: pg.ClientBase, tenant: string, file: string, text: string): Promise<void> {
  const entries = readList(file, text)
  for (const year of new Set(entries.map(one => Number(one.day.slice(0, 4))))) await client.query('insert into calendar_year (tenant, year, source) values ($1, $2, $3)', [tenant, year, sourceOf(file, text)])
  await client.query('insert into calendar_day (tenant, day, working, name) select $1, day, working, name from jsonb_to_recordset($2::jsonb) d (day date, working boolean, name text)', [tenant, JSON.stringify(entries)])
}
