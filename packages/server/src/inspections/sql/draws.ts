/** Which matters are to be seen on site: drawn by the database alone, by a measure that anybody can compute again. */
export const DRAWS = `
-- sample: the least share of all its matters that is drawn; all_from: the amount from which each one is, in fen.
create table inspection_draw (
  tenant text not null references tenant, id uuid not null, number int not null check (number > 0), instrument text not null, organisation text not null, seed bytea not null check (length(seed) = 32),
  sample numeric not null check (sample > 0 and sample <= 1), all_from bigint, drawn_by uuid not null, drawn_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), unique (tenant, number), foreign key (tenant, organisation) references organisation (tenant, id), foreign key (tenant, drawn_by) references person (tenant, id));
-- The list as it stood. place: in the order of hash, which is sha256(seed || matter), both of them over the whole list.
create table inspection_item (
  tenant text not null, draw uuid not null, matter uuid not null, opinion uuid not null, amount bigint not null, place int not null, hash text not null, why text not null check (why in ('all from', 'sample', 'not drawn')),
  primary key (tenant, draw, matter), unique (tenant, draw, place), constraint inspection_item_once unique (tenant, opinion), foreign key (tenant, draw) references inspection_draw (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, opinion) references opinion (tenant, id));
create index inspection_item_matter on inspection_item (tenant, matter);
-- More may be seen than was drawn, never less.
create table inspection_addition (
  tenant text not null, id uuid not null, matter uuid not null, opinion uuid not null, reason text not null check (reason <> ''), added_by uuid not null, added_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id), foreign key (tenant, matter) references matter (tenant, id), foreign key (tenant, opinion) references opinion (tenant, id), foreign key (tenant, added_by) references person (tenant, id));
create index inspection_addition_opinion on inspection_addition (tenant, opinion);

create function inspects(seat opinion) returns boolean language sql stable set search_path = lizhu, pg_temp as $$
  select speaks_for(seat.tenant, lizhu.person(), seat.organisation, seat.area) $$;

-- What waits at the seats of whoever asks and was not drawn over yet, that of a supplement too: nobody chooses what the list is.
create function waiting_for_draw(of_instrument text) returns table (opinion uuid, organisation text, matter uuid, amount bigint, sample numeric, all_from bigint) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select o.id, o.organisation, m.id, coalesce(a.amount, s.most, 0), coalesce((m.steps->m.step->>'sample')::numeric, 1), (m.steps->m.step->>'allFrom')::bigint
    from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter and m.step = o.step and m.state in ('in review', 'supplement')
      left join award a on a.tenant = m.tenant and a.id = m.award left join assessment s on s.tenant = m.tenant and s.id = m.assessed
   where o.tenant = lizhu.tenant() and o.kind = 'inspection' and o.state = 'open' and (of_instrument is null or m.instrument = of_instrument) and inspects(o)
     and not exists (select from inspection_item i where i.tenant = o.tenant and i.opinion = o.id) $$;

-- All of one unit and instrument at once, and the seed is the database's own. @returns the draw's number
create function draw_inspection(of_id uuid, of_instrument text) returns int language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := lizhu.tenant(); ordinal int;
  random bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
begin
  -- Two who draw at once take turns: the second finds what came since.
  perform pg_advisory_xact_lock(hashtextextended('inspection ' || t, 0));
  select coalesce(max(number), 0) + 1 into ordinal from inspection_draw where tenant = t;
  with waiting as materialized (select * from waiting_for_draw(of_instrument)), list as (select * from waiting where organisation = (select min(organisation) from waiting)),
    draw as (insert into inspection_draw (tenant, id, number, instrument, organisation, seed, sample, all_from, drawn_by)
      select t, of_id, ordinal, of_instrument, min(organisation), random, max(sample), min(all_from), lizhu.person() from list having count(*) > 0 returning sample, all_from),
    hashed as (select l.opinion, l.matter, l.amount, d.sample, coalesce(l.amount >= d.all_from, false) as large, encode(sha256(random || convert_to(l.matter::text, 'UTF8')), 'hex') as hash from list l cross join draw d),
    placed as (select *, row_number() over (order by hash) as place, row_number() over (partition by large order by hash) as among, count(*) over () as n, count(*) filter (where large) over () as larges from hashed)
  insert into inspection_item (tenant, draw, matter, opinion, amount, place, hash, why)
    select t, of_id, matter, opinion, amount, place, hash, case when large then 'all from' when among <= greatest(1, ceil(sample * n)) - larges then 'sample' else 'not drawn' end from placed;
  if not found then raise exception 'nothing waits for a draw here' using errcode = 'LZ094'; end if;
  return ordinal;
end $$;
-- Whether a seat's matter is to be seen; null: nobody drew yet.
create function to_be_inspected(t text, of_opinion uuid) returns boolean language sql stable security definer set search_path = lizhu, pg_temp as $$
  select case when exists (select from inspection_addition a where a.tenant = t and a.opinion = of_opinion) then true else (select i.why <> 'not drawn' from inspection_item i where i.tenant = t and i.opinion = of_opinion) end $$;
`
