import { z } from '@hono/zod-openapi'
import type { Db } from '../database/pool.ts'
import { dayCountOf } from './calendar.ts'
import { DAY_COUNTS } from './reckon.ts'

export const documentText = z.string().trim().min(1).max(200)
const dayList = z.array(z.strictObject({ day: z.iso.date(), name: z.string() }))
export const calendarSchema = z.strictObject({
  dayCount: z.enum(DAY_COUNTS).openapi({ description: '起算日是否计入；未另行设置的，按民法典第二百零一条不计入 Whether the day of the event counts; by article 201 of the Civil Code it does not' }),
  years: z.array(z.strictObject({ year: z.int(), source: z.string(), importedAt: z.iso.datetime(), holidays: dayList, workdays: dayList })),
}).openapi('Calendar')

export async function readYears(db: Db, tenant: string): Promise<z.input<typeof calendarSchema>> {
  const years = await db.selectFrom('calendar_year').select(['year', 'source', 'imported_at']).where('tenant', '=', tenant).orderBy('year').execute()
  const days = await db.selectFrom('calendar_day').select(['year', 'day', 'working', 'name']).where('tenant', '=', tenant).orderBy('day').execute()
  const of = (year: number, working: boolean) => days.filter(one => one.year === year && one.working === working).map(one => ({ day: one.day, name: one.name }))
  return { dayCount: await dayCountOf(db, tenant), years: years.map(({ year, source, imported_at }) => ({ year, source, importedAt: imported_at.toISOString(), holidays: of(year, false), workdays: of(year, true) })) }
}
