import { sql } from 'kysely'
import { refusalOf } from '../api/faults.ts'
import { problemOf } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'

export interface RefusedMatter { readonly matter: string; readonly why: { zh: string; en: string } }

/** Does something with each of several matters in the transaction at hand; one that is refused leaves nothing, says why, and stops no other. */
export async function severally<M extends { readonly matter: string }, T>(db: Db, request: string, chosen: readonly M[], run: (one: M) => Promise<T>): Promise<{ readonly done: T[]; readonly refused: RefusedMatter[] }> {
  const done: T[] = []
  const refused: RefusedMatter[] = []
  for (const one of chosen) {
    await sql`savepoint one`.execute(db)
    try {
      done.push(await run(one))
      await sql`release savepoint one`.execute(db)
    } catch (error) {
      const { refused: refusal, fault } = refusalOf(error, request)
      if (fault !== undefined || refusal.code === 'database-away') throw error
      await sql`rollback to savepoint one`.execute(db)
      refused.push({ matter: one.matter, why: problemOf(refusal, request).detail })
    }
  }
  return { done, refused }
}
