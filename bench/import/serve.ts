import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { z } from 'zod'
import { serveOperations } from '../../packages/server/src/api/serve.ts'
import { openDb, openPool } from '../../packages/server/src/database/pool.ts'
import { exportOperations } from '../../packages/server/src/exports/operations.ts'
import { fileOperations } from '../../packages/server/src/files/operations.ts'
import { folderStore } from '../../packages/server/src/files/store.ts'
import { importOperations, importWorks } from '../../packages/server/src/imports/operations.ts'
import { jobOperations } from '../../packages/server/src/jobs/operations.ts'
import { runJobs } from '../../packages/server/src/jobs/run.ts'
import { listen } from '../../packages/server/src/listen.ts'
import { openNotebook } from '../../packages/server/src/lookups/notebook.ts'
import { registryOperations } from '../../packages/server/src/registry/index.ts'

/** Seconds of processor time, megabytes at most. */
export const toldSchema = z.object({ cpu: z.number(), peak: z.number() })

/** The API, in this process; it tells its parent what it takes when it is asked. */
export async function serve(orders: string): Promise<void> {
  const { app, files } = z.object({ app: z.string(), files: z.string() }).parse(JSON.parse(orders))
  const db = openDb(openPool(app))
  const folder = 'policies/shaoguan-2020-2'
  const { program } = loadPack(readFolder(folder), siblings(folder))
  const vocabulary = () => Promise.resolve(program)
  const store = folderStore(files)
  await runJobs({ db, works: importWorks(store, vocabulary), fault: console.error })
  const operations = [...registryOperations(vocabulary), ...fileOperations(store), ...importOperations(store, vocabulary), ...exportOperations(vocabulary), ...jobOperations]
  const running = await listen(serveOperations(operations, { db, notebook: openNotebook(db, console.error), files: store, log: ({ fault }) => { if (fault !== undefined) console.error(fault) } }), { port: 0 })
  process.on('message', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    process.send?.({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 })
  })
  process.on('SIGTERM', () => { process.exit(0) })
  process.send?.({ address: running.address })
}
