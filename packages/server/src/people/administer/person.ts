import { sql } from 'kysely'
import type { z } from '@hono/zod-openapi'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import type { personSchema } from '../schemas.ts'

interface State { readonly person: string; readonly second_factor: boolean; readonly must_change: boolean; readonly locked_until: Date | null; readonly subject: string | null; readonly last_seen: Date | null }
interface Row { readonly id: string; readonly login: string; readonly name: string; readonly disabled: boolean; readonly created_at: Date; readonly version: number }

/** People with how their accounts stand. */
export async function withStates(db: Db, rows: readonly Row[]): Promise<(row: Row) => z.infer<typeof personSchema>> {
  const { rows: states } = await sql<State>`select * from account_states(${rows.map(row => row.id)}::uuid[])`.execute(db)
  return ({ id, login, name, disabled, created_at, version }) => {
    const state = states.find(one => one.person === id)
    return {
      id, login, name, disabled, createdAt: created_at.toISOString(), version, secondFactor: state?.second_factor ?? false, mustChangePassword: state?.must_change ?? false,
      lockedUntil: state?.locked_until?.toISOString() ?? null, lastSeen: state?.last_seen?.toISOString() ?? null, subject: state?.subject ?? null,
    }
  }
}

/** An account of the tenant, or not found. */
export async function personOf(db: Db, person: string): Promise<z.infer<typeof personSchema>> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', person).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  return (await withStates(db, [row]))(row)
}

/** Administers another's account, never one's own. */
export async function anothersAccount(db: Db, actor: { readonly person: string }, person: string): Promise<void> {
  if (person === actor.person) throw new Refused(409, 'own-account')
  await personOf(db, person)
}
