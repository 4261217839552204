import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'

/** The fact, where the caller may see it. */
export async function requireSeenFact(db: Db, id: string): Promise<{ readonly id: string; readonly party: string }> {
  const fact = await db.selectFrom('fact').select(['id', 'party']).where('id', '=', id).executeTakeFirst()
  if (fact === undefined) throw new Refused(404, 'not-found')
  return fact
}
