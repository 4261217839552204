import PgBoss from 'pg-boss'
import { v7 as uuid } from 'uuid'
import type { OperationName } from '../access/permissions.ts'
import type { Actor } from '../access/within.ts'
import type { Db } from '../database/pool.ts'
import { QUEUE, SCHEMA, TRIES, through } from './boss.ts'

/**
 * Asks for work in the transaction at hand, in the name of whoever acts: it begins once that has committed, and never if it has not.
 * @param subject what it is about @returns the job's id
 */
export async function startJob(db: Db, { tenant, person }: Actor, operation: OperationName, subject: string): Promise<string> {
  const job = uuid()
  await db.insertInto('job').values({ tenant, id: job, person, operation, subject, total: null }).execute()
  // Whether its process lives is told by a lock, not by a clock (run.ts).
  await new PgBoss({ db: through(db), schema: SCHEMA }).send(QUEUE, { tenant, job, person, operation, subject }, { retryLimit: TRIES, expireInHours: 23 })
  return job
}
