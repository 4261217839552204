import { Worker } from 'node:worker_threads'
import type { Arena, Task } from '@lizhu/feel/kernel'

/** Rows of one task that a thread takes at a time: enough that taking costs nothing, few enough that no thread waits long for the last. */
const BLOCK = 16_384

/** Where threads meet, in 32-bit words of shared memory. */
const ROUND = 0
const NEXT = 1
const DONE = 2
/** How long the complaint of a thread is that could not do its work. */
const FAILED = 3
const WORDS = 4
const LONGEST_COMPLAINT = 200

export interface Crew {
  /** Every task over all its rows, once; back when all threads are done. Throws what any of them could not do. */
  readonly run: () => void
  readonly close: () => Promise<void>
}

/** What a thread is given, and the work of the calling one: plain data. */
interface Orders {
  readonly modules: readonly object[]
  readonly memory: object
  readonly words: readonly Int32Array[]
  readonly strides: readonly Int32Array[]
  /** Task and first row of each block, and how many rows. */
  readonly blocks: Int32Array
  readonly meeting: Int32Array
  /** What a thread says that failed, in UTF-16. */
  readonly complaint: Uint16Array
  /** Where this thread may write its pointers. */
  readonly scratch: number
}

/** Threads that work off the same tasks again and again, the calling one among them. `threads`: how many in all. */
export async function crew(arena: Arena, tasks: readonly { readonly task: Task; readonly rows: number }[], threads: number): Promise<Crew> {
  const blocks = Int32Array.from(blocksOf(tasks.map(({ rows }) => rows)).flat())
  const meeting = new Int32Array(new SharedArrayBuffer(WORDS * 4))
  const complaint = new Uint16Array(new SharedArrayBuffer(LONGEST_COMPLAINT * 2))
  const most = Math.max(0, ...tasks.map(({ task }) => task.words.length))
  const orders = (): Orders => ({ modules: tasks.map(({ task }) => task.module), memory: arena.memory, words: tasks.map(({ task }) => task.words), strides: tasks.map(({ task }) => task.strides), blocks, meeting, complaint, scratch: arena.address(most * 4) })
  const others = await Promise.all(Array.from({ length: threads - 1 }, () => started(orders())))
  const work = workOf(orders())
  let ended = false
  for (const worker of others) worker.once('exit', () => { ended = true })
  return {
    run() {
      // A thread that is gone would be waited for for ever.
      if (ended) throw new Error('a thread of this crew has ended')
      Atomics.store(meeting, NEXT, 0)
      Atomics.store(meeting, DONE, 0)
      Atomics.store(meeting, FAILED, 0)
      Atomics.add(meeting, ROUND, 1)
      Atomics.notify(meeting, ROUND)
      try { work() } finally {
        for (let done = Atomics.load(meeting, DONE); done < others.length; done = Atomics.load(meeting, DONE)) Atomics.wait(meeting, DONE, done, 1)
      }
      const failed = Atomics.load(meeting, FAILED)
      if (failed > 0) throw new Error(String.fromCharCode(...complaint.subarray(0, failed)))
    },
    close: async () => { await Promise.all(others.map(worker => worker.terminate())) },
  }
}

/** Block by block all tasks, so that a column that several read is still in the cache. */
function blocksOf(rows: readonly number[]): number[][] {
  const blocks: number[][] = []
  for (let base = 0; base < Math.max(0, ...rows); base += BLOCK) rows.forEach((count, task) => { if (base < count) blocks.push([task, base, Math.min(BLOCK, Math.ceil((count - base) / 16) * 16)]) })
  return blocks
}

function started(orders: Orders): Promise<Worker> {
  // Text, not a file: it runs from source, from dist and from a bundle alike, and needs nothing but what it is given.
  const worker = new Worker(`const workOf = ${workOf.toString()}; (${thread.toString()})(require('node:worker_threads'), workOf)`, { eval: true, workerData: orders })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => { worker.unref(); resolve(worker) })
  })
}

/** Waits for a round, works, and says so; for ever. */
function thread({ parentPort, workerData }: { readonly parentPort: { readonly postMessage: (message: string) => void }; readonly workerData: Orders }, make: (orders: Orders) => () => void): void {
  const { meeting, complaint } = workerData
  const work = make(workerData)
  let round = Atomics.load(meeting, 0)
  parentPort.postMessage('ready')
  for (;;) {
    Atomics.wait(meeting, 0, round)
    round = Atomics.load(meeting, 0)
    try { work() } catch (problem) {
      const text = String(problem).slice(0, complaint.length)
      for (let i = 0; i < text.length; i++) complaint[i] = text.charCodeAt(i)
      Atomics.store(meeting, 3, text.length)
    }
    Atomics.add(meeting, 2, 1)
    Atomics.notify(meeting, 2)
  }
}

/** Takes blocks until none is left. Its text is sent to threads, so it names nothing outside itself. */
function workOf({ modules, memory, words, strides, blocks, meeting, scratch }: Orders): () => void {
  const part = (of: unknown, name: string): unknown => (typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined)
  const make = part(part(globalThis, 'WebAssembly'), 'Instance')
  const runs = modules.map(module => (typeof make === 'function' ? part(part(Reflect.construct(make, [module, { env: { memory } }]), 'exports'), 'run') : undefined))
  const bytes = part(memory, 'buffer')
  const pointers = bytes instanceof SharedArrayBuffer ? new Int32Array(bytes, scratch) : new Int32Array(0)
  return () => {
    for (let block = Atomics.add(meeting, 1, 1) * 3; block < blocks.length; block = Atomics.add(meeting, 1, 1) * 3) {
      const task = blocks[block] ?? 0
      const base = blocks[block + 1] ?? 0
      const from = words[task] ?? []
      const step = strides[task] ?? []
      for (let word = 0; word < from.length; word++) pointers[word] = (from[word] ?? 0) + base * (step[word] ?? 0)
      const run = runs[task]
      if (typeof run === 'function') Reflect.apply(run, undefined, [scratch, blocks[block + 2] ?? 0])
    }
  }
}
