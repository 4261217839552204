import type { Program } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { endClock } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { changeMatter, noteEvent, type MatterRow } from './matter.ts'
import { party, tellOf } from './news.ts'
import { openSeats } from './seats.ts'

/** Goes on to the next step where everybody of this one has agreed and nothing is awaited. @returns whether it went on */
export async function advance(db: Db, actor: Actor, program: Program, matter: MatterRow): Promise<boolean> {
  const { step, steps } = matter
  if (matter.state !== 'in review' || step === null || step + 1 >= steps.length) return false
  const open = await db.selectFrom('opinion').select('id').where('matter', '=', matter.id).where('step', '=', step).where('state', '<>', 'agreed').executeTakeFirst()
  if (open !== undefined || matter.seen !== matter.assessed) return false
  if (!await amountDecided(db, matter, steps[step + 1]?.step)) return false
  await changeMatter(db, matter, { step: step + 1 })
  await noteEvent(db, actor, matter.id, 'step', { step: steps[step + 1]?.step ?? '' })
  await openSeats(db, actor, program, matter)
  return true
}

/** Before it is published, and before it is approved, somebody decides the amount; the matter waits for that. */
async function amountDecided(db: Db, matter: MatterRow, next: string | undefined): Promise<boolean> {
  if (next !== 'publicity' && next !== 'approval') return true
  const award = matter.award === null ? undefined : await db.selectFrom('award').select('amount').where('id', '=', matter.award).executeTakeFirst()
  return typeof award?.amount === 'bigint'
}

/** It is over: no seat speaks any more, no clock runs. */
export async function end(db: Db, actor: Actor, matter: MatterRow, state: 'approved' | 'rejected' | 'withdrawn', note: Readonly<Record<string, string>> = {}): Promise<void> {
  const seats = await db.selectFrom('opinion').select(['organisation', 'area']).where('matter', '=', matter.id).where('state', '=', 'open').execute()
  await changeMatter(db, matter, { state, step: null, ended_at: new Date() })
  await endClock(db, { tenant: actor.tenant, matter: matter.id })
  await noteEvent(db, actor, matter.id, state, note)
  await tellOf(db, matter, state, {}, state === 'withdrawn' ? seats.map(({ organisation, area }) => (area === null ? { organisation: organisation ?? '' } : { area, roles: ['clerk'] as const })) : [party(matter)])
}
