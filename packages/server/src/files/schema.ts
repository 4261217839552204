/**
 * Files of evidence by their hash. Whoever sends one has a row of their own: that somebody else has sent the same is not
 * told by a conflict. It is seen by whoever sent it and through what names it.
 */
export const FILES = `
create table file (
  tenant text not null references tenant, hash text not null check (hash ~ '^[0-9a-f]{64}$'), size int not null, type text not null,
  name text not null check (name <> ''), uploaded_by uuid not null, at timestamptz not null default now(), primary key (tenant, hash, uploaded_by));
create index fact_evidence on fact (tenant, evidence) where evidence is not null;
create index fact_check_evidence on fact_check (tenant, evidence) where evidence is not null;
create index dispute_evidence on dispute (tenant, evidence) where evidence is not null;

-- Whoever names a file can see it: nobody comes to see one by writing down its hash.
create function evidence_seen() returns trigger language plpgsql as $$
begin
  if not exists (select from lizhu.file f where f.tenant = new.tenant and f.hash = new.evidence) then
    raise exception 'no such file' using errcode = 'foreign_key_violation', constraint = 'evidence';
  end if;
  return new;
end $$;
create trigger evidence_seen before insert on fact for each row when (new.evidence is not null) execute function evidence_seen();
create trigger evidence_seen before insert on fact_check for each row when (new.evidence is not null) execute function evidence_seen();
create trigger evidence_seen before insert on dispute for each row when (new.evidence is not null) execute function evidence_seen();
`

/** After the tables of imports are there. */
export const FILES_GUARDED = `
select guarded('file', 'tenant = (select lizhu.tenant()) and (uploaded_by = (select lizhu.person())
  or exists (select from lizhu.fact f where f.tenant = file.tenant and f.evidence = file.hash)
  or exists (select from lizhu.fact_check c where c.tenant = file.tenant and c.evidence = file.hash)
  or exists (select from lizhu.dispute d where d.tenant = file.tenant and d.evidence = file.hash)
  or exists (select from lizhu.import i where i.tenant = file.tenant and i.file = file.hash))');
grant select, insert on file to lizhu_app;
select audited('file');
`
