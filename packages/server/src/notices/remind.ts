import { sql } from 'kysely'
import { calendarOf, isWorkingDay, workingDay } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { enqueue } from './notify.ts'

/** Working days before its last day at which a clock is reminded of. */
const SOON = 3
/** By the hours of China: nobody is woken. */
const [FROM, UNTIL] = [8, 18]
const EVERY = 10 * 60_000

/** Reminds of every tenant's clocks that are due soon, today, or are overdue: each once, on a working day. Done twice, by another process too, it tells nobody twice. */
export async function remind(db: Db, day: string = today()): Promise<void> {
  const { rows } = await sql<{ tenant: string }>`select tenants() as tenant`.execute(db)
  for (const { tenant } of rows) await db.transaction().execute(async inside => {
    await sql`select leave(), set_config('lizhu.tenant', ${tenant}, true), set_config('lizhu.operation', 'remind', true)`.execute(inside)
    const calendar = await calendarOf(inside, tenant)
    if (!isWorkingDay(calendar, day)) return
    const soon = workingDay(calendar, day, SOON, 'event day not counted').day
    const { rows: deliveries } = await sql<{ id: string }>`select id from remind_of_clocks(${day}::date, ${soon}::date) id`.execute(inside)
    await enqueue(inside, deliveries.map(({ id }) => ({ tenant, id })))
  })
}

/** Reminds day by day until it is closed. */
export function startReminders(db: Db, fault: (error: unknown) => void): { readonly close: () => Promise<void> } {
  let at: Promise<void> = Promise.resolve()
  const sweep = (): void => {
    const hour = new Date(Date.now() + 8 * 3_600_000).getUTCHours()
    if (hour >= FROM && hour < UNTIL) at = at.then(() => remind(db)).catch(fault)
  }
  sweep()
  const timer = setInterval(sweep, EVERY).unref()
  return { close: async () => { clearInterval(timer); await at } }
}
