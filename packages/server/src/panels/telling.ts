import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { notify } from '../notices/index.ts'

interface Told { readonly matter: string; readonly number: string | null; readonly party: string; readonly organisation: string; readonly expert: string; readonly due: string | null }
/** Of a place, whom there is to tell: whoever acts need not see its matter. */
async function toldOf(db: Db, place: string): Promise<Told | undefined> {
  return (await sql<Told>`select * from place_told(${place}::uuid)`.execute(db)).rows[0]
}

/** Whoever sits at a place hears that their judgement is asked. */
export async function tellExpert(db: Db, place: string): Promise<void> {
  const told = await toldOf(db, place)
  if (told !== undefined) await notify(db, { kind: 'panel-asked', matter: told.matter, number: told.number, params: { day: told.due ?? '' }, to: [{ person: told.expert }] })
}

/** The unit hears that all have scored, or that a place was left and nobody of the draw is left to take it. */
export async function tellUnit(db: Db, place: string, kind: 'panel-scored' | 'panel-short'): Promise<void> {
  const told = await toldOf(db, place)
  if (told !== undefined) await notify(db, { kind, matter: told.matter, number: told.number, params: {}, to: [{ organisation: told.organisation }] })
}

/** A place was left: its next expert hears of it, or the unit that there is none. */
export async function tellOfNext(db: Db, left: string, next: string | null): Promise<void> {
  if (next === null) await tellUnit(db, left, 'panel-short')
  else await tellExpert(db, next)
}
