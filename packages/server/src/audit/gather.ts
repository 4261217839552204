import type pg from 'pg'
import type { Rows } from './compare.ts'
import { DIGEST } from './digest.ts'
import type { Hashers } from './hashers.ts'
import { sizeOf, type Ranges } from './ranges.ts'
import { readRows } from './rows.ts'

/** Bytes in a block to be hashed, and blocks under way: whoever hashes more slowly than PostgreSQL reads would have us hold it all. */
const [BLOCK, UNDER_WAY] = [1 << 18, 32]

/** Of the rows there are among these ids: ids, times and digests. */
export async function gatherRows(client: pg.Client, ids: Ranges, hashers: Hashers): Promise<Rows> {
  const most = sizeOf(ids)
  const rows = { ids: new Float64Array(most), times: new Float64Array(most), digests: Buffer.allocUnsafe(most * DIGEST), count: 0 }
  const underWay = new Set<Promise<void>>()
  let [bytes, used, ends] = [new Uint8Array(BLOCK), 0, new Array<number>()]
  const send = (): void => {
    if (ends.length === 0) return
    const at = (rows.count - ends.length) * DIGEST
    const hashed = hashers.digest({ bytes, ends }).then(made => { rows.digests.set(made, at); underWay.delete(hashed) })
    // It is awaited below, where its failure is heard.
    hashed.catch(() => undefined)
    underWay.add(hashed);
    [bytes, used, ends] = [new Uint8Array(BLOCK), 0, []]
  }
  await readRows(client, ids, (id, time, lent, from, to) => {
    if (used + to - from > bytes.length) {
      send()
      if (to - from > BLOCK) bytes = new Uint8Array(to - from)
    }
    used += lent.copy(bytes, used, from, to)
    ends.push(used)
    rows.ids[rows.count] = id
    rows.times[rows.count] = time
    rows.count++
  }, { pause: () => (underWay.size < UNDER_WAY ? undefined : Promise.race(underWay)) })
  send()
  await Promise.all(underWay)
  return rows
}
