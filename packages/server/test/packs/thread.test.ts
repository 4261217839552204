import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { beforeAll, expect, test } from 'vitest'
import { work, type Job, type Reads } from '../../src/packs/compile.ts'
import { inHand } from '../../src/packs/hand.ts'
import { smallPack } from './small.ts'

const root = join(import.meta.dirname, '../../../..')
const small = { pack: 'small', hash: '', files: smallPack() }
const reads: Reads = { main: small, completing: [], library: [] }
/** A thread runs what is built, and not the sources that tests run. */
const begin = (workerData: Job) => new Worker(new URL('../../dist/packs/thread.js', import.meta.url), { workerData, execArgv: [] })

beforeAll(() => { execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/server'], { cwd: root }) })

test.each<Job>([{ about: small.files }, { check: 'small', reads }, { compile: reads }, { about: {} }])('a thread says what is said here: %#', async job => {
  const said = await inHand(job, begin)
  expect(said).toEqual(work(job))
})

test('a thread that ends without a word is a refusal, and the next has its turn', async () => {
  const dying = () => new Worker('process.exit(1)', { eval: true })
  const [first, second] = await Promise.allSettled([inHand({ about: small.files }, dying), inHand({ about: small.files }, begin)])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'pack-too-hard' } })
  expect(second).toMatchObject({ status: 'fulfilled', value: { about: { pack: 'small' } } })
})
