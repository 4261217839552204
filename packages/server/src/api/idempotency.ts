import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../access/within.ts'
import type { Migration } from '../database/migration.ts'
import type { Db } from '../database/pool.ts'
import { Refused } from './problem.ts'

export interface IdempotencyTables {
  idempotency: { tenant: string; person: string; key: string; operation: string; input: Buffer; answer: string | null }
}

export const idempotencyMigration: Migration = { number: 7, name: 'idempotency', sql: `
create table idempotency (
  tenant text not null references tenant, person uuid not null, key text not null check (length(key) between 8 and 100), operation text not null,
  input bytea not null, answer jsonb, at timestamptz not null default now(), primary key (tenant, person, key));
select guarded('idempotency', 'tenant = (select lizhu.tenant()) and person = (select lizhu.person())');
grant select, insert, update, delete on idempotency to lizhu_app;
` }

/**
 * Does a creation once for a key: the same request again is answered as before. Of two at once the second waits on the
 * key's row until the first has committed; the answer commits with what it tells of, so neither outlives a crash alone.
 */
export async function once<T>(db: Db, actor: Actor, { key, operation, input }: { readonly key: string; readonly operation: string; readonly input: string }, run: () => Promise<T>): Promise<unknown> {
  const hash = createHash('sha256').update(input).digest()
  const mine = { tenant: actor.tenant, person: actor.person, key }
  const { numInsertedOrUpdatedRows } = await db.insertInto('idempotency').values({ ...mine, operation, input: hash, answer: null }).onConflict(conflict => conflict.doNothing()).executeTakeFirst()
  const row = db.selectFrom('idempotency').where('person', '=', actor.person).where('key', '=', key)
  if (numInsertedOrUpdatedRows === 0n) {
    const before = await row.select(['operation', 'input', 'answer']).executeTakeFirstOrThrow()
    if (before.operation !== operation || !before.input.equals(hash)) throw new Refused(422, 'key-reused', { field: 'header.Idempotency-Key' })
    return before.answer
  }
  const answer = await run()
  await db.updateTable('idempotency').set({ answer: sql`${JSON.stringify(answer)}::jsonb` }).where('person', '=', actor.person).where('key', '=', key).execute()
  return answer
}
