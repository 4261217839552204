/** All of a demonstration's people: a review takes several of a role, each of another office. */
export const demoAccountsSql = `
create or replace function demo_accounts() returns table (tenant text, login text, name text, role text, organisation text, area text, party text) language sql stable security definer set search_path = lizhu, pg_temp as $$
  select m.tenant, p.login, p.name, m.role, o.name, j.name, e.name
    from tenant t join membership m on m.tenant = t.tenant join person p on p.tenant = m.tenant and p.id = m.person
    left join organisation o on o.tenant = m.tenant and o.id = m.organisation left join jurisdiction j on j.tenant = m.tenant and j.code = m.area
    left join party e on e.tenant = m.tenant and e.id = m.party
   where t.demo and not p.disabled and m.ended_at is null and m.since <= lizhu.today() and (m.until is null or m.until >= lizhu.today()) order by m.tenant, m.role, length(p.login), p.login $$;
`
