import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readCheckpoints } from '../../audit/index.ts'
import { checkDurability } from '../../database/embedded/index.ts'
import { MIGRATIONS } from '../../database/migrations.ts'
import { evidenceIn } from '../backup/evidence.ts'
import { codeOf } from '../problem.ts'
import { error, warning, type Check, type LookedInside, type Trouble } from './check.ts'

/** What is asked of the database, as its owner. */
export const DATABASE: readonly Check[] = [
  { of: 'database', name: 'postgres', zh: 'PostgreSQL 版本', en: 'version of PostgreSQL', look: postgres },
  { of: 'database', name: 'durability', zh: '断电不丢数据', en: 'durability', look: async ({ pool }) => (await checkDurability(pool)).problems.map(one => error(one.zh, one.en)) },
  { of: 'database', name: 'schema', zh: '数据库结构', en: 'schema', look: schema },
  { of: 'database', name: 'security', zh: '行级安全', en: 'row-level security', look: security },
  { of: 'database', name: 'roles', zh: '数据库账号', en: 'logins of the database', look: roles },
  { of: 'database', name: 'city', zh: '城市', en: 'city', look: city },
  { of: 'database', name: 'clock', zh: '时钟', en: 'clock', look: clock },
  { of: 'database', name: 'sealer', zh: '审计封存', en: 'sealing of the audit', look: sealer },
  { of: 'database', name: 'checkpoint', zh: '审计检查点', en: 'checkpoints of the audit', look: checkpoint },
  { of: 'database', name: 'evidence', zh: '证据文件', en: 'evidence files', look: evidence },
]

async function one<Row extends pg.QueryResultRow>(pool: pg.Pool, sql: string, values: readonly unknown[] = []): Promise<Row | undefined> {
  return (await pool.query<Row>(sql, [...values])).rows[0]
}

async function postgres({ pool }: LookedInside): Promise<Trouble[]> {
  const found = await one<{ number: number; name: string }>(pool, `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`)
  return (found?.number ?? 0) >= 150_000 ? [] : [error(`PostgreSQL 是 ${found?.name ?? ''}，需要 15 以上。请升级数据库服务器。`, `PostgreSQL is ${found?.name ?? ''}; 15 or later is needed. Upgrade the database server.`)]
}

async function schema({ pool }: LookedInside): Promise<Trouble[]> {
  const { rows } = await pool.query<{ number: number; name: string }>('select number, name from lizhu.migration order by number').catch((problem: unknown) => {
    if (['42P01', '3F000'].includes(codeOf(problem))) return { rows: [] }
    throw problem
  })
  const strange = rows.filter(({ number }) => !MIGRATIONS.some(known => known.number === number))
  if (strange.length > 0) return [error(`数据库已升级到更新的版本（第 ${strange.map(({ number }) => number).join('、')} 号），本版本不能用。请换回较新的版本，或恢复升级前的备份。`, `The database was brought up to a later version (steps ${strange.map(({ number }) => number).join(', ')}), which this one cannot run. Go back to the later version, or restore the backup made before the upgrade.`)]
  const pending = MIGRATIONS.filter(known => !rows.some(({ number }) => number === known.number))
  return pending.length === 0 ? [] : [warning(`数据库结构还有 ${pending.length} 步没有升级，服务下次启动时自动完成。升级前请先备份。`, `${pending.length} steps of the schema are pending; the next start of the service takes them. Back up before.`)]
}

