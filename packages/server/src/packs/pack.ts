import { z } from '@hono/zod-openapi'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { reportSchema } from './report.ts'
import type { Taker } from './steps.ts'

const STEPS = ['draft', 'checked', 'signed off', 'in force', 'replaced'] as const
export const packId = z.strictObject({ version: z.uuid() })
export const shortText = (most: number) => z.string().trim().min(1).max(most)
export const dayText = z.iso.date()
/** What a step is taken on, where that need not be said. */
export const groundSchema = z.strictObject({ document: shortText(200).optional(), note: shortText(2000).optional() })

const stepSchema = z.strictObject({
  step: z.enum(STEPS), by: z.string().nullable(), organisation: z.string().nullable(), at: z.string(), document: z.string().nullable(), note: z.string().nullable(), on: z.string().nullable(), errors: z.int().nullable(),
}).openapi('PackStep')

const head = {
  version: z.string(), pack: z.string(), kind: z.enum(['policy', 'library', 'completing']), title: z.string(), en: z.string().nullable(), document: z.string().nullable(),
  completes: z.string().nullable(), replaces: z.string().nullable(), begins: z.string(), hash: z.string(), submittedAt: z.string(),
  state: z.enum(STEPS), steps: z.array(stepSchema),
}
export const packSchema = z.strictObject(head).openapi('PackVersion')
/** With what the last check found and, where asked for, its files. */
export const packReadSchema = z.strictObject({ ...head, report: reportSchema.nullable(), files: z.record(z.string(), z.string()).nullable() }).openapi('PackVersionRead')
export type PackVersion = z.infer<typeof packSchema>

/** Versions with their steps, the newest of each pack first. Enterprises see what came into force. */
export async function packs(db: Db, tenant: string, only?: { readonly version?: string; readonly pack?: string | undefined }): Promise<PackVersion[]> {
  const rows = await db.selectFrom('pack_version').where('tenant', '=', tenant)
    .$if(only?.version !== undefined, query => query.where('id', '=', only?.version ?? '')).$if(only?.pack !== undefined, query => query.where('pack', '=', only?.pack ?? ''))
    .select(['id', 'pack', 'kind', 'title', 'en', 'document', 'completes', 'replaces', 'begins', 'hash', 'submitted_at']).orderBy('pack').orderBy('submitted_at', 'desc').execute()
  if (rows.length === 0) return []
  const steps = await db.selectFrom('pack_step as s').leftJoin('person as p', join => join.onRef('p.tenant', '=', 's.tenant').onRef('p.id', '=', 's.taken_by'))
    .where('s.tenant', '=', tenant).where('s.version', 'in', rows.map(one => one.id))
    .select(['s.version', 's.step', 's.organisation', 's.taken_at', 's.document', 's.note', 's.on_day', 's.errors', 'p.name']).orderBy('s.number').execute()
  return rows.map(({ id, submitted_at, ...row }) => {
    const own = steps.filter(one => one.version === id)
    return {
      version: id, ...row, submittedAt: submitted_at.toISOString(), state: own.at(-1)?.step ?? 'draft',
      steps: own.map(one => ({ step: one.step, by: one.name, organisation: one.organisation, at: one.taken_at.toISOString(), document: one.document, note: one.note, on: one.on_day, errors: one.errors })),
    }
  })
}

export async function packOf(db: Db, tenant: string, version: string): Promise<PackVersion> {
  const [found] = await packs(db, tenant, { version })
  if (found === undefined) throw new Refused(404, 'not-found')
  return found
}

/** Who takes a step: by the first of the memberships that permit it. */
export const takerOf = ({ tenant, person, memberships }: Actor): Taker => ({ tenant, person, organisation: memberships[0]?.organisation ?? null })
