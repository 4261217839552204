import { columnKey, type Results } from '@lizhu/feel/kernel'
import type { Frame } from '../city/index.ts'
import { ALIVE, ANYTHING, DEFER, NO_BOUND, UNDECIDED, isSettled, statusIn, type InstrumentPlan } from './plan.ts'
import { settled, type Group, type Keys, type Stage } from './stages.ts'

/** The rows of one instrument as a stage sees them. Without results the closure does the instrument, and any row may be granted anything. */
export interface Lane {
  readonly plan: InstrumentPlan | undefined
  readonly frame: Frame
  readonly results: Results | undefined
  readonly before: Before
}
/** What stages wrote over, so that rows can be settled anew without their kernel: row, status, amount, lower end of each, `used` of them in all. */
export interface Before { readonly cells: number[]; used: number }
export const nothingBefore = (): Before => ({ cells: [], used: 0 })

/**
 * The second pass: rows that meet are settled among each other as the assessor does it (assess/between/), wherever all of
 * them are settled by themselves. Else, where it matters, they are left to the closure (DEFER).
 */
export function settleStage(stage: Stage, lanes: readonly Lane[], keys: Keys): void {
  const met = meetings(lanes, keys)
  const seen = lanes.map(seenOf)
  const group: Gathered = { amounts: [], instruments: [], settled: [], exact: [], rows: [], covers: (one, other) => covers(seen[group.instruments[one] ?? -1], group.rows[one] ?? 0, seen[group.instruments[other] ?? -1], group.rows[other] ?? 0) }
  for (let at = 0; at < met.count; at++) {
    gather(group, seen, keys, met.groups[at] ?? 0)
    settleGroup(stage, lanes, group)
  }
  if (met.untold) deferStrays(lanes, keys)
}

/** As if no stage had been settled. */
export function unsettle({ results, before }: Lane): void {
  const [status, amounts, least] = [results?.bytes.get('status'), results?.figures.get('amount'), results?.figures.get('least')]
  const { cells } = before
  for (let at = before.used - 4; at >= 0; at -= 4) {
    const row = cells[at] ?? 0
    if (status !== undefined) status[row] = cells[at + 1] ?? 0
    if (amounts !== undefined) amounts[row] = cells[at + 2] ?? 0
    if (least !== undefined) least[row] = cells[at + 3] ?? 0
  }
  before.used = 0
}

const statusOf = (lane: Lane | undefined): Uint8Array | undefined => lane?.results?.bytes.get('status')

/** Where the group itself is asked for, one that comes to nothing asks too. */
const bitsFor = ({ asked }: Keys): number => (asked ? ANYTHING : ALIVE | DEFER)

/**
 * The groups in which two or more rows may be granted something, and whether one has an untold grain. A city has a million groups, and few
 * meet: their rows are strung together in arrays that are there already, in their order.
 */
function meetings(lanes: readonly Lane[], keys: Keys): { readonly groups: Int32Array; readonly count: number; readonly untold: boolean } {
  const bits = bitsFor(keys)
  const { heads, tails, links, groups } = keys
  heads.fill(0)
  let [count, start, untold] = [0, 0, false]
  lanes.forEach((lane, i) => {
    const status = statusOf(lane)
    const rows = keys.rows[i] ?? NO_ROWS
    for (let row = 0; row < rows.length; row++) {
      if (status !== undefined && ((status[row] ?? 0) & bits) === 0) continue
      const key = rows[row] ?? -1
      const place = start + row + 1
      links[place] = 0
      if (key < 0) untold = true
      else if (heads[key] === 0) { heads[key] = place; tails[key] = place } else {
        if (heads[key] === tails[key]) groups[count++] = key
        links[tails[key] ?? 0] = place
        tails[key] = place
      }
    }
    start += rows.length
  })
  return { groups, count, untold }
}
const NO_ROWS = new Int32Array(0)

/** The rows of one group, one after another. */
interface Gathered extends Group { readonly amounts: number[]; readonly instruments: number[]; readonly settled: boolean[]; readonly exact: boolean[]; readonly rows: number[] }

/** What is looked at of a lane. Of an instrument that columns do not do, the worst is taken. */
interface Seen {
  readonly frame: Frame
  readonly status: Uint8Array | undefined
  readonly amounts: Float64Array | undefined
  readonly exact: boolean
  /** Bytes of `missing`, what each bit stands for, and where that is. */
  readonly missing: readonly Uint8Array[]
  readonly facts: readonly string[]
  readonly bits: ReadonlyMap<string, number>
}

function seenOf({ plan, results, frame }: Lane): Seen {
  const facts = (plan?.facts ?? []).map(({ ref, at }) => columnKey(ref, at))
  return {
    frame, facts, status: results?.bytes.get('status'), amounts: results?.figures.get('amount'), exact: (plan?.how ?? 'exact') === 'exact', bits: new Map(facts.map((key, bit) => [key, bit])),
    missing: Array.from({ length: Math.ceil(facts.length / 8) }, (_, byte) => results?.bytes.get(`missing ${byte}`) ?? NO_BYTES),
  }
}
const NO_BYTES = new Uint8Array(0)

