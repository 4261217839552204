/**
 * What a test asks the database after every command, in a schema of its own: the whole state of a tenant as lines to compare
 * with the model's, and which invariants do not hold, reckoned from the journal alone.
 */
export const LOOK = `
create schema proof;
create function proof.look(of_tenant text, out state text, out broken text) language plpgsql security definer set search_path = lizhu, pg_temp as $$
#variable_conflict use_column
begin
-- In PL/pgSQL, which plans it once a session.
with b as materialized (select * from budget where tenant = of_tenant), a as materialized (select * from award where tenant = of_tenant), i as materialized (select * from instalment where tenant = of_tenant),
  t as materialized (select * from transfer where tenant = of_tenant), r as materialized (select * from reservation where tenant = of_tenant), l as materialized (select * from spending_limit where tenant = of_tenant),
  d as materialized (select * from duty where tenant = of_tenant),
  -- Each transfer as two entries of the journal.
  e as materialized (select budget, award, reservation, credit as stage, amount from t union all select budget, award, reservation, debit, -amount from t),
  of_budget as (select budget, sum(amount) filter (where stage = 'treasury') treasury, sum(amount) filter (where stage = 'available') available, sum(amount) filter (where stage = 'reserved') reserved, sum(amount) filter (where stage = 'committed') committed,
    sum(amount) filter (where stage = 'paid') paid, sum(amount) filter (where stage = 'receivable') receivable, sum(amount) filter (where stage = 'recovered') recovered from e group by budget),
  of_award as (select award, sum(amount) filter (where stage = 'committed') committed, sum(amount) filter (where stage = 'paid') paid, sum(amount) filter (where stage = 'receivable') receivable, sum(amount) filter (where stage = 'recovered') recovered from e where award is not null group by award),
  acts as (select award, sum(amount) filter (where kind = 'approve') approved, count(*) filter (where kind = 'approve') approvals, sum(amount) filter (where kind = 'rescind') rescinded, coalesce(sum(amount) filter (where kind = 'pay'), 0) paid, coalesce(sum(amount) filter (where kind = 'return'), 0) returned,
    coalesce(sum(amount) filter (where kind = 'demand'), 0) demanded, coalesce(sum(amount) filter (where kind = 'receive'), 0) received, coalesce(sum(amount) filter (where kind = 'write off'), 0) given_up from t where award is not null group by award),
  pays as (select award, instalment, count(*) filter (where kind = 'pay') - count(*) filter (where kind = 'return') as times, min(amount) as low, max(amount) as high from t where instalment is not null group by award, instalment)
select concat_ws(E'\\n',
    (select string_agg(concat_ws('|', 'budget', id, appropriated, available, reserved, committed, paid, receivable, recovered), E'\\n' order by id) from b),
    (select string_agg(concat_ws('|', 'reservation', id, budget, held), E'\\n' order by id) from r),
    (select string_agg(concat_ws('|', 'award', id, state, bound, coalesce(amount::text, '-'), coalesce(budget::text, '-'), committed, paid, receivable, recovered, rescinded), E'\\n' order by id) from a),
    (select string_agg(concat_ws('|', 'instalment', award, number, amount, state, coalesce(payment, '-'), (met_at is not null)::int), E'\\n' order by award, number) from i),
    (select string_agg(concat_ws('|', 'limit', key, max, used), E'\\n' order by key collate "C") from l),
    (select string_agg(concat_ws('|', 'duty', matter, person, duty), E'\\n' order by matter, person) from d),
    (select 'transfers|' || count(*) || '|' || coalesce(sum(amount), 0) from t),
    (select 'last|' || concat_ws('|', kind, ref, budget, debit, credit, amount, coalesce(award::text, '-'), coalesce(instalment::text, '-'), coalesce(reservation::text, '-'), by) from t where not exists (select from t later where later.number > t.number))),
  concat_ws('; ',
    case when exists (select from b where least(available, reserved, committed, paid, receivable, recovered) < 0) or exists (select from a where least(committed, paid, receivable, recovered, rescinded) < 0) or exists (select from r where held < 0)
      or exists (select from of_budget where least(available, reserved, committed, paid, receivable, recovered) < 0) then 'a stage below zero' end,
    case when (select count(*) <> count(distinct id) or count(*) <> count(distinct (kind, ref)) from t) then 'a transfer twice' end,
    case when exists (select from b where appropriated <> available + reserved + committed + paid + receivable + recovered)
      or exists (select from b left join of_budget o on o.budget = b.id where b.appropriated <> -coalesce(o.treasury, 0)) then 'totals differ from the appropriation' end,
    case when exists (select from b left join of_budget o on o.budget = b.id where (b.available, b.reserved, b.committed, b.paid, b.receivable, b.recovered)
        is distinct from (coalesce(o.available, 0), coalesce(o.reserved, 0), coalesce(o.committed, 0), coalesce(o.paid, 0), coalesce(o.receivable, 0), coalesce(o.recovered, 0)))
      or exists (select from a left join of_award o on o.award = a.id where (a.committed, a.paid, a.receivable, a.recovered) is distinct from (coalesce(o.committed, 0), coalesce(o.paid, 0), coalesce(o.receivable, 0), coalesce(o.recovered, 0)))
      or exists (select from r left join (select reservation, sum(amount) filter (where stage = 'reserved') held from e where reservation is not null group by 1) o on o.reservation = r.id where r.held <> coalesce(o.held, 0))
      then 'balances differ from the journal' end,
    case when exists (select from t where (kind, debit, credit) not in (('appropriate', 'treasury', 'available'), ('lapse', 'available', 'treasury'), ('carry out', 'available', 'treasury'), ('carry in', 'treasury', 'available'), ('reserve', 'available', 'reserved'),
      ('release', 'reserved', 'available'), ('approve', 'available', 'committed'), ('approve', 'reserved', 'committed'), ('rescind', 'committed', 'available'), ('pay', 'committed', 'paid'), ('return', 'paid', 'committed'), ('demand', 'paid', 'receivable'),
      ('receive', 'receivable', 'recovered'), ('write off', 'receivable', 'paid'), ('reuse', 'recovered', 'available')) or amount <= 0) then 'a transfer between other stages than its kind has' end,
    case when exists (select from pays full join i on i.award = pays.award and i.number = pays.instalment
      where coalesce(pays.times, 0) <> case i.state when 'paid' then 1 else 0 end or pays.low <> i.amount or pays.high <> i.amount or (i.state = 'paid') <> (i.payment is not null)) then 'an instalment paid twice, or not as it says' end,
    case when exists (select from acts where demanded - given_up > paid - returned or received > demanded - given_up) then 'recovered more than was paid' end,
    case when exists (select from a left join acts on acts.award = a.id where (a.state in ('approved', 'closed', 'rescinded')) <> (coalesce(acts.approvals, 0) = 1) or acts.approved <> a.amount or a.amount > a.bound or coalesce(acts.rescinded, 0) <> a.rescinded) then 'an award approved twice, or above its bound, or not as it says' end,
    case when exists (select from l left join (select x.key, sum(a.amount - a.rescinded) used from award_limit x join a on a.id = x.award where x.tenant = of_tenant and a.state in ('approved', 'closed', 'rescinded') group by x.key) o on o.key = l.key where l.used <> coalesce(o.used, 0) or l.used > l.max) then 'a joint ceiling exceeded, or not as used' end,
    case when exists (select from a left join (select award, sum(amount) total, coalesce(sum(amount) filter (where state = 'cancelled'), 0) gone from i group by award) s on s.award = a.id where a.state not in ('proposed', 'dropped') and (s.total is distinct from a.amount or s.gone <> a.rescinded)) then 'instalments do not total the award' end,
    case when exists (select from t join a on a.id = t.award where t.kind in ('approve', 'pay') and not exists (select from d where d.matter = a.matter and d.person = t.by and d.duty = t.kind)) then 'one person with two duties in a matter' end,
    case when exists (select from t join i on i.award = t.award and i.number = t.instalment where t.kind = 'pay' and i.condition is not null and i.met_at is null) then 'paid before its condition was met' end,
    case when exists (select from t join a on a.id = t.award join b on b.id = t.budget where a.budget <> b.id or b.instrument <> a.instrument) then 'an award on a budget that is not its own' end) into state, broken;
end $$;

-- One command as somebody: what it answered, or its state and what it says in figures.
create function proof.step(of_tenant text, who uuid, statement text) returns text language plpgsql as $$
declare outcome text; said text; named text;
begin
  perform set_config('lizhu.tenant', of_tenant, true), set_config('lizhu.person', coalesce(who::text, ''), true), set_config('lizhu.reach', '{tenant}', true);
  execute statement into outcome;
  return outcome;
exception when others then
  get stacked diagnostics said = pg_exception_detail, named = column_name;
  return case when sqlstate like 'LZ%' then concat_ws(':', sqlstate, nullif(said, ''), nullif(named, '')) else sqlstate end;
end $$;
create function proof.run(of_tenant text, who uuid[], statements text[], out outcome text, out state text, out broken text) returns setof record language plpgsql as $$
begin
  for n in 1 .. cardinality(statements) loop
    outcome := proof.step(of_tenant, who[n], statements[n]);
    select x.state, x.broken into state, broken from proof.look(of_tenant) x;
    return next;
  end loop;
end $$;
-- A tenant with its people, an enterprise and budgets, not under audit: tests make many.
create function proof.place(of_tenant text, of_party uuid, people jsonb, budgets jsonb) returns void language sql set search_path = lizhu, pg_temp as $$
  insert into tenant (tenant, name) values (of_tenant, of_tenant);
  insert into person (tenant, id, login, name) select of_tenant, (p->>'id')::uuid, p->>'id', p->>'id' from jsonb_array_elements(people) p;
  insert into membership (tenant, id, person, role) select of_tenant, gen_random_uuid(), (p->>'id')::uuid, r from jsonb_array_elements(people) p, jsonb_array_elements_text(p->'roles') r;
  insert into party (tenant, id, kind, name, initials) values (of_tenant, of_party, '企业', '甲', 'j');
  insert into budget (tenant, id, fund, year, source, instrument, created_by) select of_tenant, (b->>'id')::uuid, b->>'fund', (b->>'year')::int, '市级财政', b->>'instrument', (people->0->>'id')::uuid from jsonb_array_elements(budgets) b $$;
grant usage on schema proof to lizhu_app;
grant execute on all functions in schema proof to lizhu_app;
`
