import pg from 'pg'
import { findPostgres, startPostgres } from '../scripts/lib/postgres.mjs'
import { startSealer, verify } from '../packages/server/src/audit/index.ts'
import { auditMigrations } from '../packages/server/src/audit/migrations.ts'
import { migrate } from '../packages/server/src/database/migrate.ts'
import { table } from './lib/table.ts'

/** The audit trail over `ROWS` facts: written by 100,000 in a statement, sealed as they come, then verified whole. */
const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const STATEMENT = 100_000
const ROUNDS = 3

const FACT = `create table lizhu.fact (tenant text, id uuid, party uuid, fact text, period text, value numeric, unit text, source text, recorded_by uuid, recorded_at timestamptz, primary key (tenant, id))`
const INSERT = `insert into lizhu.fact select 'a', gen_random_uuid(), gen_random_uuid(), '固定资产投资', '2026', i * 1000, 'CNY', '企业填报', gen_random_uuid(), now() from generate_series(1, $1::int) i`

const bin = findPostgres()
if (bin === undefined) throw new Error('no PostgreSQL')
const server = await startPostgres(bin)
try {
  await migrate(server.url, auditMigrations)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(FACT)
  const bare = await seconds(async () => { await client.query('begin'); await client.query(INSERT, [STATEMENT]); await client.query('rollback') })
  await client.query("select lizhu.audited('lizhu.fact')")
  let written = 0
  for (let rows = 0; rows < ROWS; rows += STATEMENT) written += await seconds(() => client.query(INSERT, [Math.min(STATEMENT, ROWS - rows)]))
  const unsealed = await seconds(() => sealed(client, ROWS))
  const before = process.resourceUsage().maxRSS
  const rates: number[] = []
  const cpu = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round++) {
    rates.push(ROWS / await seconds(async () => {
      const { rows, bad } = await verify(server.url)
      if (rows !== ROWS || bad !== 0) throw new Error(`${rows} rows, ${bad} bad`)
    }))
  }
  const { user, system } = process.cpuUsage(cpu)
  const seals = (await client.query<{ count: string; bytes: string; trail: string }>("select count(*), pg_total_relation_size('lizhu.audit_seal') as bytes, pg_total_relation_size('lizhu.audit') as trail from lizhu.audit_seal")).rows[0]
  await client.end()
  console.log(table([
    [`${ROWS} rows of the trail, ${Math.round(Number(seals?.trail) / ROWS)} bytes each on disk`, ''],
    ['written without the trail, rows/s', perSecond(STATEMENT / bare)],
    ['written with it', perSecond(ROWS / written)],
    [`sealed (${seals?.count} seals, ${Math.round(Number(seals?.bytes) / ROWS)} bytes a row)`, perSecond(ROWS / unsealed)],
    ...rates.map((rate, round) => [`verified, round ${round + 1}`, perSecond(rate)]),
    ['processor time of the verifier, µs a row', ((user + system) / ROUNDS / ROWS).toFixed(1)],
    ['peak memory, MB: before verifying', String(Math.round(before / 1024))],
    ['and after', String(Math.round(process.resourceUsage().maxRSS / 1024))],
  ]))
} finally { await server.stop() }

/** From the sealer's start until it has sealed so many. */
async function sealed(client: pg.Client, rows: number): Promise<void> {
  const sealer = startSealer({ owner: server.url, onProblem: problem => { console.error(problem) } })
  try {
    for (;;) {
      const { rows: [last] } = await client.query<{ total: string }>('select total from lizhu.audit_seal order by number desc limit 1')
      if (Number(last?.total) === rows) return
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  } finally { await sealer.stop() }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await work()
  return (performance.now() - since) / 1000
}
function perSecond(rate: number): string { return Math.round(rate).toLocaleString('en-US') }
