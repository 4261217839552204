import type { Migration } from '../database/migration.ts'

/** Evaluation 绩效: what came of the money once it was paid. What is corrected is another row: the last one counts. */
export const evaluationMigrations: readonly Migration[] = [{ number: 22, name: 'evaluations', sql: `
create table evaluation (
  tenant text not null, id uuid not null, matter uuid not null, award uuid not null, outcome text not null check (outcome in ('reached', 'partly', 'not')), figures text not null check (figures <> ''),
  evidence text check (evidence ~ '^[0-9a-f]{64}$'), evaluated_by uuid not null, evaluated_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, award) references award (tenant, id), foreign key (tenant, evaluated_by) references person (tenant, id));
create index evaluation_matter on evaluation (tenant, matter, evaluated_at desc);
create index evaluation_evidence on evaluation (tenant, evidence) where evidence is not null;

-- Once its money is paid a clock of the lead unit runs; whoever sits there says what came of it.
create function evaluated_by_its_unit() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare unit text;
begin
  select c.organisation into unit from clock c where c.tenant = new.tenant and c.matter = new.matter and c.subject = new.award and c.kind = 'evaluation' order by c.started_at desc limit 1;
  if not found then raise exception 'no evaluation of it is due' using errcode = 'LZ005'; end if;
  if new.evaluated_by is distinct from lizhu.person() or not speaks_for(new.tenant, lizhu.person(), unit, null) then raise exception 'not of this unit' using errcode = '42501'; end if;
  return new;
end $$;
create trigger by_its_unit before insert on evaluation for each row execute function evaluated_by_its_unit();
create trigger evidence_seen before insert on evaluation for each row when (new.evidence is not null) execute function evidence_seen();
create trigger refuse_change before update or delete or truncate on evaluation for each statement execute function refuse_change();

select guarded('evaluation', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.matter m where m.tenant = evaluation.tenant and m.id = evaluation.matter)');
create policy evaluations on file for select to lizhu_app using (tenant = (select lizhu.tenant()) and exists (select from lizhu.evaluation e where e.tenant = file.tenant and e.evidence = file.hash));
grant select, insert on evaluation to lizhu_app;
select audited('evaluation');
revoke execute on function evaluated_by_its_unit() from public;
` }]
