import type { Migration } from '../database/migration.ts'

/**
 * Who there is, who may what, and who acts. The settings `lizhu.*` say for whom a connection works; only `stand` sets
 * them together, from memberships in force and from what the permission table grants for the operation.
 */
export const accessMigrations: readonly Migration[] = [{ number: 2, name: 'access', sql: `
create function tenant() returns text language sql stable parallel safe as $$ select nullif(current_setting('lizhu.tenant', true), '') $$;
-- The city’s day, whatever the zone of the server: between midnight and eight in the morning UTC is still at yesterday.
create function today() returns date language sql stable parallel safe as $$ select (now() at time zone 'Asia/Shanghai')::date $$;
create function person() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('lizhu.person', true), '')::uuid $$;
create function reach() returns text[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('lizhu.reach', true), ''), '{}')::text[] $$;
create function everywhere() returns boolean language sql stable parallel safe as $$ select 'tenant' = any (lizhu.reach()) $$;
create function accounts() returns boolean language sql stable parallel safe as $$ select 'accounts' = any (lizhu.reach()) $$;
create function trail() returns boolean language sql stable parallel safe as $$ select 'trail' = any (lizhu.reach()) $$;
create function areas() returns text[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('lizhu.areas', true), ''), '{}')::text[] $$;
create function parties() returns uuid[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('lizhu.parties', true), ''), '{}')::uuid[] $$;

-- Row-level security, forced: what the app may see of a table. The owner's functions (sign-in, audit) see all of it.
create function guarded(relation regclass, scope text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format('create policy scope on %s to lizhu_app using (%s)', relation, scope);
  execute format('create policy keeper on %s to current_user using (true)', relation);
end $$;
revoke execute on function guarded(regclass, text) from public;

create table tenant (
  tenant text primary key check (tenant ~ '^[a-z][a-z0-9-]{1,31}$'),
  name text not null, en text, demo boolean not null default false, created_at timestamptz not null default now());

-- A functional area has no code of GB/T 2260 and lies in counties: it never adds to a total.
create table jurisdiction (
  tenant text not null references tenant, code text not null, name text not null, en text, parent text,
  kind text not null check (kind in ('province', 'city', 'county', 'functional area', 'park')),
  primary key (tenant, code), foreign key (tenant, parent) references jurisdiction (tenant, code));

create table organisation (
  tenant text not null references tenant, id text not null, name text not null, en text, kind text, area text,
  primary key (tenant, id), foreign key (tenant, area) references jurisdiction (tenant, code));

create table person (
  tenant text not null references tenant, id uuid not null, login text not null check (login = lower(login)), name text not null,
  disabled boolean not null default false, version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant, id), unique (tenant, login));

-- Read and written by the functions of sign-in alone: the app's role has no grant on it.
create table credential (
  tenant text not null, person uuid not null, password text, changed_at timestamptz not null default now(), must_change boolean not null default false,
  totp bytea, totp_step bigint, failures int not null default 0, locked_until timestamptz, subject text,
  primary key (tenant, person), foreign key (tenant, person) references person (tenant, id), unique (tenant, subject));

create table session (
  token bytea primary key, tenant text not null, person uuid not null, created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(), ends_at timestamptz not null, idle interval not null, ended_at timestamptz,
  foreign key (tenant, person) references person (tenant, id));
create index session_person on session (tenant, person);

create table membership (
  tenant text not null, id uuid not null, person uuid not null, role text not null, organisation text, area text, party uuid,
  -- Of an agent: the operations delegated to it; null: all that the role has.
  permits text[], since date not null default lizhu.today(), until date, granted_by uuid, ended_at timestamptz,
  primary key (tenant, id), foreign key (tenant, person) references person (tenant, id),
  foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, area) references jurisdiction (tenant, code),
  check (role <> 'clerk' or area is not null), check ((role in ('owner', 'agent')) = (party is not null)));
create index membership_person on membership (tenant, person);
create index membership_party on membership (tenant, party) where party is not null;

-- Separation of duties: who administers does no business, and the three administrators are three people.
create function one_administrator() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  -- Two grants to one person take turns, or each would miss the other.
  perform from lizhu.person where tenant = new.tenant and id = new.person for update;
  if new.ended_at is null and exists (select from lizhu.membership m where m.tenant = new.tenant and m.person = new.person and m.id <> new.id and m.ended_at is null
      and m.role <> new.role and (m.role like '%administrator' or new.role like '%administrator')) then
    raise exception 'separation of duties' using errcode = 'LZ001';
  end if;
  return new;
end $$;
create trigger one_administrator before insert or update on membership for each row execute function one_administrator();

create function below(of_tenant text, top text[]) returns text[] language sql stable as $$
  with recursive down as (
    select code from lizhu.jurisdiction where tenant = of_tenant and code = any (top)
    union select j.code from lizhu.jurisdiction j join down on j.parent = down.code where j.tenant = of_tenant)
  select coalesce(array_agg(code), '{}') from down $$;

-- For whom the transaction works from here on: the rows that the roles permitted for this operation reach, and no more.
create function stand(of_tenant text, who uuid, for_operation text, roles text[], scopes text[], request uuid) returns jsonb
language plpgsql as $$
declare m record; reached text; found jsonb := '[]'; reach text[] := '{}'; tops text[] := '{}'; own uuid[] := '{}'; said text;
begin
  -- Row by row: at each request, and a person has few; the same by aggregates takes three times as long.
  for m in select x.id, x.role, x.organisation, x.area, x.party, x.permits from lizhu.membership x where x.tenant = of_tenant and x.person = who
      and x.ended_at is null and x.since <= lizhu.today() and (x.until is null or x.until >= lizhu.today()) loop
    reached := scopes[array_position(roles, m.role)];
    continue when reached is null or for_operation <> all (m.permits);
    found := found || jsonb_build_object('id', m.id, 'role', m.role, 'organisation', m.organisation, 'area', m.area, 'party', m.party);
    reach := reach || reached;
    if reached = 'area' then tops := tops || m.area; elsif reached = 'own' then own := own || m.party; end if;
  end loop;
  -- One expression, for which no query is made.
  said := set_config('lizhu.tenant', of_tenant, true) || set_config('lizhu.person', coalesce(who::text, ''), true)
    || set_config('lizhu.operation', for_operation, true) || set_config('lizhu.request', coalesce(request::text, ''), true)
    || set_config('lizhu.reach', reach::text, true) || set_config('lizhu.parties', own::text, true)
    || set_config('lizhu.areas', case when tops = '{}' then '{}' else lizhu.below(of_tenant, tops)::text end, true);
  return found;
end $$;

-- By a session's token: who it is, or nulls. A session dies of age and of idleness, and with its person. Every name is
-- written with its schema, so that no search path of the caller's decides what it means.
create function enter(the_token bytea, for_operation text, roles text[], scopes text[], request uuid, out tenant text, out person uuid, out name text, out memberships jsonb)
language plpgsql security definer as $$
declare seen timestamptz;
begin
  select x.tenant, x.person, p.name, x.seen_at into tenant, person, name, seen from lizhu.session x join lizhu.person p on p.tenant = x.tenant and p.id = x.person
   where x.token = the_token and x.ended_at is null and not p.disabled and pg_catalog.now() < x.ends_at and pg_catalog.now() < x.seen_at + x.idle;
  if not found then perform lizhu.leave(); return; end if;
  -- Not at each request: a minute is near enough for a timeout.
  if seen < pg_catalog.now() - interval '1 minute' and not pg_catalog.current_setting('transaction_read_only')::boolean then
    update lizhu.session x set seen_at = pg_catalog.now() where x.token = the_token;
  end if;
  memberships := lizhu.stand(tenant, person, for_operation, roles, scopes, request);
end $$;

-- For work that goes on when nobody is waiting: jobs and the command line, in the name of whoever asked for it.
create function act_for(of_tenant text, who uuid, for_operation text, roles text[], scopes text[], request uuid, out tenant text, out person uuid, out name text, out memberships jsonb)
language plpgsql security definer as $$
begin
  select p.tenant, p.id, p.name into tenant, person, name from lizhu.person p where p.tenant = of_tenant and p.id = who and not p.disabled;
  if not found then perform lizhu.leave(); return; end if;
  memberships := lizhu.stand(tenant, person, for_operation, roles, scopes, request);
end $$;

create function leave() returns void language sql as $$
  select set_config('lizhu.' || what, '', false) from unnest(array['tenant', 'person', 'operation', 'request', 'reach', 'areas', 'parties']) what; $$;

revoke execute on function stand(text, uuid, text, text[], text[], uuid), enter(bytea, text, text[], text[], uuid), act_for(text, uuid, text, text[], text[], uuid) from public;
grant execute on function enter(bytea, text, text[], text[], uuid), act_for(text, uuid, text, text[], text[], uuid) to lizhu_app;

select guarded('tenant', 'tenant = (select lizhu.tenant())');
select guarded('jurisdiction', 'tenant = (select lizhu.tenant())');
select guarded('organisation', 'tenant = (select lizhu.tenant())');
select guarded('membership', 'tenant = (select lizhu.tenant())
  and ((select lizhu.accounts()) or person = (select lizhu.person()) or party = any ((select lizhu.parties())::uuid[]))');
-- Offices know one another's names; an enterprise knows its own people.
select guarded('person', 'tenant = (select lizhu.tenant()) and ((select lizhu.accounts()) or id = (select lizhu.person()) or (select lizhu.everywhere()) or (select lizhu.trail())
  or (select lizhu.areas()) <> ''{}'' or exists (select from lizhu.membership m where m.tenant = person.tenant and m.person = person.id))');
select guarded('credential', 'false');
select guarded('session', 'false');

grant select on tenant, jurisdiction, organisation, person, membership to lizhu_app;
grant insert, update on person, membership to lizhu_app;

select audited('tenant'); select audited('jurisdiction'); select audited('organisation'); select audited('person'); select audited('membership');
select audited('credential', '{password,totp,totp_step}');
` }]
