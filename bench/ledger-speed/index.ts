import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { openDb, openPool, type Db } from '../../packages/server/src/database/pool.ts'
import { approveInBlocks } from '../../packages/server/src/ledger/index.ts'
import { openPlace } from '../ledger/place.ts'
import { table } from '../lib/table.ts'

// Approvals on one fund beside pgbench's TPC-B at scale 1: one server, the same clients, in turns; then many awards in one
// operation. All is durable (fsync, synchronous_commit), audited, and counted to the fen afterwards.

const [ROUNDS, SECONDS, CLIENTS, MANY] = [3, Number(process.env['SECONDS'] ?? 8), Number(process.env['CLIENTS'] ?? 8), Number(process.env['MANY'] ?? 100_000)]
const EACH = 6_000 * Math.ceil(SECONDS / 8)
const [HEAD, BUDGET, BULK] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000c']
const AMOUNT = 123_45

const place = await openPlace()
const folder = mkdtempSync(join(tmpdir(), 'lizhu-ledger-'))
try {
  const pgbench = [place.bin, '/usr/lib/postgresql/15/bin', '/usr/bin'].map(one => join(one, 'pgbench')).find(one => existsSync(one))
  const own = new pg.Client({ connectionString: place.owner, options: '-c search_path=lizhu,pg_temp' })
  own.on('error', () => undefined)
  await own.connect()
  await seed(own)
  const rates = pgbench === undefined ? undefined : await inTurns(pgbench)
  if (rates === undefined) console.log('没有 pgbench，跳过与 TPC-B 的比较 · There is no pgbench: the comparison with TPC-B is skipped')
  const seconds = await atOnce()
  await checked(own)
  await own.end()
  const tpcb = median(rates?.tpcb ?? [])
  console.log(table([
    [`${CLIENTS} clients, ${ROUNDS} rounds of ${SECONDS} s`, 'a second', '÷ TPC-B'],
    ['TPC-B, scale 1', perSecond(tpcb), ''],
    ['single approvals on one fund', perSecond(median(rates?.single ?? [])), ratio(median(rates?.single ?? []), tpcb)],
    [`${MANY.toLocaleString('en-US')} awards in one operation (${seconds.toFixed(1)} s)`, perSecond(MANY / seconds), ratio(MANY / seconds, tpcb)],
  ]))
} finally {
  rmSync(folder, { recursive: true, force: true })
  await place.stop()
}

/** Enterprises with a joint ceiling each, and awards that wait: some for each client and round, and many on a budget of their own. */
async function seed(own: pg.Client): Promise<void> {
  const tenant = 'bench'
  await own.query('set synchronous_commit = off')
  await own.query('insert into tenant (tenant, name) values ($1, $1)', [tenant])
  await own.query('insert into person (tenant, id, login, name) values ($1, $2, $1, $1)', [tenant, HEAD])
  for (const role of ['head', 'finance']) await own.query('insert into membership (tenant, id, person, role) values ($1, gen_random_uuid(), $2, $3)', [tenant, HEAD, role])
  await own.query(`insert into party (tenant, id, kind, name, initials) select $1, ('00000000-0000-7000-8000-1' || lpad(to_hex(n), 11, '0'))::uuid, '企业', '示例' || n || '有限公司', 'sl' from generate_series(0, 999) n`, [tenant])
  await own.query(`insert into spending_limit (tenant, key, max) select $1, 'e' || n, 1000000000000 from generate_series(0, 999) n`, [tenant])
  await own.query(`select set_config('lizhu.tenant', $1, false), set_config('lizhu.person', $2, false)`, [tenant, HEAD])
  for (const [n, budget] of [BUDGET, BULK].entries()) {
    await own.query('select open_budget($1, $2, 2020, $3)', [budget, `专项资金 ${n}`, '市级财政'])
    await own.query('select appropriate($1, $2, $3, $4, $5, $6)', [`00000000-0000-7000-8000-0000000001${n}0`, budget, BigInt(AMOUNT) * BigInt(Math.max(CLIENTS * ROUNDS * EACH + 1000, MANY)), `拨 ${n}`, '年初预算', '文'])
  }
  // Clients go through the enterprises side by side, never at the same one. As propose_award and move_award would, without their two million statements.
  await own.query('alter table award disable trigger user; alter table instalment disable trigger user; alter table award_limit disable trigger user')
  const clients = `select ('00000000-0000-7000-' || lpad(to_hex(c), 4, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid id, c * 137 + n as n from generate_series(1, ${CLIENTS}) c, generate_series(1, ${ROUNDS * EACH}) n`
  const before = `select ('00000000-0000-7000-fffe-' || lpad(to_hex(n), 12, '0'))::uuid id, n from generate_series(1, 1000) n`
  const many = `select ('00000000-0000-7000-ffff-' || lpad(to_hex(n), 12, '0'))::uuid id, n from generate_series(1, ${MANY}) n`
  for (const these of [clients, before, many]) {
    await own.query(`insert into award (tenant, id, matter, party, instrument, bound, amount, state, proposed_by, asked) select '${tenant}', x.id, x.id, ('00000000-0000-7000-8000-1' || lpad(to_hex(x.n % 1000), 11, '0'))::uuid, 'I13-1', ${AMOUNT}, ${AMOUNT}, 'ready', '${HEAD}', '' from (${these}) x`)
    await own.query(`insert into instalment (tenant, award, number, amount) select '${tenant}', x.id, 1, ${AMOUNT} from (${these}) x`)
    await own.query(`insert into award_limit (tenant, award, key) select '${tenant}', x.id, 'e' || x.n % 1000 from (${these}) x`)
  }
  await own.query('alter table award enable trigger user; alter table instalment enable trigger user; alter table award_limit enable trigger user')
  // A fund in use: what a session plans rests on a journal that has something in it, as TPC-B's tables have.
  await own.query(`select approve_awards(gen_random_uuid(), $1, array(select id from award where id::text like '00000000-0000-7000-fffe%'))`, [BUDGET])
  await own.query('vacuum analyze')
  await own.query('checkpoint').catch(() => undefined)
  await own.query('set synchronous_commit = on')
}

