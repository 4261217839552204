import type { Migration } from '../database/migration.ts'

/** Who looked at whose record. Not audited row by row: it is a log itself, and only grows. */
export const lookupMigrations: readonly Migration[] = [{ number: 8, name: 'look-ups', sql: `
create table lookup (
  tenant text not null, id bigint generated always as identity, party uuid not null, person uuid not null, organisation text, operation text not null, request uuid not null, at timestamptz not null,
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id));
create index lookup_party on lookup (tenant, party, id desc);
select guarded('lookup', 'tenant = (select lizhu.tenant()) and ((select lizhu.trail()) or party = any ((select lizhu.parties())::uuid[]))');
grant select on lookup to lizhu_app;

-- Many at once, of whoever they were: the rows come from the process that served them. What names a party that is no more is left out.
create function note_lookups(seen jsonb) returns void language sql security definer set search_path = lizhu, pg_temp as $$
  insert into lookup (tenant, party, person, organisation, operation, request, at)
  select s.tenant, s.party, s.person, s.organisation, s.operation, s.request, s.at
    from jsonb_to_recordset(seen) s (tenant text, party uuid, person uuid, organisation text, operation text, request uuid, at timestamptz)
    join party p on p.tenant = s.tenant and p.id = s.party order by s.at $$;
revoke execute on function note_lookups(jsonb) from public;
grant execute on function note_lookups(jsonb) to lizhu_app;
` }]
