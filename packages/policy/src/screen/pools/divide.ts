import type { Allocate } from '../../program.ts'
import { inOrder } from './order.ts'

/** How a place is written in a byte: as `Place` of the assessor (assess/allocate.ts), in this order. */
export const PLACES = ['granted', 'part', 'queued', 'tied', 'open'] as const
/** The byte of each. */
export const CODE = { granted: 0, part: 1, queued: 2, tied: 3, open: 4 } as const

/** What applicants are due (fen, whole, at least 0, below 2^53), in the order given. */
export interface Applications {
  readonly amounts: Float64Array
  /** Places in the queue; Infinity: known none, after all others. Absent: as given, one by one. */
  readonly order?: Float64Array
}
export interface Division {
  readonly granted: Float64Array
  /** `PLACES` of each. */
  readonly places: Uint8Array
  /** Of the pool what is not granted; with ties, before they are decided. */
  readonly left: number
  readonly short: boolean
}
type WhenShort = Allocate['whenShort']

/** A pool (whole, 0 to 2^53) divided as `allocate` does it, over columns. */
export function divide(pool: number, applications: Applications, whenShort: WhenShort): Division {
  const { amounts } = applications
  const total = sum(amounts)
  const places = new Uint8Array(amounts.length)
  if (total <= BigInt(pool)) return { granted: amounts.slice(), places, left: pool - Number(total), short: false }
  switch (whenShort) {
    case 'pro rata': return proRata(pool, amounts, total)
    case 'decide': return { granted: new Float64Array(amounts.length), places: places.fill(CODE.open), left: pool, short: true }
    case 'close and queue': case 'queue': case 'part': return inTurn(pool, applications, whenShort)
  }
}

/** A pool of places (前10名): each applicant takes one, and its amount whole. */
export function dividePlaces(pool: number, { amounts, order }: Applications, whenShort: WhenShort): Division {
  const division = divide(pool, { amounts: new Float64Array(amounts.length).fill(1), ...(order === undefined ? {} : { order }) }, whenShort)
  return { ...division, granted: division.granted.map((one, row) => (one === 1 ? amounts[row] ?? 0 : 0)) }
}

/** Exact, however many there are. */
export function sum(amounts: Float64Array): bigint {
  let [full, partial] = [0n, 0]
  for (const amount of amounts) {
    if (partial + amount > Number.MAX_SAFE_INTEGER) { full += BigInt(partial); partial = 0 }
    partial += amount
  }
  return full + BigInt(partial)
}

/** Each `amount × pool / total`, rounded down. Three roundings lie between it and its float: where those might reach a whole number, integers decide. */
function proRata(pool: number, amounts: Float64Array, total: bigint): Division {
  const granted = new Float64Array(amounts.length)
  const [rate, whole] = [pool / Number(total), BigInt(pool)]
  let left = pool
  for (let row = 0; row < amounts.length; row++) {
    const amount = amounts[row] ?? 0
    const about = amount * rate
    const share = Math.floor(about)
    const error = about * ERROR
    const sure = about - share > error && share + 1 - about > error
    const given = sure ? share : Number((BigInt(amount) * whole) / total)
    granted[row] = given
    left -= given
  }
  return { granted, places: new Uint8Array(amounts.length).fill(CODE.part), left, short: true }
}
const ERROR = 2 ** -50

function inTurn(pool: number, { amounts, order }: Applications, whenShort: 'close and queue' | 'queue' | 'part'): Division {
  const granted = new Float64Array(amounts.length)
  const places = new Uint8Array(amounts.length)
  const rows = order === undefined ? undefined : inOrder(order)
  const at = (place: number): number => (rows === undefined ? place : rows[place] ?? 0)
  let left = pool
  let rest: number | undefined
  let from = 0
  while (from < amounts.length) {
    const to = order === undefined ? from + 1 : endOf(order, at, from)
    // Beyond what is left it does not matter by how much.
    let asked = 0
    for (let i = from; i < to; i++) asked += amounts[at(i)] ?? 0
    if (rest !== undefined) {
      for (let i = from; i < to; i++) places[at(i)] = rest
    } else if (asked <= left) {
      for (let i = from; i < to; i++) granted[at(i)] = amounts[at(i)] ?? 0
      left -= asked
    } else if (to - from > 1) {
      const some = tie(amounts, places, at, from, to, whenShort === 'queue' ? left : Infinity)
      // Some of the equals will not be served: what closes the list is certain, what may still fit behind them is not.
      rest = whenShort === 'queue' ? (some ? CODE.open : undefined) : CODE.queued
    } else {
      const part = whenShort === 'part' && left > 0
      places[at(from)] = part ? CODE.part : CODE.queued
      if (part) { granted[at(from)] = left; left = 0 }
      rest = whenShort === 'queue' ? undefined : CODE.queued
    }
    from = to
  }
  return { granted, places, left, short: true }
}

/** Where those equal in order with `from` end. */
function endOf(order: Float64Array, at: (place: number) => number, from: number): number {
  let to = from + 1
  while (to < order.length && order[at(to)] === order[at(from)]) to++
  return to
}

/** Equals that cannot all be served; those too large for what is left wait. True: one was not too large. */
function tie(amounts: Float64Array, places: Uint8Array, at: (place: number) => number, from: number, to: number, left: number): boolean {
  let some = false
  for (let i = from; i < to; i++) {
    const fits = (amounts[at(i)] ?? 0) <= left
    places[at(i)] = fits ? CODE.tied : CODE.queued
    some ||= fits
  }
  return some
}
