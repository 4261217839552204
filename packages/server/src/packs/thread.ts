import { parentPort, workerData } from 'node:worker_threads'
import { work, type Job } from './compile.ts'

/** One job, and the end (hand.ts). Nobody else starts this thread. */
const isJob = (value: unknown): value is Job => typeof value === 'object' && value !== null && ('about' in value || 'check' in value || 'compile' in value)
if (!isJob(workerData)) throw new TypeError('a thread of packs without a job')
parentPort?.postMessage(work(workerData))
