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

export interface Measure {
  /** With all that the closure has said by now. */
  readonly counted: () => Counted
  /** The same instrument screened again by the same rules: columns are read anew, into the same arrays; what the closure said stays. */
  readonly again: (screened: Screened) => Counted
}

/** A screened instrument added up; of rows that are left to the closure what they could come to, until it has said (`cells`). Reads nothing that screening anew would change. */
export function measure({ what }: Instrument, screened: Screened, cells: ReadonlyMap<number, Cell>, parties: Parties, scratch: Room): Measure {
  const rows = screened.frame.table.count
  // What is lent comes back: 转贷 costs nothing.
  const money = what.kind === 'amount' && what.amount.type.kind === 'money'
  const { grants, ...sums } = inColumns(screened, money, parties, scratch)
  const columns = { ...sums, grants: { party: grants.party.slice(), amount: grants.amount.slice() } }
  const exact = screened.kernel?.plan.how === 'exact'
  let known: { readonly size: number; readonly said: Said; readonly counted: Counted } | undefined
  const now = () => {
    if (known?.size === cells.size) return known
    const said = saidOf(columns.left, cells, money)
    return (known = { size: cells.size, said, counted: together(screened.instrument, money, exact, columns, said) })
  }
  let room: Room | undefined
  return {
    counted: () => now().counted,
    again(one) {
      const { said } = now()
      room ??= roomFor(rows)
      return together(one.instrument, money, exact, inColumns(one, money, parties, room), said)
    },
  }
}

type Rows = Record<Status, number>
/** Rows that are left: each one's party, and the most that it can come to. */
interface Left { readonly row: Int32Array; readonly party: Int32Array; readonly most: Float64Array }
interface InColumns { readonly rows: Readonly<Rows>; readonly granted: bigint; readonly open: bigint; readonly unbounded: number; readonly grants: Grants; readonly left: Left }
/** For so many rows. */
export interface Room extends Grants { readonly open: Float64Array; readonly left: Int32Array; readonly other: Uint8Array; /** How many eligible, unknown, other and left ones. */ readonly ends: Int32Array }

export const roomFor = (rows: number): Room => ({ party: new Int32Array(rows), amount: new Float64Array(rows), open: new Float64Array(rows), left: new Int32Array(rows), other: new Uint8Array(rows), ends: new Int32Array(4) })

const STATUS_BITS = 7
const [INELIGIBLE, ELIGIBLE, UNKNOWN] = [0, 1, 2]

function inColumns({ frame, kernel }: Screened, money: boolean, { offsets }: Parties, room: Room): InColumns {
  const { party: partyOf, table: { count } } = frame
  const [status, amounts] = [kernel?.results.bytes.get('status'), kernel?.results.figures.get('amount')]
  const offset = offsets.get(frame.parties.kind) ?? 0
  const partyAt = (row: number): number => offset + (partyOf[row] ?? 0)
  if (status === undefined) return allLeft(count, partyAt)
  sort(status, amounts, count, room)
  const { ends: [eligible = 0, unknown = 0, others = 0, waiting = 0], other, left } = room
  const rows = none()
  rows.eligible = eligible
  rows.unknown = unknown
  rows.ineligible = count - eligible - unknown - others - waiting
  for (let i = 0; i < others; i++) rows[statusIn(other[i] ?? 0)]++
  const row = left.slice(0, waiting)
  return { rows, ...(money && amounts !== undefined ? sums(room, eligible, unknown, partyOf, offset) : NOTHING), left: { row, party: row.map(partyAt), most: Float64Array.from(row, one => amounts?.[one] ?? NO_BOUND) } }
}

/** Runs over every row of an instrument while a hand moves: nothing is allocated. */
function sort(status: Uint8Array, amounts: Float64Array | undefined, count: number, { party, amount, open, left, other, ends }: Room): void {
  let [eligible, unknown, others, waiting] = [0, 0, 0, 0]
  for (let row = 0; row < count; row++) {
    const byte = status[row] ?? 0
    if (byte === INELIGIBLE) continue
    const kind = byte & (DEFER | STATUS_BITS)
    if (kind === ELIGIBLE) { party[eligible] = row; amount[eligible++] = amounts?.[row] ?? 0 }
    else if (kind === UNKNOWN) open[unknown++] = amounts?.[row] ?? 0
    else if ((kind & DEFER) !== 0) left[waiting++] = row
    else other[others++] = kind
  }
  ends.set([eligible, unknown, others, waiting])
}

