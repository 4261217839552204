/**
 * Sign-in, step by step. The tables of credentials are closed to the app: these functions are all it can do with them, and each
 * finds by a token or a login whom it is about.
 */
export const signInSql = `
create function office(of_tenant text, who uuid) returns boolean language sql stable as $$
  select exists (select from lizhu.membership m where m.tenant = of_tenant and m.person = who and m.role not in ('owner', 'agent') and m.ended_at is null and (m.until is null or m.until >= lizhu.today())) $$;

create function next_step(of_tenant text, who uuid, by_password boolean, second boolean) returns text language sql stable as $$
  select case
    when c.totp is not null and not second then 'second-factor'
    when by_password and (c.must_change or (not c.long and lizhu.office(of_tenant, who))) then 'choose-password'
    when c.totp is null and not second and not t.demo and lizhu.office(of_tenant, who) then 'enrol'
    else 'done' end
    from lizhu.credential c join lizhu.tenant t on t.tenant = c.tenant where c.tenant = of_tenant and c.person = who $$;

-- Whose deeds the audit writes of, until this transaction ends.
create function acting(of_tenant text, who uuid) returns void language sql as $$
  select set_config('lizhu.tenant', of_tenant, true), set_config('lizhu.person', who::text, true) $$;

-- Counted before it is known whether it is right, or many at once would all be tried before the first was counted.
create function attempt(of_tenant text, who uuid) returns boolean language plpgsql as $$
begin
  update lizhu.credential c set failures = c.failures + 1, locked_until = case when (c.failures + 1) % 5 = 0 then now() + interval '15 minutes' * 2 ^ least((c.failures + 1) / 5 - 1, 6) end
   where c.tenant = of_tenant and c.person = who and (c.locked_until is null or c.locked_until <= now());
  return found;
end $$;

-- What was tried is written down either way, so that an unknown login takes as long as a known one.
create function sign_in_attempt(of_tenant text, of_login text, out person uuid, out password text, out outcome text) language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare p record;
begin
  select x.id, x.disabled into p from person x where x.tenant = of_tenant and x.login = of_login;
  person := p.id;
  if person is not null then perform acting(of_tenant, person); end if;
  outcome := case when person is null then 'unknown' when p.disabled then 'disabled' when not attempt(of_tenant, person) then 'locked' else 'counted' end;
  if outcome = 'counted' then
    select c.password into password from credential c where c.tenant = of_tenant and c.person = p.id;
  else
    perform audit_event(current_setting('lizhu.operation', true), 'credential', jsonb_strip_nulls(jsonb_build_object('tenant', of_tenant, 'person', person)), jsonb_build_object('outcome', outcome));
  end if;
end $$;

create function begin_session(of_tenant text, who uuid, the_token bytea, the_agent text, the_address text) returns void language plpgsql as $$
declare made uuid;
begin
  update lizhu.credential c set failures = 0, locked_until = null where c.tenant = of_tenant and c.person = who and c.failures > 0;
  insert into lizhu.session (token, tenant, person, ends_at, idle, agent, address) values (the_token, of_tenant, who, now() + interval '12 hours', interval '30 minutes', the_agent, the_address) returning id into made;
  perform lizhu.audit_event(current_setting('lizhu.operation', true), 'session', jsonb_build_object('tenant', of_tenant, 'id', made), jsonb_build_object('outcome', 'signed in', 'address', the_address));
end $$;

-- The first factor was right: what is left to do, or null for an account that was disabled meanwhile.
create function open_sign_in(of_tenant text, who uuid, by_password boolean, second boolean, the_token bytea, the_agent text, the_address text) returns text
language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare step text;
begin
  perform from person p where p.tenant = of_tenant and p.id = who and not p.disabled;
  if not found then return null; end if;
  perform acting(of_tenant, who);
  delete from sign_in s where s.until < now();
  step := next_step(of_tenant, who, by_password, second);
  if step = 'done' then
    perform begin_session(of_tenant, who, the_token, the_agent, the_address);
  else
    insert into sign_in (token, tenant, person, by_password, second, agent, address) values (the_token, of_tenant, who, by_password, second, the_agent, the_address);
    -- Only this attempt is taken back: whoever has the password could otherwise clear the failures of the second factor.
    if by_password then
      update credential c set failures = c.failures - 1, locked_until = case when c.failures % 5 = 0 then null else c.locked_until end where c.tenant = of_tenant and c.person = who and c.failures > 0;
    end if;
  end if;
  return step;
end $$;

create function under_way(the_token bytea) returns table (tenant text, person uuid, login text, name text, step text, password text, totp bytea, office boolean)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select s.tenant, s.person, p.login, p.name, lizhu.next_step(s.tenant, s.person, s.by_password, s.second), c.password, c.totp, lizhu.office(s.tenant, s.person)
    from sign_in s join person p on p.tenant = s.tenant and p.id = s.person join credential c on c.tenant = s.tenant and c.person = s.person
   where s.token = the_token and s.until > now() and not p.disabled $$;

-- One step further, under a new token: the old one is worth nothing from here on.
create function advance(the_token bytea, new_token bytea, now_second boolean) returns text language plpgsql as $$
declare s record; step text;
begin
  delete from lizhu.sign_in x where x.token = the_token and x.until > now() returning * into s;
  if not found then return null; end if;
  step := lizhu.next_step(s.tenant, s.person, s.by_password, now_second);
  if step = 'done' then
    perform lizhu.begin_session(s.tenant, s.person, new_token, s.agent, s.address);
  else
    insert into lizhu.sign_in (token, tenant, person, by_password, second, agent, address, created_at, until)
    values (new_token, s.tenant, s.person, s.by_password, now_second, s.agent, s.address, s.created_at, s.until);
  end if;
  return step;
end $$;

create function second_attempt(the_token bytea) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare s record;
begin
  select u.tenant, u.person into s from under_way(the_token) u where u.step = 'second-factor';
  if not found then return false; end if;
  perform acting(s.tenant, s.person);
  return attempt(s.tenant, s.person);
end $$;

-- A step of time serves once: a code that was seen over a shoulder is worth nothing.
create function second_passed(the_token bytea, new_token bytea, the_step bigint) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare s record;
begin
  select u.tenant, u.person into s from under_way(the_token) u where u.step = 'second-factor';
  if not found then return null; end if;
  perform acting(s.tenant, s.person);
  update credential c set totp_step = the_step where c.tenant = s.tenant and c.person = s.person and coalesce(c.totp_step, 0) < the_step;
  if not found then return null; end if;
  return advance(the_token, new_token, true);
end $$;

create function recovery_passed(the_token bytea, new_token bytea, the_code bytea) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare s record;
begin
  select u.tenant, u.person into s from under_way(the_token) u where u.step = 'second-factor';
  if not found then return null; end if;
  perform acting(s.tenant, s.person);
  update recovery_code r set used_at = now() where r.tenant = s.tenant and r.person = s.person and r.code = the_code and r.used_at is null;
  if not found then return null; end if;
  return advance(the_token, new_token, true);
end $$;

create function password_chosen(the_token bytea, new_token bytea, new_password text, is_long boolean) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare s record;
begin
  select u.tenant, u.person, x.second into s from under_way(the_token) u join sign_in x on x.token = the_token where u.step = 'choose-password';
  if not found then return null; end if;
  perform acting(s.tenant, s.person);
  update credential c set password = new_password, long = is_long, must_change = false, changed_at = now() where c.tenant = s.tenant and c.person = s.person;
  return advance(the_token, new_token, s.second);
end $$;

-- Whoever may enrol an authenticator: in a sign-in that waits for it, or signed in, after giving the password again.
create function enrolling(the_token bytea) returns table (tenant text, person uuid, login text, password text, signed_in boolean, secret bytea)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select w.tenant, w.person, p.login, c.password, w.signed_in, e.secret
    from (select u.tenant, u.person, false signed_in from under_way(the_token) u where u.step = 'enrol'
          union all select x.tenant, x.person, true from session x where x.token = the_token and x.ended_at is null and now() < x.ends_at and now() < x.seen_at + x.idle) w
    join person p on p.tenant = w.tenant and p.id = w.person and not p.disabled join credential c on c.tenant = w.tenant and c.person = w.person
    left join totp_enrolment e on e.tenant = w.tenant and e.person = w.person $$;

create function begin_enrolment(the_token bytea, the_secret bytea) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare w record;
begin
  select e.tenant, e.person into w from enrolling(the_token) e;
  if not found then return; end if;
  perform acting(w.tenant, w.person);
  insert into totp_enrolment (tenant, person, secret) values (w.tenant, w.person, the_secret) on conflict (tenant, person) do update set secret = the_secret, at = now();
end $$;

create function put_recovery_codes(of_tenant text, who uuid, codes bytea[]) returns void language sql as $$
  delete from lizhu.recovery_code r where r.tenant = of_tenant and r.person = who;
  insert into lizhu.recovery_code (tenant, person, number, code) select of_tenant, who, n, code from unnest(codes) with ordinality c (code, n) $$;

create function confirm_enrolment(the_token bytea, new_token bytea, the_secret bytea, the_step bigint, codes bytea[]) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare w record;
begin
  select e.tenant, e.person, e.signed_in into w from enrolling(the_token) e where e.secret = the_secret;
  if not found then return null; end if;
  perform acting(w.tenant, w.person);
  delete from totp_enrolment e where e.tenant = w.tenant and e.person = w.person;
  update credential c set totp = the_secret, totp_step = the_step where c.tenant = w.tenant and c.person = w.person;
  perform put_recovery_codes(w.tenant, w.person, codes);
  if not w.signed_in then return advance(the_token, new_token, true); end if;
  update session x set token = new_token where x.token = the_token;
  return 'done';
end $$;

create function sign_out(the_token bytea) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare s record;
begin
  delete from sign_in x where x.token = the_token;
  update session x set ended_at = now() where x.token = the_token and x.ended_at is null returning x.tenant, x.person, x.id into s;
  if not found then return; end if;
  perform acting(s.tenant, s.person);
  perform audit_event(current_setting('lizhu.operation', true), 'session', jsonb_build_object('tenant', s.tenant, 'id', s.id), jsonb_build_object('outcome', 'signed out'));
end $$;
`
