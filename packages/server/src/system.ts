import { join } from 'node:path'
import { Hono } from 'hono'
import type pg from 'pg'
import { keyOf, startSealer } from './audit/index.ts'
import { LIMITS, type Limits } from './api/limits.ts'
import { openApi } from './api/openapi.ts'
import { sameSite } from './api/same-site.ts'
import { serveOperations } from './api/serve.ts'
import type { City } from './city/index.ts'
import { openDb, openPool } from './database/pool.ts'
import { folderStore } from './files/store.ts'
import { importWorks } from './imports/operations.ts'
import { proposeWork } from './matters/index.ts'
import { runJobs } from './jobs/run.ts'
import { sweepDaily } from './jobs/sweep.ts'
import { openNotebook } from './lookups/notebook.ts'
import type { Log } from './observe/log.ts'
import { openMetrics } from './observe/metrics.ts'
import { deliverNotices, openChannels, startReminders, type ChannelSettings } from './notices/index.ts'
import { filesIn, type Installation } from './operate/index.ts'
import { allOperations } from './operations.ts'
import { programOf } from './packs/program.ts'
import { openMeans } from './people/index.ts'
import { networksOf } from './webhooks/address.ts'
import { deliverWebhooks } from './webhooks/deliver.ts'

export interface SystemOptions {
  readonly installation: Installation
  readonly log: Log
  /** The address people reach this server by. */
  readonly origin: string
  /** Proxies of one's own before this server. */
  readonly proxies: number
  readonly city?: City | undefined
  /** Private networks that webhooks may reach. */
  readonly networks?: readonly string[] | undefined
  /** Where signed checkpoints of the audit go; a file in the data folder unless it is said. */
  readonly checkpoints?: string | undefined
  /** How notices go out to people. */
  readonly notices?: ChannelSettings | undefined
  readonly version: string
  readonly limits?: Limits | undefined
}

/** The system of record, running: its API, and what works beside it. */
export interface System {
  readonly api: Hono
  /** Whether the database answers. */
  readonly healthy: () => Promise<boolean>
  readonly metrics: () => Promise<{ readonly text: string; readonly type: string }>
  close(): Promise<void>
}

export async function openSystem({ installation, log, origin, proxies, city, networks: own = [], checkpoints, notices = {}, version, limits = LIMITS }: SystemOptions): Promise<System> {
  const pool = openPool(installation.app, { max: 20 })
  const db = openDb(pool)
  const fault = (error: unknown): void => { log.fault('background', error) }
  const store = folderStore(filesIn(installation.folder))
  const notebook = openNotebook(db, fault)
  const metrics = openMetrics(pool)
  const means = openMeans({ key: installation.keys.secret, origin })
  const networks = networksOf(own)
  const operations = allOperations({ means, vocabulary: programOf, store, city, networks, origin })
  const jobs = await runJobs({ db, works: { ...importWorks(store, programOf), proposeMatters: proposeWork }, fault })
  const sweeping = await sweepDaily({ db, say: swept => { log.did('swept', { ...swept }) }, fault })
  const webhooks = await deliverWebhooks({ db, secrets: means.secrets, networks, fault })
  const mailing = await deliverNotices({ db, channels: openChannels(notices), origin, fault })
  const reminders = startReminders(db, fault)
  const sealer = startSealer({ owner: installation.owner, checkpoints: { key: keyOf(installation.keys.checkpoint.private), to: checkpoints ?? join(installation.folder, 'checkpoints.jsonl') }, onProblem: fault })

  const api = new Hono()
  const document = openApi(operations, version)
  api.use(sameSite(origin))
  api.get('/openapi.json', c => c.json(document))
  api.route('/', serveOperations(operations, { db, notebook, files: store, proxies, limits, log: line => { log.request(line); metrics.request(line) } }))
  return {
    api,
    healthy: () => answers(pool),
    metrics: async () => ({ text: await metrics.text(), type: metrics.type }),
    close: async () => {
      await reminders.close()
      await Promise.all([jobs.close(), mailing.close(), webhooks.close(), sweeping.close(), sealer.stop(), notebook.close(), means.passwords.close()])
      await db.destroy()
    },
  }
}

async function answers(pool: pg.Pool): Promise<boolean> {
  try {
    await pool.query('select 1')
    return true
  } catch {
    return false
  }
}
