import { sql } from 'kysely'
import { PERMISSIONS, type OperationName, type Permission } from '../access/permissions.ts'
import type { Actor } from '../access/within.ts'
import type { Db } from '../database/pool.ts'

/** The areas of a tenant, by the names people write. */
export interface Areas { readonly find: (text: string) => string | undefined }

export async function areasOf(db: Db): Promise<Areas> {
  const rows = await db.selectFrom('jurisdiction').select(['code', 'name', 'en']).execute()
  const known = new Map<string, string>()
  // 曲江 is 曲江区, as long as it is nothing else.
  const short = new Map<string, string | undefined>()
  for (const { code, name, en } of rows) {
    for (const one of [code, name, en ?? code]) known.set(one.toLowerCase(), code)
    const bare = name.replace(/(?:自治县|[市县区])$/, '')
    if (bare.length >= 2) short.set(bare, short.has(bare) ? undefined : code)
  }
  return { find: text => known.get(text.toLowerCase()) ?? short.get(text) }
}

/** Where somebody may carry out another operation than the one at hand. */
export interface Reach { readonly anywhere: boolean; readonly areas: ReadonlySet<string> }

export async function reachOf(db: Db, { memberships }: Actor, operation: OperationName): Promise<Reach> {
  const { may }: Permission = PERMISSIONS[operation]
  const scopeOf = (role: string): string | undefined => (typeof may === 'string' ? undefined : Object.entries(may).find(([name]) => name === role)?.[1])
  const tops = memberships.flatMap(({ role, area }) => (scopeOf(role) === 'area' && area !== null ? [area] : []))
  const { rows: [row] } = await sql<{ areas: string[] }>`select below((select tenant()), ${tops}::text[]) as areas`.execute(db)
  return { anywhere: memberships.some(({ role }) => scopeOf(role) === 'tenant'), areas: new Set(row?.areas) }
}
export const reaches = ({ anywhere, areas }: Reach, area: string | null): boolean => anywhere || (area !== null && areas.has(area))
