/** Money in fen. Balances stand in rows that one statement locks; the journal beside them says how each came about. */
export const TABLES = `
-- One line of the budget: its stages are columns of one row, so that an approval locks one row, and no stage can go below nothing.
create table budget (
  tenant text not null references tenant, id uuid not null, fund text not null check (fund <> ''), year int not null check (year between 2000 and 2200), source text not null check (source <> ''),
  -- null: for any instrument of the fund. code: 预算科目.
  instrument text, code text, name text,
  appropriated bigint not null default 0,
  available bigint not null default 0 constraint budget_available check (available >= 0), reserved bigint not null default 0 constraint budget_reserved check (reserved >= 0),
  committed bigint not null default 0 constraint budget_committed check (committed >= 0), paid bigint not null default 0 constraint budget_paid check (paid >= 0),
  receivable bigint not null default 0 constraint budget_receivable check (receivable >= 0), recovered bigint not null default 0 constraint budget_recovered check (recovered >= 0),
  created_at timestamptz not null default now(), created_by uuid not null,
  primary key (tenant, id), constraint budget_line unique nulls not distinct (tenant, fund, year, source, instrument, code),
  constraint budget_total check (appropriated = available + reserved + committed + paid + receivable + recovered));

-- What is put by for a call or a batch, before there are awards to approve.
create table reservation (
  tenant text not null, id uuid not null, budget uuid not null, held bigint not null constraint reservation_held check (held >= 0), purpose text not null,
  primary key (tenant, id), foreign key (tenant, budget) references budget (tenant, id));

create table award (
  tenant text not null, id uuid not null, matter uuid not null, party uuid not null, instrument text not null check (instrument <> ''),
  -- bound: as assessed, more is never granted. amount: what is granted; of a ceiling, what somebody decided.
  bound bigint not null constraint award_bound_above_nothing check (bound > 0), amount bigint constraint award_bound check (amount > 0 and amount <= bound), budget uuid,
  state text not null default 'proposed' constraint award_state check (state in ('proposed', 'ready', 'approved', 'closed', 'rescinded', 'dropped')),
  committed bigint not null default 0 constraint award_committed check (committed >= 0), paid bigint not null default 0 constraint award_paid check (paid >= 0),
  receivable bigint not null default 0 constraint award_receivable check (receivable >= 0), recovered bigint not null default 0 constraint award_recovered check (recovered >= 0),
  rescinded bigint not null default 0 constraint award_rescinded check (rescinded >= 0),
  reason text, decided_by uuid, decided_at timestamptz, proposed_by uuid not null, proposed_at timestamptz not null default now(), asked bytea not null,
  live boolean not null generated always as (state not in ('rescinded', 'dropped')) stored,
  primary key (tenant, id), foreign key (tenant, party) references party (tenant, id), foreign key (tenant, budget) references budget (tenant, id) deferrable initially deferred,
  constraint award_decided check (state in ('proposed', 'dropped') or amount is not null), constraint award_budgeted check (state not in ('approved', 'closed', 'rescinded') or budget is not null),
  constraint award_total check (committed + paid + receivable + recovered + rescinded = case when state in ('approved', 'closed', 'rescinded') then amount else 0 end));
-- One matter is granted once. No index has the state or the budget in it, and pages have room: an approval, of one or of
-- 100,000, then writes no index of this table.
create unique index award_matter on award (tenant, matter) where live;
create index award_party on award (tenant, party);
alter table award set (fillfactor = 50);

-- A ceiling over several awards: of an enterprise, a year, several instruments together. Whoever approves adds to it.
create table spending_limit (
  tenant text not null references tenant, key text not null check (key <> ''), max bigint not null, used bigint not null default 0 constraint spending_limit_used check (used >= 0),
  primary key (tenant, key), constraint spending_limit_max check (used <= max));
create table award_limit (
  tenant text not null, award uuid not null, key text not null, primary key (tenant, award, key),
  foreign key (tenant, award) references award (tenant, id), foreign key (tenant, key) references spending_limit (tenant, key));
create index award_limit_key on award_limit (tenant, key);

create table instalment (
  tenant text not null, award uuid not null, number int not null check (number > 0), amount bigint not null constraint instalment_amount check (amount > 0),
  due date, condition text, met_at timestamptz, met_by uuid, evidence text,
  state text not null default 'planned' constraint instalment_state check (state in ('planned', 'paid', 'cancelled')), payment text,
  primary key (tenant, award, number), foreign key (tenant, award) references award (tenant, id),
  constraint instalment_payment unique (tenant, payment), constraint instalment_paid check ((state = 'paid') = (payment is not null)));
create index instalment_due on instalment (tenant, due) where state = 'planned';

-- The journal: each transfer takes from one stage and gives to another. What stands in it stays.
create table transfer (
  tenant text not null, number bigint generated always as identity, id uuid not null, kind text not null, ref text not null check (ref <> ''), budget uuid not null, debit text not null, credit text not null,
  amount bigint not null constraint transfer_amount check (amount > 0), award uuid, instalment int, reservation uuid,
  by uuid not null, at timestamptz not null default clock_timestamp(), reason text, document text, asked bytea not null,
  primary key (tenant, id), constraint transfer_once unique (tenant, kind, ref),
  -- Asked at the end, when the budget is locked: a shared lock of it before would only be in others' way.
  foreign key (tenant, budget) references budget (tenant, id) deferrable initially deferred, foreign key (tenant, award) references award (tenant, id),
  -- One list of words: a comparison of rows would be read anew, word for word, with every statement.
  constraint transfer_stages check (kind || ': ' || debit || ' > ' || credit = any ('{
    appropriate: treasury > available, lapse: available > treasury, carry out: available > treasury, carry in: treasury > available,
    reserve: available > reserved, release: reserved > available, approve: available > committed, approve: reserved > committed, rescind: committed > available,
    pay: committed > paid, return: paid > committed, demand: paid > receivable, receive: receivable > recovered, write off: receivable > paid, reuse: recovered > available}')),
  constraint transfer_award check ((award is not null) = (kind in ('approve', 'rescind', 'pay', 'return', 'demand', 'receive', 'write off'))),
  constraint transfer_instalment check ((instalment is not null) = (kind in ('pay', 'return'))),
  constraint transfer_reservation check ((reservation is not null) = ('reserved' in (debit, credit))));
create index transfer_budget on transfer (tenant, budget, number);
create index transfer_of_award on transfer (tenant, award, number) where award is not null;
create index transfer_number on transfer (tenant, number);

-- Of one matter each takes one duty: the key itself is the separation.
create table duty (
  tenant text not null references tenant, matter uuid not null, person uuid not null, duty text not null constraint duty_named check (duty in ('submit', 'review', 'approve', 'pay')),
  at timestamptz not null default clock_timestamp(), primary key (tenant, matter, person));

-- More is asked for than there is: what a person decided about it.
create table shortfall_decision (
  tenant text not null, id uuid not null, budget uuid not null, choice text not null constraint shortfall_choice check (choice in ('queue', 'next year', 'pro rata')),
  wanted bigint not null, available bigint not null, document text not null check (document <> ''), reason text not null check (reason <> ''),
  by uuid not null, at timestamptz not null default clock_timestamp(), asked bytea not null,
  primary key (tenant, id), foreign key (tenant, budget) references budget (tenant, id), constraint shortfall_real check (wanted > available));
create table shortfall_award (
  tenant text not null, decision uuid not null, award uuid not null, wanted bigint not null, amount bigint not null check (amount >= 0 and amount <= wanted),
  primary key (tenant, decision, award), foreign key (tenant, decision) references shortfall_decision (tenant, id), foreign key (tenant, award) references award (tenant, id));
`

