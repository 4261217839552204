import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Language } from '@lizhu/policy'
import type { ScreenPlan } from '@lizhu/policy/screen'
import { ownHands, saveFolder, type Hands, type Piece } from '@lizhu/data'
import type { CityData } from './data.ts'

/** What a thread is told as it begins: it opens the pack and the city by itself. */
export interface Orders {
  readonly pack: string
  readonly completing: readonly string[] | undefined
  /** Of the pack as this run has read it. */
  readonly hash: string
  readonly asOf: number
  readonly instruments: readonly string[] | undefined
  /** A folder of canonical Parquet, or a database. */
  readonly data: string
  readonly language: Language
}
export type Told = { readonly piece: Piece; readonly folder: string; readonly name: string } | 'end'
export type Said = { readonly done: number } | { readonly files: readonly string[] } | { readonly failed: string }

/** A city with fewer units is done before a thread has read the pack. */
const FEW = 8192
/** Each holds a block of the city in memory. */
const MOST_THREADS = 8

export interface HandsOptions { readonly pack: string; readonly completing: readonly string[] | undefined; readonly data: string; readonly language: Language; readonly work: string; readonly signal: AbortSignal }

/** One thread a core, each begun when there is a piece for it; for a small city, or on one core, this thread alone. */
export async function handsFor(plan: ScreenPlan, units: number, city: CityData, { pack, completing, data, language, work, signal }: HandsOptions): Promise<Hands & { readonly close: () => Promise<void> }> {
  const { program, options: { asOf }, wanted } = plan
  const count = Math.min(availableParallelism(), MOST_THREADS)
  if (units < FEW || count < 2) return { ...ownHands(plan, city.database, { language, signal }), close: () => Promise.resolve() }
  // What was read from people's own files has no other place that a thread could open.
  const place = city.lies !== 'here' ? data : 'report' in city ? join(work, 'read') : resolve(data)
  if (city.lies === 'here' && 'report' in city) await saveFolder(city.database, place)
  const orders: Orders = { pack, completing, hash: program.pack.hash, asOf, instruments: wanted.size === program.instruments.length ? undefined : [...wanted], data: place, language }
  const all: Worker[] = []
  const idle: Worker[] = []
  const stop = (): void => { for (const worker of all) worker.postMessage('end' satisfies Told) }
  signal.addEventListener('abort', stop)
  return {
    count,
    async work(piece, { folder, name }, onUnits) {
      signal.throwIfAborted()
      const worker = idle.pop() ?? begun(orders, all)
      const files = await answer(worker, { piece, folder, name }, onUnits)
      idle.push(worker)
      return files
    },
    async close() { signal.removeEventListener('abort', stop); stop(); await Promise.all(all.map(worker => new Promise(ended => { if (worker.threadId === -1) ended(0); else worker.once('exit', ended) }))) },
  }
}

function begun(orders: Orders, all: Worker[]): Worker {
  const worker = new Worker(new URL('./screen-thread.js', import.meta.url), { workerData: orders })
  all.push(worker)
  return worker
}

/** What comes of one piece. */
function answer(worker: Worker, told: Told, onUnits: (done: number) => void): Promise<readonly string[]> {
  return new Promise((resolved, rejected) => {
    const heard = (said: Said): void => {
      if ('done' in said) { onUnits(said.done); return }
      worker.off('message', heard).off('error', rejected).off('exit', gone)
      if ('files' in said) resolved(said.files)
      else rejected(new Error(said.failed))
    }
    const gone = (): void => { rejected(new Error('a thread of this screening has ended')) }
    worker.on('message', heard).once('error', rejected).once('exit', gone)
    worker.postMessage(told)
  })
}
