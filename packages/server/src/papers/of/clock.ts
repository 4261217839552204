import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { today } from '../../today.ts'
import type { Reminder } from '../kinds/index.ts'
import type { Made } from './law.ts'

const DAY = 86_400_000

/** 催办函, to the unit or county whose clock ran out. */
export async function reminderOf(db: Db, id: string, { until }: { readonly until: string }): Promise<Made<Reminder>> {
  const clock = await db.selectFrom('clock as c').leftJoin('organisation as o', join => join.onRef('o.tenant', '=', 'c.tenant').onRef('o.id', '=', 'c.organisation')).leftJoin('jurisdiction as j', join => join.onRef('j.tenant', '=', 'c.tenant').onRef('j.code', '=', 'c.area'))
    .leftJoin('matter as m', join => join.onRef('m.tenant', '=', 'c.tenant').onRef('m.id', '=', 'c.matter'))
    .select(['c.matter', 'c.due_on', 'c.ended_on', 'c.stopped', 'c.title', 'c.kind', 'o.name as unit', 'j.name as county', 'm.number', 'm.subject_name', 'm.area']).where('c.id', '=', id).executeTakeFirst()
  const to = clock?.unit ?? clock?.county
  if (clock === undefined || typeof to !== 'string') throw new Refused(404, 'not-found')
  const overdue = clock.due_on === null || clock.ended_on !== null || clock.stopped ? 0 : Math.round((Date.parse(today()) - Date.parse(clock.due_on)) / DAY)
  if (overdue <= 0 || clock.due_on === null) throw new Refused(409, 'paper-not-overdue')
  return {
    input: { to, matter: [clock.number, clock.subject_name].filter(said => said !== null).join(' '), duty: clock.title?.zh ?? clock.kind, due: clock.due_on, overdue, until },
    belonging: { ...(clock.matter === null ? {} : { matter: clock.matter }), ...(clock.area === null ? {} : { area: clock.area }) },
  }
}
