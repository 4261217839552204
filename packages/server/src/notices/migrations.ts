import type { Migration } from '../database/migration.ts'

/**
 * What people are told, and how it goes out to them. A notice stands in the transaction of what it tells of. It is a log
 * itself and is not audited again; where somebody is reached is, without the address.
 */
export const noticeMigrations: readonly Migration[] = [{ number: 17, name: 'notices', sql: `
create table contact (
  tenant text not null, person uuid not null, mail text, phone text, by_mail boolean not null default true, by_sms boolean not null default true,
  language text not null default 'zh' check (language in ('zh', 'en')), version int not null default 1,
  primary key (tenant, person), foreign key (tenant, person) references person (tenant, id),
  constraint contact_mail check (mail ~ '^[^@[:space:],;<>]+@[^@[:space:],;<>]+$' and length(mail) <= 254), constraint contact_phone check (phone ~ '^[+]?[0-9]{6,20}$'));

create table notice (
  tenant text not null, id uuid not null, person uuid not null, kind text not null check (kind <> ''), matter uuid, number text, params jsonb not null default '{}',
  at timestamptz not null default now(), read_at timestamptz,
  primary key (tenant, id), foreign key (tenant, person) references person (tenant, id));
create index notice_person on notice (tenant, person, id desc);
create index notice_unread on notice (tenant, person) where read_at is null;

create table notice_delivery (
  tenant text not null, id uuid not null, notice uuid not null, channel text not null check (channel in ('mail', 'sms')),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'stopped')), at timestamptz not null default now(), ended_at timestamptz,
  primary key (tenant, id), foreign key (tenant, notice) references notice (tenant, id));
create index notice_delivery_notice on notice_delivery (tenant, notice);
create index notice_delivery_failed on notice_delivery (ended_at) where state = 'failed';
create table notice_attempt (
  tenant text not null, delivery uuid not null, number int not null, at timestamptz not null, ms int not null, answer text, problem text,
  primary key (tenant, delivery, number), foreign key (tenant, delivery) references notice_delivery (tenant, id));

-- Which clocks were reminded of, and for which last day: one that was moved is reminded of again.
create table clock_reminder (
  tenant text not null, clock uuid not null, stage text not null check (stage in ('clock-soon', 'clock-today', 'clock-overdue')), due_on date not null, at timestamptz not null default now(),
  primary key (tenant, clock, stage, due_on), foreign key (tenant, clock) references clock (tenant, id));
-- What a reminder calls it: the matter's number, and what is to be done, {zh, en}.
alter table clock add number text, add title jsonb;

select guarded('contact', 'tenant = (select lizhu.tenant()) and person = (select lizhu.person())');
select guarded('notice', 'tenant = (select lizhu.tenant()) and person = (select lizhu.person())');
select guarded('notice_delivery', 'false');
select guarded('notice_attempt', 'false');
select guarded('clock_reminder', 'false');
grant select, insert, update on contact to lizhu_app;
grant select, update (read_at) on notice to lizhu_app;
select audited('contact', '{mail,phone}');

-- To each person named, or who holds one of the roles there today; not to whoever does it. Recipients: [{person} | {roles, organisation, area, party}].
-- @returns what is to be sent
create function note_notices(of_tenant text, the_kind text, the_matter uuid, the_number text, the_params jsonb, recipients jsonb) returns setof uuid language sql security definer set search_path = lizhu, pg_temp as $$
  with named as (
    select r.person from jsonb_to_recordset(recipients) r (person uuid) where r.person is not null
    union select m.person from jsonb_to_recordset(recipients) r (person uuid, roles text[], organisation text, area text, party uuid) join membership m on m.tenant = of_tenant
       and (r.roles is null or m.role = any (r.roles)) and (r.organisation is null or m.organisation = r.organisation) and (r.area is null or m.area = r.area) and (r.party is null or m.party = r.party)
       and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today())
     where r.person is null and num_nonnulls(r.roles, r.organisation, r.area, r.party) > 0
  ), made as (
    insert into notice (tenant, id, person, kind, matter, number, params)
    select p.tenant, uuid_in(uuid_moment()), p.id, the_kind, the_matter, the_number, the_params from named n join person p on p.tenant = of_tenant and p.id = n.person and not p.disabled
     where p.id is distinct from person()
    returning id, person
  )
  insert into notice_delivery (tenant, id, notice, channel)
  select of_tenant, uuid_in(uuid_moment()), m.id, ways.channel from made m join contact c on c.tenant = of_tenant and c.person = m.person
    cross join lateral (values ('mail', c.by_mail and c.mail is not null), ('sms', c.by_sms and c.phone is not null)) ways (channel, wanted) where ways.wanted
  returning id $$;

-- In the tenant at hand, by whatever is done there.
create function notify(the_kind text, the_matter uuid, the_number text, the_params jsonb, recipients jsonb) returns setof uuid language sql security definer set search_path = lizhu, pg_temp as $$
  select note_notices(lizhu.tenant(), the_kind, the_matter, the_number, the_params, recipients) $$;

-- Of each clock that runs, once for each stage. @param soon the last day that is near
create function remind_of_clocks(today date, soon date) returns setof uuid language sql security definer set search_path = lizhu, pg_temp as $$
  with due as (
    insert into clock_reminder (tenant, clock, stage, due_on)
    select c.tenant, c.id, case when c.due_on < today then 'clock-overdue' when c.due_on = today then 'clock-today' else 'clock-soon' end, c.due_on
      from clock c where c.tenant = tenant() and c.ended_on is null and not c.stopped and c.due_on <= soon
    on conflict do nothing returning clock, stage, due_on
  )
  select note_notices(c.tenant, d.stage, c.matter, c.number, jsonb_build_object('day', d.due_on, 'title', coalesce(c.title, jsonb_build_object('zh', c.kind, 'en', c.kind))),
      jsonb_build_array(case when c.person is not null then jsonb_build_object('person', c.person)
        else jsonb_strip_nulls(jsonb_build_object('roles', case when c.role is not null then jsonb_build_array(c.role) when c.organisation is null and c.area is null then '["owner", "agent"]' end,
          'organisation', c.organisation, 'area', c.area, 'party', case when c.organisation is null and c.area is null then c.party end)) end))
    from due d join clock c on c.tenant = tenant() and c.id = d.clock $$;
create function tenants() returns setof text language sql stable security definer set search_path = lizhu, pg_temp as $$ select tenant from tenant order by 1 $$;

-- What is to be sent, by whichever process is at hand; nothing where it was sent meanwhile, was read, or is wanted no more.
create function take_notice(of_tenant text, the_delivery uuid) returns table (channel text, address text, language text, name text, number text) language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  update notice_delivery d set state = 'stopped', ended_at = now() from notice n
   where d.tenant = of_tenant and d.id = the_delivery and d.state = 'waiting' and n.tenant = d.tenant and n.id = d.notice
     and (n.read_at is not null or not exists (select from contact c where c.tenant = n.tenant and c.person = n.person
       and case d.channel when 'mail' then c.by_mail and c.mail is not null else c.by_sms and c.phone is not null end));
  return query select d.channel, case d.channel when 'mail' then c.mail else c.phone end, c.language, t.name, n.number
    from notice_delivery d join notice n on n.tenant = d.tenant and n.id = d.notice join contact c on c.tenant = n.tenant and c.person = n.person join tenant t on t.tenant = n.tenant
   where d.tenant = of_tenant and d.id = the_delivery and d.state = 'waiting';
end $$;
create function note_notice_attempt(of_tenant text, the_delivery uuid, since timestamptz, took int, the_answer text, the_problem text, outcome text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  -- Two attempts at once take turns, or they would take one number.
  perform from notice_delivery d where d.tenant = of_tenant and d.id = the_delivery for update;
  insert into notice_attempt (tenant, delivery, number, at, ms, answer, problem)
  select of_tenant, the_delivery, coalesce(max(a.number), 0) + 1, since, took, the_answer, the_problem from notice_attempt a where a.tenant = of_tenant and a.delivery = the_delivery;
  update notice_delivery d set state = outcome, ended_at = case when outcome = 'waiting' then null else now() end
   where d.tenant = of_tenant and d.id = the_delivery and d.state = 'waiting';
end $$;

revoke execute on function note_notices(text, text, uuid, text, jsonb, jsonb), notify(text, uuid, text, jsonb, jsonb), remind_of_clocks(date, date), tenants(), take_notice(text, uuid),
  note_notice_attempt(text, uuid, timestamptz, int, text, text, text) from public;
grant execute on function notify(text, uuid, text, jsonb, jsonb), remind_of_clocks(date, date), tenants(), take_notice(text, uuid),
  note_notice_attempt(text, uuid, timestamptz, int, text, text, text) to lizhu_app;
` }]
