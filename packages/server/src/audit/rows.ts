import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { close, type Ranges } from './ranges.ts'

/** What a row's digest is over, in this order. The id comes first and is left out: a seal holds ids and digests in the same order. */
const COLUMNS = 'id, at, tenant, person, operation, request, relation, key, change, before, after'
/** Of COPY's binary form: its head, and before each field its length; of the first two fields, id and at, the lengths are known. */
const [HEAD, COUNT, LENGTH, BIGINT] = [19, 2, 4, 8]
const ID = COUNT + LENGTH
/** The digest is over the row's bytes from here on. */
const BODY = ID + BIGINT
const AT = BODY + LENGTH
/** Two ranges this near are read as one. */
const NEAR = 100

/** `at`: microseconds since 2000. The row's text lies in `bytes`, which are only lent, between `from` and `to`. */
export type OnRow = (id: number, at: number, bytes: Buffer, from: number, to: number) => void

export interface ReadOptions {
  /** It stops after so many rows. */
  readonly most?: number
  /** Waited for now and then, where what is read cannot be worked off as quickly. */
  readonly pause?: () => Promise<void> | undefined
}

/**
 * Reads the audit rows whose ids lie in these ranges, in order of id: in PostgreSQL's binary COPY form, which no setting of
 * a session changes. Gives the id up to which all was seen: Infinity where it came to the end.
 */
export async function readRows(client: pg.Client, wanted: Ranges, on: OnRow, { most = Infinity, pause }: ReadOptions = {}): Promise<number> {
  let [left, range] = [most, 0]
  let last = -Infinity
  const isWanted = (id: number): boolean => {
    while ((wanted[range]?.[1] ?? Infinity) <= id) range++
    return (wanted[range]?.[0] ?? Infinity) <= id
  }
  // Where rows are counted, those between must not be.
  for (const [from, to] of close(wanted, most === Infinity ? NEAR : 0)) {
    const bounds = ['true', ...(from === -Infinity ? [] : [`id >= ${from}`]), ...(to === Infinity ? [] : [`id < ${to}`])].join(' and ')
    const limit = left === Infinity ? '' : ` limit ${left}`
    await eachTuple(client, `copy (select ${COLUMNS} from lizhu.audit where ${bounds} order by id${limit}) to stdout (format binary)`, (bytes, begin, end) => {
      last = bigintAt(bytes, begin + ID)
      left--
      if (isWanted(last)) on(last, bigintAt(bytes, begin + AT), bytes, begin + BODY, end)
    }, pause)
    if (left <= 0) return last
  }
  return Infinity
}

async function eachTuple(client: pg.Client, sql: string, on: (bytes: Buffer, begin: number, end: number) => void, pause: ReadOptions['pause']): Promise<void> {
  let rest: Buffer = Buffer.alloc(0)
  let from = HEAD
  for await (const chunk of client.query(copyTo(sql))) {
    const bytes = rest.length === 0 ? bufferOf(chunk) : Buffer.concat([rest, bufferOf(chunk)])
    for (let end = endOf(bytes, from); end !== undefined; end = endOf(bytes, from)) {
      on(bytes, from, end)
      from = end
    }
    rest = bytes.subarray(from)
    from = Math.max(0, from - bytes.length)
    await pause?.()
  }
}

/** Exact below 2^53, where no id or time of ours ends. */
function bigintAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + LENGTH)
}

function bufferOf(chunk: unknown): Buffer {
  if (!Buffer.isBuffer(chunk)) throw new TypeError('COPY gives bytes')
  return chunk
}

/** Where the row that begins here ends; undefined where it is not all here yet, or where none follows. */
function endOf(bytes: Buffer, from: number): number | undefined {
  if (from + COUNT > bytes.length) return undefined
  const fields = bytes.readInt16BE(from)
  if (fields < 0) return undefined
  let at = from + COUNT
  for (let field = 0; field < fields; field++) {
    if (at + LENGTH > bytes.length) return undefined
    at += LENGTH + Math.max(0, bytes.readInt32BE(at))
  }
  return at <= bytes.length ? at : undefined
}
