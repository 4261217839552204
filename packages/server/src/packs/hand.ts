import { Worker } from 'node:worker_threads'
import { Refused } from '../api/problem.ts'
import { turns } from '../city/index.ts'
import { work, type Done, type Job } from './compile.ts'

/** A pack of 37 articles takes three seconds to be checked; one that was made to take for ever is given up. */
const LONGEST = 60_000
const MEMORY = { maxOldGenerationSizeMb: 768 }
const order = turns(16)
const never = new AbortController().signal

/**
 * Reads packs in a thread of their own, one after another, so that nobody else waits for it. `begin` starts the thread: it
 * runs what is built; from sources, as tests run, there is none and the work is done here.
 */
export async function inHand(job: Job, begin = import.meta.url.endsWith('.ts') ? undefined : threadOf): Promise<Done> {
  const turn = order.take(never)
  if (turn === undefined) throw new Refused(429, 'too-many', { params: { seconds: '10' } })
  const end = await turn
  try { return begin === undefined ? work(job) : await heard(begin(job)) } finally { end() }
}

const threadOf = (job: Job): Worker => new Worker(new URL('./thread.js', import.meta.url), { workerData: job, resourceLimits: MEMORY })

async function heard(worker: Worker): Promise<Done> {
  const tooLong = setTimeout(() => { void worker.terminate() }, LONGEST)
  try {
    return await new Promise<Done>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject).once('exit', () => { reject(new Refused(422, 'pack-too-hard')) })
    })
  } finally {
    clearTimeout(tooLong)
    await worker.terminate()
  }
}
