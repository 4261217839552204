import type { Migration } from '../database/migration.ts'

/** Working days as they are published, and the clocks that run in them. A clock's last day is reckoned by reckon.ts. */
export const calendarMigrations: readonly Migration[] = [{ number: 11, name: 'calendar', sql: `
create table calendar_year (
  tenant text not null references tenant, year int not null check (year between 1949 and 2200), source text not null check (source <> ''),
  imported_by uuid, imported_at timestamptz not null default now(),
  primary key (tenant, year), foreign key (tenant, imported_by) references person (tenant, id));
-- Only what differs from the week or stands in the list.
create table calendar_day (
  tenant text not null, day date not null, year int not null generated always as (extract(year from day)::int) stored, working boolean not null, name text not null,
  primary key (tenant, day), foreign key (tenant, year) references calendar_year (tenant, year),
  constraint make_up_day check (not working or extract(isodow from day) in (6, 7)));
create table calendar_setting (
  tenant text primary key references tenant, day_count text not null check (day_count in ('event day not counted', 'event day counted')),
  document text not null check (document <> ''), set_by uuid not null, set_at timestamptz not null default now(), foreign key (tenant, set_by) references person (tenant, id));

create table clock (
  tenant text not null references tenant, id uuid not null, matter uuid, party uuid, kind text not null check (kind <> ''), subject uuid,
  -- Who must act, of a role where one is named; none of these: the party itself.
  organisation text, area text, person uuid, role text,
  started_on date not null, days int not null check (days between 1 and 3650), unit text not null check (unit in ('working days', 'calendar days')),
  -- A clock ends as it was begun, whatever is set later.
  day_count text not null check (day_count in ('event day not counted', 'event day counted')),
  stops jsonb not null default '[]' check (jsonb_typeof(stops) = 'array'), stopped boolean not null default false,
  -- Null while it stands still.
  due_on date, provisional boolean not null, ended_on date, started_at timestamptz not null default now(),
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, person) references person (tenant, id),
  foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, area) references jurisdiction (tenant, code),
  check (num_nonnulls(organisation, area, person) = 1 or (num_nonnulls(organisation, area, person) = 0 and party is not null)),
  check (due_on is not null or stopped), check (num_nonnulls(matter, party, subject) > 0));
create unique index clock_open on clock (tenant, matter, party, kind, subject) nulls not distinct where ended_on is null;
create index clock_due on clock (tenant, due_on) where ended_on is null;
create index clock_organisation on clock (tenant, organisation, due_on) where ended_on is null and organisation is not null;
create index clock_area on clock (tenant, area, due_on) where ended_on is null and area is not null;
create index clock_person on clock (tenant, person, due_on) where ended_on is null and person is not null;
create index clock_matter on clock (tenant, matter);
create index clock_party on clock (tenant, party);

select guarded('calendar_year', 'tenant = (select lizhu.tenant())');
select guarded('calendar_day', 'tenant = (select lizhu.tenant())');
select guarded('calendar_setting', 'tenant = (select lizhu.tenant())');
select guarded('clock', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or area = any ((select lizhu.areas())::text[]) or person = (select lizhu.person())
  or exists (select from lizhu.party p where p.tenant = clock.tenant and p.id = clock.party))');
grant select on calendar_year, calendar_day, calendar_setting to lizhu_app;
grant select, insert, update on clock to lizhu_app;
select audited('calendar_year'); select audited('calendar_day'); select audited('calendar_setting'); select audited('clock');

-- A year's list is put in whole; days: [{day, working, name}].
create function put_calendar(of_year int, from_source text, days jsonb) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if not everywhere() then raise exception 'the calendar is the whole tenant''s' using errcode = '42501'; end if;
  insert into calendar_year (tenant, year, source, imported_by) values (tenant(), of_year, from_source, person())
    on conflict (tenant, year) do update set source = excluded.source, imported_by = excluded.imported_by, imported_at = now();
  delete from calendar_day d where d.tenant = lizhu.tenant() and d.year = of_year;
  insert into calendar_day (tenant, day, working, name) select lizhu.tenant(), d.day, d.working, d.name from jsonb_to_recordset(days) d (day date, working boolean, name text);
end $$;
create function put_day_count(count text, from_document text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if not everywhere() then raise exception 'the day count is the whole tenant''s' using errcode = '42501'; end if;
  insert into calendar_setting (tenant, day_count, document, set_by) values (tenant(), count, from_document, person())
    on conflict (tenant) do update set day_count = excluded.day_count, document = excluded.document, set_by = excluded.set_by, set_at = now();
end $$;
revoke execute on function put_calendar(int, text, jsonb), put_day_count(text, text) from public;
grant execute on function put_calendar(int, text, jsonb), put_day_count(text, text) to lizhu_app;
` }]
