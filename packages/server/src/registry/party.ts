import { readCreditCode } from '@lizhu/policy'
import type { Selectable } from 'kysely'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { RegistryTables } from './tables.ts'

export type PartyRow = Selectable<RegistryTables['party']>

export function partyOf({ id, kind, code, code_override, name, area, version }: PartyRow) {
  return { id, kind, code, codeOverride: code_override, name, area, version }
}

/** The party, where the caller may see it. */
export async function requireParty(db: Db, id: string): Promise<PartyRow> {
  const row = await db.selectFrom('party').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return row
}

/** A code as it is kept: refused where it cannot be one; one that fails its check only with the evidence for it. */
export function codeToKeep(typed: string | null, override: string | null): string | null {
  if (typed === null) return null
  const read = readCreditCode(typed)
  if (!('code' in read)) throw new Refused(422, 'credit-code-form', { field: '/code' })
  if ('wrong' in read && override === null) throw new Refused(422, 'credit-code-check', { params: { expected: read.expected, place: read.wrong === 'check' ? '18' : '17' }, field: '/code' })
  return read.code
}
