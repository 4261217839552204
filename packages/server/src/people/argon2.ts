import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Refused } from '../api/problem.ts'

/** Hashes passwords with Argon2id, in threads of its own: one hash takes a tenth of a second, and nobody else should wait for it. */
export interface Passwords {
  /** As a PHC string. */
  readonly hash: (password: string) => Promise<string>
  /** Takes as long where there is no hash to compare with. */
  readonly verify: (password: string, hash: string | null) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** The least that the OWASP Password Storage Cheat Sheet asks for Argon2id: 19 MiB, two passes, one lane. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32, outputType: 'encoded' }
const NOBODYS = `$argon2id$v=19$m=${COST.memorySize},t=${COST.iterations},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`
/** More would wait longer than anybody looks at a page for. */
const MOST_WAITING = 64

/** Given as text, for the same thread to start from the sources and from what they are built into. */
const THREAD = `
const { randomBytes } = require('node:crypto')
const { parentPort, workerData } = require('node:worker_threads')
const { argon2id, argon2Verify } = require(workerData.library)
parentPort.on('message', ({ id, password, hash }) => {
  const done = hash === undefined ? argon2id({ ...workerData.cost, password, salt: randomBytes(16) }) : argon2Verify({ password, hash })
  done.then(answer => parentPort.postMessage({ id, answer }), problem => parentPort.postMessage({ id, problem: String(problem) }))
})`

export function openPasswords(threads = Math.max(1, availableParallelism() - 1)): Passwords {
  const hands: Hand[] = []
  const ask = async (password: string, hash?: string): Promise<unknown> => {
    if (hands.length < threads) hands.push(startHand())
    const hand = hands.reduce((least, one) => (one.waiting() < least.waiting() ? one : least))
    if (hand.waiting() >= MOST_WAITING) throw new Refused(429, 'too-many', { params: { seconds: '5' } })
    // One writing of a password in Unicode, whatever keyboard it comes from (NIST SP 800-63B).
    return hand.ask({ password: password.normalize('NFKC'), ...(hash === undefined ? {} : { hash }) })
  }
  return {
    hash: async password => String(await ask(password)),
    verify: async (password, hash) => (await ask(password, hash ?? NOBODYS)) === true && hash !== null,
    close: async () => { await Promise.all(hands.splice(0).map(hand => hand.close())) },
  }
}

interface Hand {
  readonly waiting: () => number
  readonly ask: (task: { readonly password: string; readonly hash?: string }) => Promise<unknown>
  readonly close: () => Promise<unknown>
}
interface Said { readonly id: number; readonly answer?: unknown; readonly problem?: string }

function startHand(): Hand {
  const asked = new Map<number, { readonly resolve: (answer: unknown) => void; readonly reject: (problem: Error) => void }>()
  let last = 0
  const worker = new Worker(THREAD, { eval: true, workerData: { library: createRequire(import.meta.url).resolve('hash-wasm'), cost: COST } })
  worker.unref()
  worker.on('message', ({ id, answer, problem }: Said) => {
    const waiting = asked.get(id)
    asked.delete(id)
    if (problem === undefined) waiting?.resolve(answer)
    else waiting?.reject(new Error(problem))
  })
  worker.on('error', problem => {
    for (const { reject } of asked.values()) reject(problem instanceof Error ? problem : new Error('the thread of passwords ended'))
    asked.clear()
  })
  return {
    waiting: () => asked.size,
    ask: task => new Promise((resolve, reject) => {
      last += 1
      asked.set(last, { resolve, reject })
      worker.postMessage({ id: last, ...task })
    }),
    close: () => worker.terminate(),
  }
}
