import { costOf, type Assumptions, type Comparison, type Dimension, type GroupChange, type PartyChange } from './outcome.ts'
import type { Grouping, Parties } from './groups.ts'
import type { Counted, Grants } from './measure.ts'

/** Upper ends, in fen, of what parties are granted altogether: 10万, 20万, 50万 … */
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 5000, Infinity].map(wan => wan * 1_000_000)
/** So many parties are named. */
export const MOST_CHANGES = 200

/** How the parties of a grouping stand: how many of each group are granted anything, and how much (fen). */
interface Tally { readonly granted: Int32Array; readonly amount: Float64Array }
const tallyOf = ({ names }: Grouping): Tally => ({ granted: new Int32Array(names.length), amount: new Float64Array(names.length) })

/** Today's rules, added up: what each party is granted by all instruments together (fen), and the same by group and by step. */
export interface Today { readonly counted: ReadonlyMap<string, Counted>; readonly granted: Float64Array; readonly tallies: readonly Tally[]; readonly sizes: readonly Int32Array[]; readonly steps: Int32Array }

export function todayOf(counted: ReadonlyMap<string, Counted>, { count }: Parties, groupings: readonly Grouping[]): Today {
  const granted = new Float64Array(count)
  for (const { grants } of counted.values()) for (const one of grants) addTo(granted, one, 1)
  const [tallies, sizes, steps] = [groupings.map(tallyOf), groupings.map(({ names }) => new Int32Array(names.length)), new Int32Array(STEPS.length)]
  for (let party = 0; party < count; party++) {
    place(groupings, tallies, steps, party, granted[party] ?? 0, 1)
    for (let i = 0; i < groupings.length; i++) up(sizes[i], groupings[i]?.of[party] ?? 0, 1)
  }
  return { counted, granted, tallies, sizes, steps }
}

function addTo(granted: Float64Array, { party, amount }: Grants, sign: 1 | -1): void {
  for (let i = 0; i < party.length; i++) { const at = party[i] ?? 0; granted[at] = (granted[at] ?? 0) + sign * (amount[i] ?? 0) }
}
const up = (many: Int32Array | undefined, at: number, by: number): void => { if (many !== undefined) many[at] = (many[at] ?? 0) + by }

/** Puts a party where its amount belongs, or takes it away from there. */
function place(groupings: readonly Grouping[], tallies: readonly Tally[], steps: Int32Array, party: number, fen: number, sign: 1 | -1): void {
  if (fen === 0) return
  up(steps, STEPS.findIndex(step => fen <= step), sign)
  for (let i = 0; i < groupings.length; i++) {
    const tally = tallies[i]
    const group = groupings[i]?.of[party] ?? 0
    if (tally === undefined) continue
    up(tally.granted, group, sign)
    tally.amount[group] = (tally.amount[group] ?? 0) + sign * fen
  }
}

