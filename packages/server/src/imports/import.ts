import { SheetProblem } from '@lizhu/data/sheets'
import type { Selectable } from 'kysely'
import { z } from '@hono/zod-openapi'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { Words } from '../jobs/tables.ts'
import { wordsSchema } from '../jobs/operations.ts'
import { countsSchema, matchingSchema } from './matching.ts'
import type { ImportState, ImportTables } from './tables.ts'

export type ImportRow = Selectable<ImportTables['import']>

const at = z.iso.datetime()
export const importSchema = z.strictObject({
  id: z.uuid(), kind: z.string(), name: z.string(), file: z.string(), state: z.enum(['draft', 'checking', 'ready', 'running', 'done', 'undoing', 'undone']),
  matching: matchingSchema.nullable(), counts: countsSchema.nullable(),
  job: z.uuid().nullable().openapi({ description: '正在进行的后台工作（readJob） The work in the background' }),
  problem: wordsSchema.nullable().openapi({ description: '上一步没有做成的原因 Why the last step was not done' }),
  by: z.uuid(), byName: z.string().nullable(), at, doneAt: at.nullable(), undoneAt: at.nullable(), version: z.int(),
}).openapi('Import')

export function importOf({ id, kind, name, file, state, matching, counts, job, problem, by, at, done_at, undone_at, version }: ImportRow, byName: string | null): z.input<typeof importSchema> {
  return { id, kind, name, file, state, matching, counts, job, problem, by, byName, at: at.toISOString(), doneAt: done_at?.toISOString() ?? null, undoneAt: undone_at?.toISOString() ?? null, version }
}

/** The import, where the caller may see it; `lock`: nobody else changes it until the transaction ends. */
export async function requireImport(db: Db, id: string, lock = false): Promise<ImportRow> {
  const query = db.selectFrom('import').selectAll().where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return row
}

/** The same, in one of these states. */
export async function requireState(db: Db, id: string, ...states: readonly ImportState[]): Promise<ImportRow> {
  const row = await requireImport(db, id, true)
  if (!states.includes(row.state)) throw new Refused(409, 'import-state', { params: { state: row.state } })
  return row
}

/** Puts an import back to what it was before work that was not done, and says why. */
export const putBack = (from: ImportState, to: ImportState) => async (db: Db, id: string, problem: Words): Promise<void> => {
  await db.updateTable('import').set({ state: to, problem: JSON.stringify(problem), job: null }).where('id', '=', id).where('state', '=', from).execute()
}

/** What is wrong with a file is said to whoever sent it. */
export async function reading<T>(read: () => Promise<T>): Promise<T> {
  try { return await read() } catch (error) {
    if (error instanceof SheetProblem) throw new Refused(422, 'sheet', { params: { zh: error.zh, en: error.en } })
    throw error
  }
}