/** What eligible rows are granted, without those that are granted nothing; what unknown ones could come to. */
function sums({ party, amount, open }: Room, eligible: number, unknown: number, partyOf: Int32Array, offset: number): Omit<InColumns, 'rows' | 'left'> {
  const many = granting(party, amount, eligible, partyOf, offset)
  const bounded = compacted(open, unknown)
  return { granted: total(amount, many), open: total(open, bounded), unbounded: unknown - bounded, grants: { party: party.subarray(0, many), amount: amount.subarray(0, many) } }
}

function granting(party: Int32Array, amount: Float64Array, eligible: number, partyOf: Int32Array, offset: number): number {
  let many = 0
  for (let i = 0; i < eligible; i++) {
    const fen = amount[i] ?? 0
    if (fen <= 0) continue
    party[many] = offset + (partyOf[party[i] ?? 0] ?? 0)
    amount[many++] = fen
  }
  return many
}

/** Those that something bounds, in front. */
function compacted(open: Float64Array, unknown: number): number {
  let bounded = 0
  for (let i = 0; i < unknown; i++) {
    const fen = open[i] ?? 0
    if (fen < NO_BOUND) open[bounded++] = fen
  }
  return bounded
}

/** Whole numbers added up exactly: below 2^53 as doubles, beyond as integers. */
function total(all: Float64Array, count: number): bigint {
  let [sum, before] = [0, 0n]
  for (let i = 0; i < count; i++) {
    const fen = all[i] ?? 0
    if (fen > CARRY || sum > CARRY) { before += BigInt(sum) + BigInt(fen); sum = 0 } else sum += fen
  }
  return before + BigInt(sum)
}
/** Two sums of so much are a whole number together. */
const CARRY = 2 ** 52
const NOTHING = { granted: 0n, open: 0n, unbounded: 0, grants: { party: new Int32Array(0), amount: new Float64Array(0) } }

/** An instrument that columns cannot do. */
function allLeft(count: number, partyAt: (row: number) => number): InColumns {
  const row = Int32Array.from({ length: count }, (_, i) => i)
  return { rows: none(), ...NOTHING, left: { row, party: row.map(partyAt), most: new Float64Array(count).fill(NO_BOUND) } }
}

/** What the closure has said of the rows that are left. */
interface Said extends Omit<Counted, 'outlay' | 'grants'>, Pick<Outlay, 'rows' | 'pending' | 'exact' | 'ceiling' | 'open' | 'unbounded'> { readonly grants: Grants }

function saidOf(left: Left, cells: ReadonlyMap<number, Cell>, money: boolean): Said {
  const rows = none()
  const [party, amount, waiting]: [number[], number[], Set<number>] = [[], [], new Set()]
  let [exact, ceiling, open, unbounded, pending] = [0n, 0n, 0n, 0, 0]
  left.row.forEach((row, i) => {
    const [of, most, cell] = [left.party[i] ?? 0, left.most[i] ?? NO_BOUND, cells.get(row)]
    if (cell === undefined) { pending++; waiting.add(of) } else rows[cell.status]++
    if (!money) return
    if (cell === undefined || cell.status === 'unknown') { if (most >= NO_BOUND) unbounded++; else open += BigInt(most); return }
    if (cell.status !== 'eligible' || cell.amount === undefined || cell.amount.n <= 0n) return
    const fen = rational.floor(cell.amount)
    party.push(of)
    amount.push(Number(fen))
    if (cell.how === 'exact') exact += fen; else ceiling += fen
  })
  return { rows, pending, exact, ceiling, open, unbounded, waiting, grants: { party: Int32Array.from(party), amount: Float64Array.from(amount) } }
}

function together(instrument: string, money: boolean, exactly: boolean, columns: InColumns, said: Said): Counted {
  const rows = (status: Status): number => columns.rows[status] + said.rows[status]
  return {
    outlay: {
      instrument, money, pending: said.pending, exact: said.exact + (exactly ? columns.granted : 0n), ceiling: said.ceiling + (exactly ? 0n : columns.granted), open: columns.open + said.open, unbounded: columns.unbounded + said.unbounded,
      rows: { ineligible: rows('ineligible'), eligible: rows('eligible'), unknown: rows('unknown'), undecided: rows('undecided'), outside: rows('outside') },
    },
    grants: [columns.grants, said.grants], waiting: said.waiting,
  }
}

const none = (): Rows => ({ ineligible: 0, eligible: 0, unknown: 0, undecided: 0, outside: 0 })
