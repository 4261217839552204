import { Worker } from 'node:worker_threads'
import type { Asked, Told } from '@lizhu/policy/simulate'
import type { About, Heard, Orders, Said } from './orders.ts'
import { Refusal } from './refusal.ts'
import { turns } from './turns.ts'

/** So many trials wait while one is worked out. */
const MOST_WAITING = 8

/** A city that trials are worked out over, in a thread of its own, one at a time. */
export interface City {
  readonly about: About
  /** Takes a turn; undefined: too many wait. What comes back works the trial out, and is done once `on` has heard of the end, or once the work has ended after `signal`. */
  readonly simulate: (asked: Asked, signal: AbortSignal) => ((on: (told: Told) => void) => Promise<void>) | undefined
  readonly close: () => Promise<void>
}

/** Opens a city. Throws a `Refusal` where it cannot be read. `begin`: starts the thread that works. */
export async function openCity(orders: Orders, begin = (): Worker => new Worker(new URL('./thread.js', import.meta.url), { workerData: orders })): Promise<City> {
  const order = turns(MOST_WAITING)
  let hand: Hand | undefined = await handOf(begin())
  const { about } = hand
  const work = async (asked: Asked, on: (told: Told) => void, signal: AbortSignal): Promise<void> => {
    // A thread that has died takes its trial with it, and no other.
    const here = hand ??= await handOf(begin())
    try { await here.work(asked, on, signal) } catch (problem) { hand = undefined; throw problem }
  }
  return {
    about,
    simulate(asked, signal) {
      const turn = order.take(signal)
      return turn === undefined ? undefined : async on => {
        const end = await turn
        try { if (!signal.aborted) await work(asked, on, signal) } finally { end() }
      }
    },
    async close() { await hand?.close() },
  }
}

interface Hand extends Pick<City, 'about' | 'close'> { readonly work: (asked: Asked, on: (told: Told) => void, signal: AbortSignal) => Promise<void> }

async function handOf(worker: Worker): Promise<Hand> {
  const exited = new Promise<void>(resolve => { worker.once('exit', () => { resolve() }) })
  const post = (heard: Heard): void => { worker.postMessage(heard) }
  const about = await listened<About>(worker, (said, resolve, reject) => {
    if ('ready' in said) resolve(said.ready)
    if ('problem' in said) reject(new Refusal(said.problem.zh, said.problem.en))
  })
  return {
    about,
    async work(asked, on, signal) {
      const stop = (): void => { post({ stop: 'this trial' }) }
      signal.addEventListener('abort', stop, { once: true })
      try {
        const ended = listened<'ended'>(worker, (said, resolve) => {
          if ('stopped' in said) resolve('ended')
          else if (!('ready' in said)) { on(said); if (!('done' in said)) resolve('ended') }
        })
        post({ asked })
        await ended
      } finally { signal.removeEventListener('abort', stop) }
    },
    async close() { post({ stop: 'for good' }); await exited },
  }
}

/** Hears a thread out until one of its words settles the matter, or it ends. */
function listened<T>(worker: Worker, on: (said: Said, resolve: (value: T) => void, reject: (problem: Error) => void) => void): Promise<T> {
  let quit = (): void => undefined
  return new Promise<T>((resolve, reject) => {
    const heard = (said: Said): void => { on(said, resolve, reject) }
    const gone = (): void => { reject(new Error('the thread of the city has ended')) }
    worker.on('message', heard).once('error', reject).once('exit', gone)
    quit = () => { worker.off('message', heard).off('error', reject).off('exit', gone) }
  }).finally(() => { quit() })
}
