import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../database/pool.ts'
import type { Column, Held } from './columns.ts'

export interface ExportedParty { readonly id: string; readonly code: string | null; readonly name: string; readonly area: string | null; readonly told: readonly Held[] }

/** Rows fetched at a time. */
const FETCH = 1000

/** Parties in the order of their names with what is known of them, as of one moment: read by a cursor, whatever their number. */
export async function* exported(db: Db, kind: string, matching: RawBuilder<boolean> | undefined, area: string | null, columns: readonly Column[], asKnownOn: string | null): AsyncGenerator<ExportedParty> {
  const until = sql`${asKnownOn === null ? 'infinity' : `${asKnownOn}T23:59:59.999999+08:00`}::timestamptz`
  const names = [...new Set(columns.map(({ fact }) => fact.name))]
  const told = columns.length === 0 ? sql`'[]'::json` : sql`coalesce((select json_agg(json_build_object('name', f.name, 'period', f.period, 'written', f.written, 'number', f.number::text, 'none', f.none))
      from fact f where f.tenant = party.tenant and f.party = party.id and f.claim is null and f.name = any (${names}::text[]) and f.recorded_at <= ${until}
       and not exists (select from fact s where s.tenant = f.tenant and s.supersedes = f.id and s.recorded_at <= ${until})), '[]'::json)`
  await sql`declare exported no scroll cursor for select id, code, name, area, ${told} as told from party
    where tenant = (select tenant()) and kind = ${kind} and withdrawn_at is null and ${matching ?? sql`true`}
      and ${area === null ? sql`true` : sql`area = any (below((select tenant()), ${[area]}::text[]))`} order by initials, name, id`.execute(db)
  for (;;) {
    const { rows } = await sql<ExportedParty>`fetch ${sql.raw(String(FETCH))} from exported`.execute(db)
    yield* rows
    if (rows.length < FETCH) break
  }
  await sql`close exported`.execute(db)
}