/** Every table with a tenant: what the app sees of it is decided by a policy that nobody of ours can go around. */
async function security({ pool }: LookedInside): Promise<Trouble[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select c.relname as name from pg_class c where c.relnamespace = to_regnamespace('lizhu') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped) order by 1`)
  const names = rows.map(({ name }) => name)
  return names.length === 0 ? [] : [error(`这些表没有强制行级安全：${names.join('、')}。有人改过数据库，请查审计，并运行 alter table lizhu.表 enable row level security, force row level security。`, `Row-level security is not forced on ${names.join(', ')}. Somebody changed the database: look into it, and run alter table lizhu.TABLE enable row level security, force row level security.`)]
}

interface Role { readonly name: string; readonly super: boolean; readonly bypass: boolean; readonly creates: boolean; readonly owned: string | null; readonly own: boolean }
async function roles({ pool, app }: LookedInside): Promise<Trouble[]> {
  const name = app === undefined ? 'lizhu_app' : decodeURIComponent(new URL(app).username)
  const role = await one<Role>(pool, `
    select rolname as name, rolsuper as super, rolbypassrls as bypass, rolcreaterole or rolcreatedb as creates, rolname = current_user as own,
           (select string_agg(distinct c.relname, ', ') from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'S')) as owned from pg_roles r where rolname = $1`, [name])
  if (role === undefined) return [error(`数据库里没有账号 ${name}。启动一次服务会建立它，或用 DATABASE_APP_URL 指明另一个。`, `The database has no role ${name}. One start of the service makes it; or name another with DATABASE_APP_URL.`)]
  const [zh, en] = [`程序的数据库账号 ${name} `, `The app's role ${name} `]
  const alone = await one<{ super: boolean }>(pool, 'select rolsuper as super from pg_roles where rolname = current_user')
  return [
    ...(role.own ? [error(`${zh}就是拥有数据库的账号，行级安全和审计都拦不住它。请用 DATABASE_APP_URL 指明另一个。`, `${en}is the login that owns the database: neither row-level security nor the audit binds it. Name another with DATABASE_APP_URL.`)] : []),
    ...(role.super || role.bypass || role.creates ? [error(`${zh}权力过大。请运行 alter role ${name} nosuperuser nobypassrls nocreaterole nocreatedb。`, `${en}may do too much. Run alter role ${name} nosuperuser nobypassrls nocreaterole nocreatedb.`)] : []),
    ...(role.owned === null || role.own ? [] : [error(`${zh}拥有 ${role.owned}，它不应拥有任何东西。请运行 alter table lizhu.表 owner to 拥有者。`, `${en}owns ${role.owned}; it should own nothing. Run alter table lizhu.TABLE owner to OWNER.`)]),
    ...(alone?.super === true ? [warning('DATABASE_URL 用的是超级用户。请另建一个只拥有这个数据库的账号。', 'DATABASE_URL is a superuser. Make a login that owns this database and no more.')] : []),
    ...(app === undefined ? [] : await reached(app, name)),
  ]
}

