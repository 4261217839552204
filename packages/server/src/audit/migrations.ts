import type { Migration } from '../database/migration.ts'
import { BY_TABLE } from './by-table.ts'

/** The audit trail and the seals over it. What each column is for, and why: docs/audit.md, docs/decisions/0013-audit-chain.md. */
export const auditMigrations: readonly Migration[] = [{ number: 1, name: 'audit', sql: `
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tenant text,
  person uuid default nullif(current_setting('lizhu.person', true), '')::uuid,
  operation text default nullif(current_setting('lizhu.operation', true), ''),
  request uuid default nullif(current_setting('lizhu.request', true), '')::uuid,
  relation text not null, key jsonb, change text not null check (change in ('insert', 'update', 'delete', 'event')),
  -- json, not jsonb: as it was written, to the byte, and read back without being printed anew.
  before json, after json);

-- As an auditor reads it: a tenant's, the latest first.
create index audit_tenant on audit (tenant, id);

create table audit_seal (
  number bigint primary key check (number > 0), at timestamptz not null, given bigint not null, upto bigint not null, horizon bigint not null,
  covers int8multirange not null, missing int8multirange not null, count int not null, total bigint not null,
  digests bytea not null, root bytea not null, previous bytea not null, hash bytea not null, tree bytea not null);
alter table audit_seal alter digests set storage external;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % refused: it only grows', lower(tg_op), tg_table_name using errcode = 'LZ002';
end $$;
create trigger refuse_change before update or delete or truncate on audit for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on audit_seal for each statement execute function refuse_change();
create function refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'truncate of % refused: the audit would not see its rows go', tg_table_name using errcode = 'LZ002';
end $$;

-- What a statement did, in its own transaction: one row a row. A change of the key itself is a row gone and a row come.
-- Without "offset 0" a row would be made into JSON again at each place that reads it.
create function audit_changes() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare
  keys text[] := tg_argv[0];
  hidden jsonb := tg_argv[1];
  acting text := nullif(current_setting('lizhu.tenant', true), '');
begin
  -- The way of many rows at once: half the time of the next, which takes whatever there is.
  if tg_op = 'INSERT' and hidden = '{}' and 'tenant' = any (keys) then
    execute format('insert into lizhu.audit (tenant, person, operation, request, relation, key, change, after) select t.tenant, $1, $2, $3, %L, jsonb_build_object(%s), ''insert'', row_to_json(t) from new_rows t',
      tg_table_name, (select string_agg(format('%L, t.%I', k, k), ', ') from unnest(keys) k))
      using nullif(current_setting('lizhu.person', true), '')::uuid, nullif(current_setting('lizhu.operation', true), ''), nullif(current_setting('lizhu.request', true), '')::uuid;
  elsif tg_op = 'INSERT' then
    insert into lizhu.audit (tenant, relation, key, change, after)
    select coalesce(n.r->>'tenant', acting), tg_table_name, (select jsonb_object_agg(k, n.r->k) from unnest(keys) k), 'insert', (n.r || hidden)::json
      from (select to_jsonb(t) r from new_rows t offset 0) n;
  elsif tg_op = 'DELETE' then
    insert into lizhu.audit (tenant, relation, key, change, before)
    select coalesce(o.r->>'tenant', acting), tg_table_name, (select jsonb_object_agg(k, o.r->k) from unnest(keys) k), 'delete', (o.r || hidden)::json
      from (select to_jsonb(t) r from old_rows t offset 0) o;
  else
    insert into lizhu.audit (tenant, relation, key, change, before, after)
    select coalesce(n.r->>'tenant', o.r->>'tenant', acting), tg_table_name, coalesce(n.key, o.key),
           case when o.key is null then 'insert' when n.key is null then 'delete' else 'update' end, (o.r || hidden)::json, (n.r || hidden)::json
      from (select t.r, (select jsonb_object_agg(k, t.r->k) from unnest(keys) k) as key from (select to_jsonb(t) r from old_rows t offset 0) t) o
      full join (select t.r, (select jsonb_object_agg(k, t.r->k) from unnest(keys) k) as key from (select to_jsonb(t) r from new_rows t offset 0) t) n on n.key = o.key
     where n.r is distinct from o.r;
  end if;
  return null;
end $$;

-- Puts a table under audit. Values of the redacted columns are kept out of the trail; that they changed is not.
create function audited(relation regclass, redacted text[] default '{}') returns void language plpgsql set search_path = lizhu, pg_temp as $$
declare keys text[]; hidden jsonb; stranger text;
begin
  select array_agg(a.attname::text order by a.attnum) into keys from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
   where i.indrelid = relation and i.indisprimary;
  if keys is null then raise exception '% has no primary key: its rows could not be told apart in the audit', relation; end if;
  select c into stranger from unnest(redacted) c where c = any (keys)
    or not exists (select from pg_attribute a where a.attrelid = relation and a.attname = c and a.attnum > 0 and not a.attisdropped);
  if found then raise exception '%.% cannot be redacted: it is no column of it, or part of its key', relation, stranger; end if;
  select coalesce(jsonb_object_agg(c, '…'), '{}') into hidden from unnest(redacted) c;
  execute format('create trigger audit_insert after insert on %s referencing new table as new_rows for each statement execute function lizhu.audit_changes(%L, %L)', relation, keys, hidden);
  execute format('create trigger audit_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function lizhu.audit_changes(%L, %L)', relation, keys, hidden);
  execute format('create trigger audit_delete after delete on %s referencing old table as old_rows for each statement execute function lizhu.audit_changes(%L, %L)', relation, keys, hidden);
  execute format('create trigger audit_truncate before truncate on %s for each statement execute function lizhu.refuse_truncate()', relation);
end $$;

-- What is no change of a row: a sign-in that failed, an export made.
create function audit_event(operation text, relation text, key jsonb, after jsonb) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  -- The sealer tells transactions that may still bring an id from those that cannot by their number: ours must be older than the id.
  perform pg_current_xact_id();
  insert into lizhu.audit (tenant, operation, relation, key, change, after)
  values (coalesce(key->>'tenant', nullif(current_setting('lizhu.tenant', true), '')), operation, relation, key, 'event', after::json);
end $$;

-- No id that a seal has passed by may come again: restored from a backup, the numbering would begin right after the last row.
create function audit_restored() returns void language sql set search_path = lizhu, pg_temp as $$
  select setval(pg_get_serial_sequence('lizhu.audit', 'id'), greatest((select max(id) from lizhu.audit), (select max(upto) from lizhu.audit_seal)))
   where exists (select from lizhu.audit) or exists (select from lizhu.audit_seal) $$;

revoke execute on function audited(regclass, text[]), audit_event(text, text, jsonb, jsonb), audit_restored() from public;
grant execute on function audit_event(text, text, jsonb, jsonb) to lizhu_app;

-- The app reads its own tenant's trail where the permission reaches it, and writes none of it.
alter table audit enable row level security;
alter table audit force row level security;
create policy scope on audit for select to lizhu_app using (tenant = (select current_setting('lizhu.tenant', true))
  and 'trail' = any ((select coalesce(nullif(current_setting('lizhu.reach', true), ''), '{}'))::text[]));
create policy keeper on audit to current_user using (true);
grant select on audit to lizhu_app;
-- Not the digests: they would tell a tenant whether a row that it guesses stands in another's trail.
grant select (number, at, given, upto, covers, missing, count, total, root, previous, hash) on audit_seal to lizhu_app;
` }, { number: 19, name: 'audit by table', sql: BY_TABLE }]
