import type { Status } from '../assess/index.ts'
import { MOST_CHANGES } from './compare.ts'
import { costOf, type Assumptions, type Comparison, type Dimension, type GroupChange, type Outlay, type PartyChange } from './outcome.ts'

/** Parts of a city, each with all that belongs together in it, as the whole city. */
export function mergedComparison(parts: readonly Comparison[], assumptions: Assumptions): Comparison {
  const [first] = parts
  if (first === undefined) throw new RangeError('a city has one part at least')
  const instruments = first.instruments.map(({ instrument }, i) => ({ instrument, outlay: pair(side => parts.flatMap(part => part.instruments[i]?.outlay[side] ?? []).reduce(plus)) }))
  return {
    cost: pair(side => costOf(instruments.map(one => one.outlay[side]), assumptions)), instruments,
    parties: total(parts, one => one.parties), winners: total(parts, one => one.winners), losers: total(parts, one => one.losers),
    dimensions: first.dimensions.map(({ name, en }, i): Dimension => ({ name, ...(en === undefined ? {} : { en }), groups: groups(parts.flatMap(part => part.dimensions[i]?.groups ?? [])) })),
    distribution: first.distribution.map(({ upTo }, i) => ({ upTo, parties: pair(side => total(parts, part => part.distribution[i]?.parties[side] ?? 0)) })),
    changes: parts.flatMap(part => part.changes).sort((a, b) => size(b) - size(a)).slice(0, MOST_CHANGES),
  }
}

const size = ({ amount: [before, after] }: PartyChange): number => Math.abs(after - before)
const pair = <T>(of: (side: 0 | 1) => T): readonly [T, T] => [of(0), of(1)]
const total = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((sum, one) => sum + of(one), 0)

function plus(a: Outlay, b: Outlay): Outlay {
  const rows = (status: Status): number => a.rows[status] + b.rows[status]
  return {
    ...a, rows: { ineligible: rows('ineligible'), eligible: rows('eligible'), unknown: rows('unknown'), undecided: rows('undecided'), outside: rows('outside') },
    pending: a.pending + b.pending, exact: a.exact + b.exact, ceiling: a.ceiling + b.ceiling, open: a.open + b.open, unbounded: a.unbounded + b.unbounded,
  }
}

function groups(all: readonly GroupChange[]): GroupChange[] {
  const found = new Map<string, GroupChange>()
  for (const one of all) {
    const known = found.get(one.name)
    found.set(one.name, known === undefined ? one : {
      name: one.name, parties: known.parties + one.parties, granted: pair(side => known.granted[side] + one.granted[side]), amount: pair(side => known.amount[side] + one.amount[side]),
      winners: known.winners + one.winners, losers: known.losers + one.losers,
    })
  }
  return [...found.values()]
}
