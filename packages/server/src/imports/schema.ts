/** Sheets read into the registry, row by row, and what was made of each row. */
export const IMPORTS = `
-- Ids as the app makes them, for many rows at once: all of one statement begin with its moment, so that they go to the same pages of an index.
create function uuid_moment() returns text language sql volatile as $$
  select substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' from lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') t $$;
create function uuid_in(moment text) returns uuid language sql volatile as $$ select (moment || substr(gen_random_uuid()::text, 16))::uuid $$;

-- A party or a claim that an import made, and that its undoing took back: nothing is deleted, and its code or key may be told anew.
alter table party add withdrawn_at timestamptz;
alter table claim add withdrawn_at timestamptz;
drop index party_code;
create unique index party_code on party (tenant, kind, code text_pattern_ops) where code is not null and withdrawn_at is null;
drop index claim_key;
create unique index claim_key on claim (tenant, party, kind, parent, key) nulls not distinct where withdrawn_at is null;
grant update (withdrawn_at) on claim to lizhu_app;

create table import (
  tenant text not null references tenant, id uuid not null, kind text not null, name text not null, file text not null,
  state text not null default 'draft' check (state in ('draft', 'checking', 'ready', 'running', 'done', 'undoing', 'undone')),
  -- How the sheet is read; under which version of the pack it was checked.
  headers text[], matching jsonb, pack text, counts jsonb, job uuid, problem jsonb, version int not null default 1,
  by uuid not null, at timestamptz not null default now(), done_at timestamptz, undone_by uuid, undone_at timestamptz,
  primary key (tenant, id), foreign key (tenant, by) references person (tenant, id));
create index import_file on import (tenant, file);
create index import_by on import (tenant, by, id);

-- Not audited row by row: it says what a file says whose hash is audited, and what becomes of it in the registry is audited there.
create table import_row (
  tenant text not null, import uuid not null, row int not null, cells text[] not null,
  outcome text not null check (outcome in ('new', 'change', 'same', 'wrong')), warned boolean not null, chosen boolean not null, reason text, problems jsonb,
  party uuid, new_party boolean not null, code text, name text, initials text, area text,
  -- Of a party that is there already: its version when it was looked at, and what it was before.
  party_version int, party_was jsonb,
  claim uuid, new_claim boolean not null, key text, title text,
  -- Its facts that are new or differ, side by side; 'before': the fact that each supersedes, 'was': in which words.
  at_column int[], periods text[], written text[], numbers text[], nones boolean[], before uuid[], was text[],
  primary key (tenant, import, row), foreign key (tenant, import) references import (tenant, id));
create index import_row_problems on import_row (tenant, import, row) where problems is not null;

-- What a column of a sheet was last taken for.
create table column_match (
  tenant text not null references tenant, kind text not null, header text not null, target jsonb not null, by uuid not null, at timestamptz not null default now(),
  primary key (tenant, kind, header));

select guarded('import', 'tenant = (select lizhu.tenant()) and (by = (select lizhu.person()) or (select lizhu.everywhere()))');
select guarded('import_row', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.import i where i.tenant = import_row.tenant and i.id = import_row.import)');
select guarded('column_match', 'tenant = (select lizhu.tenant())');
grant select, insert, update on import, column_match to lizhu_app;
grant select, insert, update, delete on import_row to lizhu_app;
select audited('import'); select audited('column_match');

-- Codes that another county has registered: told, so that a row can say so, instead of a conflict at the end.
create function codes_elsewhere(of_kind text, codes text[]) returns setof text language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.code from party p where p.tenant = tenant() and p.kind = of_kind and p.code = any (codes) and p.withdrawn_at is null $$;
-- Facts that hold, also those that are kept from the caller: of them only that they are there.
create function heads_of(of_parties uuid[], names text[]) returns table (party uuid, claim uuid, name text, period text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select f.party, f.claim, f.name, f.period from fact f where f.tenant = tenant() and f.party = any (of_parties) and f.name = any (names) and f.private
     and not exists (select from fact s where s.tenant = f.tenant and s.supersedes = f.id) $$;
-- Parties that somebody owns by now, or gave a consent for: they are not taken back.
create function parties_claimed(of_parties uuid[]) returns setof uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select m.party from membership m where m.tenant = tenant() and m.party = any (of_parties)
   union select c.party from consent c where c.tenant = tenant() and c.party = any (of_parties) $$;
revoke execute on function codes_elsewhere(text, text[]), heads_of(uuid[], text[]), parties_claimed(uuid[]) from public;
grant execute on function codes_elsewhere(text, text[]), heads_of(uuid[], text[]), parties_claimed(uuid[]) to lizhu_app;
`
