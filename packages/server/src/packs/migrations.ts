import type { Migration } from '../database/migration.ts'

/** Packs as they are released, and what is decided of their settings and readings. Nothing here is ever changed or taken away. */
export const packMigrations: readonly Migration[] = [{ number: 4, name: 'packs', sql: `
create table pack_version (
  tenant text not null references tenant, id uuid not null, pack text not null check (pack <> ''),
  kind text not null check (kind in ('policy', 'library', 'completing')), title text not null, en text, document text, completes text, replaces text,
  -- The day from which its own words hold.
  begins date not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'), files jsonb not null check (jsonb_typeof(files) = 'object'),
  submitted_by uuid, submitted_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), unique (tenant, pack, hash), foreign key (tenant, submitted_by) references person (tenant, id), check ((kind = 'completing') = (completes is not null)));

-- taken_by: nobody where the owner of the database installs packs with the system.
create table pack_step (
  tenant text not null, version uuid not null, number int not null, step text not null check (step in ('draft', 'checked', 'signed off', 'in force', 'replaced')),
  taken_by uuid, organisation text, taken_at timestamptz not null default clock_timestamp(), document text, note text, on_day date,
  -- What a check found: errors, figures, and the questions that are left to somebody, with the organisations entitled to them.
  errors int, report jsonb, questions jsonb,
  primary key (tenant, version, number), foreign key (tenant, version) references pack_version (tenant, id),
  foreign key (tenant, taken_by) references person (tenant, id), foreign key (tenant, organisation) references organisation (tenant, id),
  check ((step = 'checked') = (errors is not null and report is not null and questions is not null)), check ((step in ('in force', 'replaced')) = (on_day is not null)),
  check (step not in ('signed off', 'in force') or document <> ''));
create index pack_step_in_force on pack_step (tenant, step, version);

-- A person acts for an organisation by a membership in force on the day.
create function acts_as(of_tenant text, who uuid, roles text[], for_organisation text) returns boolean language sql stable as $$
  select exists (select from lizhu.membership m where m.tenant = of_tenant and m.person = who and m.role = any (roles) and m.ended_at is null
    and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today()) and m.organisation is not distinct from for_organisation) $$;

create function pack_step_in_order() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare last pack_step; begun date; the_pack text; own_day date;
begin
  select v.pack, v.begins into the_pack, own_day from pack_version v where v.tenant = new.tenant and v.id = new.version;
  -- Versions of one pack take turns: two that come into force at once would both find the day free.
  perform from pack_version v where v.tenant = new.tenant and v.pack = the_pack order by v.id for update;
  select * into last from pack_step s where s.tenant = new.tenant and s.version = new.version order by s.number desc limit 1;
  if new.number is distinct from coalesce(last.number, 0) + 1
    or coalesce(last.step, '') || ' > ' || new.step not in (' > draft', 'draft > checked', 'checked > checked', 'checked > signed off', 'signed off > in force', 'in force > replaced') then
    raise exception 'pack % is %: % is not its next step', the_pack, coalesce(last.step, 'new'), new.step using errcode = 'LZ005';
  end if;
  if new.step = 'signed off' and last.errors > 0 then
    raise exception 'pack % was checked with % errors', the_pack, last.errors using errcode = 'LZ005';
  end if;
  if new.step = 'signed off' and exists (select from pack_step s where s.tenant = new.tenant and s.version = new.version and s.taken_by = new.taken_by) then
    raise exception 'pack % is signed off by who submitted or checked it', the_pack using errcode = 'LZ006';
  end if;
  if new.taken_by is not null
    and not acts_as(new.tenant, new.taken_by, array[case when new.step = 'signed off' then 'head' when new.step in ('in force', 'replaced') then 'leader' else 'officer' end], new.organisation) then
    raise exception 'no role for this step' using errcode = '42501', table = 'pack_step';
  end if;
  if new.step = 'in force' and new.on_day < own_day then
    raise exception 'the words of % hold from % on', the_pack, own_day using errcode = 'LZ005';
  end if;
  if new.step = 'in force' and exists (select from pack_version v join pack_step s on s.tenant = v.tenant and s.version = v.id and s.step = 'in force'
      left join pack_step r on r.tenant = v.tenant and r.version = v.id and r.step = 'replaced'
      where v.tenant = new.tenant and v.pack = the_pack and v.id <> new.version and (r.on_day is null or r.on_day > new.on_day)) then
    raise exception 'another version of % is in force on %', the_pack, new.on_day using errcode = 'LZ005';
  end if;
  select s.on_day into begun from pack_step s where s.tenant = new.tenant and s.version = new.version and s.step = 'in force';
  if new.step = 'replaced' and new.on_day < begun then
    raise exception 'replaced on %, before it came into force', new.on_day using errcode = 'LZ005';
  end if;
  return new;
end $$;
create trigger in_order before insert on pack_step for each row execute function pack_step_in_order();

-- One chain a question: each decision supersedes the one before.
create table decision (
  tenant text not null, id uuid not null, pack text not null, kind text not null check (kind in ('setting', 'reading')), question text not null check (question <> ''),
  -- Of a reading: the words that were asked, and how they are read. Of a setting: its value as a facts file writes it.
  words text, chosen text not null check (chosen <> ''),
  role text not null check (role in ('head', 'leader')), organisation text, decided_by uuid not null, decided_at timestamptz not null default clock_timestamp(),
  document text not null check (document <> ''), document_date date not null, evidence text check (evidence ~ '^[0-9a-f]{64}$'), from_day date not null, note text, supersedes uuid,
  primary key (tenant, id), foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, decided_by) references person (tenant, id),
  foreign key (tenant, supersedes) references decision (tenant, id), check ((kind = 'reading') = (words is not null)), check (kind = 'reading' or organisation is not null));
create unique index decision_supersedes on decision (tenant, supersedes) where supersedes is not null;
create unique index decision_first on decision (tenant, pack, kind, question) where supersedes is null;

-- The organisation that a setting is left to; of a reading a unit responsible for the article, or the leader.
create function decision_entitled() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare q jsonb;
begin
  select x.question into q from pack_version v join pack_step s on s.tenant = v.tenant and s.version = v.id and s.step = 'checked'
    join pack_step f on f.tenant = v.tenant and f.version = v.id and f.step = 'in force', jsonb_array_elements(s.questions) x (question)
    where v.tenant = new.tenant and v.pack = new.pack and x.question->>'kind' = new.kind and x.question->>'id' = new.question order by f.taken_at desc, s.number desc limit 1;
  if q is null then raise exception 'pack % leaves no % % to anybody', new.pack, new.kind, new.question using errcode = 'LZ005'; end if;
  if not acts_as(new.tenant, new.decided_by, array[new.role], new.organisation)
    or not (q->'entitled' ? coalesce(new.organisation, '') or new.kind = 'reading' and new.role = 'leader') then
    raise exception 'not entitled' using errcode = '42501', table = 'decision';
  end if;
  if new.supersedes is not null and not exists (select from decision d where d.tenant = new.tenant and d.id = new.supersedes and d.pack = new.pack and d.kind = new.kind and d.question = new.question) then
    raise exception 'supersedes a decision on another question' using errcode = 'LZ005';
  end if;
  return new;
end $$;
create trigger entitled before insert on decision for each row execute function decision_entitled();

create trigger refuse_change before update or delete or truncate on pack_version for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on pack_step for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on decision for each statement execute function refuse_change();

-- Drafts are the offices' own until they come into force.
select guarded('pack_version', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere())
  or exists (select from lizhu.pack_step s where s.tenant = pack_version.tenant and s.version = pack_version.id and s.step = ''in force''))');
select guarded('pack_step', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or step in (''in force'', ''replaced''))');
select guarded('decision', 'tenant = (select lizhu.tenant())');
-- Nobody takes a step in another's name.
create policy in_own_name on pack_version as restrictive for insert to lizhu_app with check (submitted_by = (select lizhu.person()));
create policy in_own_name on pack_step as restrictive for insert to lizhu_app with check (taken_by = (select lizhu.person()) and (select lizhu.everywhere()));
create policy in_own_name on decision as restrictive for insert to lizhu_app with check (decided_by = (select lizhu.person()) and (select lizhu.everywhere()));

grant select, insert on pack_version, pack_step, decision to lizhu_app;
select audited('pack_version', '{files}'); select audited('pack_step', '{report,questions}'); select audited('decision');
` }]
