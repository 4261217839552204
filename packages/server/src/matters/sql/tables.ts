/** What an application is, from its draft to its approval. Money stands in the ledger, deadlines in the calendar. */
export const TABLES = `
-- 申报指南: what may be applied for, when, on which papers.
create table call (
  tenant text not null references tenant, id uuid not null, pack text not null, title text not null check (title <> ''), instruments text[] not null check (cardinality(instruments) > 0),
  opens_on date not null, closes_on date not null, budget bigint check (budget > 0), criteria text, materials jsonb not null default '[]' check (jsonb_typeof(materials) = 'array'),
  document text not null check (document <> ''), published_by uuid not null, published_at timestamptz not null default now(),
  primary key (tenant, id), foreign key (tenant, published_by) references person (tenant, id), constraint call_window check (closes_on >= opens_on));
create index call_window on call (tenant, closes_on);

create table matter_number (tenant text not null references tenant, year int not null, last int not null, primary key (tenant, year));

-- One application of one party under one instrument. The procedure and the review that must come first are those of the pack on the day it began.
create table matter (
  tenant text not null references tenant, id uuid not null, number text, instrument text not null, article int not null, procedure text not null, way text not null check (way in ('proposed', 'prefilled', 'call')),
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) > 0), review text, call uuid,
  party uuid not null, area text, claim uuid, subject text not null, subject_name text, year int,
  state text not null check (state in ('draft', 'proposed', 'in review', 'supplement', 'approved', 'rejected', 'withdrawn')), step int, step_since timestamptz not null default now(),
  -- The assessment that stands, and the one that was last put before a person: where they differ, somebody looks again.
  assessed uuid, seen uuid, award uuid, pledge text,
  -- It was put to the enterprise, and so is known to the offices, also where it was declined.
  offered boolean not null default false,
  created_by uuid not null, created_at timestamptz not null default now(), submitted_by uuid, submitted_at timestamptz, ended_at timestamptz, version int not null default 1,
  primary key (tenant, id), unique (tenant, number), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, claim) references claim (tenant, id),
  foreign key (tenant, call) references call (tenant, id), check ((way = 'call') = (call is not null)), check (state in ('draft', 'proposed', 'withdrawn') or submitted_by is not null),
  check ((state in ('in review', 'supplement')) = (step is not null)));
-- Nobody applies twice for the same at once.
create unique index matter_once on matter (tenant, instrument, party, subject, year) nulls not distinct where state not in ('rejected', 'withdrawn');
create index matter_party on matter (tenant, party);
create index matter_state on matter (tenant, state, step_since);
create index matter_call on matter (tenant, call) where call is not null;

-- What the rules said of a matter, on which facts: whole, so that it can be recomputed for ever.
create table assessment (
  tenant text not null, id uuid not null, matter uuid not null, made_by uuid not null, made_at timestamptz not null default clock_timestamp(), as_of date not null,
  rules text not null, versions jsonb not null, decisions jsonb not null, facts text not null, dossier jsonb not null,
  status text not null, how text, least bigint, most bigint, result jsonb not null,
  -- Settings nobody decided, and readings of ours: nothing is approved on them.
  grounds jsonb not null check (jsonb_typeof(grounds) = 'array'), limits jsonb not null default '[]', instalments jsonb not null default '[]',
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id));
create index assessment_matter on assessment (tenant, matter, made_at desc);

-- A seat at a step: a unit, or the county of the party, that has to say something.
create table opinion (
  tenant text not null, id uuid not null, matter uuid not null, step int not null, kind text not null, organisation text, area text,
  state text not null default 'open' check (state in ('open', 'agreed', 'against')), round int not null default 1, opened_at timestamptz not null default now(), given_at timestamptz,
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, area) references jurisdiction (tenant, code),
  constraint opinion_seat unique nulls not distinct (tenant, matter, step, organisation, area), check (num_nonnulls(organisation, area) = 1), check ((state = 'open') = (given_at is null)));
create index opinion_open on opinion (tenant, organisation, area) where state = 'open';

-- Each time a seat spoke: on which assessment, and of which words where it is against.
create table opinion_given (
  tenant text not null, opinion uuid not null, round int not null, verdict text not null check (verdict in ('agreed', 'against')), phrase text, reason text, assessment uuid not null,
  given_by uuid not null, given_at timestamptz not null default clock_timestamp(), deputy boolean not null default false,
  primary key (tenant, opinion, round), foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, assessment) references assessment (tenant, id), foreign key (tenant, given_by) references person (tenant, id),
  check (verdict = 'agreed' or reason <> ''));
-- A phrase of the article that an officer has signed, against an assessment.
create table tick (
  tenant text not null, opinion uuid not null, phrase text not null, assessment uuid not null, ticked_by uuid not null, ticked_at timestamptz not null default clock_timestamp(),
  primary key (tenant, opinion, phrase), foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, assessment) references assessment (tenant, id));

create table deputy (
  tenant text not null references tenant, id uuid not null, organisation text not null, person uuid not null, since date not null, until date not null, reason text not null check (reason <> ''), set_by uuid not null, set_at timestamptz not null default now(),
  ended_at timestamptz, ended_by uuid, check ((ended_at is null) = (ended_by is null)),
  primary key (tenant, id), foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, person) references person (tenant, id), constraint deputy_days check (until >= since));
create index deputy_person on deputy (tenant, person);

create table supplement (
  tenant text not null, id uuid not null, matter uuid not null, opinion uuid not null, what text not null check (what <> ''), until date not null, asked_by uuid not null, asked_at timestamptz not null default now(),
  answer text, answered_by uuid, answered_at timestamptz,
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, opinion) references opinion (tenant, id), check ((answered_at is null) = (answered_by is null)));
create unique index supplement_open on supplement (tenant, matter, opinion) where answered_at is null;

create table material (
  tenant text not null, id uuid not null, matter uuid not null, name text not null check (name <> ''), file text not null check (file ~ '^[0-9a-f]{64}$'), added_by uuid not null, added_at timestamptz not null default now(), removed_at timestamptz,
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id));
create index material_matter on material (tenant, matter);
create index material_file on material (tenant, file);

-- What must not carry two awards: an invoice, a device, a contract, a project; by its number as it was told.
create table support (
  tenant text not null, matter uuid not null, claim uuid not null, kind text not null, key text not null, name text, amount numeric,
  primary key (tenant, matter, claim), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, claim) references claim (tenant, id));
create index support_key on support (tenant, kind, key);
create index support_amount on support (tenant, amount) where amount is not null;
-- An officer has looked at a likeness and says why it is none.
create table likeness_answer (
  tenant text not null, matter uuid not null, other uuid not null, claim uuid not null, reason text not null check (reason <> ''), answered_by uuid not null, answered_at timestamptz not null default now(),
  primary key (tenant, matter, other, claim), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, other) references matter (tenant, id));

-- 公平竞争审查 and the like, of an instrument.
create table legality_review (
  tenant text not null references tenant, id uuid not null, pack text not null, instrument text not null, review text not null, passed boolean not null, document text not null check (document <> ''), evidence text,
  organisation text, reviewed_by uuid not null, reviewed_at timestamptz not null default now(),
  primary key (tenant, id), foreign key (tenant, reviewed_by) references person (tenant, id));
create index legality_review_of on legality_review (tenant, instrument, review, reviewed_at desc);

-- The whole city looked through for who is entitled under an instrument without asking.
create table proposal (
  tenant text not null references tenant, id uuid not null, instrument text not null, made_by uuid not null, made_at timestamptz not null default now(), looked int not null default 0, made int not null default 0, problem jsonb,
  primary key (tenant, id), foreign key (tenant, made_by) references person (tenant, id));
-- Of those looked through, each who is entitled, and each who could not be looked at: what became of it, and why.
create table proposal_party (
  tenant text not null, proposal uuid not null, party uuid not null, subject text not null, outcome text not null check (outcome in ('proposed', 'asked before', 'declined', 'set aside')), matter uuid, why jsonb,
  primary key (tenant, proposal, party, subject), foreign key (tenant, proposal) references proposal (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, matter) references matter (tenant, id),
  check ((outcome = 'set aside') = (why is not null)), check ((outcome = 'set aside') = (matter is null)));

create table matter_event (
  tenant text not null, matter uuid not null, id uuid not null, kind text not null, person uuid, organisation text, at timestamptz not null default clock_timestamp(), note jsonb not null default '{}',
  primary key (tenant, matter, id), foreign key (tenant, matter) references matter (tenant, id));
`