/** `after`: only instruments that a reform touches. Only parties that they grant anything to are looked at. */
export function compared(today: Today, after: ReadonlyMap<string, Counted>, parties: Parties, groupings: readonly Grouping[], assumptions: Assumptions): Comparison {
  const { counted, granted, steps } = today
  const now = granted.slice()
  for (const [id, one] of after) { for (const grants of counted.get(id)?.grants ?? []) addTo(now, grants, -1); for (const grants of one.grants) addTo(now, grants, 1) }
  // Who is not worked out on both sides yet has neither gained nor lost.
  for (const [id, one] of after) for (const waiting of [one.waiting, counted.get(id)?.waiting ?? []]) for (const party of waiting) now[party] = granted[party] ?? 0
  const changes = changed(granted, now)
  const tallies = today.tallies.map(({ granted: many, amount }) => ({ granted: many.slice(), amount: amount.slice() }))
  const stepsNow = steps.slice()
  const [winners, losers] = [groupings.map(tallyOf), groupings.map(tallyOf)]
  for (const party of changes.all) {
    const [was, is] = [granted[party] ?? 0, now[party] ?? 0]
    place(groupings, tallies, stepsNow, party, was, -1)
    place(groupings, tallies, stepsNow, party, is, 1)
    for (let i = 0; i < groupings.length; i++) up((is > was ? winners : losers)[i]?.granted, groupings[i]?.of[party] ?? 0, 1)
  }
  const [old, young] = [[...counted.values()].map(one => one.outlay), [...counted].map(([id, one]) => (after.get(id) ?? one).outlay)]
  return {
    cost: [costOf(old, assumptions), costOf(young, assumptions)],
    instruments: old.map((outlay, i) => ({ instrument: outlay.instrument, outlay: [outlay, young[i] ?? outlay] })),
    parties: parties.count, winners: changes.winners, losers: changes.all.length - changes.winners,
    dimensions: groupings.map((one, i) => dimension(one, today.sizes[i], [today.tallies[i], tallies[i]], winners[i], losers[i])),
    distribution: STEPS.map((upTo, i) => ({ upTo, parties: [steps[i] ?? 0, stepsNow[i] ?? 0] })),
    changes: partyChanges(changes.most, today, now, after, parties, groupings),
  }
}

/** Parties that gain or lose, and those of the largest differences, largest first. */
function changed(before: Float64Array, after: Float64Array): { readonly all: readonly number[]; readonly winners: number; readonly most: readonly number[] } {
  const all: number[] = []
  let [winners, least] = [0, 0]
  const most: { readonly party: number; readonly by: number }[] = []
  for (let party = 0; party < before.length; party++) {
    const by = (after[party] ?? 0) - (before[party] ?? 0)
    if (by === 0) continue
    all.push(party)
    if (by > 0) winners++
    const size = Math.abs(by)
    if (most.length === MOST_CHANGES && size <= least) continue
    let at = most.length
    while (at > 0 && (most[at - 1]?.by ?? 0) < size) at--
    most.splice(at, 0, { party, by: size })
    if (most.length > MOST_CHANGES) most.pop()
    least = most.at(-1)?.by ?? 0
  }
  return { all, winners, most: most.map(one => one.party) }
}

function dimension({ name, en, names }: Grouping, sizes: Int32Array | undefined, [was, is]: readonly [Tally | undefined, Tally | undefined], winners: Tally | undefined, losers: Tally | undefined): Dimension {
  const groups = names.map((group, i): GroupChange => ({
    name: group, parties: sizes?.[i] ?? 0, granted: [was?.granted[i] ?? 0, is?.granted[i] ?? 0], amount: [was?.amount[i] ?? 0, is?.amount[i] ?? 0], winners: winners?.granted[i] ?? 0, losers: losers?.granted[i] ?? 0,
  }))
  return { name, ...(en === undefined ? {} : { en }), groups: groups.filter(one => one.parties > 0) }
}

function partyChanges(shown: readonly number[], { counted, granted }: Today, now: Float64Array, after: ReadonlyMap<string, Counted>, parties: Parties, groupings: readonly Grouping[]): PartyChange[] {
  const by = new Map(shown.map(party => [party, new Map<string, number>()]))
  const note = (id: string, grants: readonly Grants[], sign: 1 | -1): void => {
    for (const { party, amount } of grants) for (let i = 0; i < party.length; i++) { const here = by.get(party[i] ?? -1); here?.set(id, (here.get(id) ?? 0) + sign * (amount[i] ?? 0)) }
  }
  if (shown.length > 0) for (const [id, one] of after) { note(id, counted.get(id)?.grants ?? [], -1); note(id, one.grants, 1) }
  return shown.map(party => ({
    ...parties.at(party), groups: groupings.map(({ names, of }) => names[of[party] ?? 0] ?? ''), amount: [granted[party] ?? 0, now[party] ?? 0],
    by: [...by.get(party) ?? []].flatMap(([id, difference]) => (difference === 0 ? [] : [id])),
  }))
}
