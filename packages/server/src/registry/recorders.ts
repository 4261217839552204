import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'

interface Recorder { readonly role: string; readonly area: string | null }

/** As what each fact was recorded: by its id. A fact whose recorder held no role has none. */
export async function recordersOf(db: Db, facts: readonly string[]): Promise<ReadonlyMap<string, Recorder>> {
  const { rows } = await sql<Recorder & { fact: string }>`select fact, role, area from recorders(${facts}::uuid[])`.execute(db)
  return new Map(rows.map(({ fact, role, area }) => [fact, { role, area }]))
}
