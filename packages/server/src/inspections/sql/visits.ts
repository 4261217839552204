/** Who goes to see a matter, and what they find: written by one of them, confirmed by another, never changed. */
export const VISITS = `
create table inspection_visit (
  tenant text not null, id uuid not null, matter uuid not null, opinion uuid not null, planned_on date not null, place text not null check (place <> ''), planned_by uuid not null, planned_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, planned_by) references person (tenant, id));
create index inspection_visit_opinion on inspection_visit (tenant, opinion);
create index inspection_visit_matter on inspection_visit (tenant, matter);
-- name: as it was then; the enterprise is told who comes, and sees nothing else of persons.
create table inspection_inspector (
  tenant text not null, visit uuid not null, person uuid not null, name text not null,
  primary key (tenant, visit, person), foreign key (tenant, visit) references inspection_visit (tenant, id), foreign key (tenant, person) references person (tenant, id));
-- findings: [{phrase, words, found, note}], found being 'as found', 'not as found' or 'not looked at'. What is corrected is another record: the last one counts.
create table inspection_record (
  tenant text not null, id uuid not null, matter uuid not null, opinion uuid not null, visit uuid not null, assessment uuid not null, visited_on date not null, findings jsonb not null check (jsonb_typeof(findings) = 'array'),
  statement text not null check (statement <> ''), note text check (note <> ''), outcome text not null check (outcome in ('as told', 'not as told')), written_by uuid not null, written_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, visit, written_by) references inspection_inspector (tenant, visit, person),
  foreign key (tenant, assessment) references assessment (tenant, id),
  constraint inspection_outcome check (outcome = 'not as told' or findings @? '$[*] ? (@.found == "as found")' and not findings @? '$[*] ? (@.found == "not as found")'));
create index inspection_record_opinion on inspection_record (tenant, opinion, written_at desc);
create index inspection_record_visit on inspection_record (tenant, visit);
create index inspection_record_matter on inspection_record (tenant, matter);
create table inspection_photo (
  tenant text not null, record uuid not null, number int not null, file text not null check (file ~ '^[0-9a-f]{64}$'), taken_at timestamptz, latitude numeric(8, 6) check (latitude between -90 and 90), longitude numeric(9, 6) check (longitude between -180 and 180), note text,
  primary key (tenant, record, number), constraint inspection_photo_once unique (tenant, record, file), foreign key (tenant, record) references inspection_record (tenant, id), check ((latitude is null) = (longitude is null)));
create index inspection_photo_file on inspection_photo (tenant, file);
create table inspection_confirmation (
  tenant text not null, record uuid not null, confirmed_by uuid not null, confirmed_at timestamptz not null default clock_timestamp(),
  primary key (tenant, record), foreign key (tenant, record) references inspection_record (tenant, id), foreign key (tenant, confirmed_by) references person (tenant, id));

-- The seat at its inspection, where whoever acts sits for it.
create function holds_inspection(t text, of_opinion uuid, of_matter uuid) returns opinion language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare seat opinion;
begin
  select o.* into seat from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter and m.step = o.step and m.state in ('in review', 'supplement')
   where o.tenant = t and o.id = of_opinion and o.matter = of_matter and o.kind = 'inspection' and o.state = 'open';
  if not found then raise exception 'it is not at its inspection' using errcode = 'LZ096'; end if;
  if not inspects(seat) then raise exception 'not of this seat' using errcode = '42501'; end if;
  return seat;
end $$;
create function inspection_at_its_seat() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform holds_inspection(new.tenant, new.opinion, new.matter);
  if (to_jsonb(new)->>tg_argv[0])::uuid is distinct from lizhu.person() then raise exception 'by whoever asks' using errcode = '42501'; end if;
  if tg_table_name = 'inspection_visit' and not coalesce(to_be_inspected(new.tenant, new.opinion), false) then raise exception 'it was not drawn' using errcode = 'LZ090'; end if;
  return new;
end $$;

-- Why a seat may not agree yet, as the state that is raised; null: it may.
create function inspection_lacks(of_opinion uuid) returns text language plpgsql stable security definer set search_path = lizhu, pg_temp as $$
declare t text := lizhu.tenant(); wanted boolean := to_be_inspected(t, of_opinion); last record;
begin
  if wanted is null then return 'LZ090'; end if;
  if not wanted then return null; end if;
  select r.outcome, c.record is not null as confirmed into last from inspection_record r left join inspection_confirmation c on c.tenant = r.tenant and c.record = r.id
   where r.tenant = t and r.opinion = of_opinion order by r.written_at desc limit 1;
  if not found or not last.confirmed then return 'LZ091'; end if;
  return case when last.outcome = 'as told' then null else 'LZ092' end;
end $$;
create function inspection_over() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare why text;
begin
  if not exists (select from opinion o where o.tenant = new.tenant and o.id = new.opinion and o.kind = 'inspection') then return new; end if;
  why := inspection_lacks(new.opinion);
  if why is not null then raise exception 'the inspection is not over' using errcode = why; end if;
  return new;
end $$;
create trigger inspection_over before insert on opinion_given for each row when (new.verdict = 'agreed') execute function inspection_over();

create trigger in_order before insert on inspection_addition for each row execute function inspection_at_its_seat('added_by');
create trigger in_order before insert on inspection_visit for each row execute function inspection_at_its_seat('planned_by');

-- Two at the least go, of the unit or its deputies; who they are stays.
create function inspector_of_the_unit() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare seat opinion;
begin
  select o.* into seat from inspection_visit v join opinion o on o.tenant = v.tenant and o.id = v.opinion where v.tenant = new.tenant and v.id = new.visit and v.planned_by = lizhu.person();
  if not found or exists (select from inspection_record r where r.tenant = new.tenant and r.visit = new.visit) then raise exception 'who goes is said with the plan' using errcode = 'LZ096'; end if;
  if not speaks_for(new.tenant, new.person, seat.organisation, seat.area) then raise exception 'not of this unit' using errcode = 'LZ093'; end if;
  select p.name into new.name from person p where p.tenant = new.tenant and p.id = new.person;
  return new;
end $$;
create trigger of_the_unit before insert on inspection_inspector for each row execute function inspector_of_the_unit();
create function inspectors_are_two() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if (select count(*) from inspection_inspector i where i.tenant = new.tenant and i.visit = new.id) < 2 then raise exception 'two go at the least' using errcode = 'LZ093'; end if;
  return null;
end $$;
create constraint trigger are_two after insert on inspection_visit deferrable initially deferred for each row execute function inspectors_are_two();

create function record_in_order() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  perform holds_inspection(new.tenant, new.opinion, new.matter);
  if not exists (select from inspection_visit v join inspection_inspector i on i.tenant = v.tenant and i.visit = v.id and i.person = lizhu.person()
      where v.tenant = new.tenant and v.id = new.visit and v.opinion = new.opinion and new.written_by = i.person) then raise exception 'written by whoever went' using errcode = 'LZ093'; end if;
  if not exists (select from matter m where m.tenant = new.tenant and m.id = new.matter and m.assessed = new.assessment) then raise exception 'the facts changed: look at what stands now' using errcode = 'LZ041'; end if;
  if new.visited_on > lizhu.today() then raise exception 'that day is not come' using errcode = 'LZ096'; end if;
  new.written_at := clock_timestamp();
  perform takes(new.matter, 'review');
  return new;
end $$;
create trigger in_order before insert on inspection_record for each row execute function record_in_order();

-- As who asks sees files: nobody comes to see one by writing down its hash.
create function photo_in_order() returns trigger language plpgsql set search_path = lizhu, pg_temp as $$
begin
  if not exists (select from inspection_record r where r.tenant = new.tenant and r.id = new.record and r.written_by = lizhu.person())
      or exists (select from inspection_confirmation c where c.tenant = new.tenant and c.record = new.record) then raise exception 'photographs come with the record' using errcode = 'LZ096'; end if;
  if not exists (select from file f where f.tenant = new.tenant and f.hash = new.file and f.type in ('jpeg', 'png', 'webp') and f.size <= 20000000) then raise exception 'no photograph' using errcode = 'LZ095'; end if;
  return new;
end $$;
create trigger in_order before insert on inspection_photo for each row execute function photo_in_order();

create function confirmed_by_another() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare r inspection_record;
begin
  select * into r from inspection_record x where x.tenant = new.tenant and x.id = new.record;
  perform holds_inspection(r.tenant, r.opinion, r.matter);
  if new.confirmed_by is distinct from lizhu.person() or new.confirmed_by = r.written_by or not exists (select from inspection_inspector i where i.tenant = r.tenant and i.visit = r.visit and i.person = new.confirmed_by) then
    raise exception 'confirmed by another who went' using errcode = 'LZ093';
  end if;
  if not exists (select from inspection_photo p where p.tenant = r.tenant and p.record = r.id) then raise exception 'without a photograph' using errcode = 'LZ095'; end if;
  if exists (select from inspection_record n where n.tenant = r.tenant and n.opinion = r.opinion and n.written_at > r.written_at) then raise exception 'it was corrected since' using errcode = 'LZ096'; end if;
  perform takes(r.matter, 'review');
  return new;
end $$;
create trigger by_another before insert on inspection_confirmation for each row execute function confirmed_by_another();
`
