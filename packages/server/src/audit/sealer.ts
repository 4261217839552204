import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { scheduled, type Schedule } from './checkpoint.ts'
import { DIGEST, digest, digestInto } from './digest.ts'
import { after, parsed, printed, rangesOf, sizeOf, union, without, type Ranges } from './ranges.ts'
import { readRows } from './rows.ts'
import { hashOf, NONE, prepare, treeOf, type Said } from './seal.ts'
import { EMPTY, grown, type Tree } from './tree.ts'

/** Rows under one seal at most: so many digests are held at once, here and by whoever verifies. */
const MOST = 16_384
/** One sealer works, whichever came first; the others stand by. */
const TURN = 7_108_502_021
/** Milliseconds between looks, and after something went wrong. */
const [EVERY, AGAIN] = [250, 2000]

/** Where the chain stands. `pending`: ids passed by that may still come, with the transaction before which theirs must have begun. */
export interface Chain {
  readonly number: number
  readonly upto: number
  readonly total: number
  readonly hash: Buffer
  readonly pending: readonly { readonly ids: Ranges; readonly horizon: number }[]
  readonly tree: Tree
}

export interface Sealer { stop(): Promise<void> }

export interface SealerOptions {
  /** Address of the login that owns the schema: a connection of its own, not through a pooler. */
  readonly owner: string
  /** Where signed checkpoints go, and how often. */
  readonly checkpoints?: Schedule
  /** Heard of each time something goes wrong; it goes on by itself. */
  readonly onProblem?: (problem: unknown) => void
}

/** Seals what is committed within a second, until it is stopped. */
export function startSealer({ owner, checkpoints, onProblem = () => undefined }: SealerOptions): Sealer {
  const ending = new AbortController()
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined)
  const work = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try { await sealing(owner, checkpoints, ending.signal, pause, onProblem) } catch (problem) { onProblem(problem); await pause(AGAIN) }
    }
  }
  const ended = work()
  return { stop: async () => { ending.abort(); await ended } }
}

/** As long as one connection holds. */
async function sealing(owner: string, checkpoints: Schedule | undefined, signal: AbortSignal, pause: (ms: number) => Promise<void>, onProblem: (problem: unknown) => void): Promise<void> {
  const client = new pg.Client({ connectionString: owner, application_name: 'lizhu sealer' })
  // A connection that breaks is heard of by the next query; unheard, the event would end the process.
  client.on('error', () => undefined)
  try {
    await prepare(client)
    while (!await taken(client)) { await pause(EVERY); if (signal.aborted) return }
    let chain = await loadChain(client)
    const due = checkpoints === undefined ? undefined : scheduled(client, checkpoints)
    while (!signal.aborted) {
      const next = await sealNext(client, chain)
      await due?.().catch(onProblem)
      // Not a seal for each commit; but what has gathered is worked off.
      if (next.total - chain.total < MOST) await pause(EVERY)
      chain = next
    }
  } finally { await client.end() }
}

async function taken(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [TURN])
  return rows[0]?.taken === true
}

/** Where the chain stands in the database; its connection was made ready by `prepare`. */
export async function loadChain(client: pg.Client): Promise<Chain> {
  const { rows: [last] } = await client.query<{ number: string; upto: string; horizon: string; missing: string; total: string; hash: Buffer; foreign: boolean }>(
    'select number, upto, horizon, missing::text, total, hash, horizon >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint as foreign from lizhu.audit_seal order by number desc limit 1')
  if (last === undefined) return { number: 0, upto: 0, total: 0, hash: NONE, pending: [], tree: EMPTY }
  const ids = parsed(last.missing)
  if (ids === undefined) throw new Error(`seal ${last.number} of the audit cannot be read: ${last.missing}`)
  await client.query("select lizhu.audit_restored() from pg_sequences where schemaname = 'lizhu' and sequencename = 'audit_id_seq' and coalesce(last_value, 0) < $1", [last.upto])
  const number = Number(last.number)
  // Restored from a backup, another server numbers its transactions: none of those that were open goes on.
  const horizon = last.foreign ? 0 : Number(last.horizon)
  return { number, upto: Number(last.upto), total: Number(last.total), hash: last.hash, pending: ids.length === 0 ? [] : [{ ids, horizon }], tree: await treeOf(client, number) }
}

