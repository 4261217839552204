/** Payment and recovery: each locks its award, then the budget. */
export const PAYING = `
create function meet_condition(of_award uuid, of_instalment int, of_evidence text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{officer,head,leader}'); a award := locked_award(t, of_award);
begin
  perform require_state(a, 'approved');
  update instalment i set met_at = now(), met_by = lizhu.person(), evidence = of_evidence where i.tenant = t and i.award = of_award and i.number = of_instalment and i.state = 'planned' and i.condition is not null and i.met_at is null;
  if not found then raise exception 'instalment % of % waits for no condition', of_instalment, of_award using errcode = 'LZ005'; end if;
end $$;

-- of_payment: whoever pays names the payment; no name is used twice.
create function pay_instalment(of_id uuid, of_award uuid, of_instalment int, of_payment text, of_document text default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare
  t text := acting('{finance}'); a award := locked_award(t, of_award); i instalment;
  hash bytea := asked('pay', of_award::text, of_instalment::text, of_payment, of_document);
begin
  if posted(t, of_id, hash) then return false; end if;
  perform require_state(a, 'approved');
  perform takes(a.matter, 'pay');
  select * into i from instalment x where x.tenant = t and x.award = of_award and x.number = of_instalment;
  if not found then raise exception 'no instalment % of %', of_instalment, of_award using errcode = 'LZ026'; end if;
  if i.state <> 'planned' then raise exception 'instalment % of % is %', of_instalment, of_award, i.state using errcode = 'LZ005'; end if;
  if i.condition is not null and i.met_at is null then raise exception 'instalment % of % waits for %', of_instalment, of_award, i.condition using errcode = 'LZ027'; end if;
  perform post(t, of_id, 'pay', of_payment, a.budget, 'committed', 'paid', i.amount, hash, of_award, of_instalment, null, null, of_document);
  update instalment x set state = 'paid', payment = of_payment where x.tenant = t and x.award = of_award and x.number = of_instalment;
  return true;
end $$;

-- The bank sent a payment back: its instalment is to be paid again.
create function return_payment(of_id uuid, of_payment text, of_reason text, of_document text default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); p transfer; a award; hash bytea := asked('return', of_payment, of_reason, of_document);
begin
  select * into p from transfer x where x.tenant = t and x.kind = 'pay' and x.ref = of_payment;
  if not found then raise exception 'no payment %', of_payment using errcode = 'LZ026'; end if;
  a := locked_award(t, p.award);
  if posted(t, of_id, hash) then return false; end if;
  update instalment x set state = 'planned', payment = null where x.tenant = t and x.award = p.award and x.number = p.instalment and x.payment = of_payment;
  if not found then raise exception 'payment % came back before', of_payment using errcode = 'LZ005'; end if;
  if a.paid < p.amount then perform short('paid', p.amount - a.paid); end if;
  perform post(t, of_id, 'return', of_payment, a.budget, 'paid', 'committed', p.amount, hash, p.award, p.instalment, null, of_reason, of_document);
  return true;
end $$;

-- Money is asked back, comes in (in parts), or is given up. Never more than was paid, nor more than was asked back.
create function recover(of_kind text, roles text[], of_id uuid, of_award uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language plpgsql as $$
declare
  t text := lizhu.acting(roles); a lizhu.award := lizhu.locked_award(t, of_award); hash bytea := lizhu.asked(of_kind, of_award::text, of_amount::text, of_ref, of_reason, of_document);
  has bigint := case of_kind when 'demand' then a.paid else a.receivable end;
begin
  if lizhu.posted(t, of_id, hash) then return false; end if;
  perform lizhu.require_state(a, 'approved', 'closed');
  if has < of_amount then perform lizhu.short(case of_kind when 'demand' then 'paid' else 'receivable' end, of_amount - has); end if;
  perform lizhu.post(t, of_id, of_kind, of_ref, a.budget, case of_kind when 'demand' then 'paid' else 'receivable' end, case of_kind when 'demand' then 'receivable' when 'receive' then 'recovered' else 'paid' end,
    of_amount, hash, of_award, null, null, of_reason, of_document);
  return true;
end $$;
create function demand(of_id uuid, of_award uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select recover('demand', '{leader,head}', of_id, of_award, of_amount, of_ref, of_reason, of_document) $$;
create function receive(of_id uuid, of_award uuid, of_amount bigint, of_ref text, of_reason text default null, of_document text default null) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select recover('receive', '{finance}', of_id, of_award, of_amount, of_ref, of_reason, of_document) $$;
create function write_off(of_id uuid, of_award uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select recover('write off', '{leader,head}', of_id, of_award, of_amount, of_ref, of_reason, of_document) $$;
`
