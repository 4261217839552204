import { fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { requirePostgres, startPostgres } from '../../scripts/lib/postgres.mjs'
import { hashOfToken, SESSION_COOKIE } from '../../packages/server/src/access/cookie.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { MIGRATIONS } from '../../packages/server/src/database/migrations.ts'
import { prepareJobs } from '../../packages/server/src/jobs/boss.ts'
import { quantile } from '../lib/measure.ts'
import { table } from '../lib/table.ts'
import { cpuOf, treeOf } from './cpu.ts'
import { serve, toldSchema } from './serve.ts'
import { writeEnterprises } from './sheet.ts'

/**
 * `ROWS` enterprises of eight columns uploaded, checked and taken in through the API of a process of its own, over a PostgreSQL of
 * its own with fsync on; then checked again (nothing to do), exported and undone. Beside it others ask for a page of parties.
 */
const ROWS = Number(process.env['ROWS'] ?? 100_000)
const FORMAT = process.env['FORMAT'] === 'csv' ? 'csv' : 'xlsx'

const importSchema = z.object({ id: z.string(), state: z.string(), version: z.number(), problem: z.object({ en: z.string() }).nullable(), counts: z.record(z.string(), z.number()).nullable() })

if (process.env['LIZHU_SERVE'] !== undefined) await serve(process.env['LIZHU_SERVE'])
else await bench()

async function bench(): Promise<void> {
  const bin = await requirePostgres()
  if (bin === undefined) throw new Error('no PostgreSQL')
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-bench-'))
  const server = await startPostgres(bin)
  try {
    const { app, cookie, postmaster } = await prepare(server.url)
    const sheet = join(folder, `enterprises.${FORMAT}`)
    await writeEnterprises(sheet, FORMAT, ROWS)
    console.log(`${ROWS} rows, 8 columns, ${FORMAT} of ${(statSync(sheet).size / 1e6).toFixed(1)} MB; PostgreSQL ${bin}; load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? ''}`)
    const api = fork(process.argv[1] ?? '', { env: { ...process.env, LIZHU_SERVE: JSON.stringify({ app, files: join(folder, 'files') }) }, execArgv: (process.env['NODE_ARGS'] ?? '').split(' ').filter(one => one !== '') })
    const said: unknown = await new Promise(resolve => { api.once('message', resolve) })
    const { address } = z.object({ address: z.string() }).parse(said)
    try { await run(address, cookie, sheet, () => told(api), () => cpuOf(treeOf(postmaster))) } finally { api.kill('SIGTERM'); await once(api, 'exit') }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function told(api: ReturnType<typeof fork>): Promise<z.infer<typeof toldSchema>> {
  api.send('tell')
  const said: unknown = await new Promise(resolve => { api.once('message', resolve) })
  return toldSchema.parse(said)
}

async function prepare(url: string) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  for (const role of ["lizhu_owner login createrole", 'lizhu_app login nobypassrls']) await admin.query(`create role ${role}`)
  await admin.query('create database bench owner lizhu_owner')
  await admin.end()
  const at = (user: string): string => { const one = new URL(url); one.username = user; one.pathname = '/bench'; return one.toString() }
  await migrate(at('lizhu_owner'), MIGRATIONS)
  await prepareJobs(at('lizhu_owner'))
  const own = new pg.Client({ connectionString: at('lizhu_owner'), options: '-c search_path=lizhu' })
  await own.connect()
  const [person, token] = [uuid(), randomBytes(32).toString('base64url')]
  await own.query(`insert into tenant (tenant, name) values ('bench', 'bench')`)
  await own.query(`insert into jurisdiction (tenant, code, name, parent, kind) values ('bench', '440200', '韶关市', null, 'city'), ${['武江区', '浈江区', '曲江区', '始兴县', '仁化县', '翁源县', '乳源瑶族自治县', '新丰县', '乐昌市', '南雄市'].map((name, i) => `('bench', '${440203 + i}', '${name}', '440200', 'county')`).join(', ')}`)
  await own.query(`insert into person (tenant, id, login, name) values ('bench', $1, 'officer', '经办')`, [person])
  await own.query(`insert into membership (tenant, id, person, role) values ('bench', $1, $2, 'officer')`, [uuid(), person])
  await own.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, 'bench', $2, now() + interval '1 day', interval '1 day')`, [hashOfToken(token), person])
  const { rows: [row] } = await own.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${row?.pid ?? 0}/status`, 'utf8'))?.[1])
  await own.end()
  return { app: at('lizhu_app'), cookie: `${SESSION_COOKIE}=${token}`, postmaster }
}

