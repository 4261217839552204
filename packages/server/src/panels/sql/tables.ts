/** Experts, the panels drawn of them, and what they said. */
export const TABLES = `
create table expert (
  tenant text not null references tenant, person uuid not null, fields text[] not null check (cardinality(fields) > 0), employer text not null check (employer <> ''), employer_code text check (employer_code ~ '^[0-9A-Z]{18}$'), title text not null check (title <> ''),
  active boolean not null default true, reason text check (reason <> ''), kept_by uuid not null, kept_at timestamptz not null default clock_timestamp(),
  primary key (tenant, person), foreign key (tenant, person) references person (tenant, id), foreign key (tenant, kept_by) references person (tenant, id), constraint expert_left check (active = (reason is null)));

-- One draw. pool: as it stood, in the order of hash, which is sha256(seed || person as text): [{person, name, title, employer, employerCode, fields, hash, matter, why}], why being what keeps one out.
create table panel (
  tenant text not null references tenant, id uuid not null, instrument text not null, organisation text not null, experts int not null check (experts > 0), sheet jsonb not null check (jsonb_typeof(sheet) = 'array'), pass int,
  seed bytea not null check (length(seed) = 32), pool jsonb not null check (jsonb_typeof(pool) = 'array'), drawn_by uuid not null, drawn_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, drawn_by) references person (tenant, id));
create table panel_matter (
  tenant text not null, panel uuid not null, matter uuid not null, opinion uuid not null, assessment uuid not null,
  primary key (tenant, panel, matter), foreign key (tenant, panel) references panel (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, assessment) references assessment (tenant, id));
create index panel_matter_opinion on panel_matter (tenant, opinion, panel);
create index panel_matter_matter on panel_matter (tenant, matter);
-- Who sits at a place of a panel for one matter; a place that was left is taken by another row of the same number.
create table panel_place (
  tenant text not null, id uuid not null, panel uuid not null, matter uuid not null, number int not null, expert uuid not null, state text not null default 'asked' check (state in ('asked', 'declared', 'scored', 'recused')),
  asked_at timestamptz not null default clock_timestamp(), declared_at timestamptz, scored_at timestamptz, comment text, recused_at timestamptz, recused_by uuid, reason text,
  primary key (tenant, id), foreign key (tenant, panel, matter) references panel_matter (tenant, panel, matter), foreign key (tenant, expert) references expert (tenant, person), foreign key (tenant, recused_by) references person (tenant, id),
  constraint panel_place_once unique (tenant, panel, matter, expert), check ((state = 'recused') = (recused_at is not null and reason <> '')), check (state <> 'scored' or scored_at is not null and comment <> ''));
create unique index panel_place_live on panel_place (tenant, panel, matter, number) where state <> 'recused';
create index panel_place_expert on panel_place (tenant, expert, id);
create table panel_score (
  tenant text not null, place uuid not null, criterion int not null, points int not null check (points >= 0), comment text not null default '',
  primary key (tenant, place, criterion), foreign key (tenant, place) references panel_place (tenant, id));
-- 申请回避: of a place by the unit, which knows who sits there; of somebody by the enterprise, which does not. place: whom it was found to concern.
create table recusal_request (
  tenant text not null, id uuid not null, panel uuid not null, matter uuid not null, place uuid, whom text not null check (whom <> ''), reason text not null check (reason <> ''), by_party boolean not null, raised_by uuid not null, raised_at timestamptz not null default clock_timestamp(),
  outcome text check (outcome in ('upheld', 'dismissed')), answer text, answered_by uuid, answered_at timestamptz,
  primary key (tenant, id), foreign key (tenant, panel, matter) references panel_matter (tenant, panel, matter), foreign key (tenant, place) references panel_place (tenant, id), foreign key (tenant, raised_by) references person (tenant, id), foreign key (tenant, answered_by) references person (tenant, id),
  check (num_nonnulls(outcome, answer, answered_by, answered_at) in (0, 4)));
create index recusal_request_of on recusal_request (tenant, panel, matter);

create trigger refuse_change before update or delete or truncate on panel for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on panel_matter for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on panel_score for each statement execute function refuse_change();
create trigger refuse_change before delete or truncate on panel_place for each statement execute function refuse_change();
create trigger refuse_change before delete or truncate on recusal_request for each statement execute function refuse_change();

-- Somebody judges, who has no other duty in the matter.
alter table duty drop constraint duty_named, add constraint duty_named check (duty in ('submit', 'review', 'judge', 'approve', 'pay'));
create function expert_kept() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  new.kept_by := coalesce(lizhu.person(), new.kept_by);
  new.kept_at := clock_timestamp();
  if not is_expert(new.tenant, new.person) then raise exception 'not an expert by role' using errcode = 'LZ107'; end if;
  return new;
end $$;
create function is_expert(t text, who uuid) returns boolean language sql stable security definer set search_path = lizhu, pg_temp as $$
  select exists (select from membership m join person p on p.tenant = m.tenant and p.id = m.person and not p.disabled
    where m.tenant = t and m.person = who and m.role = 'expert' and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today())) $$;
create trigger kept before insert or update on expert for each row execute function expert_kept();
-- A place goes on, or is left; what was done there stays.
create function place_in_order() returns trigger language plpgsql set search_path = lizhu, pg_temp as $$
begin
  if old.state || ' > ' || new.state not in ('asked > declared', 'declared > scored', 'asked > recused', 'declared > recused', 'scored > recused')
      or (new.panel, new.matter, new.number, new.expert, new.asked_at) is distinct from (old.panel, old.matter, old.number, old.expert, old.asked_at)
      or old.declared_at is not null and new.declared_at is distinct from old.declared_at or old.scored_at is not null and (new.scored_at, new.comment) is distinct from (old.scored_at, old.comment) then
    raise exception 'a place is not changed so' using errcode = 'LZ105';
  end if;
  return new;
end $$;
create trigger in_order before update on panel_place for each row execute function place_in_order();
create function recusal_answered_once() returns trigger language plpgsql set search_path = lizhu, pg_temp as $$
begin
  if old.outcome is not null or (new.panel, new.matter, new.whom, new.reason, new.by_party, new.raised_by, new.raised_at) is distinct from (old.panel, old.matter, old.whom, old.reason, old.by_party, old.raised_by, old.raised_at) then
    raise exception 'a request is answered once' using errcode = 'LZ004';
  end if;
  return new;
end $$;
create trigger answered_once before update on recusal_request for each row execute function recusal_answered_once();
`
