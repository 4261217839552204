import type { Results } from '@lizhu/feel/kernel'
import type { Frame, Framing } from '../city/index.ts'
import { ALIVE, ANYTHING, DEFER, NO_BOUND, UNDECIDED, isSettled, type InstrumentPlan } from './plan.ts'
import { keysOf, settled, type Keys, type Stage } from './stages.ts'

/** The rows of one instrument as a stage sees them. Without results the closure does the instrument, and any row may be granted anything. */
export interface Lane { readonly plan: InstrumentPlan | undefined; readonly frame: Frame; readonly results: Results | undefined }

interface Member { readonly lane: number; readonly row: number }

/**
 * The second pass: rows that meet are settled among each other as the assessor does it (assess/between/), wherever all of
 * them are settled by themselves. Else, where it matters, they are left to the closure (DEFER).
 */
export function settleStage(stage: Stage, lanes: readonly Lane[], framing: Framing): void {
  const { groups, astray } = meetings(lanes, keysOf(stage, lanes.map(lane => lane.frame), framing))
  for (const members of groups) settleGroup(stage, lanes, members)
  for (const member of astray) defer(lanes, member)
}

const statusOf = (lane: Lane | undefined): Uint8Array | undefined => lane?.results?.bytes.get('status')

/** Rows that share a grain, two or more that may be granted something; and those of an untold grain beside others of their unit. */
function meetings(lanes: readonly Lane[], keys: Keys): { readonly groups: readonly (readonly Member[])[]; readonly astray: readonly Member[] } {
  const counts = new Int32Array(keys.count)
  let [met, untold] = [false, false]
  // Where the group itself is asked for, one that comes to nothing asks too.
  const bits = keys.asked ? ANYTHING : ALIVE | DEFER
  const alive = (visit: (key: number, lane: number, row: number) => void): void => {
    lanes.forEach((lane, i) => {
      const status = statusOf(lane)
      const rows = keys.rows[i] ?? NO_ROWS
      for (let row = 0; row < rows.length; row++) if (status === undefined || ((status[row] ?? 0) & bits) !== 0) visit(rows[row] ?? -1, i, row)
    })
  }
  alive(key => {
    if (key < 0) untold = true
    else if ((counts[key] = (counts[key] ?? 0) + 1) > 1) met = true
  })
  return { groups: met ? grouped(counts, alive) : [], astray: untold ? strays(lanes, keys, alive) : [] }
}

/** The members of each group of two or more, laid side by side: a city has a million of them, of which few meet. */
function grouped(counts: Int32Array, alive: (visit: (key: number, lane: number, row: number) => void) => void): readonly (readonly Member[])[] {
  const places = new Int32Array(counts.length).fill(-1)
  const groups: Member[][] = []
  alive((key, lane, row) => {
    if (key < 0 || (counts[key] ?? 0) < 2) return
    const place = places[key] ?? -1
    if (place >= 0) groups[place]?.push({ lane, row })
    else places[key] = groups.push([{ lane, row }]) - 1
  })
  return groups
}
const NO_ROWS = new Int32Array(0)

/** Of an untold grain a row may belong to any group of its unit. Alone there it stays what it is, unless its grain is a fact, which is asked for. */
function strays(lanes: readonly Lane[], { asked }: Keys, alive: (visit: (key: number, lane: number, row: number) => void) => void): Member[] {
  const units = new Map<number, { count: number; open: boolean }>()
  const unitOf = (lane: number, row: number): number => lanes[lane]?.frame.unit[row] ?? -1
  alive((key, lane, row) => {
    const unit = unitOf(lane, row)
    const known = units.get(unit) ?? { count: 0, open: false }
    units.set(unit, { count: known.count + 1, open: known.open || key < 0 })
  })
  const found: Member[] = []
  alive((_, lane, row) => { const unit = units.get(unitOf(lane, row)); if (unit?.open === true && (asked || unit.count > 1)) found.push({ lane, row }) })
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

function lower(lanes: readonly Lane[], { lane, row }: Member, to: number): void {
  const figures = lanes[lane]?.results?.figures
  const [amounts, least] = [figures?.get('amount'), figures?.get('least')]
  if (amounts !== undefined) amounts[row] = to
  if (least !== undefined) least[row] = Math.min(least[row] ?? 0, to)
}
/** Its conditions hold, and what it comes to is undecided. */
function leaveOpen(lanes: readonly Lane[], { lane, row }: Member): void {
  const status = statusOf(lanes[lane])
  if (status !== undefined) status[row] = UNDECIDED | ALIVE
}
function defer(lanes: readonly Lane[], { lane, row }: Member): void {
  const status = statusOf(lanes[lane])
  if (status !== undefined) status[row] = (status[row] ?? 0) | DEFER
}
