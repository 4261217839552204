import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

export interface KillOptions {
  /** The data folder, empty. */
  readonly folder: string
  readonly port: number
  /** Of each: the API, and PostgreSQL. */
  readonly kills: number
  readonly writers: number
  readonly seed: number
  readonly say: (text: string) => void
}
export interface Killed {
  readonly acknowledged: number
  /** Told done, and not there; there more than once; not told done at the end. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Milliseconds from the kill to the next answer. */
  readonly back: { readonly api: readonly number[]; readonly postgres: readonly number[] }
}

/**
 * Writes parties over HTTP while the API and PostgreSQL are killed with SIGKILL in turn, each write sent again under its own
 * Idempotency-Key until it is acknowledged; then counts what is there.
 */
export async function underKills({ folder, port, kills, writers, seed, say }: KillOptions): Promise<Killed> {
  const address = `http://127.0.0.1:${port}`
  let api = await start(folder, port)
  const officer = await signIn(address, 'officer')
  const acknowledged: string[] = []
  const back = { api: [] as number[], postgres: [] as number[] }
  const over = new AbortController()
  const writing = Promise.all(Array.from({ length: writers }, (_, i) => write(address, officer, `w${i}`, acknowledged, over.signal)))
  // Ends the killing too, and not as an error that nobody awaits.
  let broken: unknown
  writing.catch((error: unknown) => { broken = error })
  const isBroken = (): unknown => broken
  const random = randomOf(seed)
  try {
    for (let kill = 0; kill < kills * 2 && isBroken() === undefined; kill++) {
      // Not before something was written since the last.
      for (const before = acknowledged.length; acknowledged.length < before + writers && isBroken() === undefined;) await sleep(20)
      await sleep(random() * 500)
      const since = performance.now()
      if (kill % 2 === 0) {
        await killed(api)
        api = await start(folder, port)
      } else process.kill(postmaster(folder), 'SIGKILL')
      await healthy(address)
      back[kill % 2 === 0 ? 'api' : 'postgres'].push(performance.now() - since)
      if ((kill + 1) % 20 === 0) say(`${kill + 1} kills, ${acknowledged.length} writes acknowledged`)
    }
    over.abort()
    await writing
    const there = await count(address, officer)
    return { acknowledged: acknowledged.length, lost: acknowledged.filter(name => !there.has(name)), doubled: [...there].filter(([, times]) => times > 1).map(([name]) => name), back }
  } finally {
    over.abort()
    api.kill('SIGTERM')
    if (isBroken() !== undefined) say(faultsIn(folder))
    await new Promise(resolve => { if (api.exitCode !== null) resolve(undefined); else api.on('exit', resolve) })
  }
}

/** What the service logged of faults of requests, to find the reason by. */
const faultsIn = (folder: string): string => readFileSync(join(folder, 'log'), 'utf8').split('\n').filter(line => line.includes('"status":500')).slice(-3).join('\n')

export function start(folder: string, port: number): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'api.mjs')], { env: { ...process.env, LIZHU_DATA: folder, PORT: String(port), NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
    child.stdout.once('data', () => { resolve(child) })
    child.once('exit', code => { reject(new Error(`the API ended with ${code}: ${said}`)) })
  })
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.removeAllListeners('exit')
    child.once('exit', () => { resolve() })
    child.kill('SIGKILL')
  })
}

/** Where the cluster lies, root's may lie elsewhere than asked for. */
function postmaster(folder: string): number {
  const pointer = join(folder, 'postgres-lies-in.txt')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : folder
  return Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
}

async function healthy(address: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (response?.ok === true) return
    await sleep(20)
  }
}

export async function signIn(address: string, login: string): Promise<string> {
  const response = await fetch(`${address}/api/sign-in/demo`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ tenant: 'demo', login }) })
  if (!response.ok) throw new Error(`${login} cannot sign in: ${await response.text()}`)
  return response.headers.getSetCookie().map(one => one.split(';')[0]).join('; ')
}

async function write(address: string, cookie: string, writer: string, acknowledged: string[], over: AbortSignal): Promise<void> {
  for (let n = 0; !over.aborted; n++) {
    const [name, key] = [`kill-${writer}-${n}`, randomUUID()]
    for (;;) {
      const response = await fetch(`${address}/api/parties`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, Cookie: cookie }, body: JSON.stringify({ kind: '企业', name }), signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined)
      const body = await response?.text().catch(() => undefined)
      if (response?.status === 201 && body !== undefined) break
      // Whatever else it says but that the database is away would be a finding.
      if (response !== undefined && body !== undefined && response.status !== 503) throw new Error(`${response.status} ${body}`)
      await sleep(20)
    }
    acknowledged.push(name)
  }
}

const pages = z.object({ items: z.array(z.object({ name: z.string() })), next: z.string().nullable() })
export async function count(address: string, cookie: string): Promise<ReadonlyMap<string, number>> {
  const there = new Map<string, number>()
  let cursor: string | null = ''
  while (cursor !== null) {
    const response: Response = await fetch(`${address}/api/parties?kind=${encodeURIComponent('企业')}&q=kill-&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`, { headers: { Cookie: cookie } })
    const { items, next } = pages.parse(await response.json())
    for (const { name } of items) there.set(name, (there.get(name) ?? 0) + 1)
    cursor = next
  }
  return there
}

/** Numbers from 0 to 1, the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