async function inTurns(pgbench: string): Promise<{ tpcb: number[]; single: number[] }> {
  const tpcb = (...args: readonly string[]) => run(pgbench, new URL(place.admin), 'postgres', args)
  tpcb('-i', '-s', '1', '-q')
  const script = join(folder, 'approve.sql')
  writeFileSync(script, `\\set n :n + 1\n\\set c :client_id + 1\nselect approve_award(gen_random_uuid(), ('00000000-0000-7000-' || lpad(to_hex(:c::int), 4, '0') || '-' || lpad(to_hex(:n::int), 12, '0'))::uuid, '${BUDGET}');\n`)
  const rates: { tpcb: number[]; single: number[] } = { tpcb: [], single: [] }
  const timed = ['-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), '-M', 'prepared', '-n']
  for (let round = 0; round < ROUNDS; round++) {
    rates.tpcb.push(rateOf(tpcb(...timed)))
    rates.single.push(rateOf(run(pgbench, new URL(place.app), 'ledger', [...timed, '-D', `n=${round * EACH}`, '-f', script])))
    console.log(`TPC-B ${perSecond(rates.tpcb.at(-1) ?? 0)} · approvals ${perSecond(rates.single.at(-1) ?? 0)}`)
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  return rates
}

function run(pgbench: string, { hostname, port, username }: URL, database: string, args: readonly string[]): string {
  return execFileSync(pgbench, ['-h', hostname, '-p', port, '-U', username, ...args, database], {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PGOPTIONS: database === 'ledger' ? `-c search_path=lizhu,pg_temp -c jit=off -c lizhu.tenant=bench -c lizhu.person=${HEAD} -c lizhu.reach={tenant}` : '' },
  })
}
function rateOf(output: string): number {
  if (!/number of failed transactions: 0 /.test(output)) throw new Error(output)
  return Number(/tps = ([\d.]+)/.exec(output)?.[1])
}

/** Block by block, as a job does it: each says who acts. @returns seconds */
async function atOnce(): Promise<number> {
  const pool = openPool(place.app, { max: 2 })
  const db = openDb(pool)
  const awards = Array.from({ length: MANY }, (_, n) => `00000000-0000-7000-ffff-${(n + 1).toString(16).padStart(12, '0')}`)
  const transact = <T>(work: (inside: Db) => Promise<T>): Promise<T> => db.transaction().execute(async inside => {
    await sql`select act_for('bench', ${HEAD}::uuid, 'approve', '{head}'::text[], '{tenant}'::text[], gen_random_uuid())`.execute(inside)
    return work(inside)
  })
  const since = performance.now()
  const { approved, total } = await approveInBlocks(transact, { id: '00000000-0000-7000-8000-0000000000ff', budget: BULK, awards })
  const seconds = (performance.now() - since) / 1000
  await pool.end()
  if (approved !== MANY || total !== BigInt(AMOUNT) * BigInt(MANY)) throw new Error(`${approved} awards, ${total} fen`)
  return seconds
}

/** To the fen: stored balances, awards and the journal agree, and of each transfer there is an audit row. */
async function checked(own: pg.Client): Promise<void> {
  const { rows: [row] } = await own.query<{ right: boolean; rows: string }>(`select bool_and(b.committed = coalesce((select sum(t.amount) from transfer t where t.tenant = b.tenant and t.budget = b.id and t.kind = 'approve'), 0)
    and b.committed = coalesce((select sum(a.committed) from award a where a.tenant = b.tenant and a.budget = b.id), 0)) and (select count(*) from transfer) = (select count(*) from audit where relation = 'transfer' and change = 'insert') as right,
    (select count(*) from transfer) as rows from budget b`)
  if (row?.right !== true) throw new Error('the journal and the balances differ')
  console.log(`${Number(row.rows).toLocaleString('en-US')} transfers, balances as the journal has them, each audited`)
}

function median(values: readonly number[]): number { return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0 }
function perSecond(rate: number): string { return Math.round(rate).toLocaleString('en-US') }
function ratio(rate: number, of: number): string { return of === 0 ? '' : (rate / of).toFixed(2) }
