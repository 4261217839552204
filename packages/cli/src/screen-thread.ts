import { parentPort, workerData } from 'node:worker_threads'
import { planScreen } from '@lizhu/policy/screen'
import { openFolder, ownHands, type Hands } from '@lizhu/data'
import { openSound } from './assess.ts'
import type { Orders, Said, Told } from './screen-hands.ts'
import { openServer, serverOf } from './servers.ts'

/** One thread of a screening: reads the pack and opens the city itself, then does piece after piece until it is told to end (screen-hands.ts). */
const ending = new AbortController()
const { signal } = ending
const say = (said: Said): void => { parentPort?.postMessage(said) }

async function begin({ pack, completing, hash, asOf, instruments, data, language }: Orders): Promise<Hands & { readonly close: () => Promise<void> }> {
  const { program } = openSound(pack, { lang: language, ...(completing === undefined ? {} : { with: completing }) })
  if (program.pack.hash !== hash) throw new Error(`${pack} 在筛查时被改动了，请重新运行。\n${pack} was changed while it was screened; run it again.`)
  const plan = planScreen(program, { asOf, ...(instruments === undefined ? {} : { instruments }) })
  // As many of these as there are cores: each takes one.
  const database = serverOf(data) === undefined ? await openFolder(data, { threads: 1, memory: '1GB', signal }) : await openServer(data, { readOnly: true, signal })
  return { ...ownHands(plan, database, { language, signal }), close: database.close }
}

/** Nobody else posts to this thread. */
const isOrders = (value: unknown): value is Orders => typeof value === 'object' && value !== null && 'pack' in value
if (!isOrders(workerData)) throw new TypeError('a thread of a screening without orders')
const begun = begin(workerData)
// Whoever sends the first piece hears of it.
begun.catch(() => undefined)

parentPort?.on('message', (told: Told) => { if (told === 'end') void end(); else void work(told) })

async function work({ piece, folder, name }: Exclude<Told, 'end'>): Promise<void> {
  try {
    const { work: one } = await begun
    say({ files: await one(piece, { folder, name }, done => { say({ done }) }) })
  } catch (problem) { say({ failed: problem instanceof Error ? problem.message : String(problem) }) }
}

async function end(): Promise<void> {
  ending.abort()
  parentPort?.close()
  await begun.then(({ close }) => close(), () => undefined)
}
