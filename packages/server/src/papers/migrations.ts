import type { Migration } from '../database/migration.ts'

/** Official papers as they were issued. Nothing of one is ever changed; it may be withdrawn, and then says so. */
export const paperMigrations: readonly Migration[] = [{ number: 16, name: 'papers', sql: `
-- 机关代字 and 发文机关标志 of whoever issues papers.
create table paper_issuer (
  tenant text not null references tenant, organisation text not null, code text not null check (code ~ '^[\u4e00-\u9fa5]{2,10}$'), letterhead text not null check (letterhead <> ''),
  version int not null default 1, primary key (tenant, organisation), constraint paper_issuer_code unique (tenant, code), foreign key (tenant, organisation) references organisation (tenant, id));

-- The last number of a year. Written by the trigger alone.
create table paper_series (tenant text not null, organisation text not null, year int not null, last int not null, primary key (tenant, organisation, year), foreign key (tenant, organisation) references paper_issuer (tenant, organisation));

create table paper (
  tenant text not null references tenant, id uuid not null, organisation text not null, code text not null, year int not null, number int not null check (number > 0),
  kind text not null check (kind in ('award notice', 'rejection notice', 'publicity list', 'approval form', 'payment request', 'reminder', 'recovery decision', 'ledger statement')),
  -- Shown to whoever has its verification code: no name of a person stands in it in full.
  title text not null check (title <> ''), issued_on date not null, open boolean not null default false, matter uuid, party uuid, area text,
  verification text not null unique check (verification ~ '^[0-9A-HJKMNP-TV-Z]{20}$'), issued_by uuid not null, issued_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), unique (tenant, organisation, year, number), unique (tenant, code, year, number),
  foreign key (tenant, organisation) references paper_issuer (tenant, organisation), foreign key (tenant, issued_by) references person (tenant, id),
  foreign key (tenant, party) references party (tenant, id), foreign key (tenant, area) references jurisdiction (tenant, code));
create index paper_matter on paper (tenant, matter) where matter is not null;
create index paper_party on paper (tenant, party) where party is not null;

create table paper_file (
  tenant text not null, paper uuid not null, format text not null check (format in ('pdf', 'docx')), hash text not null check (hash ~ '^[0-9a-f]{64}$'), size int not null check (size > 0),
  primary key (tenant, paper, format), foreign key (tenant, paper) references paper (tenant, id));

create table paper_withdrawal (
  tenant text not null, paper uuid not null, reason text not null check (reason <> ''), withdrawn_by uuid not null, at timestamptz not null default clock_timestamp(),
  primary key (tenant, paper), foreign key (tenant, paper) references paper (tenant, id), foreign key (tenant, withdrawn_by) references person (tenant, id));

-- The number is taken by the row that is issued, in its transaction: one that is undone gives it back, and those who wait
-- for the series' row take the next. So no number is missing and none is given twice.
create function paper_numbered() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  select i.code into new.code from paper_issuer i where i.tenant = new.tenant and i.organisation = new.organisation;
  if not found then raise exception '% issues no papers', new.organisation using errcode = 'LZ080'; end if;
  if not acts_as(new.tenant, new.issued_by, array['officer', 'head', 'finance'], new.organisation) then raise exception 'not of %', new.organisation using errcode = 'LZ083'; end if;
  new.year := extract(year from new.issued_on);
  insert into paper_series as s (tenant, organisation, year, last) values (new.tenant, new.organisation, new.year, 1)
    on conflict (tenant, organisation, year) do update set last = s.last + 1 returning last into new.number;
  -- A day ahead of UTC it is tomorrow already.
  if new.issued_on > lizhu.today() + 1 or new.issued_on < (select max(p.issued_on) from paper p where p.tenant = new.tenant and p.organisation = new.organisation and p.year = new.year) then
    raise exception 'numbers go by the day: % is out of turn', new.issued_on using errcode = 'LZ081';
  end if;
  return new;
end $$;
create trigger numbered before insert on paper for each row execute function paper_numbered();

-- Both files by the end of the transaction, and there is no third format: none comes later, and people compare with these.
create function paper_complete() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if (select count(*) from paper_file f where f.tenant = new.tenant and f.paper = new.id) <> 2 then
    raise exception 'paper % is issued without its files', new.id using errcode = 'LZ082';
  end if;
  return null;
end $$;
create constraint trigger complete after insert on paper deferrable initially deferred for each row execute function paper_complete();

create function paper_withdrawn() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if not exists (select from paper p where p.tenant = new.tenant and p.id = new.paper and acts_as(new.tenant, new.withdrawn_by, array['head'], p.organisation)) then
    raise exception 'only a head of whoever issued it withdraws a paper' using errcode = 'LZ084';
  end if;
  return new;
end $$;
create trigger entitled before insert on paper_withdrawal for each row execute function paper_withdrawn();

create trigger refuse_change before update or delete or truncate on paper for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on paper_file for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on paper_withdrawal for each statement execute function refuse_change();

-- For whoever holds a paper and nobody signed in: what its head says, and the hashes of its files.
create function verify_paper(the_code text) returns table (number text, title text, kind text, organisation text, organisation_en text, issued_on date, pdf text, docx text, withdrawn_on date)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.code || '〔' || p.year || '〕' || p.number || '号', p.title, p.kind, o.name, o.en, p.issued_on, f.hash, d.hash, (w.at at time zone 'Asia/Shanghai')::date
    from paper p join organisation o on o.tenant = p.tenant and o.id = p.organisation
    join paper_file f on f.tenant = p.tenant and f.paper = p.id and f.format = 'pdf' join paper_file d on d.tenant = p.tenant and d.paper = p.id and d.format = 'docx'
    left join paper_withdrawal w on w.tenant = p.tenant and w.paper = p.id where p.verification = the_code $$;
revoke execute on function verify_paper(text) from public;
grant execute on function verify_paper(text) to lizhu_app;

select guarded('paper_issuer', 'tenant = (select lizhu.tenant())');
select guarded('paper_series', 'false');
select guarded('paper', 'tenant = (select lizhu.tenant()) and (open or (select lizhu.everywhere()) or area = any ((select lizhu.areas())::text[]) or party = any ((select lizhu.parties())::uuid[]))');
select guarded('paper_file', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.paper p where p.tenant = paper_file.tenant and p.id = paper_file.paper)');
select guarded('paper_withdrawal', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.paper p where p.tenant = paper_withdrawal.tenant and p.id = paper_withdrawal.paper)');
-- An enterprise reads what is sent to it and issues nothing.
create policy by_offices on paper as restrictive for insert to lizhu_app with check (issued_by = (select lizhu.person()) and ((select lizhu.everywhere()) or area = any ((select lizhu.areas())::text[])));
create policy in_own_name on paper_withdrawal as restrictive for insert to lizhu_app with check (withdrawn_by = (select lizhu.person()) and (select lizhu.everywhere()));
-- By its own head, for its own papers.
create policy by_its_head on paper_issuer as restrictive for insert to lizhu_app with check (lizhu.acts_as(tenant, (select lizhu.person()), array['head'], organisation));
create policy by_its_head_too on paper_issuer as restrictive for update to lizhu_app using (lizhu.acts_as(tenant, (select lizhu.person()), array['head'], organisation));

grant select, insert on paper, paper_file, paper_withdrawal to lizhu_app;
grant select, insert, update on paper_issuer to lizhu_app;
select audited('paper_issuer'); select audited('paper'); select audited('paper_file'); select audited('paper_withdrawal');
` }]
