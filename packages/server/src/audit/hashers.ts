import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { DIGEST, digestInto } from './digest.ts'

/** Texts one after the other, and where each ends. */
export interface Block { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: readonly number[] }

export interface Hashers {
  /** The digests of a block's texts, one after the other. The block is given away. */
  readonly digest: (block: Block) => Promise<Uint8Array>
  readonly close: () => Promise<unknown>
}

/** Below so many rows a thread takes longer to start than to hash. */
const FEW = 20_000
const MOST_THREADS = 4

/** As many threads as help with so many rows, where none are asked for. */
export function hashersFor(rows: number, threads = rows < FEW ? 0 : Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1))): Hashers {
  if (threads === 0) return { digest: block => Promise.resolve(digestsOf(block)), close: () => Promise.resolve() }
  const workers = Array.from({ length: threads }, started)
  let turn = 0
  return {
    digest: block => {
      const worker = workers[turn++ % workers.length]
      if (worker === undefined) throw new RangeError('no thread')
      return worker.digest(block)
    },
    close: () => Promise.all(workers.map(one => one.close())),
  }
}

function digestsOf({ bytes, ends }: Block): Uint8Array {
  const made = Buffer.allocUnsafe(ends.length * DIGEST)
  ends.forEach((end, i) => { digestInto(made, i * DIGEST, bytes.subarray(ends[i - 1] ?? 0, end)) })
  return made
}

/**
 * What a thread does: as `digestsOf`. It is handed over as text, so that it runs the same from sources, from a build and
 * from a bundle; so it may name nothing of this file.
 */
function work(): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  const { hash } = process.getBuiltinModule('node:crypto')
  parentPort?.on('message', ({ bytes, ends }: Block) => {
    const made = new Uint8Array(ends.length * 64)
    ends.forEach((end, i) => {
      const text = bytes.subarray(ends[i - 1] ?? 0, end)
      made.set(hash('sha256', text, 'buffer'), i * 64)
      made.set(hash('sm3', text, 'buffer'), i * 64 + 32)
    })
    parentPort.postMessage(made, [made.buffer])
  })
}

const answer = z.instanceof(Uint8Array)

function started(): Hashers {
  const worker = new Worker(`(${work.toString()})()`, { eval: true })
  const waiting: { readonly resolve: (made: Uint8Array) => void; readonly reject: (problem: Error) => void }[] = []
  worker.on('message', made => { waiting.shift()?.resolve(answer.parse(made)) })
  worker.on('error', problem => { for (const { reject } of waiting.splice(0)) reject(problem) })
  return {
    digest: block => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(block, [block.bytes.buffer])
    }),
    close: () => worker.terminate(),
  }
}
