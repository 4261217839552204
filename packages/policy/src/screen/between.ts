import type { Results } from '@lizhu/feel/kernel'
import type { Frame } from '../city/index.ts'
import { ALIVE, ANYTHING, DEFER, NO_BOUND, UNDECIDED, isSettled, type InstrumentPlan } from './plan.ts'
import { settled, type Keys, type Stage } from './stages.ts'

/** The rows of one instrument as a stage sees them. Without results the closure does the instrument, and any row may be granted anything. */
export interface Lane {
  readonly plan: InstrumentPlan | undefined
  readonly frame: Frame
  readonly results: Results | undefined
  /** What stages wrote over: row, status, amount, lower end; so that rows can be settled anew without their kernel. */
  readonly before: number[]
}

interface Member { readonly lane: number; readonly row: number }

/**
 * The second pass: rows that meet are settled among each other as the assessor does it (assess/between/), wherever all of
 * them are settled by themselves. Else, where it matters, they are left to the closure (DEFER).
 */
export function settleStage(stage: Stage, lanes: readonly Lane[], keys: Keys): void {
  const { groups, untold } = meetings(lanes, keys)
  for (const members of groups) settleGroup(stage, lanes, members)
  if (untold) for (const member of strays(lanes, keys)) defer(lanes, member)
}

/** As if no stage had been settled. */
export function unsettle({ results, before }: Lane): void {
  const [status, amounts, least] = [results?.bytes.get('status'), results?.figures.get('amount'), results?.figures.get('least')]
  for (let at = before.length - 4; at >= 0; at -= 4) {
    const row = before[at] ?? 0
    if (status !== undefined) status[row] = before[at + 1] ?? 0
    if (amounts !== undefined) amounts[row] = before[at + 2] ?? 0
    if (least !== undefined) least[row] = before[at + 3] ?? 0
  }
  before.length = 0
}

const statusOf = (lane: Lane | undefined): Uint8Array | undefined => lane?.results?.bytes.get('status')

/** Where the group itself is asked for, one that comes to nothing asks too. */
const bitsFor = ({ asked }: Keys): number => (asked ? ANYTHING : ALIVE | DEFER)

/** Rows that share a grain, two or more that may be granted something, in their order; and whether one has an untold grain. */
function meetings(lanes: readonly Lane[], keys: Keys): { readonly groups: readonly (readonly Member[])[]; readonly untold: boolean } {
  const bits = bitsFor(keys)
  const groups: Member[][] = []
  const { firsts } = keys
  // Nobody yet: 0. One: its place + 1. Two or more: their group, below 0.
  firsts.fill(0)
  let untold = false
  const starts = startsOf(lanes)
  lanes.forEach((lane, i) => {
    const status = statusOf(lane)
    const rows = keys.rows[i] ?? NO_ROWS
    const start = starts[i] ?? 0
    for (let row = 0; row < rows.length; row++) {
      if (status !== undefined && ((status[row] ?? 0) & bits) === 0) continue
      const key = rows[row] ?? -1
      if (key < 0) { untold = true; continue }
      const first = firsts[key] ?? 0
      if (first === 0) firsts[key] = start + row + 1
      else if (first < 0) groups[-first - 1]?.push({ lane: i, row })
      else firsts[key] = -groups.push([memberAt(starts, first - 1), { lane: i, row }])
    }
  })
  return { groups, untold }
}
const NO_ROWS = new Int32Array(0)

/** The place of each lane's first row, all rows in one line. */
function startsOf(lanes: readonly Lane[]): readonly number[] {
  let next = 0
  return lanes.map(({ frame }) => { next += frame.table.count; return next - frame.table.count })
}
function memberAt(starts: readonly number[], place: number): Member {
  const lane = starts.findLastIndex(start => start <= place)
  return { lane, row: place - (starts[lane] ?? 0) }
}

/** Of an untold grain a row may belong to any group of its unit. Alone there it stays what it is, unless its grain is a fact, which is asked for. */
function strays(lanes: readonly Lane[], keys: Keys): Member[] {
  const bits = bitsFor(keys)
  const units = new Map<number, { count: number; open: boolean }>()
  const alive = (visit: (unit: number, key: number, lane: number, row: number) => void): void => {
    lanes.forEach((lane, i) => {
      const status = statusOf(lane)
      const rows = keys.rows[i] ?? NO_ROWS
      for (let row = 0; row < rows.length; row++) if (status === undefined || ((status[row] ?? 0) & bits) !== 0) visit(lane.frame.unit[row] ?? -1, rows[row] ?? -1, i, row)
    })
  }
  alive((unit, key) => {
    const known = units.get(unit)
    if (known === undefined) units.set(unit, { count: 1, open: key < 0 })
    else { known.count++; known.open ||= key < 0 }
  })
  const found: Member[] = []
  alive((unit, _, lane, row) => { const all = units.get(unit); if (all?.open === true && (keys.asked || all.count > 1)) found.push({ lane, row }) })
  return found
}

function settleGroup(stage: Stage, lanes: readonly Lane[], members: readonly Member[]): void {
  const amounts = members.map(({ lane, row }) => lanes[lane]?.results?.figures.get('amount')?.[row] ?? NO_BOUND)
  const after = settled(stage, {
    amounts, instruments: members.map(({ lane }) => lane),
    settled: members.map(({ lane, row }) => isSettled(statusOf(lanes[lane])?.[row] ?? DEFER)),
    // Of an instrument that columns do not do, the worst is taken.
    exact: members.map(({ lane }) => (lanes[lane]?.plan?.how ?? 'exact') === 'exact'),
  })
  members.forEach((member, i) => {
    const now = after?.[i]
    if (now === undefined) defer(lanes, member)
    else if (now === 'undecided') leaveOpen(lanes, member)
    else if (now !== amounts[i]) lower(lanes, member, now)
  })
}

/** The lane, once what the row held is kept. */
function kept(lanes: readonly Lane[], { lane, row }: Member): Lane | undefined {
  const one = lanes[lane]
  one?.before.push(row, statusOf(one)?.[row] ?? 0, one.results?.figures.get('amount')?.[row] ?? 0, one.results?.figures.get('least')?.[row] ?? 0)
  return one
}
function lower(lanes: readonly Lane[], member: Member, to: number): void {
  const figures = kept(lanes, member)?.results?.figures
  const [amounts, least] = [figures?.get('amount'), figures?.get('least')]
  if (amounts !== undefined) amounts[member.row] = to
  if (least !== undefined) least[member.row] = Math.min(least[member.row] ?? 0, to)
}
/** Its conditions hold, and what it comes to is undecided. */
function leaveOpen(lanes: readonly Lane[], member: Member): void {
  const status = statusOf(kept(lanes, member))
  if (status !== undefined) status[member.row] = UNDECIDED | ALIVE
}
function defer(lanes: readonly Lane[], member: Member): void {
  const status = statusOf(lanes[member.lane])
  if (status === undefined || ((status[member.row] ?? 0) & DEFER) !== 0) return
  kept(lanes, member)
  status[member.row] = (status[member.row] ?? 0) | DEFER
}
