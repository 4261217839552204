/** What experts do at their places, who leaves one, and when a panel has said what it says. */
export const JUDGING = `
-- A place whose expert asks, of a seat that still waits; held, and the matter with it.
create function own_place(of_place uuid) returns panel_place language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare l panel_place;
begin
  perform from matter m where m.tenant = lizhu.tenant() and m.id = (select x.matter from panel_place x where x.tenant = m.tenant and x.id = of_place and x.expert = lizhu.person()) for no key update;
  if not found then raise exception 'no such place' using errcode = 'LZ026'; end if;
  select * into l from panel_place x where x.tenant = lizhu.tenant() and x.id = of_place for update;
  if not panel_waits(l.tenant, l.panel, l.matter) then raise exception 'its seat waits for nothing' using errcode = 'LZ105'; end if;
  return l;
end $$;
-- It is the panel that counts, of a seat that has not spoken.
create function panel_waits(t text, of_panel uuid, of_matter uuid) returns boolean language sql stable security definer set search_path = lizhu, pg_temp as $$
  select exists (select from panel_matter pm join opinion o on o.tenant = pm.tenant and o.id = pm.opinion and o.state = 'open' join matter m on m.tenant = pm.tenant and m.id = pm.matter and m.step = o.step and m.state in ('in review', 'supplement')
    where pm.tenant = t and pm.panel = of_panel and pm.matter = of_matter and (panel_of(t, pm.opinion)).panel = pm.panel) $$;
-- Before the file is seen: no interest in it, and no other duty in the matter from here on.
create function declare_place(of_place uuid) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare l panel_place := own_place(of_place);
begin
  if panel_conflict(l.tenant, l.matter, l.expert) is not null then raise exception 'in conflict with it' using errcode = 'LZ105'; end if;
  perform takes(l.matter, 'judge');
  update panel_place set state = 'declared', declared_at = clock_timestamp() where tenant = l.tenant and id = l.id;
end $$;
create function vacate_place(l panel_place, why text) returns uuid language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare pm panel_matter; taker uuid;
begin
  select * into pm from panel_matter x where x.tenant = l.tenant and x.panel = l.panel and x.matter = l.matter;
  update panel_place set state = 'recused', recused_at = clock_timestamp(), recused_by = lizhu.person(), reason = why where tenant = l.tenant and id = l.id;
  update clock set ended_on = lizhu.today() where tenant = l.tenant and subject = l.id and ended_on is null;
  taker := next_expert(l.tenant, pm, l.number);
  insert into matter_event (tenant, matter, id, kind) values (l.tenant, l.matter, uuid_in(uuid_moment()), 'expert replaced');
  return taker;
end $$;
-- @returns the place that was filled instead; null: nobody is left of the draw.
create function recuse_place(of_place uuid, why text) returns uuid language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare l panel_place := own_place(of_place);
begin
  if l.state not in ('asked', 'declared') then raise exception 'it is scored' using errcode = 'LZ105'; end if;
  return vacate_place(l, why);
end $$;
-- scores: [{criterion, points, comment}], each criterion of the sheet once. @returns whether all have scored now
create function score_place(of_place uuid, scores jsonb, said text) returns boolean language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare l panel_place := own_place(of_place); p panel;
begin
  select * into p from panel x where x.tenant = l.tenant and x.id = l.panel;
  if l.state <> 'declared' then raise exception 'not declared, or scored already' using errcode = 'LZ105'; end if;
  insert into panel_score (tenant, place, criterion, points, comment) select l.tenant, l.id, s.criterion, s.points, coalesce(s.comment, '') from jsonb_to_recordset(scores) s (criterion int, points int, comment text);
  if (select count(*) from panel_score s where s.tenant = l.tenant and s.place = l.id and s.points <= (p.sheet->s.criterion->>'most')::int) <> jsonb_array_length(p.sheet) or jsonb_array_length(scores) <> jsonb_array_length(p.sheet) then
    raise exception 'not as the sheet has it' using errcode = 'LZ106';
  end if;
  update panel_place set state = 'scored', scored_at = clock_timestamp(), comment = said where tenant = l.tenant and id = l.id;
  update clock set ended_on = lizhu.today() where tenant = l.tenant and subject = l.id and ended_on is null;
  if not panel_scored(l.tenant, l.panel, l.matter) then return false; end if;
  insert into matter_event (tenant, matter, id, kind) values (l.tenant, l.matter, uuid_in(uuid_moment()), 'panel scored');
  return true;
end $$;
create function panel_scored(t text, of_panel uuid, of_matter uuid) returns boolean language sql stable security definer set search_path = lizhu, pg_temp as $$
  select count(*) filter (where l.state = 'scored') = (select p.experts from panel p where p.tenant = t and p.id = of_panel) from panel_place l where l.tenant = t and l.panel = of_panel and l.matter = of_matter $$;
-- Points of all that count, and of how many; null before all are in.
create function panel_points(t text, of_panel uuid, of_matter uuid) returns int language sql stable security definer set search_path = lizhu, pg_temp as $$
  select case when panel_scored(t, of_panel, of_matter) then coalesce(sum(s.points), 0)::int end from panel_place l join panel_score s on s.tenant = l.tenant and s.place = l.id where l.tenant = t and l.panel = of_panel and l.matter = of_matter and l.state = 'scored' $$;

-- Why a seat does not agree yet, as the state that is raised; null: the panel has said what it says.
create function panel_lacks(of_opinion uuid) returns text language plpgsql stable security definer set search_path = lizhu, pg_temp as $$
declare t text := lizhu.tenant(); stands panel_matter := panel_of(t, of_opinion);
begin
  if stands.panel is null or not panel_scored(t, stands.panel, stands.matter) then return 'LZ102'; end if;
  if exists (select from recusal_request r where r.tenant = t and r.panel = stands.panel and r.matter = stands.matter and r.outcome is null) then return 'LZ103'; end if;
  return null;
end $$;
-- The experts advise, the unit decides: against their advice it says why. Once it has spoken nobody scores any more.
create function panel_over() returns trigger language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare stands panel_matter; p panel; why text;
begin
  if not exists (select from opinion o join matter m on m.tenant = o.tenant and m.id = o.matter where o.tenant = new.tenant and o.id = new.opinion and o.kind = 'experts' and m.steps->o.step->'experts' is not null) then return new; end if;
  if new.verdict = 'agreed' then
    why := panel_lacks(new.opinion);
    if why is not null then raise exception 'the panel is not done' using errcode = why; end if;
    stands := panel_of(new.tenant, new.opinion);
    select * into p from panel x where x.tenant = new.tenant and x.id = stands.panel;
    if panel_points(new.tenant, stands.panel, stands.matter) < p.pass * p.experts and coalesce(new.reason, '') = '' then raise exception 'below what passes, and no reason' using errcode = 'LZ104'; end if;
  end if;
  perform end_place_clocks(new.tenant, new.opinion);
  return new;
end $$;
create trigger panel_over before insert on opinion_given for each row execute function panel_over();

-- @returns the unit whose head decides
create function ask_recusal(of_id uuid, of_matter uuid, of_place uuid, who text, why text) returns text language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare t text := lizhu.tenant(); m matter; stands panel_matter; p panel; ours boolean;
begin
  select * into m from matter x where x.tenant = t and x.id = of_matter for no key update;
  stands := panel_of(t, (select o.id from opinion o where o.tenant = t and o.matter = of_matter and o.step = m.step and o.kind = 'experts'));
  if stands.panel is null or not panel_waits(t, stands.panel, of_matter) then raise exception 'no panel sits over it now' using errcode = 'LZ105'; end if;
  select * into p from panel x where x.tenant = t and x.id = stands.panel;
  ours := m.party = any (lizhu.parties());
  if not ours and not speaks_for(t, lizhu.person(), p.organisation, null) then raise exception 'not of this seat' using errcode = '42501'; end if;
  if of_place is not null and (ours or not exists (select from panel_place l where l.tenant = t and l.id = of_place and l.panel = p.id and l.matter = of_matter and l.state <> 'recused')) then raise exception 'no such place' using errcode = 'LZ026'; end if;
  insert into recusal_request (tenant, id, panel, matter, place, whom, reason, by_party, raised_by) values (t, of_id, p.id, of_matter, of_place, who, why, ours, lizhu.person());
  return p.organisation;
end $$;
-- Decided by the head of the unit whose panel it is. @returns the place that was filled instead
create function answer_recusal(of_id uuid, decided text, of_place uuid, said text) returns uuid language plpgsql security definer set search_path = lizhu, pg_temp as $$
declare r recusal_request; l panel_place;
begin
  select * into r from recusal_request x where x.tenant = lizhu.tenant() and x.id = of_id;
  perform from matter m where m.tenant = r.tenant and m.id = r.matter for no key update;
  if not exists (select from panel p join membership b on b.tenant = p.tenant and b.organisation = p.organisation and b.role = 'head' and b.person = lizhu.person() and b.ended_at is null and b.since <= lizhu.today() and (b.until is null or b.until >= lizhu.today())
      where p.tenant = r.tenant and p.id = r.panel) then raise exception 'not a head of this unit' using errcode = '42501'; end if;
  if decided = 'upheld' then
    select * into l from panel_place x where x.tenant = r.tenant and x.id = of_place and x.panel = r.panel and x.matter = r.matter and x.state <> 'recused' for update;
    if not found or not panel_waits(r.tenant, r.panel, r.matter) then raise exception 'no such place, or the panel is over' using errcode = 'LZ105'; end if;
  end if;
  update recusal_request set outcome = decided, place = coalesce(of_place, place), answer = said, answered_by = lizhu.person(), answered_at = clock_timestamp() where tenant = r.tenant and id = r.id;
  return case when decided = 'upheld' then vacate_place(l, r.reason) end;
end $$;
`
