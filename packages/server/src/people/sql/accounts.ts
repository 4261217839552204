/** Accounts: what a person may do with their own, what an administrator may with another's, and what a visitor may see. */
export const accountsSql = `
create function sign_in_options() returns table (tenant text, name text, en text, demo boolean, oidc boolean) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select t.tenant, t.name, t.en, t.demo, exists (select from oidc_issuer i where i.tenant = t.tenant) from tenant t order by t.tenant $$;

-- Made-up people alone: one of each role, to be signed in as by anybody.
create function demo_accounts() returns table (tenant text, login text, name text, role text, organisation text, area text, party text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select distinct on (m.tenant, m.role) m.tenant, p.login, p.name, m.role, o.name, j.name, e.name
    from tenant t join membership m on m.tenant = t.tenant join person p on p.tenant = m.tenant and p.id = m.person
    left join organisation o on o.tenant = m.tenant and o.id = m.organisation left join jurisdiction j on j.tenant = m.tenant and j.code = m.area
    left join party e on e.tenant = m.tenant and e.id = m.party
   where t.demo and not p.disabled and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today()) order by m.tenant, m.role, p.created_at, p.login $$;
create function demo_person(of_tenant text, of_login text) returns uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.id from tenant t join person p on p.tenant = t.tenant where t.tenant = of_tenant and t.demo and p.login = of_login and not p.disabled $$;

create function issuer_of(of_tenant text) returns table (issuer text, client text, secret bytea, second_factor boolean, version int) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select i.issuer, i.client, i.secret, i.second_factor, i.version from oidc_issuer i where i.tenant = of_tenant $$;
create function person_of_subject(of_tenant text, of_subject text) returns uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.id from credential c join person p on p.tenant = c.tenant and p.id = c.person where c.tenant = of_tenant and c.subject = of_subject and not p.disabled $$;

-- Whoever registers is nobody yet: no membership comes with it.
create function register_account(of_tenant text, new_id uuid, of_login text, of_name text, new_password text, is_long boolean) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform acting(of_tenant, new_id);
  insert into person (tenant, id, login, name) values (of_tenant, new_id, of_login, of_name) on conflict (tenant, login) do nothing;
  if not found then return false; end if;
  insert into credential (tenant, person, password, long) values (of_tenant, new_id, new_password, is_long);
  return true;
end $$;

create function own_account() returns table (login text, password text, second_factor boolean, codes int, office boolean) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.login, c.password, c.totp is not null, (select count(*)::int from recovery_code r where r.tenant = c.tenant and r.person = c.person and r.used_at is null), lizhu.office(c.tenant, c.person)
    from credential c join person p on p.tenant = c.tenant and p.id = c.person where c.tenant = lizhu.tenant() and c.person = lizhu.person() $$;
create function own_parties() returns table (id uuid, name text, code text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select distinct e.id, e.name, e.code from membership m join party e on e.tenant = m.tenant and e.id = m.party where m.tenant = lizhu.tenant() and m.person = lizhu.person() $$;

create function end_sessions(of_tenant text, who uuid, but bytea) returns void language sql as $$
  update lizhu.session x set ended_at = now() where x.tenant = of_tenant and x.person = who and x.ended_at is null and x.token is distinct from but;
  delete from lizhu.sign_in x where x.tenant = of_tenant and x.person = who $$;

create function set_own_password(new_password text, is_long boolean, the_token bytea, new_token bytea) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  update credential c set password = new_password, long = is_long, must_change = false, changed_at = now() where c.tenant = lizhu.tenant() and c.person = lizhu.person();
  perform end_sessions(lizhu.tenant(), lizhu.person(), the_token);
  update session x set token = new_token where x.token = the_token and x.tenant = lizhu.tenant() and x.person = lizhu.person();
end $$;
create function set_own_recovery_codes(codes bytea[]) returns void language sql security definer set search_path = lizhu, pg_temp as $$
  select lizhu.put_recovery_codes(lizhu.tenant(), lizhu.person(), codes) $$;
create function end_own_sessions() returns void language sql security definer set search_path = lizhu, pg_temp as $$
  select lizhu.end_sessions(lizhu.tenant(), lizhu.person(), null) $$;

-- For another's account only, and only where the operation reaches accounts.
create function require_accounts(who uuid) returns void language plpgsql as $$
begin
  if not lizhu.accounts() or who = lizhu.person() then raise exception 'not an account that may be administered' using errcode = '42501'; end if;
end $$;
create function put_credential(who uuid, new_password text, new_subject text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform require_accounts(who);
  insert into credential (tenant, person, password, must_change, subject) values (lizhu.tenant(), who, new_password, new_password is not null, new_subject);
end $$;
create function reset_password(who uuid, new_password text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform require_accounts(who);
  update credential c set password = new_password, must_change = true, long = false, changed_at = now(), failures = 0, locked_until = null where c.tenant = lizhu.tenant() and c.person = who;
  perform end_sessions(lizhu.tenant(), who, null);
end $$;
create function reset_second_factor(who uuid) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform require_accounts(who);
  update credential c set totp = null, totp_step = null where c.tenant = lizhu.tenant() and c.person = who;
  delete from recovery_code r where r.tenant = lizhu.tenant() and r.person = who;
  perform end_sessions(lizhu.tenant(), who, null);
end $$;
create function set_subject(who uuid, new_subject text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform require_accounts(who);
  update credential c set subject = new_subject where c.tenant = lizhu.tenant() and c.person = who and c.subject is distinct from new_subject;
end $$;
create function account_states(people uuid[]) returns table (person uuid, second_factor boolean, must_change boolean, locked_until timestamptz, subject text, last_seen timestamptz)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select c.person, c.totp is not null, c.must_change, case when c.locked_until > now() then c.locked_until end, c.subject,
         (select max(x.seen_at) from session x where x.tenant = c.tenant and x.person = c.person)
    from credential c where lizhu.accounts() and c.tenant = lizhu.tenant() and c.person = any (people) $$;

-- Who is disabled is out at once, and stays out where the account is enabled again.
create function out_when_disabled() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform end_sessions(new.tenant, new.id, null);
  return null;
end $$;
create trigger out_when_disabled after update of disabled on person for each row when (new.disabled and not old.disabled) execute function out_when_disabled();

-- One sees one's own sessions and may end them; the tokens' hashes are nobody's to read.
drop policy scope on session;
create policy scope on session to lizhu_app using (tenant = (select lizhu.tenant()) and person = (select lizhu.person()));
grant select (tenant, person, id, created_at, seen_at, ends_at, idle, ended_at, agent, address), update (ended_at) on session to lizhu_app;
create function own_session(the_token bytea) returns uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select x.id from session x where x.token = the_token and x.tenant = lizhu.tenant() and x.person = lizhu.person() $$;
`