function gather({ rows, instruments, amounts, settled: sure, exact }: Gathered, lanes: readonly Seen[], { heads, links, rows: rowsOf }: Keys, key: number): void {
  let [i, lane, start, next] = [0, 0, 1, 1 + (rowsOf[0]?.length ?? 0)]
  for (let place = heads[key] ?? 0; place !== 0; place = links[place] ?? 0) {
    while (place >= next) { start = next; next += rowsOf[++lane]?.length ?? 0 }
    const here = lanes[lane]
    const row = place - start
    rows[i] = row
    instruments[i] = lane
    amounts[i] = here?.amounts?.[row] ?? NO_BOUND
    sure[i] = isSettled(here?.status?.[row] ?? DEFER)
    exact[i] = here?.exact ?? true
    i++
  }
  // Setting a length costs more than all the rest, and nearly all groups are pairs.
  if (rows.length !== i) for (const all of [rows, instruments, amounts, sure, exact]) all.length = i
}

/** Of an untold grain a row may belong to any group of its unit. Alone there it stays what it is, unless its grain is a fact, which is asked for. */
function deferStrays(lanes: readonly Lane[], keys: Keys): void {
  const bits = bitsFor(keys)
  const most = lanes.reduce((all, { frame: { unit } }) => unit.reduce((a, b) => Math.max(a, b), all), -1)
  const [counts, open] = [new Int32Array(most + 2), new Uint8Array(most + 2)]
  const alive = (visit: (unit: number, key: number, lane: Lane, row: number) => void): void => {
    lanes.forEach((lane, i) => {
      const status = statusOf(lane)
      const rows = keys.rows[i] ?? NO_ROWS
      for (let row = 0; row < rows.length; row++) if (status === undefined || ((status[row] ?? 0) & bits) !== 0) visit((lane.frame.unit[row] ?? -1) + 1, rows[row] ?? -1, lane, row)
    })
  }
  alive((unit, key) => { counts[unit] = (counts[unit] ?? 0) + 1; if (key < 0) open[unit] = 1 })
  alive((unit, _, lane, row) => { if (open[unit] === 1 && (keys.asked || (counts[unit] ?? 0) > 1)) defer(lane, row) })
}

function settleGroup(stage: Stage, lanes: readonly Lane[], group: Gathered): void {
  const after = settled(stage, group)
  if (after === group.amounts) return
  for (let i = 0; i < group.rows.length; i++) {
    const [lane, row, now] = [lanes[group.instruments[i] ?? 0], group.rows[i] ?? 0, after?.[i]]
    if (lane === undefined || now === group.amounts[i]) continue
    if (now === undefined) defer(lane, row)
    else if (now === 'undecided') leaveOpen(lane, row)
    else lower(lane, row, now)
  }
}

/** What is missing is named alike only of subjects of one kind, of whom as much was told. */
function covers(a: Seen | undefined, row: number, b: Seen | undefined, other: number): boolean {
  const [mine, its] = [a?.status?.[row] ?? DEFER, b?.status?.[other] ?? DEFER]
  if (a === undefined || b === undefined || ((mine | its) & DEFER) !== 0 || statusIn(mine) !== 'unknown' || !a.missing.some(byte => byte[row] !== 0)) return false
  if (a.frame.table.kind !== b.frame.table.kind || a.frame.untold(row) !== b.frame.untold(other)) return false
  return b.facts.every((key, bit) => !isMissing(b, bit, other) || isMissing(a, a.bits.get(key), row))
}
const isMissing = ({ missing }: Seen, bit: number | undefined, row: number): boolean => bit !== undefined && ((missing[bit >> 3]?.[row] ?? 0) & (1 << (bit & 7))) !== 0

function keep(lane: Lane, row: number): void {
  const { before, results } = lane
  const { cells, used } = before
  cells[used] = row
  cells[used + 1] = statusOf(lane)?.[row] ?? 0
  cells[used + 2] = results?.figures.get('amount')?.[row] ?? 0
  cells[used + 3] = results?.figures.get('least')?.[row] ?? 0
  before.used += 4
}
function lower(lane: Lane, row: number, to: number): void {
  keep(lane, row)
  const [amounts, least] = [lane.results?.figures.get('amount'), lane.results?.figures.get('least')]
  if (amounts !== undefined) amounts[row] = to
  if (least !== undefined) least[row] = Math.min(least[row] ?? 0, to)
}
/** Its conditions hold, and what it comes to is undecided. */
function leaveOpen(lane: Lane, row: number): void {
  keep(lane, row)
  const status = statusOf(lane)
  if (status !== undefined) status[row] = UNDECIDED | ALIVE
}
function defer(lane: Lane, row: number): void {
  const status = statusOf(lane)
  if (status === undefined || ((status[row] ?? 0) & DEFER) !== 0) return
  keep(lane, row)
  status[row] = (status[row] ?? 0) | DEFER
}
