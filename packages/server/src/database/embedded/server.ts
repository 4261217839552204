import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { as, environment } from './account.ts'
import type { Cluster } from './cluster.ts'
import { whyEnded } from './problem.ts'
import { enter, type Presence } from './presence.ts'
import { found } from './running.ts'

export interface Reached { readonly presence: Presence; readonly port: number; /** Somebody else had started it. */ readonly attached: boolean }

/** Recovery after a crash takes as long as it takes; a server that says nothing for so long has a fault. */
const PATIENCE = 600_000
/** For what passes by itself. */
const SHORT_PATIENCE = 60_000

/**
 * Enters the server of this cluster, and starts it where none runs. Any number may do so at once: PostgreSQL lets only
 * one start, and the others find that one.
 * @param port where to listen if it must be started; undefined: where it listened last, for those who still know it from there, or any free one
 */
export async function reach(cluster: Cluster, port: number | undefined): Promise<Reached> {
  const began = Date.now()
  let started: Started | undefined
  while (Date.now() < began + PATIENCE) {
    const running = found(cluster.data)
    const presence = running?.port === undefined ? undefined : await enter(cluster, running.port)
    if (presence !== undefined && running?.port !== undefined) {
      started?.leaveBe()
      return { presence, port: running.port, attached: running.pid !== started?.pid }
    }
    if (running === undefined && (started === undefined || started.over())) {
      if (started !== undefined && !(Date.now() < began + SHORT_PATIENCE && passing(started.said(), port === undefined))) throw whyEnded(started.said(), cluster.home.cluster, started.port)
      started = start(cluster, port ?? (started === undefined ? lastPort(cluster) : undefined) ?? await freePort())
    }
    await setTimeout(100)
  }
  throw whyEnded(started?.said() ?? 'no answer', cluster.home.cluster)
}

/**
 * What another try mends: somebody was quicker, the processes of a server that was killed are not all gone yet, or the free port was taken meanwhile.
 */
function passing(said: string, anyPort: boolean): boolean {
  return /lock file .* (already exists|is empty)|is still in use/.test(said) || (anyPort && /could not bind .*Address already in use/.test(said))
}

interface Started { readonly pid: number | undefined; readonly port: number; over(): boolean; said(): string; leaveBe(): void }

/** In a session of its own, so that neither our end nor a Ctrl-C meant for us takes it along. */
function start(cluster: Cluster, port: number): Started {
  const { home, programs, data } = cluster
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=on', 'full_page_writes=on', 'synchronous_commit=on']
  const child = spawn(programs.postgres, ['-D', data, ...settings.flatMap(one => ['-c', one])], { ...as(home.account), cwd: home.cluster, env: environment(), detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  let over = false
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-20_000) })
  child.on('error', error => { said += error.message; over = true })
  child.on('close', () => { over = true })
  return {
    pid: child.pid, port, over: () => over,
    said: () => (said.includes('logging collector') ? `${said}${logged(cluster)}` : said),
    leaveBe: () => { child.stderr.destroy(); child.unref() },
  }
}

/** What it wrote to its log since it began: from there on it says nothing to us. */
function logged({ data }: Cluster): string {
  const current = join(data, 'current_logfiles')
  const name = existsSync(current) ? /^stderr (.+)$/m.exec(readFileSync(current, 'utf8'))?.[1] : undefined
  const log = name === undefined ? undefined : join(realpathSync(data), name)
  return log === undefined || !existsSync(log) ? '' : readFileSync(log, 'utf8').split(/^.*starting PostgreSQL /m).at(-1) ?? ''
}

/** PostgreSQL keeps the line it was last started with. */
function lastPort({ data }: Cluster): number | undefined {
  const line = join(data, 'postmaster.opts')
  const port = existsSync(line) ? /"port=(\d+)"/.exec(readFileSync(line, 'utf8'))?.[1] : undefined
  return port === undefined ? undefined : Number(port)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
