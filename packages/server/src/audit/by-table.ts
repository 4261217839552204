/**
 * A trigger function for each table instead of one for all: its statements name the table's own key, so that they are
 * planned once a session and compare a row's bytes instead of two JSON texts. What is written stays the same.
 */
export const BY_TABLE = `
create or replace function audited(relation regclass, redacted text[] default '{}') returns void language plpgsql set search_path = lizhu, pg_temp as $$
declare keys text[]; name text; stranger text; body text; r text;
begin
  select array_agg(a.attname::text order by a.attnum) into keys from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
   where i.indrelid = relation and i.indisprimary;
  if keys is null then raise exception '% has no primary key: its rows could not be told apart in the audit', relation; end if;
  select c into stranger from unnest(redacted) c where c = any (keys)
    or not exists (select from pg_attribute a where a.attrelid = relation and a.attname = c and a.attnum > 0 and not a.attisdropped);
  if found then raise exception '%.% cannot be redacted: it is no column of it, or part of its key', relation, stranger; end if;
  select relname into name from pg_class where oid = relation;
  -- Columns are qualified, whatever a table calls them.
  body := $body$
#variable_conflict use_variable
declare
  who uuid := nullif(current_setting('lizhu.person', true), '')::uuid;
  doing text := nullif(current_setting('lizhu.operation', true), '');
  asked uuid := nullif(current_setting('lizhu.request', true), '')::uuid;
  acting text := nullif(current_setting('lizhu.tenant', true), '');
begin
  if tg_op = 'INSERT' then
    insert into lizhu.audit (tenant, person, operation, request, relation, key, change, after)
    select {tenant n}, who, doing, asked, {name}, {key n}, 'insert', {row n} from new_rows n;
  elsif tg_op = 'DELETE' then
    insert into lizhu.audit (tenant, person, operation, request, relation, key, change, before)
    select {tenant o}, who, doing, asked, {name}, {key o}, 'delete', {row o} from old_rows o;
  else
    -- A change of the key itself is a row gone and a row come.
    insert into lizhu.audit (tenant, person, operation, request, relation, key, change, before, after)
    select case when {gone n} then {tenant o} else {tenant n} end, who, doing, asked, {name}, case when {gone n} then {key o} else {key n} end,
           case when {gone o} then 'insert' when {gone n} then 'delete' else 'update' end,
           case when {gone o} then null else {row o} end, case when {gone n} then null else {row n} end
      from old_rows o full join new_rows n on {same} where {gone o} or {gone n} or n *<> o;
  end if;
  return null;
end $body$;
  foreach r in array '{n,o}'::text[] loop
    body := replace(body, '{tenant ' || r || '}', case when exists (select from pg_attribute a where a.attrelid = relation and a.attname = 'tenant' and a.attnum > 0) then 'coalesce(' || r || '.tenant, acting)' else 'acting' end);
    body := replace(body, '{key ' || r || '}', 'jsonb_build_object(' || (select string_agg(format('%L, %s.%I', k, r, k), ', ') from unnest(keys) k) || ')');
    body := replace(body, '{row ' || r || '}', case when redacted = '{}' then format('row_to_json(%s)', r)
      else format('(to_jsonb(%s) || %L)::json', r, (select jsonb_object_agg(c, '…') from unnest(redacted) c)) end);
    body := replace(body, '{gone ' || r || '}', format('%s.%I is null', r, keys[1]));
  end loop;
  body := replace(replace(body, '{name}', quote_literal(name)), '{same}', (select string_agg(format('n.%I = o.%I', k, k), ' and ') from unnest(keys) k));
  execute format('create function lizhu.%I() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as %L', 'audit_' || name, body);
  execute format('create trigger audit_insert after insert on %s referencing new table as new_rows for each statement execute function lizhu.%I()', relation, 'audit_' || name);
  execute format('create trigger audit_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function lizhu.%I()', relation, 'audit_' || name);
  execute format('create trigger audit_delete after delete on %s referencing old table as old_rows for each statement execute function lizhu.%I()', relation, 'audit_' || name);
  execute format('create trigger audit_truncate before truncate on %s for each statement execute function lizhu.refuse_truncate()', relation);
end $$;

do $$
declare t record; one text;
begin
  -- A trigger's arguments end in a zero byte each: the keys, then what is redacted.
  for t in select x.tgrelid::regclass as relation, array(select m[1] from regexp_matches(split_part(encode(x.tgargs, 'escape'), '\\000', 2), '"([^"]+)":', 'g') m) as redacted
      from pg_trigger x where x.tgfoid = 'lizhu.audit_changes'::regproc and x.tgname = 'audit_insert' order by 1 loop
    foreach one in array '{audit_insert,audit_update,audit_delete,audit_truncate}'::text[] loop execute format('drop trigger %I on %s', one, t.relation); end loop;
    perform lizhu.audited(t.relation, t.redacted);
  end loop;
end $$;
drop function audit_changes();
`
