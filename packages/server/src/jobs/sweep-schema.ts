/**
 * What nobody needs any more, of all tenants: sessions a month after they ended, sign-ins that were not finished, keys of creations
 * that nobody repeats after a week, what webhooks told three months ago. The audit trail keeps who signed in, and when.
 */
export const SWEEPING = `
create function sweep() returns table (sessions bigint, sign_ins bigint, idempotency_keys bigint, deliveries bigint) language sql security definer set search_path = lizhu, pg_temp as $$
  -- The process of a last try died under it.
  update webhook_delivery set state = 'failed', ended_at = now() where state = 'waiting' and at < now() - interval '7 days';
  with s as (delete from session where least(ended_at, ends_at, seen_at + idle) < now() - interval '30 days' returning 1),
    i as (delete from sign_in where until < now() returning 1),
    e as (delete from totp_enrolment where at < now() - interval '1 day' returning 1),
    k as (delete from idempotency where at < now() - interval '7 days' returning 1),
    d as (delete from webhook_delivery where ended_at < now() - interval '90 days' returning 1)
  select (select count(*) from s), (select count(*) from i) + (select count(*) from e), (select count(*) from k), (select count(*) from d) $$;
revoke execute on function sweep() from public;
grant execute on function sweep() to lizhu_app;
`
