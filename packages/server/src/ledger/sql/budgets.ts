/** What is done to a budget itself: each locks one row of it, or two in the order of their ids. */
export const BUDGETS = `
create function open_budget(of_id uuid, of_fund text, of_year int, of_source text, of_instrument text default null, of_code text default null, of_name text default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}');
begin
  insert into budget (tenant, id, fund, year, source, instrument, code, name, created_by) values (t, of_id, of_fund, of_year, of_source, of_instrument, of_code, of_name, lizhu.person()) on conflict (tenant, id) do nothing;
  if found then return true; end if;
  if not exists (select from budget b where b.tenant = t and b.id = of_id and (b.fund, b.year, b.source, b.instrument, b.code, b.name) is not distinct from (of_fund, of_year, of_source, of_instrument, of_code, of_name)) then
    raise exception 'budget % was opened otherwise', of_id using errcode = 'LZ020';
  end if;
  return false;
end $$;

-- Acts on one budget alone. of_ref: the document or act that does it, once.
create function act_on_budget(of_kind text, roles text[], of_id uuid, of_budget uuid, of_debit text, of_credit text, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language plpgsql as $$
declare t text := lizhu.acting(roles); b lizhu.budget := lizhu.holds(t, of_budget, null, 0); hash bytea := lizhu.asked(of_kind, of_budget::text, of_amount::text, of_ref, of_reason, of_document);
begin
  if lizhu.posted(t, of_id, hash) then return false; end if;
  perform lizhu.holds(t, of_budget, of_debit, of_amount);
  perform lizhu.post(t, of_id, of_kind, of_ref, of_budget, of_debit, of_credit, of_amount, hash, null, null, null, of_reason, of_document);
  return true;
end $$;
create function appropriate(of_id uuid, of_budget uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select act_on_budget('appropriate', '{finance}', of_id, of_budget, 'treasury', 'available', of_amount, of_ref, of_reason, of_document) $$;
create function lapse(of_id uuid, of_budget uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select act_on_budget('lapse', '{finance}', of_id, of_budget, 'available', 'treasury', of_amount, of_ref, of_reason, of_document) $$;
create function reuse(of_id uuid, of_budget uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select act_on_budget('reuse', '{leader,head}', of_id, of_budget, 'recovered', 'available', of_amount, of_ref, of_reason, of_document) $$;

-- What is left of a year goes on into the next one of the same fund: two transfers with one reference.
create function carry_over(of_id uuid, from_budget uuid, to_budget uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); a budget; b budget; hash bytea := asked('carry', from_budget::text, to_budget::text, of_amount::text, of_ref, of_reason, of_document);
begin
  perform from budget x where x.tenant = t and x.id in (from_budget, to_budget) order by x.id for no key update;
  if posted(t, of_id, hash) then return false; end if;
  a := holds(t, from_budget, 'available', of_amount);
  b := holds(t, to_budget, null, 0);
  if a.fund <> b.fund or b.year <> a.year + 1 then raise exception 'budget % is not of the next year of the same fund', to_budget using errcode = 'LZ024'; end if;
  perform post(t, of_id, 'carry out', of_ref, from_budget, 'available', 'treasury', of_amount, hash, null, null, null, of_reason, of_document);
  perform post(t, sha_id(of_id, to_budget), 'carry in', of_ref, to_budget, 'treasury', 'available', of_amount, hash, null, null, null, of_reason, of_document);
  return true;
end $$;

-- Puts money by: the reservation has the id of its transfer.
create function reserve(of_id uuid, of_budget uuid, of_amount bigint, of_purpose text) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance,leader,head}'); b budget := holds(t, of_budget, null, 0); hash bytea := asked('reserve', of_budget::text, of_amount::text, of_purpose);
begin
  if posted(t, of_id, hash) then return false; end if;
  perform holds(t, of_budget, 'available', of_amount);
  insert into reservation (tenant, id, budget, held, purpose) values (t, of_id, of_budget, 0, of_purpose);
  perform post(t, of_id, 'reserve', of_id::text, of_budget, 'available', 'reserved', of_amount, hash, null, null, of_id, of_purpose);
  return true;
end $$;
-- amount null: all that is left of it.
create function release(of_id uuid, of_reservation uuid, of_amount bigint default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance,leader,head}'); r reservation; hash bytea := asked('release', of_reservation::text, of_amount::text);
begin
  select * into r from reservation x where x.tenant = t and x.id = of_reservation for no key update;
  if not found then raise exception 'no reservation %', of_reservation using errcode = 'LZ026'; end if;
  if posted(t, of_id, hash) then return false; end if;
  perform reserved(t, r.budget, of_reservation, coalesce(of_amount, r.held));
  perform post(t, of_id, 'release', of_id::text, r.budget, 'reserved', 'available', coalesce(of_amount, r.held), hash, null, null, of_reservation);
  return true;
end $$;

-- Functions in parts of others are the owner's alone; so are all where nothing is granted.
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'lizhu'::regnamespace and p.proname in ('acting', 'asked', 'posted', 'post', 'post_transfers', 'holds', 'short', 'reserved', 'takes', 'locked_award', 'require_state',
      'schedule', 'require_total', 'propose_award', 'set_limit', 'decide_amount', 'move_award', 'use_limits', 'use_limits_of', 'give_back_limits', 'fits', 'approve_award', 'approve_awards', 'sha_id', 'rescind_award', 'decide_shortfall', 'meet_condition',
      'pay_instalment', 'return_payment', 'recover', 'demand', 'receive', 'write_off', 'open_budget', 'act_on_budget', 'appropriate', 'lapse', 'reuse', 'carry_over', 'reserve', 'release') loop
    execute format('revoke execute on function %s from public', f);
    if (select p.prosecdef from pg_proc p where p.oid = f) then execute format('grant execute on function %s to lizhu_app', f); end if;
  end loop;
end $$;
`
