import { setTimeout } from 'node:timers/promises'
import { openCluster, type Cluster } from './cluster.ts'
import { homeOf, type Say } from './home.ts'
import { EmbeddedProblem, whyFailed } from './problem.ts'
import { findPrograms } from './programs.ts'
import { reach, type Reached } from './server.ts'

export { checkDurability, type Durability } from './durability.ts'
export { EmbeddedProblem, type EmbeddedCode } from './problem.ts'

/** A PostgreSQL of our own, running. */
export interface Embedded {
  /** Address of the login that owns the database. */
  readonly owner: string
  /** Address of the app's login, which owns nothing. */
  readonly app: string
  /** It ran already: left by a crash, or another process uses it too. */
  readonly attached: boolean
  readonly version: string
  /** Where its data lies; elsewhere than asked for where root had to. */
  readonly folder: string
  /** Leaves it, after all connections of ours are closed; the last process to leave stops it. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Where data lies; made where it is not there. */
  readonly folder: string
  /** Of 127.0.0.1; where none is given the one it had last, or any free one. A server that runs already keeps its own. */
  readonly port?: number
  readonly say?: Say
}

/**
 * Opens the database in a folder: makes it, starts it or enters the running one, whichever it takes. While it is
 * open, a server that was killed is started again on the same port.
 * @throws EmbeddedProblem
 */
export async function openEmbedded({ folder, port, say = () => undefined }: EmbeddedOptions): Promise<Embedded> {
  const { cluster, reached } = await opened(folder, port, say).catch((error: unknown) => { throw whyFailed(error, folder) })
  const url = (login: 'lizhu_owner' | 'lizhu_app'): string => `postgres://${login}:${cluster.passwords[login]}@127.0.0.1:${reached.port}/lizhu`
  return {
    owner: url('lizhu_owner'), app: url('lizhu_app'),
    attached: reached.attached, version: reached.presence.version, folder: cluster.home.cluster,
    stop: kept(cluster, reached, say),
  }
}

async function opened(folder: string, port: number | undefined, say: Say): Promise<{ cluster: Cluster; reached: Reached }> {
  const home = homeOf(folder, say)
  const cluster = await openCluster(home, await findPrograms(home.account, home.path), say)
  return { cluster, reached: await reach(cluster, port) }
}

/** Stays with the server: enters it again, or starts it again, whenever the connection to it is lost. @returns what leaves it */
function kept(cluster: Cluster, first: Reached, say: Say): () => Promise<void> {
  let presence: Reached['presence'] | undefined = first.presence
  let leaving: Promise<void> | undefined
  let returning: Promise<void> | undefined
  const goBack = async (): Promise<void> => {
    presence = undefined
    say('与数据库的连接断开了，正在恢复……', 'The connection to the database is lost; it is being restored…')
    for (let told = ''; presence === undefined && leaving === undefined;) {
      try {
        const again = await reach(cluster, first.port)
        presence = again.presence
        presence.onLost(lost)
        if (again.port === first.port) say('数据库已恢复。', 'The database is back.')
        else say(`数据库已由另一进程在端口 ${again.port} 上恢复，原来的端口是 ${first.port}。请重新启动本程序。`, `The database is back on port ${again.port}, where another process started it; it was ${first.port}. Start this program again.`)
      } catch (error) {
        // It may be mended while we wait: a full disk, a port.
        const { zh, en } = error instanceof EmbeddedProblem ? error.words : { zh: String(error), en: String(error) }
        if (told !== en) say(zh, en)
        told = en
        await setTimeout(1000)
      }
    }
  }
  const lost = (): void => { returning = goBack() }
  presence.onLost(lost)
  return () => leaving ??= (async () => { await returning; await presence?.leave() })()
}