async function run(address: string, cookie: string, sheet: string, api: () => Promise<z.infer<typeof toldSchema>>, postgres: () => number): Promise<void> {
  const ask = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const answer = await fetch(`${address}${path}`, { method, ...(body === undefined ? {} : { body }), headers: { Cookie: cookie, 'Content-Type': 'application/json', ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}), ...headers } })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.headers.get('Content-Type')?.includes('json') === true ? answer.json() : answer.arrayBuffer()
  }
  const settled = async (id: string): Promise<z.infer<typeof importSchema>> => {
    for (;;) {
      const one = importSchema.parse(await ask('GET', `/imports/${id}`))
      if (!['checking', 'running', 'undoing'].includes(one.state)) { if (one.problem !== null) throw new Error(one.problem.en); return one }
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  const lines: string[][] = [['', 'seconds', 'CPU of the API', 'CPU of PostgreSQL', 'peak MB of the API', 'others: median ms', '99 %', 'longest']]
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const [before, cpu, since] = [await api(), postgres(), performance.now()]
    const others = watch(() => ask('GET', '/parties?kind=企业&limit=50'))
    const result = await work()
    const [seconds, waits, after] = [(performance.now() - since) / 1000, await others(), await api()]
    lines.push([name, seconds.toFixed(1), (after.cpu - before.cpu).toFixed(1), (postgres() - cpu).toFixed(1), after.peak.toFixed(0), quantile(waits, 0.5).toFixed(0), quantile(waits, 0.99).toFixed(0), Math.max(...waits).toFixed(0)])
    console.log(`${name}: ${seconds.toFixed(1)} s`)
    return result
  }
  const upload = async () => importSchema.parse(await ask('POST', `/imports?kind=企业&name=enterprises.${FORMAT}`, new Uint8Array(readFileSync(sheet)), { 'Content-Type': 'application/octet-stream' }))
  const check = async ({ id, version }: z.infer<typeof importSchema>) => {
    const { sheet: name, headerRow, columns } = z.object({ sheet: z.string(), headerRow: z.number(), columns: z.array(z.unknown()) }).parse(await ask('GET', `/imports/${id}/preview`))
    await ask('PUT', `/imports/${id}/matching`, JSON.stringify({ sheet: name, headerRow, columns, source: '统计年报', organisation: null }), { 'If-Match': `"${version}"` })
    return settled(id)
  }
  const one = await step('uploaded', upload)
  const { counts } = await step('checked', () => check(one))
  await step('taken in', async () => { await ask('POST', `/imports/${one.id}/carry-out`); await settled(one.id) })
  const again = await step('uploaded and checked again', async () => check(await upload()))
  await step('exported', () => ask('POST', '/parties/export', JSON.stringify({ kind: '企业', facts: ['营业收入', '从业人员', '研发费用', '产值'].map(fact => ({ fact, period: '2024' })), format: 'xlsx' })))
  await step('undone', async () => { await ask('POST', `/imports/${one.id}/undo`); await settled(one.id) })
  console.log(JSON.stringify(counts))
  console.log(JSON.stringify(again.counts))
  console.log(table(lines))
  const [uploaded, checked, taken] = lines.slice(1).map(line => Number(line[1]))
  console.log(`from the upload to all rows taken in: ${((uploaded ?? 0) + (checked ?? 0) + (taken ?? 0)).toFixed(1)} s`)
}

/** How long others wait, one after another, until it is asked. */
function watch(work: () => Promise<unknown>): () => Promise<number[]> {
  const waits: number[] = []
  const state = { over: false }
  const loop = (async () => {
    while (!state.over) {
      const since = performance.now()
      await work()
      waits.push(performance.now() - since)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  })()
  return async () => { state.over = true; await loop; return waits }
}