export const GUARDS = `
create trigger refuse_change before update or delete or truncate on transfer for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on duty for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on shortfall_decision for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on shortfall_award for each statement execute function refuse_change();

select guarded('budget', 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())');
select guarded('reservation', 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())');
select guarded('spending_limit', 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())');
select guarded('award', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.party p where p.tenant = award.tenant and p.id = award.party))');
select guarded('award_limit', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.award a where a.tenant = award_limit.tenant and a.id = award_limit.award))');
select guarded('instalment', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.award a where a.tenant = instalment.tenant and a.id = instalment.award))');
select guarded('transfer', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.award a where a.tenant = transfer.tenant and a.id = transfer.award))');
select guarded('duty', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or person = (select lizhu.person()))');
select guarded('shortfall_decision', 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())');
select guarded('shortfall_award', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.award a where a.tenant = shortfall_award.tenant and a.id = shortfall_award.award))');

-- Reading only: whatever changes goes through the functions, which ask who acts, in what state and for how much.
grant select on budget, reservation, spending_limit, award, award_limit, instalment, transfer, duty, shortfall_decision, shortfall_award to lizhu_app;
select audited('budget'); select audited('reservation'); select audited('spending_limit'); select audited('award'); select audited('award_limit'); select audited('instalment');
select audited('transfer'); select audited('duty'); select audited('shortfall_decision'); select audited('shortfall_award');
`
