import { fork, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import pg from 'pg'
import { listen, openService } from '@lizhu/server'
import { openInstallation, readSettings } from '@lizhu/server/operate'
import { bare } from './bare.ts'

// One indexed read over HTTP: bare Hono and pg with the same query beside ours, which is signed in, permitted, held to row-level
// security, logged, measured and noted for the enterprise. In turns, one run.

const [ROUNDS, SECONDS, CONNECTIONS, PARTIES] = [5, 6, 32, 10_000]
const role = process.env['THROUGHPUT_ROLE']

if (role === undefined) await measure()
else await serve(role)

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-throughput-'))
  chmodSync(folder, 0o755)
  const installation = await openInstallation(readSettings({ LIZHU_DATA: folder }))
  try {
    const { token, ids } = await seed(installation.owner)
    const servers = { bare: await started('bare', folder), lizhu: await started('lizhu', folder) }
    const headers = { Cookie: `__Host-lizhu=${token}` }
    const rate = async (name: 'bare' | 'lizhu', duration: number): Promise<autocannon.Result> => autocannon({
      url: servers[name].address, connections: CONNECTIONS, duration, headers, requests: ids.map(id => ({ method: 'GET', path: `${name === 'bare' ? '' : '/api'}/parties/${id}` })),
    })
    for (const name of ['bare', 'lizhu'] as const) await rate(name, 3)
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [floor, ours] = [await rate('bare', SECONDS), await rate('lizhu', SECONDS)]
      for (const [name, { non2xx, errors }] of [['bare', floor], ['lizhu', ours]] as const) if (non2xx + errors > 0) throw new Error(`${name}: ${non2xx} refusals, ${errors} errors`)
      ratios.push(ours.requests.average / floor.requests.average)
      console.log(`bare ${Math.round(floor.requests.average)}/s p99 ${floor.latency.p99} ms · lizhu ${Math.round(ours.requests.average)}/s p99 ${ours.latency.p99} ms · ${(ratios.at(-1) ?? 0).toFixed(2)}`)
    }
    console.log(`lizhu ÷ bare, median of ${ROUNDS}: ${(ratios.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0).toFixed(2)} (wanted ≥ 0.5)`)
    // Gone before we leave: the last to leave stops the database.
    await Promise.all(Object.values(servers).map(({ child }) => new Promise(resolve => { child.removeAllListeners('exit').once('exit', resolve).kill() })))
  } finally {
    await installation.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An officer with a session, and enterprises. */
async function seed(owner: string): Promise<{ token: string; ids: string[] }> {
  const client = new pg.Client({ connectionString: owner, options: '-c search_path=lizhu' })
  client.on('error', () => undefined)
  await client.connect()
  const token = randomBytes(32).toString('base64url')
  await client.query(`insert into tenant (tenant, name) values ('bench', 'bench')`)
  await client.query(`insert into person (tenant, id, login, name) values ('bench', '018f0000-0000-7000-8000-000000000001', 'o', 'o')`)
  await client.query(`insert into membership (tenant, id, person, role) values ('bench', '018f0000-0000-7000-8000-000000000002', '018f0000-0000-7000-8000-000000000001', 'officer')`)
  await client.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, 'bench', '018f0000-0000-7000-8000-000000000001', now() + interval '1 day', interval '1 day')`, [createHash('sha256').update(token).digest()])
  await client.query(`insert into party (tenant, id, kind, name, initials) select 'bench', gen_random_uuid(), '企业', '示例' || n || '有限公司', 'sl' from generate_series(1, $1) n`, [PARTIES])
  await client.query('analyze')
  const { rows } = await client.query<{ id: string }>('select id from party limit 500')
  await client.end()
  return { token, ids: rows.map(row => row.id) }
}

function started(role: string, folder: string): Promise<{ child: ChildProcess; address: string }> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', { execArgv: process.env['PROFILE'] === role ? ['--cpu-prof', '--cpu-prof-dir', '.cache/profile'] : [], env: { ...process.env, THROUGHPUT_ROLE: role, LIZHU_DATA: folder } })
    child.once('message', address => { if (typeof address === 'string') resolve({ child, address }) })
    child.once('exit', code => { reject(new Error(`${role} ended with ${code}`)) })
  })
}

async function serve(role: string): Promise<void> {
  const settings = readSettings({ ...process.env, PORT: '0' })
  const { port } = role === 'bare'
    ? await listen(bare((await openInstallation(settings)).app), { port: 0 })
    : await openService({ settings, web: settings.folder, log: join(settings.folder, 'log'), version: '', limits: { reads: 1e9, writes: 1e9 }, say: () => undefined })
  process.send?.(`http://127.0.0.1:${port}`)
  process.on('SIGTERM', () => { process.exit(0) })
}
