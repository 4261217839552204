import type { Migration } from '../database/migration.ts'

/** Parties, claims and facts. What can be known of them comes from the pack: no column here is named after a fact. */
export const registryMigrations: readonly Migration[] = [{ number: 3, name: 'registry', sql: `
-- What a search looks up: any two characters in a row, in whatever script. (The trigrams of pg_trgm are not in every server, and miss a word of two characters.)
create function grams(text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  pieces text[] := string_to_array(lower($1), null);
begin
  for i in 2 .. cardinality(pieces) loop pieces[i - 1] := pieces[i - 1] || pieces[i]; end loop;
  return pieces;
end $$;

create table party (
  tenant text not null references tenant, id uuid not null, kind text not null,
  -- 统一社会信用代码 (GB 32100). Registered codes that fail its check exist: the override says on what evidence one was taken in.
  code text, code_override text, name text not null check (name <> ''), initials text not null, area text, version int not null default 1,
  created_at timestamptz not null default now(), recorded_by uuid,
  primary key (tenant, id), foreign key (tenant, area) references jurisdiction (tenant, code));
create unique index party_code on party (tenant, kind, code text_pattern_ops) where code is not null;
-- In the order of their pinyin, as a person looks for a name.
create index party_order on party (tenant, kind, initials, name, id);
create index party_area on party (tenant, area);
create index party_names on party using gin (grams(name || ' ' || initials));

-- What hangs off a party: a project, a purchase, a title. It may lie under another claim, as an invoice under its project.
create table claim (
  tenant text not null, id uuid not null, party uuid not null, kind text not null, parent uuid, key text not null check (key <> ''), name text,
  created_at timestamptz not null default now(), recorded_by uuid,
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, parent) references claim (tenant, id));
create unique index claim_key on claim (tenant, party, kind, parent, key) nulls not distinct;

-- A further owner: the person of a post, beside the enterprise it stands under.
create table claim_owner (
  tenant text not null, claim uuid not null, kind text not null, party uuid not null,
  primary key (tenant, claim, kind), foreign key (tenant, claim) references claim (tenant, id), foreign key (tenant, party) references party (tenant, id));

-- Append-only: what is told anew supersedes, and what was known on a day can always be said.
create table fact (
  tenant text not null, id uuid not null, party uuid not null, claim uuid, name text not null, period text not null default '',
  -- As it was told, in the words of a facts file (12500万元); 'number' is the same to reckon with: fen, a plain number, a fraction.
  written text not null, number numeric, none boolean not null default false, private boolean not null default false,
  valid_from date, valid_to date, source text not null check (source <> ''), evidence text, organisation text, import uuid,
  recorded_by uuid not null, recorded_at timestamptz not null default clock_timestamp(), supersedes uuid,
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, claim) references claim (tenant, id),
  foreign key (tenant, supersedes) references fact (tenant, id), check (valid_to >= valid_from));
-- Two that supersede the same one, or two that are both the first: the second is refused and reads again.
create unique index fact_supersedes on fact (tenant, supersedes) where supersedes is not null;
create unique index fact_first on fact (tenant, party, claim, name, period, supersedes) nulls not distinct;

create table fact_check (
  tenant text not null, id uuid not null, fact uuid not null, verdict text not null check (verdict in ('confirmed', 'rejected')), note text, evidence text,
  organisation text, checked_by uuid not null, checked_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, fact) references fact (tenant, id));
create index fact_check_fact on fact_check (tenant, fact);
-- Whoever tells a thing does not check it.
create function checked_by_another() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if exists (select from fact f where f.tenant = new.tenant and f.id = new.fact and f.recorded_by = new.checked_by) then
    raise exception 'checked by its own recorder' using errcode = 'LZ003';
  end if;
  return new;
end $$;
create trigger checked_by_another before insert on fact_check for each row execute function checked_by_another();

create table dispute (
  tenant text not null, id uuid not null, fact uuid not null, reason text not null check (reason <> ''), evidence text, raised_by uuid not null,
  raised_at timestamptz not null default clock_timestamp(), primary key (tenant, id), foreign key (tenant, fact) references fact (tenant, id));
create index dispute_fact on dispute (tenant, fact);
create table dispute_answer (
  tenant text not null, dispute uuid not null, outcome text not null check (outcome in ('upheld', 'dismissed')), reason text not null check (reason <> ''),
  organisation text, answered_by uuid not null, answered_at timestamptz not null default clock_timestamp(),
  primary key (tenant, dispute), foreign key (tenant, dispute) references dispute (tenant, id));

-- An enterprise lets offices see what its pack calls private, for as long as it says.
create table consent (
  tenant text not null, id uuid not null, party uuid not null, fact text not null, purpose text not null check (purpose <> ''), until date,
  given_by uuid not null, given_at timestamptz not null default clock_timestamp(), primary key (tenant, id), foreign key (tenant, party) references party (tenant, id));
create index consent_party on consent (tenant, party, fact);
create table consent_end (
  tenant text not null, consent uuid not null, ended_by uuid not null, ended_at timestamptz not null default clock_timestamp(),
  primary key (tenant, consent), foreign key (tenant, consent) references consent (tenant, id));

select guarded('party', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or area = any ((select lizhu.areas())::text[]) or id = any ((select lizhu.parties())::uuid[]))');
select guarded('claim', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.party p where p.tenant = claim.tenant and p.id = claim.party))');
select guarded('claim_owner', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.claim c where c.tenant = claim_owner.tenant and c.id = claim_owner.claim)');
select guarded('consent', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.party p where p.tenant = consent.tenant and p.id = consent.party))');
select guarded('consent_end', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.consent c where c.tenant = consent_end.tenant and c.id = consent_end.consent)');
select guarded('fact', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.party p where p.tenant = fact.tenant and p.id = fact.party))
  and (not private or recorded_by = (select lizhu.person()) or party = any ((select lizhu.parties())::uuid[]) or exists (select from lizhu.consent c where c.tenant = fact.tenant and c.party = fact.party and c.fact = fact.name
    and (c.until is null or c.until >= lizhu.today()) and not exists (select from lizhu.consent_end e where e.tenant = c.tenant and e.consent = c.id)))');
select guarded('fact_check', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.fact f where f.tenant = fact_check.tenant and f.id = fact_check.fact)');
select guarded('dispute', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.fact f where f.tenant = dispute.tenant and f.id = dispute.fact)');
select guarded('dispute_answer', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.dispute d where d.tenant = dispute_answer.tenant and d.id = dispute_answer.dispute)');

-- Ids among which those are that a search finds. Under a policy PostgreSQL asks an index only by what is leakproof, which neither of these is; what the caller sees of them the policy still decides.
create function parties_like(pieces text[], code_prefix text) returns setof uuid language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.id from party p where p.tenant = (select tenant()) and grams(p.name || ' ' || p.initials) @> pieces
   union select p.id from party p where p.tenant = (select tenant()) and p.code like code_prefix $$;
revoke execute on function parties_like(text[], text) from public;
grant execute on function parties_like(text[], text) to lizhu_app;

-- No update or delete of anything that was told.
grant select, insert on claim, claim_owner, fact, fact_check, dispute, dispute_answer, consent, consent_end to lizhu_app;
grant select, insert, update on party to lizhu_app;

select audited('party'); select audited('claim'); select audited('claim_owner'); select audited('fact'); select audited('fact_check'); select audited('dispute');
select audited('dispute_answer'); select audited('consent'); select audited('consent_end');
` }]
