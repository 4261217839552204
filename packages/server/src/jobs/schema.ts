/**
 * Work that goes on when nobody waits for an answer, and how far it is. Delivered by pg-boss; what it did is audited where
 * it did it, so how far it came is not audited again.
 */
export const JOBS = `
create table job (
  tenant text not null references tenant, id uuid not null, person uuid not null, operation text not null, subject uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  done int not null default 0, total int, stop boolean not null default false, problem jsonb,
  at timestamptz not null default now(), started_at timestamptz, ended_at timestamptz,
  primary key (tenant, id), foreign key (tenant, person) references person (tenant, id));
create index job_person on job (tenant, person, at);
select guarded('job', 'tenant = (select lizhu.tenant()) and person = (select lizhu.person())');
grant select, insert, update on job to lizhu_app;
`
