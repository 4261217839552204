/** Money asked back: a decision with its reason and deadline, receipts in parts, what is given up. */
export const RECOVERIES = `
create table recovery (
  tenant text not null, id uuid not null, award uuid not null, matter uuid not null, party uuid not null, amount bigint not null check (amount > 0), received bigint not null default 0, written_off bigint not null default 0,
  reason text not null check (reason <> ''), document text not null check (document <> ''), demanded_by uuid not null, demanded_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, award) references award (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, demanded_by) references person (tenant, id),
  constraint recovery_total check (received >= 0 and written_off >= 0 and received + written_off <= amount));
create index recovery_party on recovery (tenant, party);
create table recovery_entry (
  tenant text not null, id uuid not null, recovery uuid not null, kind text not null check (kind in ('received', 'written off')), amount bigint not null check (amount > 0), ref text not null, reason text, document text not null check (document <> ''),
  by uuid not null, at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, recovery) references recovery (tenant, id), foreign key (tenant, by) references person (tenant, id));
create index recovery_entry_of on recovery_entry (tenant, recovery);

create function demand_recovery(of_id uuid, of_award uuid, of_amount bigint, of_reason text, of_document text) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{head,leader}');
begin
  if not demand(of_id, of_award, of_amount, of_id::text, of_reason, of_document) then return false; end if;
  insert into recovery (tenant, id, award, matter, party, amount, reason, document, demanded_by) select t, of_id, a.id, a.matter, a.party, of_amount, of_reason, of_document, lizhu.person() from award a where a.tenant = t and a.id = of_award;
  return true;
end $$;
-- of_ref: of the bank's receipt, or of the decision.
create function settle_recovery(of_kind text, roles text[], of_id uuid, of_recovery uuid, of_amount bigint, of_ref text, of_reason text, of_document text) returns boolean language plpgsql as $$
declare t text := lizhu.acting(roles); r lizhu.recovery; fresh boolean;
begin
  select * into r from lizhu.recovery x where x.tenant = t and x.id = of_recovery for update;
  if not found then raise exception 'no recovery %', of_recovery using errcode = 'LZ026'; end if;
  if of_kind = 'received' then fresh := lizhu.receive(of_id, r.award, of_amount, of_ref, of_reason, of_document);
  else fresh := lizhu.write_off(of_id, r.award, of_amount, of_ref, of_reason, of_document); end if;
  if not fresh then return false; end if;
  insert into lizhu.recovery_entry (tenant, id, recovery, kind, amount, ref, reason, document, by) values (t, of_id, of_recovery, of_kind, of_amount, of_ref, of_reason, of_document, lizhu.person());
  update lizhu.recovery x set received = x.received + case of_kind when 'received' then of_amount else 0 end, written_off = x.written_off + case of_kind when 'received' then 0 else of_amount end where x.tenant = t and x.id = of_recovery;
  return true;
end $$;
create function receive_recovery(of_id uuid, of_recovery uuid, of_amount bigint, of_ref text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select settle_recovery('received', '{finance}', of_id, of_recovery, of_amount, of_ref, null, of_document) $$;
create function write_off_recovery(of_id uuid, of_recovery uuid, of_amount bigint, of_reason text, of_document text) returns boolean language sql security definer set search_path = lizhu, pg_temp as
  $$ select settle_recovery('written off', '{head,leader}', of_id, of_recovery, of_amount, of_id::text, of_reason, of_document) $$;
`
