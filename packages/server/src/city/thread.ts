import { parentPort, workerData } from 'node:worker_threads'
import type { Loaded } from '@lizhu/policy'
import { answerTo } from './trial.ts'
import { policyIn } from './policy.ts'
import { Refusal } from './refusal.ts'
import { enterprisesIn, sourceOf, type Source } from './source.ts'
import type { Heard, Orders, Said } from './orders.ts'

/** Reads the policy once, and works one trial after another off over the city (city.ts). */
const say = (said: Said): void => { parentPort?.postMessage(said) }
let running: AbortController | undefined

/** Nobody else posts to this thread. */
const isOrders = (value: unknown): value is Orders => typeof value === 'object' && value !== null && 'policies' in value
if (!isOrders(workerData)) throw new TypeError('a thread of a city without orders')
const begun = begin(workerData)
begun.catch((problem: unknown) => { failed(problem); parentPort?.close() })

async function begin({ source: text, policies }: Orders): Promise<{ readonly loaded: Loaded; readonly source: Source }> {
  const source = sourceOf(text)
  const loaded = policyIn(policies)
  const database = await source.open()
  try {
    const enterprises = await enterprisesIn(loaded.program, database)
    const mark = await source.mark(database)
    const [, asOf] = /"asOf":\s*"(\d{4}-\d{2}-\d{2})"/.exec(mark ?? '') ?? []
    say({ ready: { name: source.name, enterprises, synthetic: mark !== undefined, pack: loaded.program.pack.hash, ...(asOf === undefined ? {} : { asOf }) } })
  } finally { await database.close() }
  return { loaded, source }
}

parentPort?.on('message', (heard: Heard) => {
  if ('asked' in heard) void work(heard.asked)
  else { running?.abort(); if (heard.stop === 'for good') parentPort?.close() }
})

async function work(asked: Extract<Heard, { asked: unknown }>['asked']): Promise<void> {
  const here = running = new AbortController()
  const { signal } = here
  try {
    const { loaded, source } = await begun
    // A database hears of the end of a trial by closing, and is good for no other.
    const database = await source.open(signal)
    try {
      const result = await answerTo(asked, loaded, database, { signal, onUnits: (done, all) => { say({ done, all }) } })
      say({ result })
    } finally { await database.close() }
  } catch (problem) { if (signal.aborted) say({ stopped: true }); else failed(problem) } finally { running = undefined }
}

function failed(problem: unknown): void {
  if (problem instanceof Refusal) { say({ problem: problem.words }); return }
  // What a database complains of may hold what lies in it.
  console.error(problem)
  say({ problem: { zh: '推演出错，原因见服务器的输出。', en: 'The simulation failed; the server’s output says why.' } })
}
