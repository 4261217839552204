import { sql } from 'kysely'
import PgBoss from 'pg-boss'
import { z } from 'zod'
import { isOperation, type OperationName } from '../access/permissions.ts'
import { within, type Actor } from '../access/within.ts'
import { refusalOf } from '../api/faults.ts'
import { problemOf, Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { QUEUE, SCHEMA, TRIES, through } from './boss.ts'
import type { JobState, Words } from './tables.ts'

/** Work at hand, in the name of whoever asked for it. */
export interface Task {
  readonly subject: string
  /** As an operation would: sees and changes what the person may, now. */
  readonly within: <T>(mode: 'read' | 'write', run: (db: Db, actor: Actor) => Promise<T>) => Promise<T>
  /** Tells how far it is, of how much where that is known; not more often than somebody would look. Throws where it was asked to stop. */
  readonly progress: (done: number, total: number | null) => Promise<void>
}

/** Work of one kind. Whatever it writes, it writes in one transaction: it may be begun anew. */
export interface Work {
  readonly run: (task: Task) => Promise<void>
  /** Puts back what the request changed that asked for it. */
  readonly failed: (db: Db, subject: string, problem: Words) => Promise<void>
}
export type Works = Partial<Readonly<Record<OperationName, Work>>>

export interface RunOptions {
  readonly db: Db
  readonly works: Works
  readonly fault: (error: unknown) => void
  /** So much work at a time. */
  readonly hands?: number
  /** Milliseconds between two looks at the queue, and between two for work whose process is gone. */
  readonly every?: number
  readonly sweepEvery?: number
}

/** Works off jobs until it is closed; then waits for what is at hand. */
export async function runJobs({ db, works, fault, hands = 2, every = 500, sweepEvery = 15_000 }: RunOptions): Promise<{ readonly close: () => Promise<void> }> {
  const boss = new PgBoss({ db: through(db), schema: SCHEMA, migrate: false, schedule: false })
  boss.on('error', fault)
  await boss.start()
  const end = new AbortController()
  const loop = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const took = await takeOne(boss, db, works, fault).catch((error: unknown) => { fault(error); return false })
      if (!took) await pause(every, end.signal)
    }
  }
  const loops = Array.from({ length: hands }, loop)
  const sweeping = async (): Promise<void> => { while (!end.signal.aborted) { await sweep(boss, db).catch(fault); await pause(sweepEvery, end.signal) } }
  loops.push(sweeping())
  return { close: async () => { end.abort(); await Promise.all(loops); await boss.stop({ graceful: false }) } }
}

const orders = z.object({ tenant: z.string(), job: z.string(), person: z.string(), operation: z.string().refine(isOperation), subject: z.string() })
type Orders = z.infer<typeof orders>

async function takeOne(boss: PgBoss, db: Db, works: Works, fault: (error: unknown) => void): Promise<boolean> {
  const [taken] = await boss.fetch<unknown>(QUEUE, { includeMetadata: true })
  if (taken === undefined) return false
  const told = orders.parse(taken.data)
  // Whoever holds the lock is at work; it ends with the connection, that is with the process.
  await db.connection().execute(async holding => {
    if (!await lock(holding, told.job)) return
    try {
      await attempt(db, works, told, taken.retryCount, fault)
      await boss.complete(QUEUE, taken.id)
    } catch (error) {
      fault(error)
      await boss.fail(QUEUE, taken.id, {})
    } finally { await unlock(holding, told.job) }
  })
  return true
}

/** What is said to be at work and whose process is gone is to be had again. */
async function sweep(boss: PgBoss, db: Db): Promise<void> {
  const { rows } = await sql<{ id: string; job: string }>`select id, data->>'job' as job from ${sql.raw(SCHEMA)}.job where name = ${QUEUE} and state = 'active' and started_on < now() - interval '5 seconds'`.execute(db)
  for (const { id, job } of rows) await db.connection().execute(async holding => {
    if (!await lock(holding, job)) return
    try { await boss.fail(QUEUE, id, {}) } finally { await unlock(holding, job) }
  })
}

async function lock(db: Db, job: string): Promise<boolean> {
  const { rows: [row] } = await sql<{ got: boolean }>`select pg_try_advisory_lock(hashtextextended(${job}, 0)) as got`.execute(db)
  return row?.got === true
}
const unlock = (db: Db, job: string): Promise<unknown> => sql`select pg_advisory_unlock(hashtextextended(${job}, 0))`.execute(db)

async function attempt(db: Db, works: Works, { tenant, job, person, operation, subject }: Orders, tries: number, fault: (error: unknown) => void): Promise<void> {
  const caller = { tenant, person }
  // How far it is stands beside the work, not in it: seen while the work's own transaction is open.
  const own = <T>(run: (db: Db) => Promise<T>): Promise<T> => within(db, 'readJob', caller, job, 'write', run)
  const found = await own(inside => inside.updateTable('job').set({ state: 'running', started_at: new Date() }).where('id', '=', job).where('state', 'in', ['waiting', 'running']).returning('stop').executeTakeFirst())
  if (found === undefined) return
  const ended = (state: JobState, problem: Words | null): Promise<unknown> => own(inside => inside.updateTable('job').set({ state, problem: problem === null ? null : JSON.stringify(problem), ended_at: new Date() }).where('id', '=', job).execute())
  const progress = paced(async (done, total) => {
    const { stop } = await own(inside => inside.updateTable('job').set({ done, total }).where('id', '=', job).returning('stop').executeTakeFirstOrThrow())
    if (stop) throw new Refused(409, 'job-stopped')
  })
  const work = works[operation]
  try {
    if (work === undefined) throw new Error(`no work is called ${operation}`)
    if (found.stop) throw new Refused(409, 'job-stopped')
    if (tries > TRIES - 1) throw new Refused(500, 'job-died')
    await work.run({ subject, progress, within: (mode, run) => within(db, operation, caller, job, mode, run) })
    await ended('done', null)
  } catch (error) {
    const { refused, fault: unforeseen } = refusalOf(error, job)
    // Nothing was written; it is begun again when the database is back.
    if (refused.code === 'database-away') throw error
    if (unforeseen !== undefined) fault(unforeseen)
    const { detail } = problemOf(refused, job)
    await own(inside => work?.failed(inside, subject, detail) ?? Promise.resolve())
    await ended(refused.code === 'job-stopped' ? 'stopped' : 'failed', detail)
  }
}

const PACE = 400
/** Tells at once that it has begun, then not before `PACE` milliseconds have gone. */
function paced(tell: Task['progress']): Task['progress'] {
  let last = -Infinity
  return async (done, total) => {
    if (done !== total && performance.now() - last < PACE) return
    last = performance.now()
    await tell(done, total)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => {
    const done = (): void => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
