/** What the database refuses of a matter, whoever asks. */
export const RULES = `
create function matter_in_order() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare open int;
begin
  if tg_op = 'INSERT' then
    if new.state not in ('draft', 'proposed') then raise exception 'a matter begins as a draft or a proposal' using errcode = 'LZ005'; end if;
    new.offered := new.state = 'proposed';
    return new;
  end if;
  -- Of a yearly instrument the year is that of the submission, by whose rules it is assessed.
  if (new.instrument, new.party, new.subject, new.claim, new.way, new.steps, new.review, new.procedure, new.call, new.offered) is distinct from (old.instrument, old.party, old.subject, old.claim, old.way, old.steps, old.review, old.procedure, old.call, old.offered)
      or new.year is distinct from old.year and old.state not in ('draft', 'proposed') then
    raise exception 'what a matter is about stays' using errcode = 'LZ005';
  end if;
  if old.state <> new.state and old.state || ' > ' || new.state not in ('draft > in review', 'draft > withdrawn', 'proposed > in review', 'proposed > withdrawn', 'in review > supplement', 'supplement > in review',
      'in review > approved', 'in review > rejected', 'in review > withdrawn', 'supplement > rejected', 'supplement > withdrawn') then
    raise exception 'a matter that is % does not become %', old.state, new.state using errcode = 'LZ005';
  end if;
  if old.state in ('approved', 'rejected', 'withdrawn') and new.step is distinct from old.step then raise exception 'the matter is over' using errcode = 'LZ005'; end if;
  if old.state in ('draft', 'proposed') and new.state = 'in review' then
    if new.step is distinct from 0 or new.submitted_by is distinct from lizhu.person() then raise exception 'a matter is submitted by whoever asks, at its first step' using errcode = 'LZ005'; end if;
    perform takes(new.id, 'submit');
  end if;
  if old.state in ('in review', 'supplement') and new.state in ('in review', 'supplement') and new.step < old.step then
    if old.state <> 'in review' or new.state <> 'in review' then raise exception 'a supplement is awaited' using errcode = 'LZ040'; end if;
  elsif old.state in ('in review', 'supplement') and new.state in ('in review', 'supplement', 'approved') and new.step is distinct from old.step then
    if new.state <> 'approved' and new.step <> old.step + 1 then raise exception 'steps are taken one after the other' using errcode = 'LZ005'; end if;
    select count(*) into open from opinion o where o.tenant = new.tenant and o.matter = new.id and o.step = old.step and o.state <> 'agreed';
    if open > 0 then raise exception '% of this step have not agreed', open using errcode = 'LZ040'; end if;
    if exists (select from supplement s where s.tenant = new.tenant and s.matter = new.id and s.answered_at is null) then raise exception 'a supplement is awaited' using errcode = 'LZ040'; end if;
  end if;
  if new.state = 'approved' and not exists (select from award a where a.tenant = new.tenant and a.id = new.award and a.matter = new.id and a.state in ('approved', 'closed')) then
    raise exception 'no award of it is approved' using errcode = 'LZ005';
  end if;
  return new;
end $$;
create trigger in_order before insert or update on matter for each row execute function matter_in_order();

-- A seat speaks through its own people, or whoever is its deputy on the day; and whoever speaks has the duty of reviewing.
create function opinion_by_its_own() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare seat opinion; stands matter;
begin
  select * into seat from opinion o where o.tenant = new.tenant and o.id = new.opinion for no key update;
  select * into stands from matter m where m.tenant = new.tenant and m.id = seat.matter;
  if stands.state not in ('in review', 'supplement') or stands.step <> seat.step or seat.state <> 'open' then raise exception 'this opinion is not asked for now' using errcode = 'LZ005'; end if;
  if new.given_by <> lizhu.person() or new.round <> seat.round then raise exception 'an opinion is given by whoever asks, once a round' using errcode = 'LZ005'; end if;
  if new.assessment is distinct from stands.assessed then raise exception 'the facts changed: look at what stands now' using errcode = 'LZ041'; end if;
  if not sits_for(new.tenant, new.given_by, seat.organisation, seat.area) then
    if not deputises(new.tenant, new.given_by, seat.organisation) then raise exception 'not of this seat' using errcode = '42501'; end if;
    new.deputy := true;
  end if;
  perform takes(seat.matter, 'review');
  update opinion o set state = new.verdict, given_at = now() where o.tenant = new.tenant and o.id = new.opinion;
  return new;
end $$;
create function sits_for(of_tenant text, who uuid, of_organisation text, of_area text) returns boolean language sql stable as $$
  select exists (select from lizhu.membership m where m.tenant = of_tenant and m.person = who and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today())
    and (of_organisation is not null and m.organisation = of_organisation and m.role in ('officer', 'head', 'finance', 'statistics', 'tax')
      or of_area is not null and m.role = 'clerk' and of_area = any (lizhu.below(of_tenant, array[m.area])))) $$;
create function deputises(of_tenant text, who uuid, of_organisation text) returns boolean language sql stable as $$
  select exists (select from lizhu.deputy d where d.tenant = of_tenant and d.person = who and d.organisation = of_organisation and d.ended_at is null and lizhu.today() between d.since and d.until) $$;
-- Through its own people, or its deputy.
create function speaks_for(of_tenant text, who uuid, of_organisation text, of_area text) returns boolean language sql stable as $$ select lizhu.sits_for(of_tenant, who, of_organisation, of_area) or lizhu.deputises(of_tenant, who, of_organisation) $$;
-- Whoever sits for a unit names its deputy, out of the offices, and ends it; nothing else of it changes.
create function deputy_by_its_own() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  if not sits_for(new.tenant, lizhu.person(), new.organisation, null) then raise exception 'not of this unit' using errcode = '42501'; end if;
  if tg_op = 'UPDATE' then
    if (new.organisation, new.person, new.since, new.until, new.reason, new.set_by) is distinct from (old.organisation, old.person, old.since, old.until, old.reason, old.set_by) or old.ended_at is not null or new.ended_by is distinct from lizhu.person() then
      raise exception 'a deputy is only ended' using errcode = 'LZ005';
    end if;
    return new;
  end if;
  if new.set_by is distinct from lizhu.person() or new.ended_at is not null then raise exception 'a deputy is named by whoever asks' using errcode = 'LZ005'; end if;
  if not exists (select from office_people() p where p.person = new.person) then raise exception 'a deputy is somebody of an office' using errcode = '42501'; end if;
  return new;
end $$;
-- Those who review for an office now: whom a deputy is chosen from.
create function office_people() returns table (person uuid, organisation text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select distinct m.person, m.organisation from membership m where lizhu.everywhere() and m.tenant = lizhu.tenant() and m.organisation is not null and m.role in ('officer', 'head', 'finance', 'statistics', 'tax')
    and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today()) $$;
create trigger by_its_own before insert or update on deputy for each row execute function deputy_by_its_own();
create trigger by_its_own before insert on opinion_given for each row execute function opinion_by_its_own();

-- Only its own seat is opened anew; what was said stays.
create function opinion_in_order() returns trigger language plpgsql set search_path = lizhu, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.matter, new.step, new.kind, new.organisation, new.area) is distinct from (old.matter, old.step, old.kind, old.organisation, old.area) then raise exception 'a seat stays' using errcode = 'LZ005'; end if;
  if tg_op = 'UPDATE' and new.state = 'open' and old.state <> 'open' and new.round <> old.round + 1 then raise exception 'opened anew, it is another round' using errcode = 'LZ005'; end if;
  if new.state <> 'open' and not exists (select from opinion_given g where g.tenant = new.tenant and g.opinion = new.id and g.round = new.round and g.verdict = new.state) and pg_trigger_depth() < 2 then
    raise exception 'an opinion is given, not set' using errcode = 'LZ005';
  end if;
  return new;
end $$;
create trigger in_order before insert or update on opinion for each row execute function opinion_in_order();

-- What an award must have before it may be approved, and before anything of it is paid.
create function matter_gate(of_tenant text, of_matter uuid, of_award uuid) returns void language plpgsql stable as $$
declare m record;
begin
  select x.award, x.seen, x.assessed, x.review, x.instrument, s.status, s.most, jsonb_array_length(s.grounds) undecided, a.amount into m
    from lizhu.matter x left join lizhu.assessment s on s.tenant = x.tenant and s.id = x.assessed left join lizhu.award a on a.tenant = x.tenant and a.id = of_award where x.tenant = of_tenant and x.id = of_matter;
  if not found then return; end if;
  if m.award is distinct from of_award then raise exception 'another award stands for this matter' using errcode = 'LZ005'; end if;
  if m.seen is distinct from m.assessed then raise exception 'facts changed and nobody looked at it' using errcode = 'LZ041'; end if;
  if m.status is distinct from 'eligible' then raise exception 'it is not eligible by what stands now' using errcode = 'LZ042'; end if;
  if m.undecided > 0 then raise exception 'it rests on what nobody decided' using errcode = 'LZ043'; end if;
  if m.amount > coalesce(m.most, 0) then raise exception 'more than its assessment' using errcode = 'LZ042'; end if;
  if m.review is not null and not coalesce((select r.passed from lizhu.legality_review r where r.tenant = of_tenant and r.instrument = m.instrument and r.review = m.review order by r.reviewed_at desc limit 1), false) then
    raise exception '% is wanting', m.review using errcode = 'LZ044';
  end if;
end $$;
create function award_gate() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare m matter; last int;
begin
  perform matter_gate(new.tenant, new.matter, new.id);
  if new.state <> 'ready' then return new; end if;
  select * into m from matter x where x.tenant = new.tenant and x.id = new.matter;
  if found then
    last := jsonb_array_length(m.steps) - 1;
    if m.state <> 'in review' or m.step <> last then raise exception 'steps are still to be taken' using errcode = 'LZ040'; end if;
  end if;
  return new;
end $$;
create trigger gate before update of state on award for each row when (new.state in ('ready', 'approved') and new.state <> old.state) execute function award_gate();
-- The next number of a year; the transaction that takes it keeps it or gives it back.
create function next_matter_number(of_year int) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare n int;
begin
  if lizhu.tenant() is null then raise exception 'nobody asks' using errcode = '42501'; end if;
  insert into matter_number (tenant, year, last) values (lizhu.tenant(), of_year, 1) on conflict (tenant, year) do update set last = matter_number.last + 1 returning last into n;
  return of_year || '-' || lpad(n::text, greatest(5, length(n::text)), '0');
end $$;

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'lizhu'::regnamespace and p.proname in ('matter_in_order', 'opinion_by_its_own', 'opinion_in_order', 'sits_for', 'deputises', 'speaks_for', 'deputy_by_its_own', 'office_people', 'matter_gate', 'award_gate', 'next_matter_number') loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function next_matter_number(int), sits_for(text, uuid, text, text), deputises(text, uuid, text), speaks_for(text, uuid, text, text), office_people() to lizhu_app;
`
