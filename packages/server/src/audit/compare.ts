import { DIGEST, digest } from './digest.ts'
import type { Findings } from './finding.ts'
import type { Ranges } from './ranges.ts'

/** Rows in ascending order of id: ids, times (microseconds since 2000), digests. */
export interface Rows { readonly ids: Float64Array; readonly times: Float64Array; readonly digests: Buffer; count: number }

/** What a seal says of its rows. */
export interface Covered {
  readonly number: number
  readonly covers: Ranges
  readonly count: number
  readonly digests: Buffer
  readonly root: Buffer
  /** When it was made; no row of an id above `fresh` can be older than `since`. Microseconds since 2000. */
  readonly made: number
  readonly since: number
  readonly fresh: number
}

/** A clock may be set right by so much, in microseconds, before it is taken for a lie. */
const CLOCK = 600 * 1e6

/** Holds the rows there are against what was sealed of them. */
export function compareRows(seal: Covered, rows: Rows, found: Findings): void {
  const runs = seal.covers.map(([from, to]) => [placeOf(rows, from), placeOf(rows, to)] as const)
  const digests = Buffer.concat(runs.map(([begin, end]) => rows.digests.subarray(begin * DIGEST, end * DIGEST)))
  if (digest(digests).equals(seal.root)) {
    if (!digests.equals(seal.digests)) found.note({ of: 'seal', number: seal.number, what: 'digests' })
  } else {
    if (!digest(seal.digests).equals(seal.root)) found.note({ of: 'seal', number: seal.number, what: 'digests' })
    name(seal, rows, found)
  }
  for (const [begin, end] of runs) compareTimes(seal, rows, begin, end, found)
}

/** Row by row, which of them is not what the seal keeps of it. */
function name({ number, covers, digests }: Covered, { ids, digests: there, count }: Rows, found: Findings): void {
  let at = 0
  for (const [from, to] of covers) {
    let place = placeOf({ ids, count }, from)
    for (let id = from; id < to; id++, at += DIGEST) {
      const was = digests.subarray(at, at + DIGEST)
      if (place >= count || ids[place] !== id) {
        found.note({ of: 'row', id, what: 'missing', seal: number }, { was })
        continue
      }
      const is = there.subarray(place * DIGEST, (place + 1) * DIGEST)
      place++
      if (!is.equals(was)) found.note({ of: 'row', id, what: 'changed', seal: number }, { is, was })
    }
  }
}

function compareTimes({ number, made, since, fresh }: Covered, { ids, times }: Rows, begin: number, end: number, found: Findings): void {
  for (let place = begin; place < end; place++) {
    const [id = 0, time = 0] = [ids[place], times[place]]
    if (time > made + CLOCK || (id > fresh && time < since - CLOCK)) found.note({ of: 'row', id, what: 'dated', seal: number })
  }
}

/** How many rows have a smaller id. */
function placeOf({ ids, count }: Pick<Rows, 'ids' | 'count'>, id: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}
