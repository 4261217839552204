import type { Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Program } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { rulesOn } from '../packs/program.ts'
import { dayOf } from '../today.ts'
import type { MatterTables } from './tables.ts'

export type MatterRow = Selectable<MatterTables['matter']>
export type MatterEvent = MatterTables['matter_event']['kind']

/** The matter, where the caller may see it. */
export async function requireMatter(db: Db, id: string): Promise<MatterRow> {
  const row = await db.selectFrom('matter').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return row
}

/** The same, held until the transaction is over: two who act on one matter take turns. */
export async function holdMatter(db: Db, id: string): Promise<MatterRow> {
  const row = await db.selectFrom('matter').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return row
}

export const STATE_WORDS: Readonly<Record<MatterRow['state'], { readonly zh: string; readonly en: string }>> = {
  draft: { zh: '草稿', en: 'a draft' }, proposed: { zh: '待企业确认', en: 'waiting to be confirmed' }, 'in review': { zh: '审查中', en: 'in review' }, supplement: { zh: '待补正', en: 'waiting for a supplement' },
  approved: { zh: '已批准', en: 'approved' }, rejected: { zh: '不予通过', en: 'rejected' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

/** Refused where the matter is not in one of these states. */
export function requireState(matter: MatterRow, ...states: MatterRow['state'][]): void {
  if (!states.includes(matter.state)) throw new Refused(409, 'matter-state', { params: { ...STATE_WORDS[matter.state] } })
}

/** The step it is at: of a matter in review. */
export function stepOf({ steps, step, state }: Pick<MatterRow, 'steps' | 'step' | 'state'>): MatterRow['steps'][number] {
  const found = step === null ? undefined : steps[step]
  if (found === undefined) throw new Refused(409, 'matter-state', { params: { ...STATE_WORDS[state] } })
  return found
}

/** The day by whose rules it is assessed: of its submission; before, the day itself. */
export const dayOfMatter = (matter: Pick<MatterRow, 'submitted_at'>, today: string): string => (matter.submitted_at === null ? today : dayOf(matter.submitted_at))

export const programFor = async (db: Db, tenant: string, matter: Pick<MatterRow, 'submitted_at'>, today: string): Promise<Program> => (await rulesOn(db, tenant, dayOfMatter(matter, today))).program

/** Writes into the matter's own trail what was done. */
export async function noteEvent(db: Db, { tenant, person, memberships }: Actor, matter: string, kind: MatterEvent, note: Readonly<Record<string, string>> = {}): Promise<void> {
  await db.insertInto('matter_event').values({ tenant, matter, id: uuid(), kind, person, organisation: memberships[0]?.organisation ?? null, note: JSON.stringify(note) }).execute()
}

/** Changes a matter and counts its version up. */
export async function changeMatter(db: Db, matter: MatterRow, values: Partial<Pick<MatterRow, 'state' | 'step' | 'year' | 'number' | 'seen' | 'award' | 'pledge' | 'submitted_by' | 'submitted_at' | 'ended_at'>>): Promise<void> {
  const stepped = values.step === undefined ? {} : { step_since: new Date() }
  await db.updateTable('matter').set({ ...values, ...stepped, version: matter.version + 1 }).where('id', '=', matter.id).execute()
  Object.assign(matter, values, { version: matter.version + 1 })
}
