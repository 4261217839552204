import { CompiledQuery } from 'kysely'
import PgBoss from 'pg-boss'
import type { Db } from '../database/pool.ts'

/** pg-boss keeps to a schema of its own; in it lies whose job it is and nothing of business. */
export const SCHEMA = 'lizhu_jobs'
export const QUEUE = 'work'
export const NOTICES = 'notices'
export const WEBHOOKS = 'webhooks'
export const SWEEP = 'sweep'

/**
 * Brings the queue's own tables up to what this version needs: by the owner of the schema, after its migrations; the app is
 * granted what it needs of them. @param owner address of that login
 */
export async function prepareJobs(owner: string): Promise<void> {
  const boss = new PgBoss({ connectionString: owner, schema: SCHEMA, supervise: false, schedule: false, max: 1 })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const queue of [QUEUE, WEBHOOKS, SWEEP]) await boss.createQueue(queue)
    await boss.createQueue(NOTICES)
    const db = boss.getDb()
    await db.executeSql(`grant usage on schema ${SCHEMA} to lizhu_app; grant select, insert, update, delete on all tables in schema ${SCHEMA} to lizhu_app`, [])
  } finally { await boss.stop({ graceful: false }) }
}

/** Statements of pg-boss on the connection at hand: in its transaction, where there is one. */
export const through = (db: Db): PgBoss.Db => ({
  executeSql: (text: string, values: unknown) => text.includes('COMMIT;') ? upkeep(db, text) : run(db, text, Array.isArray(values) ? values : []),
})
const run = async (db: Db, text: string, values: readonly unknown[]) => ({ rows: [...(await db.executeQuery(CompiledQuery.raw(text, [...values]))).rows] })

/** A transaction in one text, as pg-boss keeps its tables: where it fails, the connection must not go back to the pool with it. */
const upkeep = (db: Db, text: string) => db.connection().execute(async one => {
  try { return await run(one, text, []) } catch (error) {
    await run(one, 'rollback', [])
    throw error
  }
})

/** How often work is taken up again whose process died under it: work that kills every process ends. */
export const TRIES = 3
