import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from './app.ts'
import type { Limits } from './api/limits.ts'
import type { City } from './city/index.ts'
import { openDb, openPool } from './database/pool.ts'
import { DEMO, seedDemo } from './demo/seed.ts'
import { prepareJobs } from './jobs/boss.ts'
import { listen, type Running } from './listen.ts'
import { openLog } from './observe/log.ts'
import { openInstallation, type Settings } from './operate/index.ts'
import { seedPack } from './packs/seed.ts'
import { openSystem } from './system.ts'
import { today } from './today.ts'

export interface ServiceOptions {
  readonly settings: Settings
  /** The folder of the built web application. */
  readonly web: string
  readonly city?: City | undefined
  /** A demonstration for a database that holds nobody yet; an installation is made by `lizhu init`. */
  readonly demo?: { readonly policies: string; readonly size: number } | undefined
  /** Requests and faults; standard output where no file is named. */
  readonly log?: string | undefined
  readonly version: string
  readonly say: (zh: string, en: string) => void
  /** Requests a minute of one caller; absent: `LIMITS`. */
  readonly limits?: Limits | undefined
}

/** What a demonstration may tell of itself: to this machine. */
const LOOPBACK = ['127.0.0.0/8', '::1']

/** Everything, from the database to the port. */
export async function openService({ settings, web, city, demo, log: file, version, say, limits }: ServiceOptions): Promise<Running> {
  const installation = await openInstallation(settings, { say })
  const closing: (() => Promise<void> | void)[] = [installation.stop]
  // The last that was opened is the first to be closed.
  const close = async (): Promise<void> => { for (const one of closing.splice(0).reverse()) await one() }
  try {
    await prepareJobs(installation.owner)
    if (demo !== undefined) await makeDemo(installation.owner, demo, say)
    const log = openLog(file)
    closing.push(() => { log.close() })
    const system = await openSystem({ installation, log, city, version, limits, proxies: settings.proxies.length, networks: [...settings.webhookNetworks, ...demo === undefined ? [] : LOOPBACK], origin: settings.origin ?? `http://localhost:${settings.port}`, checkpoints: settings.checkpoints, notices: settings.notices })
    closing.push(() => system.close())
    const tls = settings.tls && { cert: readFileSync(settings.tls.certificate), key: readFileSync(settings.tls.key) }
    const running = await listen(createApp({ web, city, system }), { port: settings.port, host: settings.host, tls })
    closing.push(() => running.close())
    return { ...running, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function makeDemo(owner: string, { policies, size }: NonNullable<ServiceOptions['demo']>, say: ServiceOptions['say']): Promise<void> {
  const pool = openPool(owner, { max: 2 })
  try {
    const { rows: [there] } = await pool.query<{ tenants: boolean; packs: boolean }>('select exists (select from tenant) as tenants, exists (select from pack_version where tenant = $1) as packs', [DEMO])
    if (there?.tenants !== true) {
      say(`正在建演示城市：${size} 家虚构的企业……`, `Making the demonstration: ${size} made-up enterprises…`)
      await seedDemo(pool, { policy: demoPolicy(policies), size, asOf: today() })
    }
    // Ended between the two, the next start goes on.
    const { rows } = await pool.query('select from tenant where tenant = $1', [DEMO])
    if (rows.length > 0 && there?.packs !== true) await seedPack(openDb(pool), DEMO, policies)
  } finally {
    await pool.end()
  }
}

/** The policy that says where it holds. */
function demoPolicy(policies: string): string {
  const found = readdirSync(policies).sort().map(name => join(policies, name)).find(path => existsSync(join(path, 'jurisdictions.yaml')))
  if (found === undefined) throw new Error(`no policy of ${policies} has jurisdictions.yaml`)
  return found
}
