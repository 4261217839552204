/** Where money is paid to: proposed by one person, confirmed by another, and not paid to before a few working days have gone by. */
export const ACCOUNTS = `
create table payment_setting (
  tenant text primary key references tenant, cooling_days int not null check (cooling_days between 0 and 30), document text not null check (document <> ''), set_by uuid not null, set_at timestamptz not null default now(),
  foreign key (tenant, set_by) references person (tenant, id));
create table payee_account (
  tenant text not null, id uuid not null, party uuid not null, bank text not null check (bank <> ''), branch text not null check (branch <> ''), account text not null constraint payee_account_number check (account ~ '^[0-9]{8,32}$'), holder text not null check (holder <> ''),
  -- Where the holder is not called as the party is: why, and the evidence of it.
  override text, evidence text, state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused', 'replaced')),
  proposed_by uuid not null, proposed_at timestamptz not null default clock_timestamp(), decided_by uuid, decided_at timestamptz, reason text, usable_from date,
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, proposed_by) references person (tenant, id), foreign key (tenant, decided_by) references person (tenant, id),
  check ((override is null) = (evidence is null)), constraint payee_account_by_two check (decided_by <> proposed_by or state = 'refused'), check ((state in ('confirmed', 'replaced')) = (usable_from is not null)));
create unique index payee_account_proposed on payee_account (tenant, party) where state = 'proposed';
create unique index payee_account_confirmed on payee_account (tenant, party) where state = 'confirmed';

-- Working days that must go by; a demonstration does not wait.
create function cooling_days() returns int language sql stable security definer set search_path = lizhu, pg_temp as $$
  select coalesce((select s.cooling_days from payment_setting s where s.tenant = t.tenant), case when t.demo then 0 else 1 end) from tenant t where t.tenant = lizhu.tenant() $$;
create function set_cooling_days(days int, of_document text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  insert into payment_setting (tenant, cooling_days, document, set_by) values (acting('{head,leader}'), days, of_document, lizhu.person())
    on conflict (tenant) do update set cooling_days = excluded.cooling_days, document = excluded.document, set_by = excluded.set_by, set_at = now();
end $$;

create function propose_account(of_id uuid, of_party uuid, of_bank text, of_branch text, of_account text, of_holder text, of_override text, of_evidence text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{owner,agent,finance}'); p party;
begin
  select * into p from party x where x.tenant = t and x.id = of_party and (everywhere() or x.id = any (parties()));
  if not found then raise exception 'no party %', of_party using errcode = 'LZ026'; end if;
  if of_holder <> p.name and of_override is null then raise exception 'the holder is not the party' using errcode = 'LZ060'; end if;
  if of_evidence is not null and not exists (select from file f where f.tenant = t and f.hash = of_evidence and f.uploaded_by = lizhu.person()) then
    raise exception 'no such file' using errcode = 'foreign_key_violation', constraint = 'evidence';
  end if;
  insert into payee_account (tenant, id, party, bank, branch, account, holder, override, evidence, proposed_by) values (t, of_id, of_party, of_bank, of_branch, of_account, of_holder, case when of_holder <> p.name then of_override end, case when of_holder <> p.name then of_evidence end, lizhu.person());
end $$;

-- from_day: reckoned in working days by whoever calls; it cannot be less than the calendar has.
create function confirm_account(of_id uuid, from_day date) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); a payee_account;
begin
  select * into a from payee_account x where x.tenant = t and x.id = of_id for update;
  if not found then raise exception 'no account' using errcode = 'LZ026'; end if;
  if a.state <> 'proposed' then raise exception 'the account is %', a.state using errcode = 'LZ004'; end if;
  if a.proposed_by = lizhu.person() then raise exception 'another person confirms it' using errcode = 'LZ061'; end if;
  if a.holder <> (select p.name from party p where p.tenant = t and p.id = a.party) and a.override is null then raise exception 'the holder is not the party' using errcode = 'LZ060'; end if;
  if from_day < lizhu.today() + cooling_days() then raise exception 'it may not be paid to so soon' using errcode = 'LZ062'; end if;
  update payee_account x set state = 'replaced' where x.tenant = t and x.party = a.party and x.state = 'confirmed';
  update payee_account x set state = 'confirmed', decided_by = lizhu.person(), decided_at = now(), usable_from = from_day where x.tenant = t and x.id = of_id;
end $$;
create function refuse_account(of_id uuid, of_reason text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}');
begin
  update payee_account x set state = 'refused', decided_by = lizhu.person(), decided_at = now(), reason = of_reason where x.tenant = t and x.id = of_id and x.state = 'proposed';
  if not found then raise exception 'it is decided already' using errcode = 'LZ004'; end if;
end $$;
`