/** Writes one seal over what was committed since the last, at most `most` rows; gives the same chain where there is nothing to write. */
export async function sealNext(client: pg.Client, chain: Chain, most = MOST): Promise<Chain> {
  // Read before the seal's own transaction has a number: whatever transaction took an id up to here has a smaller one.
  const { rows: [given] } = await client.query<{ last: string }>('select case when is_called then last_value else 0 end as last from lizhu.audit_id_seq')
  const last = Number(given?.last ?? 0)
  if (last <= chain.upto && chain.pending.length === 0) return chain
  await client.query('begin isolation level repeatable read')
  try {
    const next = await sealed(client, chain, last, most)
    await client.query(next === chain ? 'rollback' : 'commit')
    return next
  } catch (problem) {
    await client.query('rollback').catch(() => undefined)
    throw problem
  }
}

async function sealed(client: pg.Client, chain: Chain, last: number, most: number): Promise<Chain> {
  const { rows: [open] } = await client.query<{ oldest: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as oldest')
  const oldest = Number(open?.oldest)
  const { ids, digests, seen } = await digestsOf(client, union(...chain.pending.map(one => one.ids), [[chain.upto + 1, last + 1]]), most)
  const covers = rangesOf(ids)
  const upto = Math.max(chain.upto, Math.min(last, seen))
  const waiting = chain.pending.map(one => ({ ...one, ids: without(one.ids, covers) }))
  // Every transaction that could bring it is over, and it has not come: undone.
  const pending = waiting.map(one => (one.horizon <= oldest ? { ...one, ids: after(one.ids, seen) } : one)).filter(one => one.ids.length > 0)
  if (ids.length === 0 && many(pending) === many(waiting)) return chain
  // A number of its own, since it is above that of every transaction that took an id; what a snapshot calls its end is not.
  const { rows: [own] } = await client.query<{ horizon: string; at: string }>('select pg_current_xact_id()::text as horizon, clock_timestamp()::text as at')
  const horizon = Number(own?.horizon)
  const skipped = without([[chain.upto + 1, upto + 1]], covers)
  const all = [...pending, ...(skipped.length === 0 ? [] : [{ ids: skipped, horizon }])]
  const said: Said = {
    number: chain.number + 1, at: own?.at ?? '', given: last, upto, horizon, covers, missing: union(...all.map(one => one.ids)),
    count: ids.length, total: chain.total + ids.length, root: digest(digests), previous: chain.hash,
  }
  const hash = hashOf(said)
  const tree = grown(chain.tree, hash)
  await write(client, said, digests, hash, tree.parts.at(-1) ?? hash)
  return { number: said.number, upto, total: said.total, hash, pending: all, tree }
}

const many = (pending: Chain['pending']): number => pending.reduce((sum, { ids }) => sum + sizeOf(ids), 0)

/** Of the rows to be seen: ids, and the digests in the same order. `seen`: up to which id all was looked at. */
async function digestsOf(client: pg.Client, looked: Ranges, most: number): Promise<{ ids: readonly number[]; digests: Buffer; seen: number }> {
  const ids: number[] = []
  let digests = Buffer.allocUnsafe(DIGEST * 64)
  const seen = await readRows(client, looked, (id, _, bytes, from, to) => {
    const at = ids.length * DIGEST
    if (at === digests.length) digests = Buffer.concat([digests], at * 2)
    digestInto(digests, at, bytes.subarray(from, to))
    ids.push(id)
  }, { most })
  return { ids, digests: digests.subarray(0, ids.length * DIGEST), seen }
}

async function write(client: pg.Client, { number, at, given, upto, horizon, covers, missing, count, total, root, previous }: Said, digests: Buffer, hash: Buffer, tree: Buffer): Promise<void> {
  await client.query(
    'insert into lizhu.audit_seal (number, at, given, upto, horizon, covers, missing, count, total, digests, root, previous, hash, tree) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
    [number, at, given, upto, horizon, printed(covers), printed(missing), count, total, digests, root, previous, hash, tree],
  )
}
