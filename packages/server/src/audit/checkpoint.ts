import { open } from 'node:fs/promises'
import pg from 'pg'
import { z } from 'zod'
import type { Key } from './key.ts'
import { AuditProblem } from './problem.ts'
import { prepare, treeOf } from './seal.ts'
import { rootOf } from './tree.ts'

const checkpoint = z.object({
  version: z.literal(1),
  /** When, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** The last seal that it stands for, and the rows under all seals up to it. */
  seal: z.int().positive(), rows: z.int().nonnegative(),
  /** Of the Merkle tree over these seals, in hexadecimal: SHA-256, then SM3. */
  root: z.string().regex(/^[0-9a-f]{128}$/),
  /** Id and public half of the key that signed it, and the signature in base64. */
  key: z.string(), publicKey: z.string(), signature: z.string(),
})
/** What the audit was at a time, signed, to be kept where whoever may change the database cannot reach it. */
export type Checkpoint = z.infer<typeof checkpoint>

/** What is signed. */
export const signedText = ({ at, seal, rows, root, key }: Omit<Checkpoint, 'signature'>): string => ['lizhu audit checkpoint 1', at, seal, rows, root, key].join('\n')

/** Of all that is sealed now; undefined where nothing is. Its connection was made ready by `prepare`. */
export async function takeCheckpoint(client: pg.Client, key: Key): Promise<Checkpoint | undefined> {
  const { rows: [last] } = await client.query<{ number: string; total: string }>('select number, total from lizhu.audit_seal order by number desc limit 1')
  if (last === undefined) return undefined
  const seal = Number(last.number)
  const root = rootOf(await treeOf(client, seal))?.toString('hex') ?? ''
  const unsigned = { version: 1 as const, at: new Date().toISOString(), seal, rows: Number(last.total), root, key: key.id, publicKey: key.pem }
  return { ...unsigned, signature: key.sign(signedText(unsigned)) }
}

/** On demand, over a connection of its own. */
export async function signCheckpoint(owner: string, key: Key): Promise<Checkpoint | undefined> {
  const client = new pg.Client({ connectionString: owner, application_name: 'lizhu audit checkpoint' })
  client.on('error', () => undefined)
  try { await prepare(client); return await takeCheckpoint(client, key) } finally { await client.end() }
}

/** Writes it as a line at the end of a file, on the disk when this returns, or posts it to a URL, which must answer 2xx. */
export async function deliver(taken: Checkpoint, to: string): Promise<void> {
  const line = JSON.stringify(taken)
  if (/^https?:\/\//.test(to)) {
    const answer = await fetch(to, { method: 'POST', body: line, headers: { 'content-type': 'application/json' }, signal: AbortSignal.timeout(30_000) })
    if (!answer.ok) throw new AuditProblem(`审计检查点没有送到：${to} 回答 ${answer.status}。`, `The audit checkpoint was not taken in: ${to} answered ${answer.status}.`)
    return
  }
  const file = await open(to, 'a', 0o644)
  try { await file.appendFile(`${line}\n`); await file.sync() } finally { await file.close() }
}

/** The checkpoints of a file, a line each. A line that is none is refused with its number. */
export function readCheckpoints(text: string, file: string): Checkpoint[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const read = checkpoint.safeParse(jsonOf(line))
    if (!read.success) throw new AuditProblem(`${file} 第 ${i + 1} 行不是检查点。`, `Line ${i + 1} of ${file} is no checkpoint.`)
    return [read.data]
  })
}

function jsonOf(line: string): unknown {
  try { return JSON.parse(line) } catch { return undefined }
}

export interface Schedule {
  readonly key: Key
  /** A file or a URL, outside the database. */
  readonly to: string
  /** Milliseconds; an hour unless it is said. */
  readonly every?: number
}

const [HOUR, AGAIN] = [3_600_000, 60_000]

/** To be called often: takes a checkpoint at once and then whenever one is due and something was sealed since; after a failure tries again in a minute. */
export function scheduled(client: pg.Client, { key, to, every = HOUR }: Schedule): () => Promise<void> {
  let [next, sealed] = [0, 0]
  return async () => {
    if (performance.now() < next) return
    next = performance.now() + Math.min(every, AGAIN)
    const taken = await takeCheckpoint(client, key)
    if (taken === undefined || taken.seal === sealed) return
    await deliver(taken, to)
    sealed = taken.seal
    next = performance.now() + every
  }
}
