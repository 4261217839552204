import { realpathSync } from 'node:fs'
import { Socket } from 'node:net'
import pg from 'pg'
import { run } from './account.ts'
import type { Cluster } from './cluster.ts'
import { codeOf, notOurs, whyEnded } from './problem.ts'

/**
 * A connection that every process which uses the server holds from first to last, with a shared lock on one number. By
 * it the server itself knows who is there, also after a kill -9; and its end tells us that the server was killed.
 */
export interface Presence {
  /** Of the server. */
  readonly version: string
  /** Calls back once when the connection ends and we did not end it. */
  onLost(lost: () => void): void
  /** Leaves; the last to leave stops the server. */
  leave(): Promise<void>
}

const HERE = 7_108_502_021

/** @returns undefined where it does not answer now: it starts, stops, or is no more */
export async function enter(cluster: Cluster, port: number): Promise<Presence | undefined> {
  const socket = new Socket()
  const client = new pg.Client({ stream: () => socket, host: '127.0.0.1', port, user: 'postgres', password: cluster.passwords.postgres, database: 'postgres', application_name: 'lizhu presence', keepAlive: true, connectionTimeoutMillis: 10_000 })
  // Heard, so that it does not end the process; what matters is that the connection ends.
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Waits for somebody who is just leaving as the last: the server then ends, and this connection with it.
    await client.query('select pg_advisory_lock_shared($1)', [HERE])
    const { rows } = await client.query<{ folder: string; version: string }>(`select current_setting('data_directory') as folder, current_setting('server_version') as version`)
    const { folder, version } = rows[0] ?? { folder: '', version: '' }
    if (realpathSync(folder) !== realpathSync(cluster.data)) throw notOurs(cluster.home.cluster, `端口 ${port} 上是另一个数据库（${folder}）`, `port ${port} is another database's (${folder})`)
    return presence(cluster, client, socket, version)
  } catch (error) {
    void client.end().catch(() => undefined)
    if (codeOf(error) === '28P01') throw notOurs(cluster.home.cluster, '正在运行的服务器不接受其中的密码', 'the running server does not accept its password')
    if (codeOf(error) === 'not-ours') throw error
    return undefined
  }
}

function presence(cluster: Cluster, client: pg.Client, socket: Socket, version: string): Presence {
  let lost: (() => void) | undefined
  let over = false
  client.on('end', () => { over = true; lost?.() })
  // Nobody's program is kept from ending by it.
  socket.unref()
  return {
    version,
    onLost(callback) { lost = callback; if (over) callback() },
    async leave() {
      lost = undefined
      socket.ref()
      try {
        if (!over && await isLast(client)) await stop(cluster)
      } finally {
        await client.end().catch(() => undefined)
      }
    },
  }
}

/** Whoever of two that leave at once comes second is told; a server that is no more has no last one. */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [HERE])
    return (await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [HERE])).rows[0]?.last === true
  } catch {
    return false
  }
}

/** In order: what is open is rolled back, what is committed is written out. */
async function stop({ programs, home, data }: Cluster): Promise<void> {
  const { code, said } = await run(programs.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '600'], { account: home.account, cwd: home.cluster })
  if (code !== 0 && !/does not exist/.test(said)) throw whyEnded(said, home.cluster)
}
