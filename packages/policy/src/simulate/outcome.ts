import type { Status } from '../assess/index.ts'

/** What one instrument comes to over a city. Sums: fen; of what is no money nothing is summed. */
export interface Outlay {
  readonly instrument: string
  readonly money: boolean
  /** Rows by status; those that are worked out yet are `pending`. */
  readonly rows: Readonly<Record<Status, number>>
  readonly pending: number
  /** Granted exactly, and as ceilings, to rows of which all is known. */
  readonly exact: bigint
  readonly ceiling: bigint
  /** What rows could come to at most of which too little is told, or which are pending. */
  readonly open: bigint
  /** Such rows that nothing bounds. */
  readonly unbounded: number
}

/** Whole percent. */
export interface Assumptions {
  /** Of what may be claimed so much is. */
  readonly takeUp: number
  /** Of a ceiling so much is granted. */
  readonly share: number
}

/**
 * Fen. `low`: rows of which all is known, as assumed. `likely`: besides, of the others as many and as much as of those that are
 * known. `high`: everybody claims, ceilings are granted in full, what is not told turns out for the claimant.
 */
export interface Cost { readonly low: bigint; readonly likely: bigint; readonly high: bigint; /** Rows in `high` that nothing bounds: it is at least so much. */ readonly unbounded: number; readonly undecided: number; readonly pending: number }

export function costOf(outlays: readonly Outlay[], { takeUp, share }: Assumptions): Cost {
  let [low, likely, high, unbounded, undecided, pending] = [0n, 0n, 0n, 0, 0, 0]
  for (const one of outlays) {
    if (!one.money) continue
    const known = (one.exact * 100n + one.ceiling * BigInt(share)) * BigInt(takeUp)
    low += known
    likely += known + expected(one, known)
    high += one.exact + one.ceiling + one.open
    unbounded += one.unbounded
    undecided += one.rows.undecided
    pending += one.pending
  }
  return { low: low / 10_000n, likely: likely / 10_000n, high, unbounded, undecided, pending }
}

/** Of rows that are open yet: what the others come to on the average, never more than they could. */
function expected({ rows, pending, open, unbounded }: Outlay, known: bigint): bigint {
  const [settled, waiting] = [rows.eligible + rows.ineligible, rows.unknown + pending]
  if (settled === 0 || waiting === 0) return 0n
  const guess = (known * BigInt(waiting)) / BigInt(settled)
  return unbounded > 0 || guess <= open * 10_000n ? guess : open * 10_000n
}

/** The parties of a policy by one of their facts: county, industry, size. */
export interface Dimension { readonly name: string; readonly en?: string; readonly groups: readonly GroupChange[] }
/** Sums: fen, exact amounts and ceilings as granted at most. */
export interface GroupChange {
  /** Empty: not told. */
  readonly name: string
  readonly parties: number
  /** Parties that are granted anything. */
  readonly granted: readonly [before: number, after: number]
  readonly amount: readonly [before: number, after: number]
  readonly winners: number
  readonly losers: number
}

export interface PartyChange { readonly id: string; readonly kind: string; /** By dimension. */ readonly groups: readonly string[]; readonly amount: readonly [before: number, after: number]; /** Instruments that make the difference. */ readonly by: readonly string[] }

/** A reform beside what holds today. */
export interface Comparison {
  readonly cost: readonly [before: Cost, after: Cost]
  readonly instruments: readonly { readonly instrument: string; readonly outlay: readonly [before: Outlay, after: Outlay] }[]
  readonly parties: number
  readonly winners: number
  readonly losers: number
  readonly dimensions: readonly Dimension[]
  /** Parties by what they are granted: above the last step's `upTo` (fen), up to this. */
  readonly distribution: readonly { readonly upTo: number; readonly parties: readonly [before: number, after: number] }[]
  /** Those whose amount changes most, at most `most`. */
  readonly changes: readonly PartyChange[]
}
