/**
 * Facts that nobody checked yet, kept as a list of its own: found in the facts themselves, those few would be looked for among all
 * that were ever told. Filled by what is told and emptied by what is checked, in the same transaction.
 */
export const TO_CHECK = `
create table fact_to_check (
  tenant text not null, fact uuid not null, party uuid not null, told_at timestamptz not null,
  primary key (tenant, fact), foreign key (tenant, fact) references fact (tenant, id), foreign key (tenant, party) references party (tenant, id));
-- The order of the list: what has waited longest first.
create index fact_to_check_order on fact_to_check (tenant, told_at, fact);

create function fact_told() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  delete from fact_to_check q using new_rows n where q.tenant = n.tenant and q.fact = n.supersedes;
  -- What is taken back tells nothing that could be checked.
  insert into fact_to_check (tenant, fact, party, told_at) select n.tenant, n.id, n.party, n.recorded_at from new_rows n where n.written not in ('未知', 'unknown');
  return null;
end $$;
create trigger fact_told after insert on fact referencing new table as new_rows for each statement execute function fact_told();
create function fact_was_checked() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  delete from fact_to_check q using new_rows n where q.tenant = n.tenant and q.fact = n.fact;
  return null;
end $$;
create trigger fact_was_checked after insert on fact_check referencing new table as new_rows for each statement execute function fact_was_checked();

insert into fact_to_check (tenant, fact, party, told_at) select f.tenant, f.id, f.party, f.recorded_at from fact f
 where f.written not in ('未知', 'unknown') and not exists (select from fact s where s.tenant = f.tenant and s.supersedes = f.id) and not exists (select from fact_check c where c.tenant = f.tenant and c.fact = f.id);

select guarded('fact_to_check', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.party p where p.tenant = fact_to_check.tenant and p.id = fact_to_check.party))');
grant select on fact_to_check to lizhu_app;

-- As what somebody recorded a fact, on the day: for whoever sees the fact, who may not see memberships.
create function recorders(facts uuid[]) returns table (fact uuid, role text, area text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select distinct on (f.id) f.id, m.role, m.area from fact f join membership m on m.tenant = f.tenant and m.person = f.recorded_by
   where f.tenant = tenant() and f.id = any (facts) and m.since <= (f.recorded_at at time zone 'Asia/Shanghai')::date and (m.until is null or m.until >= (f.recorded_at at time zone 'Asia/Shanghai')::date) and (m.ended_at is null or m.ended_at >= f.recorded_at)
     and (m.party is null or m.party = f.party)
   order by f.id, m.party nulls last, m.role $$;
revoke execute on function recorders(uuid[]) from public;
grant execute on function recorders(uuid[]) to lizhu_app;
`
