import pg from 'pg'
import type { Checkpoint } from './checkpoint.ts'
import { compareRows } from './compare.ts'
import { digest } from './digest.ts'
import { findings, type Finding, type Findings } from './finding.ts'
import { gatherRows } from './gather.ts'
import { hashersFor } from './hashers.ts'
import type { PublicKey } from './key.ts'
import { union, type Ranges } from './ranges.ts'
import { readRows } from './rows.ts'
import { EPOCH, prepare } from './seal.ts'
import { walkSeals } from './walk.ts'

export interface VerifyOptions {
  /** What was kept outside; without any, a chain that was made anew passes. */
  readonly checkpoints?: readonly Checkpoint[]
  /** The keys checkpoints may be signed with; without any, a checkpoint vouches for its own. */
  readonly keys?: readonly PublicKey[]
  /** To hash in; as many as help unless it is said. */
  readonly threads?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (rows: number, of: number) => void
}

export interface Verdict {
  /** Rows and seals that were checked. */
  readonly rows: number
  readonly seals: number
  /** Checkpoints that the chain agrees with. */
  readonly checkpoints: number
  /** Rows under no seal yet, and the time of the first in ISO 8601: a sealer that works leaves none older than a second, but of transactions that last. */
  readonly unsealed: { readonly rows: number; readonly since?: string }
  /** Rows first, by id; then seals and checkpoints. At most 1000 are told; `bad` counts all. */
  readonly findings: readonly Finding[]
  readonly bad: number
}

/**
 * Recomputes every digest, seal and checkpoint of the audit in one snapshot, and names what is not as it was sealed.
 * Memory: the rows of a few seals at once.
 * @param owner address of the login that owns the schema
 */
export async function verify(owner: string, options: VerifyOptions = {}): Promise<Verdict> {
  const client = new pg.Client({ connectionString: owner, application_name: 'lizhu audit verify' })
  client.on('error', () => undefined)
  try {
    await prepare(client)
    await client.query('begin isolation level repeatable read read only')
    return await verified(client, options)
  } finally { await client.end() }
}

async function verified(client: pg.Client, { checkpoints = [], keys, threads, signal, onProgress }: VerifyOptions): Promise<Verdict> {
  const { rows: [sum] } = await client.query<{ of: string }>('select coalesce(sum(count), 0) as of from lizhu.audit_seal')
  const of = Number(sum?.of)
  const found = findings()
  const walk = walkSeals(client, { checkpoints, keys }, found)
  const hashers = hashersFor(of, threads)
  let [rows, seals] = [0, 0]
  try {
    for (let some = await walk.next(); some.length > 0; some = await walk.next()) {
      signal?.throwIfAborted()
      const here = await gatherRows(client, union(...some.map(seal => seal.covers)), hashers)
      for (const seal of some) compareRows(seal, here, found)
      rows += here.count
      seals += some.length
      onProgress?.(rows, of)
    }
  } finally { await hashers.close() }
  const { agreed, upto, missing, empty } = walk.end()
  const unsealed = await outside(client, { upto, missing, empty }, found)
  return { rows, seals, checkpoints: agreed, unsealed, findings: found.all(), bad: found.count() }
}

/** What no seal covers: rows that were not seen yet, and rows where none may be. */
async function outside(client: pg.Client, { upto, missing, empty }: { readonly upto: number; readonly missing: Ranges; readonly empty: Ranges }, found: Findings): Promise<Verdict['unsealed']> {
  const { rows: [given] } = await client.query<{ last: string }>('select case when is_called then last_value else 0 end as last from lizhu.audit_id_seq')
  const last = Math.max(upto, Number(given?.last))
  await readRows(client, union([[-Infinity, 1]], empty, [[last + 1, Infinity]]), (id, _, bytes, from, to) => { found.note({ of: 'row', id, what: 'added' }, { is: digest(bytes.subarray(from, to)) }) })
  let [rows, first] = [0, Infinity]
  await readRows(client, union(missing, [[upto + 1, last + 1]]), (_, at) => { rows++; first = Math.min(first, at) })
  return rows === 0 ? { rows } : { rows, since: new Date(first / 1000 + EPOCH).toISOString() }
}
