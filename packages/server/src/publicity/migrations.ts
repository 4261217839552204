import type { Migration } from '../database/migration.ts'

const ofMatter = (table: string): string => `tenant = (select lizhu.tenant()) and exists (select from lizhu.matter m where m.tenant = ${table}.tenant and m.id = ${table}.matter)`

/** Publicity 公示: what was published of each matter, for how long, and what anybody said against it. */
export const publicityMigrations: readonly Migration[] = [{ number: 15, name: 'publicity', sql: `
create table publicity (
  tenant text not null references tenant, id uuid not null, title text not null check (title <> ''), organisation text not null,
  opened_by uuid not null, opened_at timestamptz not null default clock_timestamp(), ended_by uuid, ended_at timestamptz,
  primary key (tenant, id), foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, opened_by) references person (tenant, id), check ((ended_by is null) = (ended_at is null)));
-- snapshot: what everybody can read, {name, instrument, instrumentName, article, document, words, amount, subject}; what stands in it stays.
create table publicity_item (
  tenant text not null, publicity uuid not null, matter uuid not null, number int not null, opinion uuid not null, round int not null, clock uuid not null, snapshot jsonb not null,
  primary key (tenant, publicity, matter), unique (tenant, publicity, number), foreign key (tenant, publicity) references publicity (tenant, id), foreign key (tenant, matter) references matter (tenant, id),
  foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, clock) references clock (tenant, id), constraint publicity_snapshot check (snapshot ?& '{name,instrument,instrumentName,article,amount}'));
create index publicity_item_opinion on publicity_item (tenant, opinion);
create index publicity_item_matter on publicity_item (tenant, matter);
create table publicity_objection (
  tenant text not null, id uuid not null, publicity uuid not null, matter uuid not null, name text not null check (length(name) between 1 and 100), contact text not null check (length(contact) between 1 and 200),
  words text not null check (length(words) between 1 and 2000), raised_at timestamptz not null default clock_timestamp(),
  outcome text check (outcome in ('upheld', 'dismissed')), answer text, answered_by uuid, answered_at timestamptz,
  primary key (tenant, id), foreign key (tenant, publicity, matter) references publicity_item (tenant, publicity, matter), foreign key (tenant, answered_by) references person (tenant, id),
  check (num_nonnulls(outcome, answer, answered_by, answered_at) in (0, 4)));
create index publicity_objection_of on publicity_objection (tenant, publicity, matter);

-- Published by the unit whose step it is, with the amount that stands and a clock that runs.
create function publicity_item_in_order() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare seat opinion; m matter; b publicity;
begin
  select * into seat from opinion o where o.tenant = new.tenant and o.id = new.opinion;
  select * into m from matter x where x.tenant = new.tenant and x.id = new.matter;
  select * into b from publicity x where x.tenant = new.tenant and x.id = new.publicity;
  if seat.matter is distinct from new.matter or seat.kind <> 'publicity' or seat.state <> 'open' or seat.round <> new.round or m.state <> 'in review' or m.step is distinct from seat.step or b.ended_at is not null
      or seat.organisation is distinct from b.organisation then raise exception 'it is not at the publicity of this unit' using errcode = 'LZ070'; end if;
  if b.opened_by is distinct from lizhu.person() or not speaks_for(new.tenant, lizhu.person(), seat.organisation, seat.area) then
    raise exception 'not of this seat' using errcode = '42501';
  end if;
  if not exists (select from award a where a.tenant = new.tenant and a.id = m.award and a.amount = (new.snapshot->>'amount')::bigint) then raise exception 'another amount stands' using errcode = 'LZ072'; end if;
  if not exists (select from clock c where c.tenant = new.tenant and c.id = new.clock and c.matter = new.matter and c.subject = new.opinion and c.ended_on is null and not c.stopped) then raise exception 'no clock runs for it' using errcode = 'LZ070'; end if;
  return new;
end $$;
create trigger in_order before insert on publicity_item for each row execute function publicity_item_in_order();
create trigger refuse_change before update or delete or truncate on publicity_item for each statement execute function refuse_change();

-- Why the publicity of a seat is not over, as the state that is raised; null: it is. What was published last counts.
create function publicity_lacks(of_opinion uuid) returns text language plpgsql stable security definer set search_path = lizhu, pg_temp as $$
declare t text := tenant(); i record;
begin
  select p.publicity, p.matter, p.snapshot, c.due_on, c.provisional, c.stopped, a.amount into i
    from publicity_item p join publicity b on b.tenant = p.tenant and b.id = p.publicity join opinion o on o.tenant = p.tenant and o.id = p.opinion and o.round = p.round
      join clock c on c.tenant = p.tenant and c.id = p.clock join matter m on m.tenant = p.tenant and m.id = p.matter left join award a on a.tenant = m.tenant and a.id = m.award
   where p.tenant = t and p.opinion = of_opinion order by b.opened_at desc limit 1;
  if not found then return 'LZ070'; end if;
  if i.stopped or i.provisional or i.due_on >= lizhu.today() then return 'LZ071'; end if;
  if i.amount is distinct from (i.snapshot->>'amount')::bigint then return 'LZ072'; end if;
  if exists (select from publicity_objection x where x.tenant = t and x.matter = i.matter and (x.outcome is null or x.publicity = i.publicity and x.outcome <> 'dismissed')) then return 'LZ073'; end if;
  return null;
end $$;
create function publicity_over() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare why text;
begin
  if not exists (select from opinion o where o.tenant = new.tenant and o.id = new.opinion and o.kind = 'publicity') then return new; end if;
  why := publicity_lacks(new.opinion);
  if why is not null then raise exception 'the publicity is not over' using errcode = why; end if;
  return new;
end $$;
create trigger publicity_over before insert on opinion_given for each row when (new.verdict = 'agreed') execute function publicity_over();

-- Less than what was published may be granted, as when the money is shared out; more never.
create function published_gate() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare published bigint;
begin
  if not exists (select from matter m where m.tenant = new.tenant and m.id = new.matter and m.steps @> '[{"step":"publicity"}]') then return new; end if;
  select (p.snapshot->>'amount')::bigint into published from publicity_item p join publicity b on b.tenant = p.tenant and b.id = p.publicity where p.tenant = new.tenant and p.matter = new.matter order by b.opened_at desc limit 1;
  if published is null or new.amount > published then raise exception 'more than what was published' using errcode = 'LZ072'; end if;
  return new;
end $$;
create trigger published_gate before update of state on award for each row when (new.state = 'ready' and old.state <> 'ready') execute function published_gate();

-- Answered once, by the unit that published; what was said stays as it was said.
create function objection_answered_once() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare unit text := (select b.organisation from publicity b where b.tenant = new.tenant and b.id = new.publicity);
begin
  if old.outcome is not null or (new.publicity, new.matter, new.name, new.contact, new.words, new.raised_at) is distinct from (old.publicity, old.matter, old.name, old.contact, old.words, old.raised_at)
      or new.answered_by is distinct from lizhu.person() then raise exception 'an objection is answered once, by whoever answers' using errcode = 'LZ004'; end if;
  if not speaks_for(new.tenant, lizhu.person(), unit, null) then raise exception 'not of the unit that published it' using errcode = 'LZ075'; end if;
  return new;
end $$;
create trigger answered_once before update on publicity_objection for each row execute function objection_answered_once();

-- What anybody may read, signed in or not: nothing but the snapshots and their days.
create function public_publicities(of_tenant text, before uuid, at_most int) returns table (id uuid, title text, organisation text, organisation_en text, opened_on date, due_on date, provisional boolean, ended_on date, matters int)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select b.id, b.title, o.name, o.en, (b.opened_at at time zone 'Asia/Shanghai')::date, i.due_on, i.provisional, (b.ended_at at time zone 'Asia/Shanghai')::date, i.n
    from publicity b join organisation o on o.tenant = b.tenant and o.id = b.organisation
      cross join lateral (select max(c.due_on) due_on, bool_or(c.provisional) provisional, count(*)::int n from publicity_item p join clock c on c.tenant = p.tenant and c.id = p.clock where p.tenant = b.tenant and p.publicity = b.id) i
   where b.tenant = of_tenant and (before is null or b.id < before) order by b.id desc limit at_most $$;
create function public_publicity(of_tenant text, of_publicity uuid) returns table (title text, organisation text, organisation_en text, opened_on date, due_on date, provisional boolean, ended_on date, items jsonb)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select b.title, o.name, o.en, (b.opened_at at time zone 'Asia/Shanghai')::date, max(c.due_on), bool_or(c.provisional), (b.ended_at at time zone 'Asia/Shanghai')::date,
      jsonb_agg(p.snapshot || jsonb_build_object('number', p.number, 'dueOn', c.due_on) order by p.number)
    from publicity b join organisation o on o.tenant = b.tenant and o.id = b.organisation join publicity_item p on p.tenant = b.tenant and p.publicity = b.id join clock c on c.tenant = p.tenant and c.id = p.clock
   where b.tenant = of_tenant and b.id = of_publicity group by b.title, o.name, o.en, b.opened_at, b.ended_at $$;
-- null: there is no such thing; refused where its days are over. The unit that published it and the party are told; @returns what is to be sent.
create function object_to(of_tenant text, of_id uuid, of_publicity uuid, of_number int, of_name text, of_contact text, of_words text) returns uuid[] language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare i record;
begin
  select p.matter, c.due_on, c.ended_on, b.ended_at, b.organisation, o.state, m.number, m.party into i from publicity_item p join publicity b on b.tenant = p.tenant and b.id = p.publicity join clock c on c.tenant = p.tenant and c.id = p.clock
      join opinion o on o.tenant = p.tenant and o.id = p.opinion join matter m on m.tenant = p.tenant and m.id = p.matter where p.tenant = of_tenant and p.publicity = of_publicity and p.number = of_number;
  if not found then return null; end if;
  if i.ended_at is not null or i.ended_on is not null or i.state <> 'open' or i.due_on < lizhu.today() then raise exception 'its days are over' using errcode = 'LZ074'; end if;
  insert into publicity_objection (tenant, id, publicity, matter, name, contact, words) values (of_tenant, of_id, of_publicity, i.matter, of_name, of_contact, of_words);
  insert into matter_event (tenant, matter, id, kind) values (of_tenant, i.matter, uuid_in(uuid_moment()), 'objection raised');
  return array(select note_notices(of_tenant, 'objection-raised', i.matter, i.number, '{}', jsonb_build_array(jsonb_build_object('organisation', i.organisation, 'roles', '["officer", "head"]'::jsonb), jsonb_build_object('party', i.party))));
end $$;
-- What became of an objection, for whoever holds its number: nothing of who raised it.
create function public_objection(of_tenant text, of_id uuid) returns table (publicity uuid, title text, raised_at timestamptz, outcome text, answer text, answered_at timestamptz)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select b.id, b.title, x.raised_at, x.outcome, x.answer, x.answered_at from publicity_objection x join publicity b on b.tenant = x.tenant and b.id = x.publicity where x.tenant = of_tenant and x.id = of_id $$;
-- after: the number of the last one read.
-- The name of a natural person is not to be found by, since it is not shown.
create function public_awards(of_tenant text, after bigint, at_most int, of_instrument text, of_name text, of_year int) returns table (number bigint, award uuid, name text, kind text, instrument text, instrument_name text, amount bigint, paid bigint, approved_on date)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select t.number, a.id, p.name, p.kind, a.instrument, coalesce(i.name, a.instrument), a.amount - a.rescinded, a.paid, (t.at at time zone 'Asia/Shanghai')::date
    from award a join transfer t on t.tenant = a.tenant and t.award = a.id and t.kind = 'approve' join party p on p.tenant = a.tenant and p.id = a.party
      left join lateral (select x.snapshot->>'instrumentName' as name from publicity_item x where x.tenant = a.tenant and x.matter = a.matter order by x.publicity desc limit 1) i on true
   where a.tenant = of_tenant and a.state in ('approved', 'closed') and (after is null or t.number < after) and (of_instrument is null or a.instrument = of_instrument)
     and (of_name is null or p.kind <> '个人' and strpos(lower(p.name), lower(of_name)) > 0) and (of_year is null or extract(year from t.at at time zone 'Asia/Shanghai')::int = of_year) order by t.number desc limit at_most $$;
-- The same for the open standard: with what was paid, by whom it is granted, and the words of the law that it was published under.
create function public_grants(of_tenant text, after bigint, at_most int) returns table (number bigint, award uuid, party uuid, kind text, name text, area text, area_name text, instrument text, amount bigint, approved_on date, changed_at timestamptz,
    organisation text, organisation_name text, open_call boolean, snapshot jsonb, payments jsonb)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select t.number, a.id, p.id, p.kind, p.name, j.code, j.name, a.instrument, a.amount - a.rescinded, (t.at at time zone 'Asia/Shanghai')::date, coalesce(x.last, t.at), i.organisation, o.name, m.call is not null, i.snapshot, coalesce(x.payments, '[]')
    from award a join transfer t on t.tenant = a.tenant and t.award = a.id and t.kind = 'approve' join party p on p.tenant = a.tenant and p.id = a.party join matter m on m.tenant = a.tenant and m.id = a.matter
      cross join lateral (select y.snapshot, b.organisation from publicity_item y join publicity b on b.tenant = y.tenant and b.id = y.publicity where y.tenant = a.tenant and y.matter = a.matter order by b.opened_at desc limit 1) i
      join organisation o on o.tenant = a.tenant and o.id = i.organisation left join jurisdiction j on j.tenant = p.tenant and j.code = p.area
      left join lateral (select max(q.at) as last, jsonb_agg(jsonb_build_object('id', q.id, 'on', (q.at at time zone 'Asia/Shanghai')::date, 'amount', q.amount::text) order by q.number) payments
        from transfer q join instalment n on n.tenant = q.tenant and n.payment = q.ref where q.tenant = a.tenant and q.award = a.id and q.kind = 'pay') x on true
   where a.tenant = of_tenant and a.state in ('approved', 'closed') and a.amount > a.rescinded and (after is null or t.number < after) order by t.number desc limit at_most $$;

select guarded('publicity', 'tenant = (select lizhu.tenant())');
select guarded('publicity_item', $policy$${ofMatter('publicity_item')}$policy$);
-- Who objects, and how they are reached, is for the offices alone.
select guarded('publicity_objection', 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())');
grant select, insert on publicity, publicity_item to lizhu_app;
grant update (ended_by, ended_at) on publicity to lizhu_app;
grant select on publicity_objection to lizhu_app;
grant update (outcome, answer, answered_by, answered_at) on publicity_objection to lizhu_app;
select audited('publicity'); select audited('publicity_item'); select audited('publicity_objection', '{name,contact}');

revoke execute on function publicity_item_in_order(), publicity_lacks(uuid), publicity_over(), published_gate(), objection_answered_once(), public_publicities(text, uuid, int), public_publicity(text, uuid),
  object_to(text, uuid, uuid, int, text, text, text), public_objection(text, uuid), public_awards(text, bigint, int, text, text, int), public_grants(text, bigint, int) from public;
grant execute on function publicity_lacks(uuid), public_publicities(text, uuid, int), public_publicity(text, uuid), object_to(text, uuid, uuid, int, text, text, text), public_objection(text, uuid), public_awards(text, bigint, int, text, text, int), public_grants(text, bigint, int) to lizhu_app;
` }]
