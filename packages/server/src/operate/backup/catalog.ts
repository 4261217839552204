import pg from 'pg'
import { SCHEMA } from '../../jobs/boss.ts'
import { InstallationProblem } from '../problem.ts'
import type { End, Head, Table } from './format.ts'

/** A connection whose values are written the same by every server: COPY prints as the session says. */
export async function connectPlain(owner: string): Promise<pg.Client> {
  const options = ['datestyle=ISO', 'intervalstyle=postgres', 'timezone=UTC', 'extra_float_digits=3', 'bytea_output=hex', 'client_encoding=UTF8', 'search_path=pg_catalog', 'statement_timeout=0', 'idle_in_transaction_session_timeout=0', 'synchronize_seqscans=off']
  const client = new pg.Client({ connectionString: owner, application_name: 'lizhu backup', options: options.map(one => `-c ${one}`).join(' ') })
  // The query that is waiting hears of it; unheard, the event would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const OURS = `n.nspname in ('lizhu', '${SCHEMA}')`

/** Tables whose rows a backup holds. The list of steps is not among them: whoever restores takes the steps. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name, coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attnum is not null), '{}') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where ${OURS} and c.relkind in ('r', 'p') and not c.relispartition and (n.nspname, c.relname) <> ('lizhu', 'migration')
     group by 1, 2 order by 1, 2`)
  return rows
}

/** Row-level security binds the owner too: a table without the owner's policy would be saved with rows missing, and nobody would know. */
export async function refuseHidden(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${OURS} and c.relkind in ('r', 'p') and not (select rolbypassrls or rolsuper from pg_roles where rolname = current_user)
       and c.relrowsecurity and (c.relforcerowsecurity or not pg_has_role(c.relowner, 'usage'))
       and (select bool_or(not p.polpermissive) or not coalesce(bool_or(p.polpermissive and pg_get_expr(p.polqual, p.polrelid) = 'true'), false)
              from pg_policy p where p.polrelid = c.oid and p.polcmd in ('*', 'r') and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(r, 'usage')))`)
  if (rows.length === 0) return
  const names = rows.map(one => one.name).join(', ')
  throw new InstallationProblem(`数据库的行级安全不让备份账号看到全部行：${names}。DATABASE_URL 应是拥有这些表的账号，表上应有策略 keeper。`,
    `Row-level security hides rows of ${names} from the login of the backup. DATABASE_URL must be the login that owns the tables, and each must have the policy keeper.`)
}

export async function sequencesOf(client: pg.Client): Promise<End['sequences']> {
  const { rows: names } = await client.query<{ schema: string; name: string; at: string }>(
    `select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as at from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind = 'S' order by 1, 2`)
  const found: End['sequences'] = []
  for (const { schema, name, at } of names) {
    const { rows: [state] } = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${at}`)
    if (state !== undefined) found.push({ schema, name, ...state })
  }
  return found
}

/** Steps of the schema that were taken; none where the schema is not there. */
export async function stepsOf(client: pg.Client): Promise<Head['steps']> {
  if (!await exists(client, 'lizhu.migration')) return []
  return (await client.query<Head['steps'][number]>('select number, name, hash from lizhu.migration order by number')).rows
}

export async function jobsOf(client: pg.Client): Promise<Head['jobs']> {
  if (!await exists(client, `${SCHEMA}.version`)) return null
  const { rows: [known] } = await client.query<{ version: number }>(`select version from ${SCHEMA}.version`)
  const { rows: queues } = await client.query<{ name: string }>(`select name from ${SCHEMA}.queue order by name`)
  return { version: known?.version ?? 0, queues: queues.map(one => one.name) }
}

export async function exists(client: pg.Client, relation: string): Promise<boolean> {
  return (await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [relation])).rows[0]?.there === true
}

/** What would check, or audit, row by row what is laid in: statements that take it away, and those that bring it back as it was. */
export async function guardsOf(client: pg.Client): Promise<{ readonly off: readonly string[]; readonly on: readonly string[] }> {
  const { rows } = await client.query<{ off: string; on: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) as on
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace where ${OURS} and contype = 'f' and conparentid = 0
    union all
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
           format('alter table %s enable %s trigger %I', tgrelid::regclass, case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and not tgisinternal and tgparentid = 0 and tgenabled <> 'D'
    union all
    select format('alter table %s no force row level security', c.oid::regclass), format('alter table %s force row level security', c.oid::regclass)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and relforcerowsecurity`)
  return { off: rows.map(one => one.off), on: rows.map(one => one.on) }
}
