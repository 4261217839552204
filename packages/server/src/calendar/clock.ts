import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { calendarOf, dayCountOf } from './calendar.ts'
import { lastDay, type Calendar, type DayCount, type Stop, type Unit } from './reckon.ts'
import type { KeptStop } from './tables.ts'

/** Who must act; of a role, where one is named. A party acts for itself. */
export type Actor = { readonly role?: string } & ({ readonly organisation: string } | { readonly area: string } | { readonly person: string } | { readonly party: string })

export interface NewClock {
  readonly tenant: string
  readonly matter?: string
  /** Whose matter it is: who may see the party may see the clock. */
  readonly party?: string
  /** What is to be done until it ends: `accept`, `review`… */
  readonly kind: string
  /** What it is about inside the matter: an opinion, a supplement. */
  readonly subject?: string
  readonly by: Actor
  /** What reminders call it: the matter's number, and what is to be done. */
  readonly number?: string
  readonly title?: { readonly zh: string; readonly en: string }
  readonly days: number
  readonly unit?: Unit
  /** The day of the event, ISO; today unless it is said. */
  readonly on?: string
}

/** `dueOn`: null while it stands still. */
export interface Clock { readonly id: string; readonly dueOn: string | null; readonly provisional: boolean }

/** Which clocks: those that still run or stand, of one id or of all that is named. */
export interface Which { readonly tenant: string; readonly id?: string; readonly matter?: string; readonly kind?: string; readonly subject?: string }

/** Starts a clock. Refused by the database (clock_open) where one of the same kind and subject is not ended. */
export async function startClock(db: Db, clock: NewClock): Promise<Clock> {
  const [started] = await startClocks(db, clock.tenant, [clock])
  if (started === undefined) throw new Error('no clock was started')
  return started
}

/** Starts many, of one tenant, at once. */
export async function startClocks(db: Db, tenant: string, clocks: readonly Omit<NewClock, 'tenant'>[]): Promise<readonly Clock[]> {
  if (clocks.length === 0) return []
  await hold(db, tenant)
  const [calendar, dayCount] = [await calendarOf(db, tenant), await dayCountOf(db, tenant)]
  const rows = clocks.map(({ matter = null, party = null, kind, subject = null, by, number = null, title = null, days, unit = 'working days', on = today() }) => {
    const due = lastDay(calendar, { from: on, days, unit, dayCount })
    return {
      id: uuid(), matter, party: 'party' in by ? by.party : party, kind, subject, organisation: 'organisation' in by ? by.organisation : null, area: 'area' in by ? by.area : null,
      person: 'person' in by ? by.person : null, role: by.role ?? null, number, title, started_on: on, days, unit, day_count: dayCount, due_on: due?.day ?? null, provisional: due?.provisional ?? false,
    }
  })
  await sql`insert into clock (tenant, id, matter, party, kind, subject, organisation, area, person, role, number, title, started_on, days, unit, day_count, due_on, provisional)
    select ${tenant}, c.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) c (id uuid, matter uuid, party uuid, kind text, subject uuid, organisation text, area text, person uuid, role text,
      number text, title jsonb, started_on date, days int, unit text, day_count text, due_on date, provisional boolean)`.execute(db)
  return rows.map(({ id, due_on, provisional }) => ({ id, dueOn: due_on, provisional }))
}

/** Stops clocks that run: while a supplement is awaited, say. Days used already are kept. @returns those that were stopped */
export async function stopClock(db: Db, which: Which, why: string, on: string = today()): Promise<readonly Clock[]> {
  return change(db, which, false, stops => [...stops, { from: on, to: null, why }])
}

/** Lets clocks that stand go on. @returns those that go on, with their new last day */
export async function resumeClock(db: Db, which: Which, on: string = today()): Promise<readonly Clock[]> {
  return change(db, which, true, stops => stops.map(stop => (stop.to === null ? { ...stop, to: on } : stop)))
}

