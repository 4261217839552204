/** What the bank says of each payment, read back line by line. */
export const RECEIPTS = `
create table payment_receipt (
  tenant text not null, id uuid not null, file text not null check (file ~ '^[0-9a-f]{64}$'), name text not null, uploaded_by uuid not null, uploaded_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, uploaded_by) references person (tenant, id));
-- outcome: what became of it; aside: it needs a person, why says what for.
create table payment_receipt_line (
  tenant text not null, receipt uuid not null, row int not null, reference text not null, result text not null check (result in ('paid', 'failed', 'returned', 'unread')), amount bigint, reason text, day date,
  outcome text not null default 'open' check (outcome in ('open', 'paid', 'failed', 'returned', 'repeated', 'aside')), why text, line uuid,
  primary key (tenant, receipt, row), foreign key (tenant, receipt) references payment_receipt (tenant, id), check ((outcome = 'aside') = (why is not null)));

-- lines: [{row, reference, result, amount, reason, day}]. false: this very receipt was taken in before.
create function take_receipt(of_id uuid, of_file text, of_name text, lines jsonb) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); before text;
begin
  insert into payment_receipt (tenant, id, file, name, uploaded_by) values (t, of_id, of_file, of_name, lizhu.person()) on conflict do nothing;
  if not found then
    select r.file into before from payment_receipt r where r.tenant = t and r.id = of_id;
    if before <> of_file then raise exception 'receipt % is another file', of_id using errcode = 'LZ020'; end if;
    return false;
  end if;
  insert into payment_receipt_line (tenant, receipt, row, reference, result, amount, reason, day)
    select t, of_id, x.row, x.reference, x.result, x.amount, x.reason, x.day from jsonb_to_recordset(lines) x (row int, reference text, result text, amount bigint, reason text, day date);
  return true;
end $$;

-- One line is carried out, or set aside, whole. What was carried out is passed by; what was set aside is tried again. Ids of
-- transfers are made of the payment's own: however often it is applied, the ledger takes it once.
create function settle_receipt_line(of_receipt uuid, of_row int) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := acting('{finance}'); r payment_receipt_line; l payment_line; as_of text; why_aside text; became text;
begin
  select * into r from payment_receipt_line x where x.tenant = t and x.receipt = of_receipt and x.row = of_row for update;
  if not found then raise exception 'no such line' using errcode = 'LZ026'; end if;
  if r.outcome not in ('open', 'aside') then return r.outcome; end if;
  select * into l from payment_line x where x.tenant = t and x.reference = r.reference for update;
  select s.state into as_of from payment_run s where s.tenant = t and s.id = l.run;
  if l.id is null then why_aside := 'unknown reference';
  elsif as_of <> 'released' or l.state = 'dropped' then why_aside := 'not released';
  elsif r.result = 'unread' then why_aside := 'result';
  elsif r.amount is distinct from l.amount then why_aside := 'amount';
  elsif l.state = r.result then became := 'repeated';
  elsif (l.state, r.result) not in (('waiting', 'paid'), ('waiting', 'failed'), ('paid', 'returned')) then why_aside := 'is ' || l.state;
  else
    begin
      if r.result = 'paid' then perform pay_instalment(sha_id(l.run, l.id), l.award, l.instalment, l.reference, 'receipt ' || of_receipt);
      elsif r.result = 'returned' then perform return_payment(sha_id(l.id, l.run), l.reference, coalesce(r.reason, 'returned'), 'receipt ' || of_receipt); end if;
      update payment_line x set state = r.result, reason = r.reason, settled_on = r.day, receipt = of_receipt where x.tenant = t and x.id = l.id;
      became := r.result;
    exception when others then
      -- A rule of ours refused it: a person looks. Anything else undoes the whole.
      if sqlstate not like 'LZ%' then raise; end if;
      why_aside := sqlstate;
    end;
  end if;
  update payment_receipt_line x set outcome = coalesce(became, 'aside'), why = why_aside, line = l.id where x.tenant = t and x.receipt = of_receipt and x.row = of_row;
  return coalesce(became, 'aside');
end $$;
`
