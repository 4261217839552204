/** What is new beside the tables of access: sign-ins under way, second factors, an identity provider, claims on records. */
export const tablesSql = `
-- Whether the password has the length that offices must have.
alter table credential add column long boolean not null default false;
alter table session add column id uuid not null default gen_random_uuid() unique, add column agent text not null default '', add column address text not null default '';

-- Not a session: nothing is permitted until the last step is done, and then the row is gone and a session begins.
create table sign_in (
  token bytea primary key, tenant text not null, person uuid not null, by_password boolean not null, second boolean not null,
  agent text not null, address text not null, created_at timestamptz not null default now(), until timestamptz not null default now() + interval '15 minutes',
  foreign key (tenant, person) references person (tenant, id));
create index sign_in_until on sign_in (until);

-- A secret shown and not yet confirmed by a code.
create table totp_enrolment (
  tenant text not null, person uuid not null, secret bytea not null, at timestamptz not null default now(),
  primary key (tenant, person), foreign key (tenant, person) references person (tenant, id));

create table recovery_code (
  tenant text not null, person uuid not null, number int not null, code bytea not null, made_at timestamptz not null default now(), used_at timestamptz,
  primary key (tenant, person, number), foreign key (tenant, person) references person (tenant, id));

create table oidc_issuer (
  tenant text primary key references tenant, issuer text not null, client text not null, secret bytea,
  -- The issuer asks for a second factor itself; ours is not asked for then.
  second_factor boolean not null, version int not null default 1, set_by uuid not null, set_at timestamptz not null default now());

create table record_claim (
  tenant text not null, id uuid not null, party uuid not null, person uuid not null, code text not null, representative text not null check (representative <> ''),
  statement text not null check (statement <> ''), evidence text check (evidence ~ '^[0-9a-f]{64}$'), at timestamptz not null default now(),
  outcome text check (outcome in ('granted', 'refused')), reason text, decided_by uuid, decided_at timestamptz,
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, person) references person (tenant, id),
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)), check (outcome <> 'refused' or reason is not null),
  check (decided_by <> person));
create unique index record_claim_open on record_claim (tenant, party, person) where outcome is null;
create index record_claim_queue on record_claim (tenant, at, id) where outcome is null;

select guarded('sign_in', 'false'); select guarded('totp_enrolment', 'false'); select guarded('recovery_code', 'false');
select guarded('oidc_issuer', 'tenant = (select lizhu.tenant()) and (select lizhu.accounts())');
grant select, insert, update on oidc_issuer to lizhu_app;

select audited('totp_enrolment', '{secret}'); select audited('recovery_code', '{code}'); select audited('oidc_issuer', '{secret}'); select audited('record_claim');
`