/** Ends clocks: what they waited for is done, or no longer to be done. @returns those that were ended */
export async function endClock(db: Db, which: Which, on: string = today()): Promise<readonly Clock[]> {
  await hold(db, which.tenant)
  const rows = await open(db, which).forUpdate().execute()
  if (rows.length > 0) await db.updateTable('clock').set({ ended_on: on }).where('tenant', '=', which.tenant).where('id', 'in', rows.map(one => one.id)).execute()
  return rows.map(({ id, due_on, provisional }) => ({ id, dueOn: due_on, provisional }))
}

/** A clock that is started, stopped or ended while a calendar is imported waits for it, before it holds anything that the import counts anew. */
const hold = (db: Db, tenant: string) => sql`select pg_advisory_xact_lock_shared(hashtextextended(${`calendar ${tenant}`}, 0))`.execute(db)
/** Waits for every clock that is being started, and keeps others from it until this transaction is over. */
export const holdAll = (db: Db, tenant: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`calendar ${tenant}`}, 0))`.execute(db)

/** Counts every clock of the tenant that is not ended anew: by a calendar that has changed. @returns how many were provisional and are no longer, and how many got another last day */
export async function recount(db: Db, tenant: string): Promise<{ readonly settled: number; readonly moved: number }> {
  const rows = await open(db, { tenant }).where('stopped', '=', false).forUpdate().execute()
  const calendar = await calendarOf(db, tenant)
  const changed = rows.flatMap(row => {
    const now = dueOf(calendar, row, row.stops)
    return now.dueOn === row.due_on && now.provisional === row.provisional ? [] : [{ row, now }]
  })
  await write(db, tenant, changed.map(({ row, now }) => ({ ...now, stops: row.stops })))
  return { settled: changed.filter(({ row, now }) => row.provisional && !now.provisional).length, moved: changed.filter(({ row, now }) => row.due_on !== now.dueOn).length }
}

const open = (db: Db, { tenant, id, matter, kind, subject }: Which) => db.selectFrom('clock').select(['id', 'started_on', 'days', 'unit', 'day_count', 'stops', 'stopped', 'due_on', 'provisional'])
  .where('tenant', '=', tenant).where('ended_on', 'is', null).orderBy('id')
  .$if(id !== undefined, query => query.where('id', '=', id ?? '')).$if(matter !== undefined, query => query.where('matter', '=', matter ?? ''))
  .$if(kind !== undefined, query => query.where('kind', '=', kind ?? '')).$if(subject !== undefined, query => query.where('subject', '=', subject ?? ''))

async function change(db: Db, which: Which, stopped: boolean, stopsOf: (stops: readonly KeptStop[]) => readonly KeptStop[]): Promise<readonly Clock[]> {
  await hold(db, which.tenant)
  // Locked before it is read: two stops at once take turns, and the second one finds it standing.
  const rows = await open(db, which).where('stopped', '=', stopped).forUpdate().execute()
  if (rows.length === 0) return []
  const calendar = await calendarOf(db, which.tenant)
  const changed = rows.map(row => {
    const stops = stopsOf(row.stops)
    return { ...dueOf(calendar, row, stops), stops }
  })
  await write(db, which.tenant, changed)
  return changed.map(({ id, dueOn, provisional }) => ({ id, dueOn, provisional }))
}

interface Row { readonly id: string; readonly started_on: string; readonly days: number; readonly unit: Unit; readonly day_count: DayCount }
function dueOf(calendar: Calendar, { id, started_on, days, unit, day_count }: Row, stops: readonly Stop[]): Clock {
  const due = lastDay(calendar, { from: started_on, days, unit, dayCount: day_count, stops })
  return { id, dueOn: due?.day ?? null, provisional: due?.provisional ?? false }
}

async function write(db: Db, tenant: string, clocks: readonly (Clock & { readonly stops: readonly KeptStop[] })[]): Promise<void> {
  if (clocks.length === 0) return
  const rows = clocks.map(({ id, dueOn, provisional, stops }) => ({ id, due_on: dueOn, provisional, stops, stopped: stops.some(one => one.to === null) }))
  await sql`update clock set due_on = c.due_on, provisional = c.provisional, stops = c.stops, stopped = c.stopped
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) c (id uuid, due_on date, provisional boolean, stops jsonb, stopped boolean) where clock.tenant = ${tenant} and clock.id = c.id`.execute(db)
}
