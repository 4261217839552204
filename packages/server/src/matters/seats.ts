import { v7 as uuid } from 'uuid'
import type { Program } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import { startClocks, type NewClock } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import type { MatterRow } from './matter.ts'
import { stepOf } from './matter.ts'
import { sitters, stepWords, tellOf } from './news.ts'

/** Who has to say something at a step: a unit, or the county of the party. */
export type Seat = { readonly organisation: string; readonly area: null } | { readonly organisation: null; readonly area: string }

/** Steps that a capability of its own carries out; the lead unit's seat is taken there. Of experts and inspection the lead unit says what came of it, once it is over. */
export const ELSEWHERE: ReadonlySet<string> = new Set(['publicity'])

/** Seats of the step at which a matter stands: the first responsible unit of its article, its county, or all units at once. */
export function seatsOf(program: Program, matter: Pick<MatterRow, 'article' | 'area' | 'step' | 'steps' | 'state'>): Seat[] {
  const { step } = stepOf(matter)
  const units = unitsOf(program, matter)
  const lead = leadOf(program, matter)
  switch (step) {
    case 'joint review': return units
    case 'county review':
      if (matter.area === null) throw new Refused(409, 'party-without-area')
      return [{ organisation: null, area: matter.area }]
    case 'approval': return []
    default:
      if (lead === undefined) throw new Refused(409, 'no-responsible-unit', { params: { article: String(matter.article) } })
      return [{ organisation: lead, area: null }]
  }
}

/** The responsible units of an article for a party of this county: 各县政府 is its own county; a park's committee only where the party lies in it. */
export function unitsOf({ articles, organisations }: Program, { article, area }: Pick<MatterRow, 'article' | 'area'>): Seat[] {
  const named = articles.find(one => one.number === article)?.units ?? []
  const seats = named.flatMap((id): Seat[] => {
    const unit = organisations.find(one => one.id === id)
    if (unit?.kind === 'counties' || (unit?.area !== undefined && unit.area === area)) return area === null ? [] : [{ organisation: null, area }]
    return unit === undefined || unit.kind === 'group' || unit.area !== undefined ? [] : [{ organisation: id, area: null }]
  })
  return seats.filter((one, index) => seats.findIndex(other => other.organisation === one.organisation && other.area === one.area) === index)
}

/** Opens the seats of the step that a matter enters; those that are there from before speak anew. */
export async function openSeats(db: Db, actor: Actor, program: Program, matter: MatterRow): Promise<void> {
  const { step: kind, workingDays: days } = stepOf(matter)
  const before = await db.selectFrom('opinion').select(['id', 'organisation', 'area', 'state', 'round']).where('matter', '=', matter.id).where('step', '=', matter.step ?? 0).execute()
  const asked: (Seat & { readonly id: string })[] = []
  for (const seat of seatsOf(program, matter)) {
    const known = before.find(one => one.organisation === seat.organisation && one.area === seat.area)
    const id = known?.id ?? uuid()
    if (known === undefined) await db.insertInto('opinion').values({ tenant: actor.tenant, id, matter: matter.id, step: matter.step ?? 0, kind, organisation: seat.organisation, area: seat.area, given_at: null }).execute()
    else if (known.state !== 'open') await reopen(db, known)
    asked.push({ ...seat, id })
  }
  await callOn(db, actor, matter, asked)
  if (kind !== 'approval') return
  const lead = leadOf(program, matter)
  if (days !== undefined && lead !== undefined) await startClocks(db, actor.tenant, [{ ...clockOf(matter), by: { organisation: lead, role: 'head' }, days }])
  await tellOf(db, matter, 'approval-asked', {}, [{ roles: ['leader'] }, ...lead === undefined ? [] : [{ organisation: lead, roles: ['head'] } as const]])
}

/** Each of these seats is asked for its opinion, and its clock runs. */
export async function callOn(db: Db, { tenant }: Actor, matter: MatterRow, seats: readonly (Seat & { readonly id: string })[]): Promise<void> {
  const { step: kind, workingDays: days } = stepOf(matter)
  const clocks = days === undefined ? [] : seats.map(({ id, organisation, area }): Omit<NewClock, 'tenant'> => ({ ...clockOf(matter), subject: id, by: area === null ? { organisation } : { area, role: 'clerk' }, days }))
  const [first] = await startClocks(db, tenant, clocks)
  const to = [...seats.map(sitters), ...await deputiesOf(db, seats)]
  if (typeof first?.dueOn !== 'string') await tellOf(db, matter, 'step-reached', { title: stepWords(kind) }, to)
  else await tellOf(db, matter, 'opinion-asked', { title: stepWords(kind), day: first.dueOn }, to)
}

/** Whoever is a unit's deputy today hears of what it is asked. */
async function deputiesOf(db: Db, seats: readonly Seat[]): Promise<{ readonly person: string }[]> {
  const units = seats.flatMap(one => (one.organisation === null ? [] : [one.organisation]))
  if (units.length === 0) return []
  const on = today()
  return db.selectFrom('deputy').select('person').distinct().where('organisation', 'in', units).where('ended_at', 'is', null).where('since', '<=', on).where('until', '>=', on).execute()
}

const clockOf = (matter: MatterRow): Pick<NewClock, 'matter' | 'party' | 'kind' | 'number' | 'title'> => ({
  matter: matter.id, party: matter.party, kind: stepOf(matter).step, title: stepWords(stepOf(matter).step), ...(matter.number === null ? {} : { number: matter.number }),
})

/** The first responsible unit of its article: it takes an application up and carries it through. */
export const leadOf = (program: Program, matter: Pick<MatterRow, 'article' | 'area'>): string | undefined => unitsOf(program, matter).find(one => one.organisation !== null)?.organisation ?? undefined

/** The seat speaks again; what it said before stays. */
export async function reopen(db: Db, { id, round }: { readonly id: string; readonly round: number }): Promise<void> {
  await db.updateTable('opinion').set({ state: 'open', round: round + 1, given_at: null, opened_at: new Date() }).where('id', '=', id).execute()
}
