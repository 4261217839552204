/** An award before its approval: proposed within a bound, decided, its instalments, its joint ceilings. */
export const AWARDS = `
create function locked_award(of_tenant text, of_award uuid) returns award language plpgsql as $$
declare a lizhu.award;
begin
  select * into a from lizhu.award x where x.tenant = of_tenant and x.id = of_award for no key update;
  if not found then raise exception 'no award %', of_award using errcode = 'LZ026'; end if;
  return a;
end $$;
create function require_state(a award, variadic states text[]) returns void language plpgsql immutable as $$
begin
  if a.state <> all (states) then raise exception 'award % is %', a.id, a.state using errcode = 'LZ005'; end if;
end $$;

-- Instalments as [{amount, due?, condition?}]; absent: one of the whole. They are numbered as they come.
create function schedule(of_tenant text, of_award uuid, whole bigint, instalments jsonb) returns void language plpgsql as $$
begin
  delete from lizhu.instalment i where i.tenant = of_tenant and i.award = of_award;
  insert into lizhu.instalment (tenant, award, number, amount, due, condition)
  select of_tenant, of_award, n, (i->>'amount')::bigint, (i->>'due')::date, nullif(i->>'condition', '')
    from jsonb_array_elements(coalesce(instalments, jsonb_build_array(jsonb_build_object('amount', whole)))) with ordinality x (i, n);
end $$;
create function require_total(a award) returns void language plpgsql as $$
declare total bigint;
begin
  select coalesce(sum(i.amount), 0) into total from lizhu.instalment i where i.tenant = a.tenant and i.award = a.id;
  if total is distinct from a.amount then raise exception 'instalments of % total %, the award is %', a.id, total, a.amount using errcode = 'LZ025'; end if;
end $$;

-- bound: fen, as assessed. amount: where nothing is left to decide. limits: [{key, max}].
create function propose_award(of_id uuid, of_matter uuid, of_party uuid, of_instrument text, of_bound bigint, of_amount bigint default null, limits jsonb default '[]', instalments jsonb default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare
  t text := acting(null); before bytea; differs text;
  hash bytea := asked('propose', of_id::text, of_matter::text, of_party::text, of_instrument, of_bound::text, of_amount::text, limits::text, instalments::text);
begin
  insert into award (tenant, id, matter, party, instrument, bound, amount, proposed_by, asked) values (t, of_id, of_matter, of_party, of_instrument, of_bound, of_amount, lizhu.person(), hash)
  on conflict (tenant, id) do nothing;
  if not found then
    select a.asked into before from award a where a.tenant = t and a.id = of_id;
    if before <> hash then raise exception 'award % was proposed otherwise', of_id using errcode = 'LZ020'; end if;
    return false;
  end if;
  insert into spending_limit (tenant, key, max) select t, l->>'key', (l->>'max')::bigint from jsonb_array_elements(limits) l order by l->>'key' on conflict do nothing;
  select s.key into differs from spending_limit s join jsonb_array_elements(limits) l on s.key = l->>'key' where s.tenant = t and s.max <> (l->>'max')::bigint;
  if found then raise exception 'limit % has another maximum', differs using errcode = 'LZ024'; end if;
  insert into award_limit (tenant, award, key) select t, of_id, l->>'key' from jsonb_array_elements(limits) l;
  if of_amount is not null then perform schedule(t, of_id, of_amount, instalments); end if;
  return true;
end $$;

-- A ceiling is another from now on; never less than what was granted under it.
create function set_limit(of_key text, of_max bigint) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{leader,head}');
begin
  update spending_limit s set max = of_max where s.tenant = t and s.key = of_key;
  if not found then raise exception 'no limit %', of_key using errcode = 'LZ026'; end if;
end $$;

create function decide_amount(of_award uuid, of_amount bigint, of_reason text, instalments jsonb default null) returns void
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{officer,head,leader}'); a award := locked_award(t, of_award); room bigint;
begin
  perform require_state(a, 'proposed');
  select min(l.max - l.used) into room from award_limit x join spending_limit l on l.tenant = x.tenant and l.key = x.key where x.tenant = t and x.award = of_award;
  if of_amount > least(a.bound, room) then
    raise exception 'more than % fen', least(a.bound, room) using errcode = 'LZ023', detail = (of_amount - least(a.bound, room))::text;
  end if;
  update award x set amount = of_amount, reason = of_reason, decided_by = lizhu.person(), decided_at = now() where x.tenant = t and x.id = of_award;
  perform schedule(t, of_award, of_amount, instalments);
end $$;

-- By matters: every step is taken (ready), or one is to be taken anew (proposed), or it comes to nothing (dropped).
create function move_award(of_award uuid, to_state text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting(null); a award := locked_award(t, of_award);
begin
  if a.state || ' > ' || to_state not in ('proposed > ready', 'ready > proposed', 'proposed > dropped', 'ready > dropped', 'approved > closed') then
    raise exception 'award % is %', of_award, a.state using errcode = 'LZ005';
  end if;
  if to_state = 'ready' then perform require_total(a); end if;
  if to_state = 'closed' and a.committed + a.receivable > 0 then raise exception 'award % has money under way', of_award using errcode = 'LZ005'; end if;
  update award x set state = to_state where x.tenant = t and x.id = of_award;
end $$;

-- Joint ceilings are used in the order of their keys, so that two approvals wait and never block each other.
create function use_limits(of_tenant text, awards uuid[]) returns void language plpgsql as $$
declare one record;
begin
  for one in select l.key, l.used + s.amount - l.max as missing
      from (select x.key, sum(a.amount)::bigint amount from lizhu.award_limit x join lizhu.award a on a.tenant = x.tenant and a.id = x.award where x.tenant = of_tenant and x.award = any (awards) group by x.key) s
      join lizhu.spending_limit l on l.tenant = of_tenant and l.key = s.key order by l.key for no key update of l loop
    if one.missing > 0 then raise exception 'limit % is exceeded by % fen', one.key, one.missing using errcode = 'LZ023', detail = one.missing::text, column = one.key; end if;
  end loop;
  if not found then return; end if;
  update lizhu.spending_limit l set used = l.used + s.amount
    from (select x.key, sum(a.amount)::bigint amount from lizhu.award_limit x join lizhu.award a on a.tenant = x.tenant and a.id = x.award where x.tenant = of_tenant and x.award = any (awards) group by x.key) s
   where l.tenant = of_tenant and l.key = s.key;
end $$;
create function use_limits_of(a award) returns void language plpgsql as $$
declare one record; missing bigint;
begin
  for one in select x.key from lizhu.award_limit x where x.tenant = a.tenant and x.award = a.id order by x.key loop
    update lizhu.spending_limit l set used = l.used + a.amount where l.tenant = a.tenant and l.key = one.key and l.used + a.amount <= l.max;
    continue when found;
    select l.used + a.amount - l.max into missing from lizhu.spending_limit l where l.tenant = a.tenant and l.key = one.key;
    raise exception 'limit % is exceeded by % fen', one.key, missing using errcode = 'LZ023', detail = missing::text, column = one.key;
  end loop;
end $$;
create function give_back_limits(of_tenant text, of_award uuid, amount bigint) returns void language plpgsql as $$
begin
  perform from lizhu.spending_limit l where l.tenant = of_tenant and l.key in (select x.key from lizhu.award_limit x where x.tenant = of_tenant and x.award = of_award) order by l.key for no key update;
  update lizhu.spending_limit l set used = l.used - amount from lizhu.award_limit x where x.tenant = of_tenant and x.award = of_award and l.tenant = x.tenant and l.key = x.key;
end $$;
`
