import type pg from 'pg'
import { digest } from './digest.ts'
import { printed, type Ranges } from './ranges.ts'
import { endsOf, type Tree } from './tree.ts'

/** What a seal says of the rows committed since the one before. */
export interface Said {
  readonly number: number
  /** As PostgreSQL prints it, in UTC. */
  readonly at: string
  /** Ids given out when it was made, and those up to which it looked: fewer where many had gathered. */
  readonly given: number
  readonly upto: number
  /** The transaction that wrote it: an id that is missing here can only come from an older one. */
  readonly horizon: number
  readonly covers: Ranges
  /** Ids given out but not to be seen: of a transaction that goes on, or was undone. */
  readonly missing: Ranges
  readonly count: number
  /** Rows under this seal and all before it. */
  readonly total: number
  /** Over the digests of its rows. */
  readonly root: Buffer
  /** The hash of the seal before. */
  readonly previous: Buffer
}

/** PostgreSQL counts microseconds from here; milliseconds of 2000-01-01. */
export const EPOCH = Date.UTC(2000, 0)

/** Before the first. */
export const NONE = Buffer.alloc(0)

export function hashOf({ number, at, given, upto, horizon, covers, missing, count, total, root, previous }: Said): Buffer {
  return digest(Buffer.from([number, at, given, upto, horizon, printed(covers), printed(missing), count, total, root.toString('hex'), previous.toString('hex')].join('\t')))
}

/** A connection of its own, in which a time is always printed alike and nothing is cut short. */
export async function prepare(client: pg.Client): Promise<void> {
  await client.connect()
  await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0")
}

export async function treeOf(client: pg.Client, size: number): Promise<Tree> {
  const { rows } = await client.query<{ tree: Buffer }>('select tree from lizhu.audit_seal where number = any ($1) order by number', [endsOf(size)])
  return { size, parts: rows.map(row => row.tree) }
}
