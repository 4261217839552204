/** Who is drawn: by a measure that anybody can compute again, out of those whom nothing keeps out. */
export const DRAWING = `
-- The panel that counts for a seat: the one drawn last.
create function panel_of(t text, of_opinion uuid) returns panel_matter language sql stable set search_path = lizhu, pg_temp as $$
  select * from panel_matter m where m.tenant = t and m.opinion = of_opinion order by m.panel desc limit 1 $$;
-- Whether another draw may be made at a seat, and why; null: the panel stands, and nobody draws again until the points please.
create function panel_wanted(of_opinion uuid) returns text language plpgsql stable security definer set search_path = lizhu, pg_temp as $$
declare t text := lizhu.tenant(); stands panel_matter := panel_of(t, of_opinion);
begin
  if stands.panel is null then return 'undrawn'; end if;
  if (select count(*) from panel_place l where l.tenant = t and l.panel = stands.panel and l.matter = stands.matter and l.state <> 'recused') < (select p.experts from panel p where p.tenant = t and p.id = stands.panel) then return 'short'; end if;
  if stands.assessment is distinct from (select m.assessed from matter m where m.tenant = t and m.id = stands.matter) then return 'facts'; end if;
  return null;
end $$;
create function plain_name(name text) returns text language sql immutable set search_path = lizhu, pg_temp as $$ select lower(translate(name, '（） ' || chr(12288), '()')) $$;
-- Why somebody cannot judge a matter; null: nothing is known against it.
create function panel_conflict(t text, of_matter uuid, of_expert uuid) returns text language sql stable set search_path = lizhu, pg_temp as $$
  select case
      when e.employer_code = p.code or plain_name(e.employer) = plain_name(p.name) then 'employer'
      when exists (select from membership b where b.tenant = t and b.person = e.person and b.party = p.id) then 'member'
      when exists (select from duty d where d.tenant = t and d.matter = m.id and d.person = e.person and d.duty <> 'judge') then 'duty'
      when not e.active or not is_expert(t, e.person) then 'left' end
    from matter m join party p on p.tenant = m.tenant and p.id = m.party join expert e on e.tenant = m.tenant and e.person = of_expert where m.tenant = t and m.id = of_matter $$;

-- One panel for several matters of one instrument; the seed is the database's own.
create function draw_panel(of_panel uuid, of_matters uuid[]) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := lizhu.tenant(); m matter; seat opinion; asked jsonb; unit text; wanted int; free int; pm panel_matter; listed jsonb; step jsonb;
  random bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
begin
  -- In one order, so that two who draw wait for one another and never block.
  for m in select * from matter x where x.tenant = t and x.id = any (of_matters) order by x.id for no key update loop
    select o.* into seat from opinion o where o.tenant = t and o.matter = m.id and o.step = m.step and o.kind = 'experts' and o.state = 'open';
    step := m.steps->m.step;
    if seat.id is null or m.state <> 'in review' or step->'experts' is null or coalesce(panel_wanted(seat.id), '') = '' then raise exception 'no panel is to be drawn for %', m.number using errcode = 'LZ100'; end if;
    if not speaks_for(t, lizhu.person(), seat.organisation, null) then raise exception 'not of this seat' using errcode = '42501'; end if;
    if m.seen is distinct from m.assessed then raise exception 'facts changed and nobody looked at it' using errcode = 'LZ041'; end if;
    asked := coalesce(asked, jsonb_build_array(m.instrument, seat.organisation, step->'experts', coalesce(step->'sheet', '[]'), step->'pass'));
    if asked is distinct from jsonb_build_array(m.instrument, seat.organisation, step->'experts', coalesce(step->'sheet', '[]'), step->'pass') then raise exception 'not of one instrument with one sheet' using errcode = 'LZ100'; end if;
    unit := seat.organisation;
    wanted := (step->>'experts')::int;
  end loop;
  if unit is null then raise exception 'nothing to draw for' using errcode = 'LZ100'; end if;
  select coalesce(jsonb_agg(jsonb_build_object('person', d.person, 'name', d.name, 'title', d.title, 'employer', d.employer, 'employerCode', d.employer_code, 'fields', d.fields, 'hash', d.hash, 'matter', d.matter, 'why', d.why) order by d.hash), '[]'), count(*) filter (where d.why is null)
    into listed, free
    from (select e.person, p.name, e.title, e.employer, e.employer_code, e.fields, encode(sha256(random || convert_to(e.person::text, 'UTF8')), 'hex') as hash, k.matter, k.why
      from expert e join person p on p.tenant = e.tenant and p.id = e.person
        left join lateral (select x.matter, panel_conflict(t, x.matter, e.person) as why from unnest(of_matters) x (matter) where panel_conflict(t, x.matter, e.person) is not null order by x.matter limit 1) k on true
     where e.tenant = t and e.active and is_expert(t, e.person)) d;
  if free < wanted then raise exception '% experts are wanting', wanted - free using errcode = 'LZ101', detail = (wanted - free)::text; end if;
  insert into panel (tenant, id, instrument, organisation, experts, sheet, pass, seed, pool, drawn_by) values (t, of_panel, asked->>0, unit, wanted, asked->3, (asked->>4)::int, random, listed, lizhu.person());
  insert into panel_matter (tenant, panel, matter, opinion, assessment) select t, of_panel, x.id, o.id, x.assessed from matter x join opinion o on o.tenant = t and o.matter = x.id and o.step = x.step and o.kind = 'experts' and o.state = 'open' where x.tenant = t and x.id = any (of_matters);
  -- Whoever sat there before the facts changed is asked no more.
  perform end_place_clocks(t, x.opinion) from panel_matter x where x.tenant = t and x.panel = of_panel;
  for pm in select * from panel_matter x where x.tenant = t and x.panel = of_panel order by x.matter loop
    for place in 1..wanted loop perform next_expert(t, pm, place); end loop;
  end loop;
end $$;

-- The next of the drawn order takes a place, with as much time as the step has left; one who has come into conflict since is passed over, and that is kept. null: nobody is left.
create function next_expert(t text, pm panel_matter, of_number int) returns uuid language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare who uuid; why text; place uuid;
begin
  for who in select (x.one->>'person')::uuid from panel p cross join jsonb_array_elements(p.pool) with ordinality x (one, at) where p.tenant = t and p.id = pm.panel and x.one->>'why' is null
      and not exists (select from panel_place l where l.tenant = t and l.panel = pm.panel and l.matter = pm.matter and l.expert = (x.one->>'person')::uuid) order by x.at loop
    why := panel_conflict(t, pm.matter, who);
    place := uuid_in(uuid_moment());
    insert into panel_place (tenant, id, panel, matter, number, expert, state, recused_at, reason) values (t, place, pm.panel, pm.matter, of_number, who, case when why is null then 'asked' else 'recused' end, case when why is not null then clock_timestamp() end, why);
    continue when why is not null;
    insert into clock (tenant, id, matter, party, kind, subject, person, number, title, started_on, days, unit, day_count, stops, stopped, due_on, provisional)
      select t, uuid_in(uuid_moment()), c.matter, c.party, c.kind, place, who, c.number, c.title, c.started_on, c.days, c.unit, c.day_count, c.stops, c.stopped, c.due_on, c.provisional from clock c where c.tenant = t and c.subject = pm.opinion and c.ended_on is null;
    return place;
  end loop;
  return null;
end $$;
create function end_place_clocks(t text, of_opinion uuid) returns void language sql security definer set search_path = lizhu, pg_temp as $$
  update clock c set ended_on = lizhu.today() from panel_matter pm join panel_place l on l.tenant = pm.tenant and l.panel = pm.panel and l.matter = pm.matter where pm.tenant = t and pm.opinion = of_opinion and c.tenant = t and c.subject = l.id and c.ended_on is null $$;
`
