import type { Migration } from '../database/migration.ts'
import { SWEEPING } from '../jobs/sweep-schema.ts'
import { TO_CHECK } from '../registry/index.ts'

/**
 * Who is told of what happens, and what was told: a delivery is written in the transaction of what it tells of. Why so:
 * docs/webhooks.md.
 */
const WEBHOOKS = `
create function system() returns boolean language sql stable parallel safe as $$ select 'system' = any (lizhu.reach()) $$;

create table webhook (
  tenant text not null references tenant, id uuid not null, url text not null, events text[] not null check (events <> '{}'), secret bytea not null,
  disabled boolean not null default false, version int not null default 1, made_by uuid not null, at timestamptz not null default now(),
  primary key (tenant, id), foreign key (tenant, made_by) references person (tenant, id));

-- 'body': as it is signed and sent, to the byte; ids and nothing of business.
create table webhook_delivery (
  tenant text not null, id uuid not null, webhook uuid not null, event text not null, body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'stopped')), at timestamptz not null default now(), ended_at timestamptz,
  primary key (tenant, id), foreign key (tenant, webhook) references webhook (tenant, id));
create index webhook_delivery_webhook on webhook_delivery (tenant, webhook, id desc);

create table webhook_attempt (
  tenant text not null, delivery uuid not null, number int not null, at timestamptz not null, ms int not null, status int, problem text, answer text check (length(answer) <= 1024),
  primary key (tenant, delivery, number), foreign key (tenant, delivery) references webhook_delivery (tenant, id) on delete cascade);

select guarded('webhook', 'tenant = (select lizhu.tenant()) and (select lizhu.system())');
select guarded('webhook_delivery', 'tenant = (select lizhu.tenant()) and (select lizhu.system())');
select guarded('webhook_attempt', 'tenant = (select lizhu.tenant()) and (select lizhu.system())');
grant select, insert, update on webhook to lizhu_app;
grant select, insert, update (state, ended_at) on webhook_delivery to lizhu_app;
grant select on webhook_attempt to lizhu_app;
select audited('webhook', '{secret}');

-- By whoever does something: who is told of it is not for them to see.
create function note_event(the_event text, the_body text) returns setof uuid language sql security definer set search_path = lizhu, pg_temp as $$
  insert into webhook_delivery (tenant, id, webhook, event, body)
  select w.tenant, uuid_in(uuid_moment()), w.id, the_event, the_body from webhook w where w.tenant = tenant() and the_event = any (w.events) and not w.disabled
  returning id $$;

-- What is to be sent, by whichever process is at hand; nothing where it was delivered meanwhile, or is wanted no more.
create function take_delivery(of_tenant text, the_delivery uuid) returns table (webhook uuid, url text, secret bytea, body text) language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  update webhook_delivery d set state = 'stopped', ended_at = now() from webhook w
   where d.tenant = of_tenant and d.id = the_delivery and d.state = 'waiting' and w.tenant = d.tenant and w.id = d.webhook and w.disabled;
  return query select w.id, w.url, w.secret, d.body from webhook_delivery d join webhook w on w.tenant = d.tenant and w.id = d.webhook
   where d.tenant = of_tenant and d.id = the_delivery and d.state = 'waiting';
end $$;

create function note_attempt(of_tenant text, the_delivery uuid, since timestamptz, took int, the_status int, the_problem text, the_answer text, outcome text) returns void language plpgsql security definer set search_path = lizhu, pg_temp as $$
begin
  -- Two attempts at once take turns, or they would take one number.
  perform from webhook_delivery d where d.tenant = of_tenant and d.id = the_delivery for update;
  insert into webhook_attempt (tenant, delivery, number, at, ms, status, problem, answer)
  select of_tenant, the_delivery, coalesce(max(a.number), 0) + 1, since, took, the_status, the_problem, the_answer from webhook_attempt a where a.tenant = of_tenant and a.delivery = the_delivery;
  update webhook_delivery d set state = outcome, ended_at = case when outcome = 'waiting' then null else now() end
   where d.tenant = of_tenant and d.id = the_delivery and d.state = 'waiting';
end $$;

revoke execute on function note_event(text, text), take_delivery(text, uuid), note_attempt(text, uuid, timestamptz, int, int, text, text, text) from public;
grant execute on function note_event(text, text), take_delivery(text, uuid), note_attempt(text, uuid, timestamptz, int, int, text, text, text) to lizhu_app;
`

export const webhookMigrations: readonly Migration[] = [{ number: 10, name: 'webhooks, facts to check, sweeping', sql: `${WEBHOOKS}${TO_CHECK}${SWEEPING}` }]
