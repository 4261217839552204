import { z } from '@hono/zod-openapi'
import { operation, type Operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'

const at = z.iso.datetime()
export const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })
const jobSchema = z.strictObject({
  id: z.uuid(), operation: z.string(), subject: z.uuid(), state: z.enum(['waiting', 'running', 'done', 'failed', 'stopped']),
  done: z.int(), total: z.int().nullable().openapi({ description: '尚不知道时为 null null while it is not known' }),
  problem: wordsSchema.nullable(), at, startedAt: at.nullable(), endedAt: at.nullable(),
}).openapi('Job')

const FIELDS = ['id', 'operation', 'subject', 'state', 'done', 'total', 'problem', 'at', 'started_at', 'ended_at'] as const
interface Row { id: string; operation: string; subject: string; state: z.infer<typeof jobSchema>['state']; done: number; total: number | null; problem: { zh: string; en: string } | null; at: Date; started_at: Date | null; ended_at: Date | null }
const jobOf = ({ at, started_at, ended_at, ...row }: Row): z.input<typeof jobSchema> => ({ ...row, at: at.toISOString(), startedAt: started_at?.toISOString() ?? null, endedAt: ended_at?.toISOString() ?? null })

export const readJob = operation({
  name: 'readJob', method: 'get', path: '/jobs/{job}', tag: 'jobs', refuses: [404],
  summary: { zh: '后台工作进行到哪里', en: 'How far work in the background is' },
  params: z.object({ job: z.uuid() }), answer: jobSchema,
  read: async ({ db, params }) => {
    const row = await db.selectFrom('job').select(FIELDS).where('id', '=', params.job).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    return { body: jobOf(row) }
  },
})

export const listJobs = operation({
  name: 'listJobs', method: 'get', path: '/jobs', tag: 'jobs',
  summary: { zh: '自己的后台工作，新的在前', en: 'One’s own work in the background, the latest first' },
  query: z.object(pageQuery), answer: pageOf(jobSchema),
  read: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)
    const rows = await db.selectFrom('job').select(FIELDS).$if(before !== undefined, query => query.where('id', '<', before?.[0] ?? '')).orderBy('id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], jobOf) }
  },
})

export const stopJob = operation({
  name: 'stopJob', method: 'post', path: '/jobs/{job}/stop', tag: 'jobs', creates: true, refuses: [404],
  summary: { zh: '停止后台工作，已做的全部退回', en: 'Stop work in the background; nothing of it stays' },
  params: z.object({ job: z.uuid() }), answer: jobSchema,
  run: async ({ db, params }) => {
    const row = await db.updateTable('job').set({ stop: true }).where('id', '=', params.job).returning(FIELDS).executeTakeFirst()
    if (row === undefined) throw new Refused(404, 'not-found')
    return { body: jobOf(row) }
  },
})

/** Work in the background, for whoever asked for it. */
export const jobOperations: readonly Operation[] = [readJob, listJobs, stopJob]
