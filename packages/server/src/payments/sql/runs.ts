/** Payment runs: what is paid, made by one person of finance and released by another; each instalment in one live line. */
export const RUNS = `
create table payment_number (tenant text not null references tenant, year int not null, last int not null, primary key (tenant, year));
create table payment_run (
  tenant text not null, id uuid not null, number text not null, title text not null check (title <> ''), state text not null default 'made' check (state in ('made', 'released', 'dropped')),
  made_by uuid not null, made_at timestamptz not null default clock_timestamp(), released_by uuid, released_at timestamptz, reason text, asked bytea not null,
  primary key (tenant, id), unique (tenant, number), foreign key (tenant, made_by) references person (tenant, id), foreign key (tenant, released_by) references person (tenant, id),
  constraint payment_run_by_two check (released_by <> made_by), check ((state = 'released') = (released_by is not null)));
-- What stands in it is what is paid: it does not follow the party or its account.
create table payment_line (
  tenant text not null, id uuid not null, run uuid not null, number int not null, award uuid not null, instalment int not null, matter uuid not null, party uuid not null, payee text not null, bank text not null, branch text not null, account text not null, holder text not null,
  amount bigint not null check (amount > 0), code text, instrument text not null, reference text not null, state text not null default 'waiting' check (state in ('waiting', 'paid', 'failed', 'returned', 'dropped')), reason text, settled_on date, receipt uuid,
  primary key (tenant, id), unique (tenant, run, number), constraint payment_line_reference unique (tenant, reference), foreign key (tenant, run) references payment_run (tenant, id), foreign key (tenant, award, instalment) references instalment (tenant, award, number));
create unique index payment_line_live on payment_line (tenant, award, instalment) where state in ('waiting', 'paid');
create index payment_line_party on payment_line (tenant, party);

-- Why an instalment cannot be paid now, in a word; null: it can. of_run: its own run does not count against it.
create function why_not_payable(of_award uuid, of_instalment int, of_run uuid default null) returns text language plpgsql stable security definer set search_path = lizhu, pg_temp as $$
declare t text := tenant(); a award; i instalment; from_day date;
begin
  select * into a from award x where x.tenant = t and x.id = of_award;
  select * into i from instalment x where x.tenant = t and x.award = of_award and x.number = of_instalment;
  if a.state is distinct from 'approved' or i.state is distinct from 'planned' then return 'state'; end if;
  if exists (select from payment_line l where l.tenant = t and l.award = of_award and l.instalment = of_instalment and l.state in ('waiting', 'paid') and l.run is distinct from of_run) then return 'in run'; end if;
  if i.due > lizhu.today() then return 'due'; end if;
  if i.condition is not null and i.met_at is null then return 'condition'; end if;
  select c.usable_from into from_day from payee_account c where c.tenant = t and c.party = a.party and c.state = 'confirmed';
  if not found then return 'account'; end if;
  if from_day > lizhu.today() then return 'cooling'; end if;
  -- A line pays the account that it names: where another was confirmed since, it is to be made anew.
  if exists (select from payment_line l join payee_account c on c.tenant = t and c.party = l.party and c.state = 'confirmed'
      where l.tenant = t and l.run = of_run and l.award = of_award and l.instalment = of_instalment and l.state = 'waiting' and (l.bank, l.branch, l.account, l.holder) is distinct from (c.bank, c.branch, c.account, c.holder)) then return 'account'; end if;
  begin
    perform matter_gate(t, a.matter, a.id);
  exception
    when sqlstate 'LZ041' then return 'facts';
    when sqlstate 'LZ042' then return 'eligible';
    when sqlstate 'LZ043' then return 'grounds';
    when sqlstate 'LZ044' then return 'legality';
    when sqlstate 'LZ005' then return 'state';
  end;
  return null;
end $$;

-- What was released was looked at then. Once the bank has paid, the ledger says so, whatever changed since.
create function payment_gate() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare a award;
begin
  if exists (select from payment_line l join payment_run r on r.tenant = l.tenant and r.id = l.run
      where l.tenant = new.tenant and l.award = new.award and l.instalment = new.instalment and l.reference = new.ref and l.state = 'waiting' and r.state = 'released') then return new; end if;
  select * into a from award x where x.tenant = new.tenant and x.id = new.award;
  perform matter_gate(new.tenant, a.matter, a.id);
  return new;
end $$;
create trigger gate before insert on transfer for each row when (new.kind = 'pay') execute function payment_gate();

-- lines: [{award, instalment}]. false: this very run was made before.
create function make_run(of_id uuid, of_title text, lines jsonb) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); hash bytea := asked('run', of_title, lines::text); before bytea; n int; of_number text; x record; why text;
begin
  -- Of two at once that say the same, the second waits and finds what the first made.
  perform pg_advisory_xact_lock(hashtextextended('payment run ' || t, 0));
  select r.asked into before from payment_run r where r.tenant = t and r.id = of_id;
  if before <> hash then raise exception 'run % was made otherwise', of_id using errcode = 'LZ020'; end if;
  if before is not null then return false; end if;
  if jsonb_array_length(lines) = 0 then raise exception 'nothing is payable' using errcode = 'LZ063'; end if;
  perform from award a where a.tenant = t and a.id in (select (l->>'award')::uuid from jsonb_array_elements(lines) l) order by a.id for no key update;
  n := extract(year from lizhu.today());
  insert into payment_number (tenant, year, last) values (t, n, 1) on conflict (tenant, year) do update set last = payment_number.last + 1 returning 'ZF' || n || '-' || lpad(last::text, greatest(5, length(last::text)), '0') into of_number;
  insert into payment_run (tenant, id, number, title, made_by, asked) values (t, of_id, of_number, of_title, lizhu.person(), hash);
  n := 0;
  for x in select distinct a.id award, a.matter, a.party, a.budget, a.instrument, i.number, i.amount, (l->>'instalment')::int wanted from jsonb_array_elements(lines) l
      left join award a on a.tenant = t and a.id = (l->>'award')::uuid left join instalment i on i.tenant = t and i.award = a.id and i.number = (l->>'instalment')::int order by 1, 6 loop
    why := why_not_payable(x.award, x.wanted);
    if why is not null then raise exception 'instalment % of % is not payable: %', x.wanted, x.award, why using errcode = 'LZ063', detail = why; end if;
    perform takes(x.matter, 'pay');
    n := n + 1;
    insert into payment_line (tenant, id, run, number, award, instalment, matter, party, payee, bank, branch, account, holder, amount, code, instrument, reference)
    select t, gen_random_uuid(), of_id, n, x.award, x.number, x.matter, x.party, p.name, c.bank, c.branch, c.account, c.holder, x.amount, b.code, x.instrument, of_number || '-' || lpad(n::text, greatest(4, length(n::text)), '0')
      from party p join payee_account c on c.tenant = t and c.party = p.id and c.state = 'confirmed' join budget b on b.tenant = t and b.id = x.budget where p.tenant = t and p.id = x.party;
  end loop;
  return true;
end $$;

create function held_run(of_tenant text, of_run uuid) returns payment_run language plpgsql as $$
declare r lizhu.payment_run;
begin
  select * into r from lizhu.payment_run x where x.tenant = of_tenant and x.id = of_run for update;
  if not found then raise exception 'no run %', of_run using errcode = 'LZ026'; end if;
  return r;
end $$;
-- Taken out of a run that is not released: its instalment is free again.
create function drop_line(of_line uuid, of_reason text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); r payment_run := held_run(t, (select l.run from payment_line l where l.tenant = t and l.id = of_line));
begin
  if r.state <> 'made' then raise exception 'run % is %', r.id, r.state using errcode = 'LZ005'; end if;
  update payment_line l set state = 'dropped', reason = of_reason where l.tenant = t and l.id = of_line and l.state = 'waiting';
end $$;
create function drop_run(of_run uuid, of_reason text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); r payment_run := held_run(t, of_run);
begin
  if r.state <> 'made' then raise exception 'run % is %', r.id, r.state using errcode = 'LZ005'; end if;
  update payment_line l set state = 'dropped', reason = of_reason where l.tenant = t and l.run = of_run and l.state = 'waiting';
  update payment_run x set state = 'dropped', reason = of_reason where x.tenant = t and x.id = of_run;
end $$;
create function release_run(of_run uuid) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); r payment_run := held_run(t, of_run); l payment_line; why text;
begin
  if r.state = 'released' and r.released_by = lizhu.person() then return false; end if;
  if r.state <> 'made' then raise exception 'run % is %', r.id, r.state using errcode = 'LZ005'; end if;
  if r.made_by = lizhu.person() then raise exception 'another person releases it' using errcode = 'LZ061'; end if;
  for l in select * from payment_line x where x.tenant = t and x.run = of_run and x.state = 'waiting' order by x.award, x.instalment loop
    why := why_not_payable(l.award, l.instalment, of_run);
    if why is not null then raise exception '% is not payable: %', l.reference, why using errcode = 'LZ063', detail = why; end if;
    perform takes(l.matter, 'pay');
  end loop;
  if not found then raise exception 'nothing is left in it' using errcode = 'LZ063'; end if;
  update payment_run x set state = 'released', released_by = lizhu.person(), released_at = now() where x.tenant = t and x.id = of_run;
  return true;
end $$;
`
