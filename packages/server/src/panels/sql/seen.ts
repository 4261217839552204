/** What whoever is not of the offices sees of panels: an expert their own places, an enterprise what came of its matter. */
export const SEEN = `
-- file: once no interest is declared, {assessment, materials, subject}; scores: one's own, and everybody's once all are in.
create function expert_places(of_place uuid) returns table (id uuid, matter uuid, "partyName" text, area text, number text, instrument text, article int, state text, "askedAt" timestamptz, "dueOn" date, provisional boolean, stopped boolean, open boolean, organisation text, experts int, sheet jsonb, pass int,
    comment text, reason text, submitted timestamptz, file jsonb, scores jsonb)
language sql stable security definer set search_path = lizhu, pg_temp as $$
  select l.id, m.id, y.name, j.name, m.number, m.instrument, m.article, l.state, l.asked_at, c.due_on, coalesce(c.provisional, false), coalesce(c.stopped, false), panel_waits(l.tenant, l.panel, l.matter), p.organisation, p.experts, p.sheet, p.pass, l.comment, l.reason, m.submitted_at,
      case when of_place is not null and l.state in ('declared', 'scored') then (select jsonb_build_object('subject', case when m.subject <> m.party::text then coalesce(m.subject_name, m.subject) end, 'most', s.most::text, 'result', s.result,
          'materials', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.id), '[]') from material f where f.tenant = m.tenant and f.matter = m.id and f.removed_at is null))
        from assessment s where s.tenant = m.tenant and s.id = m.assessed) end,
      case when of_place is not null then (select coalesce(jsonb_agg(jsonb_build_object('own', o.id = l.id, 'comment', o.comment, 'points', (select coalesce(jsonb_agg(jsonb_build_object('criterion', g.criterion, 'points', g.points, 'comment', g.comment) order by g.criterion), '[]') from panel_score g where g.tenant = o.tenant and g.place = o.id)) order by o.number), '[]')
        from panel_place o where o.tenant = l.tenant and o.panel = l.panel and o.matter = l.matter and o.state = 'scored' and (o.id = l.id or l.state = 'scored' and panel_scored(l.tenant, l.panel, l.matter))) end
    from panel_place l join panel p on p.tenant = l.tenant and p.id = l.panel join matter m on m.tenant = l.tenant and m.id = l.matter join party y on y.tenant = m.tenant and y.id = m.party
      left join jurisdiction j on j.tenant = m.tenant and j.code = m.area left join clock c on c.tenant = l.tenant and c.subject = l.id and c.ended_on is null
   where l.tenant = lizhu.tenant() and l.expert = lizhu.person() and (of_place is null or l.id = of_place) order by l.id desc limit 500 $$;
create function expert_material(of_place uuid, of_material uuid) returns table (hash text, type text, name text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select f.hash, f.type, x.name from panel_place l join material x on x.tenant = l.tenant and x.matter = l.matter and x.removed_at is null join file f on f.tenant = x.tenant and f.hash = x.file
   where l.tenant = lizhu.tenant() and l.id = of_place and l.expert = lizhu.person() and l.state in ('declared', 'scored') and x.id = of_material limit 1 $$;
-- Names once all have scored, points and comments once it is decided: before, nobody can be spoken to about it.
create function panel_outcomes(of_matter uuid) returns table (panel uuid, "drawnOn" date, experts int, scored int, pass int, people jsonb, sheet jsonb, points int, scores jsonb) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select p.id, (p.drawn_at at time zone 'Asia/Shanghai')::date, p.experts, x.scored, p.pass, case when x.over then x.people else '[]' end, p.sheet, case when x.decided then panel_points(p.tenant, p.id, m.id) end, case when x.decided and x.over then x.scores else '[]' end
    from matter m join panel_matter pm on pm.tenant = m.tenant and pm.matter = m.id join panel p on p.tenant = pm.tenant and p.id = pm.panel join opinion o on o.tenant = pm.tenant and o.id = pm.opinion
      cross join lateral (select panel_scored(p.tenant, p.id, m.id) as over, o.state <> 'open' as decided, count(*) filter (where l.state = 'scored')::int as scored,
          coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'title', k.title, 'employer', k.employer) order by l.number) filter (where l.state = 'scored'), '[]') as people,
          coalesce(jsonb_agg(jsonb_build_object('comment', l.comment, 'points', (select coalesce(jsonb_agg(jsonb_build_object('criterion', g.criterion, 'points', g.points, 'comment', g.comment) order by g.criterion), '[]') from panel_score g where g.tenant = l.tenant and g.place = l.id)) order by sha256(p.seed || convert_to(l.id::text, 'UTF8'))) filter (where l.state = 'scored'), '[]') as scores
        from panel_place l join person e on e.tenant = l.tenant and e.id = l.expert join expert k on k.tenant = l.tenant and k.person = l.expert where l.tenant = p.tenant and l.panel = p.id and l.matter = m.id) x
   where m.tenant = lizhu.tenant() and m.id = of_matter and (lizhu.everywhere() or m.party = any (lizhu.parties()) or m.area = any (lizhu.areas())) order by p.id desc $$;
-- Whom what happens at a place concerns.
create function place_told(of_place uuid) returns table (matter uuid, number text, party uuid, organisation text, expert uuid, due date) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select m.id, m.number, m.party, p.organisation, l.expert, c.due_on from panel_place l join panel p on p.tenant = l.tenant and p.id = l.panel join matter m on m.tenant = l.tenant and m.id = l.matter left join clock c on c.tenant = l.tenant and c.subject = l.id and c.ended_on is null
   where l.tenant = lizhu.tenant() and l.id = of_place $$;
-- Those who hold the role, in the pool or not yet.
create function expert_people() returns table (person uuid) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select distinct m.person from membership m where lizhu.everywhere() and m.tenant = lizhu.tenant() and m.role = 'expert' and is_expert(m.tenant, m.person) $$;
`
