import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../database/pool.ts'
import { initialsOf } from '../registry/index.ts'
import type { ImportRow } from './import.ts'

/** The facts that an import told: whose, which held before it, and which holds now; `only`: some of them. */
export function touched({ matching }: ImportRow, rows: RawBuilder<boolean>, only = sql<boolean>`true`): RawBuilder<unknown> {
  const columns = (matching?.columns ?? []).flatMap((target, column) => (target.to === 'fact' ? [[column, target.fact] as const] : []))
  return sql`select r.row, r.import, r.party, r.claim, c.name, x.period, x.before, h.id as head
    from import_row r cross join lateral unnest(r.at_column, r.periods, r.before) x (at_column, period, before)
    join unnest(${columns.map(([column]) => column)}::int[], ${columns.map(([, name]) => name)}::text[]) c (at_column, name) on c.at_column = x.at_column
    left join fact h on h.tenant = r.tenant and h.party = r.party and h.claim is not distinct from r.claim and h.name = c.name and h.period = x.period
      and not exists (select from fact s where s.tenant = h.tenant and s.supersedes = h.id)
   where ${rows} and ${only}`
}

/** Whether an import's fact may go: it still holds, nobody confirmed it, and what it superseded is seen. */
const GOES = sql<boolean>`h.import = t.import and (t.before is null or b.id is not null) and not exists (select from fact_check k where k.tenant = h.tenant and k.fact = h.id and k.verdict = 'confirmed')`
/** Facts on which others said something before the import: few, and they are told again with it. */
const HAD_BEFORE = sql<boolean>`x.before is not null`

/**
 * Tells again what was known before, by whoever told it then and with what was said of it: the fact that holds is word for
 * word the earlier one. Where nothing was known, that is told. @returns whether all of it could be
 */
export async function restore(db: Db, one: ImportRow, rows: RawBuilder<boolean>): Promise<boolean> {
  const { rows: [found] } = await sql<{ touched: number; restored: number }>`with touched as materialized (${touched(one, rows)}),
    restored as (insert into fact (tenant, id, party, claim, name, period, written, number, none, private, valid_from, valid_to, source, evidence, organisation, import, recorded_by, supersedes)
      select h.tenant, uuid_in((select uuid_moment())), h.party, h.claim, h.name, h.period, coalesce(b.written, '未知'), b.number, coalesce(b.none, false), h.private, b.valid_from, b.valid_to, coalesce(b.source, ${`撤销导入 ${one.name}`}),
        b.evidence, case when b.id is null then h.organisation else b.organisation end, b.import, coalesce(b.recorded_by, (select person())), h.id
        from touched t join fact h on h.tenant = (select tenant()) and h.id = t.head left join fact b on b.tenant = (select tenant()) and b.id = t.before where ${GOES} order by t.row returning id)
    select (select count(*) from touched)::int as touched, (select count(*) from restored)::int as restored`.execute(db)
  if (found === undefined || found.touched !== found.restored) return false
  await sql`with back as (${touched(one, rows, HAD_BEFORE)})
    insert into fact_check (tenant, id, fact, verdict, note, evidence, organisation, checked_by, checked_at)
    select k.tenant, uuid_in((select uuid_moment())), t.head, k.verdict, k.note, k.evidence, k.organisation, k.checked_by, k.checked_at from back t join fact_check k on k.tenant = (select tenant()) and k.fact = t.before`.execute(db)
  await restoreDisputes(db, one, rows)
  await restoreParties(db, one, rows)
  return true
}

/** Facts of an import that cannot go, with the rows they stand in. */
export function staying(one: ImportRow, rows: RawBuilder<boolean>, most: number): RawBuilder<{ readonly row: number; readonly what: string }> {
  return sql<{ row: number; what: string }>`with touched as materialized (${touched(one, rows)})
    select t.row, coalesce((select p.name from party p where p.tenant = (select tenant()) and p.id = t.party), '') || ' ' || t.name || case when t.period = '' then '' else ' ' || t.period end as what
      from touched t left join fact h on h.tenant = (select tenant()) and h.id = t.head left join fact b on b.tenant = (select tenant()) and b.id = t.before
     where (${GOES}) is not true order by t.row limit ${most}`
}

/** A dispute comes again under an id made of the old one and of the fact's: its answer finds it in the next statement. */
async function restoreDisputes(db: Db, one: ImportRow, rows: RawBuilder<boolean>): Promise<void> {
  const again = sql`md5(d.id::text || t.head::text)::uuid`
  const { numAffectedRows = 0n } = await sql`with back as (${touched(one, rows, HAD_BEFORE)})
    insert into dispute (tenant, id, fact, reason, evidence, raised_by, raised_at)
    select d.tenant, ${again}, t.head, d.reason, d.evidence, d.raised_by, d.raised_at from back t join dispute d on d.tenant = (select tenant()) and d.fact = t.before`.execute(db)
  if (numAffectedRows === 0n) return
  await sql`with back as (${touched(one, rows, HAD_BEFORE)})
    insert into dispute_answer (tenant, dispute, outcome, reason, organisation, answered_by, answered_at)
    select d.tenant, ${again}, a.outcome, a.reason, a.organisation, a.answered_by, a.answered_at from back t join dispute d on d.tenant = (select tenant()) and d.fact = t.before
      join dispute_answer a on a.tenant = d.tenant and a.dispute = d.id`.execute(db)
}

/** Names and counties as they were. */
async function restoreParties(db: Db, { id }: ImportRow, rows: RawBuilder<boolean>): Promise<void> {
  const were = await db.selectFrom('import_row as r').select(['r.party', 'r.party_was']).where('r.import', '=', id).where(rows).where('r.party_was', 'is not', null).execute()
  if (were.length === 0) return
  const back = were.map(({ party, party_was }) => ({ party, name: party_was?.name, initials: initialsOf(party_was?.name ?? ''), area: party_was?.area }))
  await sql`update party p set name = w.name, initials = w.initials, area = w.area, version = p.version + 1
    from json_to_recordset(${JSON.stringify(back)}::json) w (party uuid, name text, initials text, area text) where p.tenant = (select tenant()) and p.id = w.party`.execute(db)
}