async function reached(app: string, name: string): Promise<Trouble[]> {
  const client = new pg.Client({ connectionString: app, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return []
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    return [error(`不能以 ${name} 登录数据库：${why}。请检查 DATABASE_APP_URL 和 pg_hba.conf。`, `Cannot log in to the database as ${name}: ${why}. Look at DATABASE_APP_URL and pg_hba.conf.`)]
  } finally { await client.end().catch(() => undefined) }
}

async function city({ pool, settings }: LookedInside): Promise<Trouble[]> {
  const { rows } = await pool.query<{ tenant: string; demo: boolean }>('select tenant, demo from lizhu.tenant')
  if (rows.length === 0) return [error('还没有建立城市。请运行 lizhu init。', 'There is no city yet. Run lizhu init.')]
  const open = settings.host !== undefined || settings.origin !== undefined || settings.proxies.length > 0
  return open && rows.some(({ demo }) => demo) ? [error('数据库里是演示城市，谁都能登录它的账号，却对外提供服务。正式安装请另用空的数据文件夹运行 lizhu init。', 'The database holds a demonstration, whose accounts anybody can sign in to, and is open to others. Make an installation of an empty data folder with lizhu init.')] : []
}

async function clock({ pool }: LookedInside): Promise<Trouble[]> {
  const before = Date.now()
  const found = await one<{ at: Date }>(pool, 'select clock_timestamp() as at')
  // Half the way there and back is nobody's fault.
  const off = Math.round(Math.abs((found?.at.getTime() ?? 0) - (before + Date.now()) / 2) / 1000)
  return off < 5 ? [] : [error(`本机与数据库的时钟相差 ${off} 秒：验证码会不对，记录的先后会乱。请在两台机器上启用时间同步（timedatectl set-ntp true）。`, `The clocks of this machine and of the database differ by ${off} s: one-time codes fail, and what came first cannot be told. Turn time synchronisation on, on both (timedatectl set-ntp true).`)]
}

async function sealer({ pool }: LookedInside): Promise<Trouble[]> {
  const found = await one<{ waiting: string; seconds: number | null }>(pool, `
    select count(*)::text as waiting, extract(epoch from clock_timestamp() - min(at))::float8 as seconds from lizhu.audit where id > coalesce((select upto from lizhu.audit_seal order by number desc limit 1), 0)`)
  return (found?.seconds ?? 0) < 5 ? [] : [error(`有 ${found?.waiting ?? ''} 条审计记录没有封存，最早的已等 ${Math.round(found?.seconds ?? 0)} 秒：服务没有运行，或封存卡住了。请看 journalctl -u lizhu。`, `${found?.waiting ?? ''} rows of the audit are not sealed, the first for ${Math.round(found?.seconds ?? 0)} s: the service does not run, or its sealer is stuck. See journalctl -u lizhu.`)]
}

const [TWO_HOURS, HOUR] = [7_200_000, 3_600_000]
/** One at a URL is seen there, not here. */
async function checkpoint({ pool, settings: { folder, checkpoints = join(folder, 'checkpoints.jsonl') } }: LookedInside): Promise<Trouble[]> {
  if (/^https?:/.test(checkpoints)) return []
  const sealed = await one<{ number: string; age: number }>(pool, 'select number::text, extract(epoch from clock_timestamp() - at)::float8 * 1000 as age from lizhu.audit_seal order by number desc limit 1')
  if (sealed === undefined) return []
  const last = lastCheckpoint(checkpoints)
  const inside = checkpoints.startsWith(folder) ? [warning(`审计检查点写在数据文件夹里（${checkpoints}）：能改数据的人也能改它。请用 LIZHU_CHECKPOINTS 写到另一台机器。`, `Checkpoints of the audit are written into the data folder (${checkpoints}), where whoever can change the data can change them. Send them to another machine with LIZHU_CHECKPOINTS.`)] : []
  if (last !== undefined && (last.seal >= Number(sealed.number) || Date.now() - Date.parse(last.at) < TWO_HOURS)) return inside
  if (last === undefined && sealed.age < HOUR) return inside
  return [...inside, error(`审计有新内容，而 ${checkpoints} 里${last === undefined ? '没有检查点' : `最近的检查点在 ${last.at}`}，超过两小时。请看 journalctl -u lizhu。`, `The audit has grown, and ${last === undefined ? `there is no checkpoint in ${checkpoints}` : `the last checkpoint in ${checkpoints} is of ${last.at}`}, more than two hours ago. See journalctl -u lizhu.`)]
}

function lastCheckpoint(file: string): { readonly at: string; readonly seal: number } | undefined {
  try { return readCheckpoints(readFileSync(file, 'utf8'), file).at(-1) } catch { return undefined }
}

const SAMPLE = 200
async function evidence({ pool, settings: { folder }, all }: LookedInside): Promise<Trouble[]> {
  if ((await one<{ there: boolean }>(pool, `select to_regclass('lizhu.file') is not null as there`))?.there !== true) return []
  const { rows } = await pool.query<{ hash: string }>(`select hash from (select distinct hash from lizhu.file) f ${all ? 'order by 1' : `order by random() limit ${SAMPLE}`}`)
  const found: Record<'missing' | 'changed', string[]> = { missing: [], changed: [] }
  for (const { hash } of rows) {
    const content = await evidenceIn(folder, hash)
    if (typeof content === 'string') found[content].push(hash)
  }
  const some = (hashes: readonly string[]): string => hashes.slice(0, 5).join(', ') + (hashes.length > 5 ? '…' : '')
  return [
    ...(found.missing.length === 0 ? [] : [error(`${found.missing.length} 个证据文件不见了：${some(found.missing)}。请从备份放回（lizhu restore 到另一处，再复制 files）。`, `${found.missing.length} evidence files are gone: ${some(found.missing)}. Put them back from a backup (lizhu restore elsewhere, then copy files).`)]),
    ...(found.changed.length === 0 ? [] : [error(`${found.changed.length} 个证据文件被改过或损坏：${some(found.changed)}。请从备份放回，并查是谁改的。`, `${found.changed.length} evidence files were changed or damaged: ${some(found.changed)}. Put them back from a backup, and find out who changed them.`)]),
  ]
}
