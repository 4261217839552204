import { rational } from '@lizhu/feel'
import type { Status } from '../assess/index.ts'
import type { Instrument } from '../program.ts'
import { DEFER, NO_BOUND, statusIn, type Cell, type Screened } from '../screen/index.ts'
import type { Parties } from './groups.ts'
import type { Outlay } from './outcome.ts'

/** What is granted, to whom: fen, a party once for each of its rows. */
export interface Grants { readonly party: Int32Array; readonly amount: Float64Array }
/** One instrument added up, with all that is known of its rows by now. */
export interface Counted { readonly outlay: Outlay; readonly grants: readonly Grants[]; /** Parties some of whose rows nobody has worked out yet. */ readonly waiting: ReadonlySet<number> }

/** A screened instrument added up; of rows that are left to the closure what they could come to, until it has said (`cells`). Reads nothing that screening anew would change. */
export function measure({ what }: Instrument, screened: Screened, cells: ReadonlyMap<number, Cell>, parties: Parties): () => Counted {
  // What is lent comes back: 转贷 costs nothing.
  const money = what.kind === 'amount' && what.amount.type.kind === 'money'
  const columns = inColumns(screened, money, parties)
  let known: { readonly size: number; readonly counted: Counted } | undefined
  return () => {
    if (known?.size !== cells.size) known = { size: cells.size, counted: withCells(columns, cells, money, screened) }
    return known.counted
  }
}

interface InColumns { readonly rows: Readonly<Record<Status, number>>; readonly granted: bigint; readonly open: bigint; readonly unbounded: number; readonly grants: Grants; /** By row that is left: its party, and the most that it can come to. */ readonly left: ReadonlyMap<number, { readonly party: number; readonly most: number }> }

const [INELIGIBLE, ELIGIBLE, UNKNOWN] = [0, 1, 2]
const BY_STATUS = 8

function inColumns({ frame, kernel }: Screened, money: boolean, { offsets }: Parties): InColumns {
  const { party: partyOf, table: { count } } = frame
  const [status, amounts] = [kernel?.results.bytes.get('status'), kernel?.results.figures.get('amount')]
  const offset = offsets.get(frame.parties.kind) ?? 0
  const seen = new Int32Array(BY_STATUS)
  const [granted, open, grants] = [total(), total(), growing()]
  const left = new Map<number, { readonly party: number; readonly most: number }>()
  let unbounded = 0
  for (let row = 0; row < count; row++) {
    const byte = status?.[row] ?? DEFER
    if ((byte & DEFER) !== 0) { left.set(row, { party: offset + (partyOf[row] ?? 0), most: amounts?.[row] ?? NO_BOUND }); continue }
    const kind = byte & (BY_STATUS - 1)
    seen[kind] = (seen[kind] ?? 0) + 1
    if (!money || kind === INELIGIBLE) continue
    const fen = amounts?.[row] ?? 0
    if (kind === ELIGIBLE && fen > 0) { grants.add(offset + (partyOf[row] ?? 0), fen); granted.add(fen) }
    else if (kind === UNKNOWN && fen >= NO_BOUND) unbounded++
    else if (kind === UNKNOWN) open.add(fen)
  }
  const rows = none()
  seen.forEach((many, kind) => { if (many > 0) rows[statusIn(kind)] += many })
  return { rows, granted: granted.sum(), open: open.sum(), unbounded, grants: grants.all(), left }
}

function withCells({ rows: settled, granted, open: opened, unbounded: boundless, grants, left }: InColumns, cells: ReadonlyMap<number, Cell>, money: boolean, { instrument, kernel }: Screened): Counted {
  const rows = { ...settled }
  const [exact, ceiling, open, more] = [total(), total(), total(), growing()]
  const waiting = new Set<number>()
  let [unbounded, pending] = [boundless, 0]
  const wait = (most: number): void => { if (!money) return; if (most >= NO_BOUND) unbounded++; else open.add(most) }
  for (const [row, { party, most }] of left) {
    const cell = cells.get(row)
    if (cell === undefined) { pending++; waiting.add(party); wait(most); continue }
    rows[cell.status]++
    if (cell.status === 'unknown') { wait(most); continue }
    if (!money || cell.status !== 'eligible' || cell.amount === undefined || cell.amount.n <= 0n) continue
    const fen = Number(rational.floor(cell.amount))
    more.add(party, fen)
    ;(cell.how === 'exact' ? exact : ceiling).add(fen)
  }
  const inExact = kernel?.plan.how === 'exact'
  return {
    outlay: { instrument, money, rows, pending, exact: exact.sum() + (inExact ? granted : 0n), ceiling: ceiling.sum() + (inExact ? 0n : granted), open: opened + open.sum(), unbounded },
    grants: [grants, more.all()], waiting,
  }
}

const none = (): Record<Status, number> => ({ ineligible: 0, eligible: 0, unknown: 0, undecided: 0, outside: 0 })

/** Whole numbers added up exactly: below 2^53 as doubles, beyond as integers. */
function total(): { readonly add: (one: number) => void; readonly sum: () => bigint } {
  let [here, carried] = [0, 0n]
  return {
    add(one) { if (one > CARRY) carried += BigInt(one); else here += one; if (here > CARRY) { carried += BigInt(here); here = 0 } },
    sum: () => carried + BigInt(here),
  }
}
const CARRY = 2 ** 51

function growing(): { readonly add: (party: number, fen: number) => void; readonly all: () => Grants } {
  let [party, amount, count] = [new Int32Array(64), new Float64Array(64), 0]
  return {
    add(of, fen) {
      if (count === party.length) { const [p, a] = [new Int32Array(2 * count), new Float64Array(2 * count)]; p.set(party); a.set(amount); [party, amount] = [p, a] }
      party[count] = of
      amount[count++] = fen
    },
    all: () => ({ party: party.slice(0, count), amount: amount.slice(0, count) }),
  }
}
