/** Who grants what to whom, refused by the database too; claims on records and what follows from a decision. */
export const membershipsSql = `
alter table membership add constraint granted_by_another check (granted_by <> person);
alter table membership add constraint until_after_since check (until >= since);

-- A grant is never changed, only ended. Offices are granted by who administers accounts; an agent by its enterprise's owner, for named operations and a time.
drop policy scope on membership;
create policy scope on membership for select to lizhu_app using (tenant = (select lizhu.tenant())
  and ((select lizhu.accounts()) or person = (select lizhu.person()) or party = any ((select lizhu.parties())::uuid[])));
create policy scope_grant on membership for insert to lizhu_app with check (tenant = (select lizhu.tenant()) and granted_by = (select lizhu.person()) and ended_at is null
  and (((select lizhu.accounts()) and party is null) or (role = 'agent' and party = any ((select lizhu.parties())::uuid[]) and permits is not null and until is not null)));
create policy scope_end on membership for update to lizhu_app using (tenant = (select lizhu.tenant())
  and (((select lizhu.accounts()) and person <> (select lizhu.person())) or (role = 'agent' and party = any ((select lizhu.parties())::uuid[])))) with check (ended_at is not null);
revoke update on membership from lizhu_app;
grant update (ended_at) on membership to lizhu_app;
-- Accounts are made and edited where the operation reaches accounts.
alter policy scope on person with check (tenant = (select lizhu.tenant()) and (select lizhu.accounts()));

-- Whoever gets an office signs in anew, and by an office's rules: a longer password, a second factor.
create function office_signs_in_anew() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform end_sessions(new.tenant, new.person, null);
  return null;
end $$;
create trigger office_signs_in_anew after insert on membership for each row when (new.role not in ('owner', 'agent')) execute function office_signs_in_anew();

-- An account that an enterprise may delegate to: found by its whole login alone, and nobody of an office.
create function delegate_of(of_login text) returns uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.id from person p where cardinality(lizhu.parties()) > 0 and p.tenant = lizhu.tenant() and p.login = of_login and not p.disabled and not lizhu.office(p.tenant, p.id) $$;

-- A record that a claimant names by its code; it shows nothing else of it.
create function record_of_code(of_code text) returns uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select e.id from party e where e.tenant = lizhu.tenant() and lizhu.person() is not null and e.code = of_code order by e.kind limit 1 $$;
create function has_owner(of_party uuid) returns boolean language sql stable security definer set search_path = lizhu, pg_temp as $$
  select exists (select from membership m where m.tenant = lizhu.tenant() and m.party = of_party and m.role = 'owner' and m.ended_at is null and (m.until is null or m.until >= lizhu.today())) $$;

select guarded('record_claim', 'tenant = (select lizhu.tenant()) and (person = (select lizhu.person()) or (select lizhu.everywhere())
  or exists (select from lizhu.party p where p.tenant = record_claim.tenant and p.id = record_claim.party and p.area = any ((select lizhu.areas())::text[])))');
alter policy scope on record_claim with check (tenant = (select lizhu.tenant()) and ((outcome is null and person = (select lizhu.person())) or decided_by = (select lizhu.person())));
grant select, insert on record_claim to lizhu_app;
grant update (outcome, reason, decided_by, decided_at) on record_claim to lizhu_app;

create function record_claim_decided() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if old.outcome is not null then raise exception 'decided already' using errcode = 'LZ004'; end if;
  if new.decided_by = old.person then raise exception 'decided by its own claimant' using errcode = 'LZ003'; end if;
  if new.outcome = 'granted' then
    insert into membership (tenant, id, person, role, party, granted_by) values (new.tenant, gen_random_uuid(), new.person, 'owner', new.party, new.decided_by);
  end if;
  return new;
end $$;
create trigger record_claim_decided before update on record_claim for each row execute function record_claim_decided();
`
