import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import type { Named } from './compile.ts'
import type { Files, PackKind } from './tables.ts'

/** A version in force: `since` the day from which. */
export interface Version { readonly id: string; readonly pack: string; readonly kind: PackKind; readonly hash: string; readonly completes: string | null; readonly since: string }

/** The versions in force on a day (ISO), by pack. */
export async function versionsOn(db: Db, tenant: string, day: string): Promise<readonly Version[]> {
  return db.selectFrom('pack_version as v')
    .innerJoin('pack_step as s', join => join.onRef('s.tenant', '=', 'v.tenant').onRef('s.version', '=', 'v.id').on('s.step', '=', 'in force'))
    .where('v.tenant', '=', tenant).where('s.on_day', '<=', day)
    .where(eb => eb.not(eb.exists(eb.selectFrom('pack_step as r').select('r.number').whereRef('r.tenant', '=', 'v.tenant').whereRef('r.version', '=', 'v.id').where('r.step', '=', 'replaced').where('r.on_day', '<=', day))))
    .select(['v.id', 'v.pack', 'v.kind', 'v.hash', 'v.completes', sql<string>`s.on_day`.as('since')]).orderBy('v.pack').execute()
}

/** Of packs that are not in force yet the version that was submitted last. */
export async function newestBeside(db: Db, tenant: string, packs: readonly string[]): Promise<readonly Omit<Version, 'since'>[]> {
  return db.selectFrom('pack_version').where('tenant', '=', tenant).where('pack', 'not in', packs.length === 0 ? [''] : packs)
    .distinctOn('pack').select(['id', 'pack', 'kind', 'hash', 'completes']).orderBy('pack').orderBy('submitted_at', 'desc').orderBy('id', 'desc').execute()
}

/** With their files, in the order given. */
export async function named(db: Db, tenant: string, versions: readonly Pick<Version, 'id' | 'pack' | 'hash'>[]): Promise<readonly Named[]> {
  if (versions.length === 0) return []
  const rows = await db.selectFrom('pack_version').where('tenant', '=', tenant).where('id', 'in', versions.map(one => one.id)).select(['id', 'files']).execute()
  const files = new Map<string, Files>(rows.map(one => [one.id, one.files]))
  return versions.map(({ id, pack, hash }) => ({ pack, hash, files: files.get(id) ?? {} }))
}
