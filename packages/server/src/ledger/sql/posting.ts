/** What all acts on money are made of: who acts, whether it was done before, and the one way by which a balance changes. */
export const POSTING = `
-- The tenant in which somebody acts who has one of these roles today (null: any).
create function acting(roles text[]) returns text language plpgsql stable as $$
begin
  if lizhu.tenant() is null or lizhu.person() is null or roles is not null and not exists (select from lizhu.membership m where m.tenant = lizhu.tenant() and m.person = lizhu.person()
      and m.role = any (roles) and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today())) then
    raise exception 'not one of %', roles using errcode = '42501';
  end if;
  return lizhu.tenant();
end $$;

create function asked(variadic arguments text[]) returns bytea language sql immutable as $$ select sha256(convert_to(array_to_json(arguments)::text, 'UTF8')) $$;

-- Asked after the row is locked: of two at once that say the same, the second finds what the first did.
create function posted(of_tenant text, of_id uuid, hash bytea) returns boolean language plpgsql as $$
declare before bytea;
begin
  select t.asked into before from lizhu.transfer t where t.tenant = of_tenant and t.id = of_id;
  if before <> hash then raise exception 'transfer % was asked for otherwise', of_id using errcode = 'LZ020'; end if;
  return before is not null;
end $$;

create function post(of_tenant text, of_id uuid, of_kind text, of_ref text, of_budget uuid, of_debit text, of_credit text, of_amount bigint, hash bytea,
  of_award uuid default null, of_instalment int default null, of_reservation uuid default null, of_reason text default null, of_document text default null) returns void language plpgsql as $$
begin
  insert into lizhu.transfer (tenant, id, kind, ref, budget, debit, credit, amount, award, instalment, reservation, by, reason, document, asked)
  values (of_tenant, of_id, of_kind, of_ref, of_budget, of_debit, of_credit, of_amount, of_award, of_instalment, of_reservation, lizhu.person(), of_reason, of_document, hash)
  on conflict do nothing;
  if found then return; end if;
  -- Another payload under this id, on rows that this one does not lock; or the same act under another id.
  if exists (select from lizhu.transfer t where t.tenant = of_tenant and t.id = of_id) then raise exception 'transfer % was asked for otherwise', of_id using errcode = 'LZ020'; end if;
  raise exception '% % was done under another id', of_kind, of_ref using errcode = 'LZ021';
end $$;

-- The only place where balances change: they follow the journal, within the statement that writes it. The budget comes last,
-- since everybody waits for its row: what is done before it is done side by side.
create function post_transfers() returns trigger language plpgsql set search_path = lizhu, pg_temp as $$
declare budgets int; awards boolean; reservations boolean; updated int; missing record;
begin
  select count(distinct t.budget), bool_or(t.award is not null), bool_or(t.reservation is not null) into budgets, awards, reservations from new_rows t;
  if budgets = 0 then return null; end if;
  if awards then
    update award a set budget = d.budget, committed = a.committed + d.committed, paid = a.paid + d.paid, receivable = a.receivable + d.receivable, recovered = a.recovered + d.recovered, rescinded = a.rescinded + d.rescinded,
        state = case when d.approved then 'approved' when a.rescinded + d.rescinded = a.amount then 'rescinded' when d.returned then 'approved' else a.state end
      from (select t.tenant, t.award, t.budget, bool_or(t.kind = 'approve') approved, bool_or(t.kind = 'return') returned,
          sum(case 'committed' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint committed, sum(case 'paid' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint paid,
          sum(case 'receivable' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint receivable, sum(case 'recovered' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint recovered,
          sum(case t.kind when 'rescind' then t.amount else 0 end)::bigint rescinded
        from new_rows t where t.award is not null group by t.tenant, t.award, t.budget) d
     where a.tenant = d.tenant and a.id = d.award;
  end if;
  if reservations then
    update reservation r set held = r.held + d.held
      from (select t.tenant, t.reservation, sum(case 'reserved' when t.credit then t.amount else -t.amount end)::bigint held from new_rows t where t.reservation is not null group by t.tenant, t.reservation) d
     where r.tenant = d.tenant and r.id = d.reservation;
  end if;
  loop
    update budget b set appropriated = b.appropriated - d.treasury, available = b.available + d.available, reserved = b.reserved + d.reserved, committed = b.committed + d.committed,
        paid = b.paid + d.paid, receivable = b.receivable + d.receivable, recovered = b.recovered + d.recovered
      from (select t.tenant, t.budget,
          sum(case 'treasury' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint treasury, sum(case 'available' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint available,
          sum(case 'reserved' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint reserved, sum(case 'committed' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint committed,
          sum(case 'paid' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint paid, sum(case 'receivable' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint receivable,
          sum(case 'recovered' when t.credit then t.amount when t.debit then -t.amount else 0 end)::bigint recovered
        from new_rows t group by t.tenant, t.budget) d
     where b.tenant = d.tenant and b.id = d.budget and b.available + d.available >= 0;
    get diagnostics updated = row_count;
    exit when updated = budgets;
    -- Too little there, or there was when the statement began: said of the row as it is once it is locked.
    perform from budget b where (b.tenant, b.id) in (select t.tenant, t.budget from new_rows t) order by b.id for no key update;
    select sum(t.amount)::bigint - b.available as fen into missing from new_rows t join budget b on b.tenant = t.tenant and b.id = t.budget and t.debit = 'available' group by b.id, b.available having sum(t.amount) > b.available;
    if found then perform short('available', missing.fen); end if;
  end loop;
  return null;
end $$;
create trigger post_transfers after insert on transfer referencing new table as new_rows for each statement execute function post_transfers();

-- Locks a budget and refuses what it does not hold, saying how much is missing. detail: stage and fen.
create function holds(of_tenant text, of_budget uuid, stage text, wanted bigint) returns budget language plpgsql as $$
declare b lizhu.budget; has bigint;
begin
  select * into b from lizhu.budget x where x.tenant = of_tenant and x.id = of_budget for no key update;
  if not found then raise exception 'no budget %', of_budget using errcode = 'LZ026'; end if;
  has := case stage when 'available' then b.available when 'recovered' then b.recovered else wanted end;
  if has < wanted then perform lizhu.short(stage, wanted - has); end if;
  return b;
end $$;
create function short(stage text, missing bigint) returns void language plpgsql as $$
begin
  raise exception '% fen are missing of %', missing, stage using errcode = 'LZ022', detail = missing::text, column = stage;
end $$;
create function reserved(of_tenant text, of_budget uuid, of_reservation uuid, wanted bigint) returns void language plpgsql as $$
declare has bigint;
begin
  select r.held into has from lizhu.reservation r where r.tenant = of_tenant and r.budget = of_budget and r.id = of_reservation for no key update;
  if not found then raise exception 'no reservation %', of_reservation using errcode = 'LZ026'; end if;
  if has < wanted then perform lizhu.short('reserved', wanted - has); end if;
end $$;

create function takes(of_matter uuid, of_duty text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting(null);
begin
  -- Of two duties at once the second waits for the first on the key.
  insert into duty (tenant, matter, person, duty) values (t, of_matter, lizhu.person(), of_duty) on conflict do nothing;
  if found then return; end if;
  if not exists (select from duty d where d.tenant = t and d.matter = of_matter and d.person = lizhu.person() and d.duty = of_duty) then
    raise exception 'has another duty in this matter than %', of_duty using errcode = 'LZ006';
  end if;
end $$;
`
