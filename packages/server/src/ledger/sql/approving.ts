/** Approval: one award in one short transaction that locks award, ceilings, budget in this order; or many in one statement each. */
export const APPROVING = `
-- Read without a lock: what a budget is for does not change, and what it holds is asked where it is posted.
create function fits(of_tenant text, of_budget uuid, instruments text[]) returns void language plpgsql as $$
declare own text;
begin
  select b.instrument into own from lizhu.budget b where b.tenant = of_tenant and b.id = of_budget;
  if not found then raise exception 'no budget %', of_budget using errcode = 'LZ026'; end if;
  if own <> any (instruments) then raise exception 'budget % is for %', of_budget, own using errcode = 'LZ024'; end if;
end $$;

-- true: done now. false: this very id did it before. Its statements are planned once a session: planning takes longer than
-- what they do for one award. That instalments total the award was asked when it became ready.
create function approve_award(of_id uuid, of_award uuid, of_budget uuid, instalments jsonb default null, of_reservation uuid default null, of_reason text default null, of_document text default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  t text := acting('{leader,head}'); a award := locked_award(t, of_award);
  hash bytea := asked('approve', of_award::text, of_budget::text, instalments::text, of_reservation::text, of_reason, of_document);
begin
  if posted(t, of_id, hash) then return false; end if;
  perform require_state(a, 'ready');
  perform takes(a.matter, 'approve');
  if instalments is not null then
    perform schedule(t, of_award, a.amount, instalments);
    perform require_total(a);
  end if;
  perform use_limits_of(a);
  perform fits(t, of_budget, array[a.instrument]);
  if of_reservation is not null then perform reserved(t, of_budget, of_reservation, a.amount); end if;
  perform post(t, of_id, 'approve', of_award::text, of_budget, case when of_reservation is null then 'available' else 'reserved' end, 'committed', a.amount, hash, of_award, null, of_reservation, of_reason, of_document);
  return true;
end $$;

-- All of these awards, or none where the money or a ceiling does not suffice; those approved before are passed by, so that
-- a list may come again. Transfers have ids made of the operation's and the award's. That instalments total an award was
-- asked when it became ready, and nothing changes them since.
create function approve_awards(of_id uuid, of_budget uuid, awards uuid[], of_reservation uuid default null, of_reason text default null, of_document text default null, out approved int, out passed_by int, out total bigint)
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{leader,head}'); stage text := case when of_reservation is null then 'available' else 'reserved' end; chosen uuid[]; bad record;
begin
  perform from award a where a.tenant = t and a.id = any (awards) order by a.id for no key update;
  select a.id, a.state into bad from unnest(awards) x left join award a on a.tenant = t and a.id = x where a.id is null or a.state not in ('ready', 'approved', 'closed') order by a.id nulls first limit 1;
  if found and bad.id is null then raise exception 'an award is not there' using errcode = 'LZ026'; end if;
  if found then raise exception 'award % is %', bad.id, bad.state using errcode = 'LZ005'; end if;
  select coalesce(array_agg(a.id order by a.id), '{}'), coalesce(sum(a.amount), 0) into chosen, total from award a where a.tenant = t and a.id = any (awards) and a.state = 'ready';
  approved := cardinality(chosen);
  passed_by := (select count(distinct x) from unnest(awards) x) - approved;
  if approved = 0 then return; end if;
  insert into duty (tenant, matter, person, duty) select t, a.matter, lizhu.person(), 'approve' from award a where a.tenant = t and a.id = any (chosen) order by a.matter on conflict do nothing;
  perform from award a join duty d on d.tenant = a.tenant and d.matter = a.matter and d.person = lizhu.person() and d.duty <> 'approve' where a.tenant = t and a.id = any (chosen);
  if found then raise exception 'has another duty in one of these matters than approve' using errcode = 'LZ006'; end if;
  perform use_limits(t, chosen);
  perform fits(t, of_budget, (select array_agg(distinct a.instrument) from award a where a.tenant = t and a.id = any (chosen)));
  if of_reservation is not null then perform reserved(t, of_budget, of_reservation, total); end if;
  insert into transfer (tenant, id, kind, ref, budget, debit, credit, amount, award, reservation, by, reason, document, asked)
  select t, sha_id(of_id, a.id), 'approve', a.id::text, of_budget, stage, 'committed', a.amount, a.id, of_reservation, lizhu.person(), of_reason, of_document,
      asked('approve', a.id::text, of_budget::text, null, of_reservation::text, of_reason, of_document)
    from award a where a.tenant = t and a.id = any (chosen) order by a.id;
end $$;
-- An id made of two, always the same: a UUID of version 8 (RFC 9562), as whoever reads ids expects one.
create function sha_id(one uuid, other uuid) returns uuid language sql immutable strict as $$
  select encode(set_byte(set_byte(h, 6, get_byte(h, 6) & 15 | 128), 8, get_byte(h, 8) & 63 | 128), 'hex')::uuid from substr(sha256(uuid_send(one) || uuid_send(other)), 1, 16) h $$;

-- What is not paid is given up, whole or one instalment of it: the money is available again, and so is the room under joint ceilings.
create function rescind_award(of_id uuid, of_award uuid, of_reason text, of_document text, of_instalment int default null) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare
  t text := acting('{leader,head}'); a award := locked_award(t, of_award); amount bigint;
  hash bytea := asked('rescind', of_award::text, of_instalment::text, of_reason, of_document);
begin
  if posted(t, of_id, hash) then return false; end if;
  perform require_state(a, 'approved');
  with gone as (update instalment i set state = 'cancelled' where i.tenant = t and i.award = of_award and i.state = 'planned' and i.number = coalesce(of_instalment, i.number) returning i.amount)
  select sum(g.amount) into amount from gone g;
  if amount is null then raise exception 'nothing of award % is left to rescind', of_award using errcode = 'LZ005'; end if;
  perform give_back_limits(t, of_award, amount);
  perform post(t, of_id, 'rescind', coalesce(of_award || '/' || of_instalment, of_award::text), a.budget, 'committed', 'available', amount, hash, of_award, null, null, of_reason, of_document);
  return true;
end $$;

-- More is wanted than there is, and somebody decides: wait, wait for next year's money, or each in proportion, down to the fen.
create function decide_shortfall(of_id uuid, of_budget uuid, awards uuid[], of_choice text, of_reason text, of_document text) returns boolean
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare
  t text := acting('{leader,head}'); b budget; wanted bigint; before bytea;
  chosen uuid[] := (select array_agg(distinct x order by x) from unnest(awards) x);
  hash bytea := asked('shortfall', of_budget::text, chosen::text, of_choice, of_reason, of_document);
begin
  perform from award a where a.tenant = t and a.id = any (chosen) order by a.id for no key update;
  b := holds(t, of_budget, 'available', 0);
  select d.asked into before from shortfall_decision d where d.tenant = t and d.id = of_id;
  if before <> hash then raise exception 'decision % was asked for otherwise', of_id using errcode = 'LZ020'; end if;
  if found then return false; end if;
  if (select count(*) from award a where a.tenant = t and a.id = any (chosen) and a.state = 'ready') <> cardinality(chosen) then
    raise exception 'some awards are not ready' using errcode = 'LZ005';
  end if;
  select sum(a.amount) into wanted from award a where a.tenant = t and a.id = any (chosen);
  if wanted is null or wanted <= b.available then raise exception 'there is enough' using errcode = 'LZ024'; end if;
  insert into shortfall_decision (tenant, id, budget, choice, wanted, available, document, reason, by, asked) values (t, of_id, of_budget, of_choice, wanted, b.available, of_document, of_reason, lizhu.person(), hash);
  insert into shortfall_award (tenant, decision, award, wanted, amount)
  select t, of_id, a.id, a.amount, case of_choice when 'pro rata' then div(a.amount::numeric * b.available, wanted)::bigint else a.amount end from award a where a.tenant = t and a.id = any (chosen) order by a.id;
  if of_choice <> 'pro rata' then return true; end if;
  if exists (select from shortfall_award s where s.tenant = t and s.decision = of_id and s.amount = 0) then raise exception 'nothing would be left of an award' using errcode = 'LZ024'; end if;
  -- Cut where the sums so far are cut: so the instalments total the award, and one of which nothing is left goes.
  with cut as (select x.award, x.number, div(x.so_far * b.available, wanted) - div((x.so_far - x.amount) * b.available, wanted) as amount
      from (select i.award, i.number, i.amount, sum(i.amount) over (partition by i.award order by i.number) so_far from instalment i where i.tenant = t and i.award = any (chosen)) x),
    gone as (delete from instalment i using cut where i.tenant = t and i.award = cut.award and i.number = cut.number and cut.amount = 0)
  update instalment i set amount = cut.amount::bigint from cut where i.tenant = t and i.award = cut.award and i.number = cut.number and cut.amount > 0;
  update award a set amount = s.amount, reason = of_reason, decided_by = lizhu.person(), decided_at = now() from shortfall_award s where s.tenant = t and s.decision = of_id and a.tenant = t and a.id = s.award;
  return true;
end $$;
`
