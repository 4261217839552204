import { costOf, type Assumptions, type Comparison, type GroupChange, type PartyChange } from './outcome.ts'
import type { Grouping, Parties } from './groups.ts'
import type { Counted, Grants } from './measure.ts'

/** Upper ends, in fen, of what parties are granted altogether: 10万, 20万, 50万 … */
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 5000, Infinity].map(wan => wan * 1_000_000)
/** So many parties are named. */
export const MOST_CHANGES = 200

/** Where each party belongs in every grouping at once: `width` places a party in one row of tallies, a grouping's groups side by side. */
export interface Places { readonly of: Int32Array; readonly width: number; readonly starts: readonly number[]; readonly size: number; /** Parties at each place. */ readonly parties: Int32Array }

export function placesOf({ count }: Parties, groupings: readonly Grouping[]): Places {
  const starts: number[] = []
  let size = 0
  for (const { names } of groupings) { starts.push(size); size += names.length }
  const [width, of, parties] = [groupings.length, new Int32Array(count * groupings.length), new Int32Array(size)]
  groupings.forEach((one, i) => { for (let party = 0; party < count; party++) { const place = (starts[i] ?? 0) + (one.of[party] ?? 0); of[party * width + i] = place; parties[place] = (parties[place] ?? 0) + 1 } })
  return { of, width, starts, size, parties }
}

/** By place how many are granted anything, and how much (fen); by step how many. */
interface Tally { readonly many: Int32Array; readonly amount: Float64Array; readonly steps: Int32Array }

/** Today's rules, added up: what each party is granted by all instruments together (fen), and the same by group and by step. */
export interface Today { readonly counted: ReadonlyMap<string, Counted>; readonly granted: Float64Array; readonly tally: Tally; /** For comparing: nothing by party, and no mark, between one comparison and the next. */ readonly by: Float64Array; readonly met: Uint8Array }

export function todayOf(counted: ReadonlyMap<string, Counted>, { count }: Parties, places: Places): Today {
  const granted = new Float64Array(count)
  for (const { grants } of counted.values()) for (const { party, amount } of grants) for (let i = 0; i < party.length; i++) { const at = party[i] ?? 0; granted[at] = (granted[at] ?? 0) + (amount[i] ?? 0) }
  const tally: Tally = { many: new Int32Array(places.size), amount: new Float64Array(places.size), steps: new Int32Array(STEPS.length) }
  for (let party = 0; party < count; party++) put(places, tally, party, granted[party] ?? 0, 1)
  return { counted, granted, tally, by: new Float64Array(count), met: new Uint8Array(count) }
}

const up = (many: Int32Array, at: number, by: number): void => { many[at] = (many[at] ?? 0) + by }

/** Puts a party where its amount belongs, or takes it away from there. */
function put({ of, width }: Places, { many, amount, steps }: Tally, party: number, fen: number, sign: 1 | -1): void {
  if (fen === 0) return
  let step = 0
  while (fen > (STEPS[step] ?? Infinity)) step++
  up(steps, step, sign)
  for (let at = party * width; at < (party + 1) * width; at++) {
    const place = of[at] ?? 0
    up(many, place, sign)
    amount[place] = (amount[place] ?? 0) + sign * fen
  }
}

/** `after`: only instruments that a reform touches. Only parties that they grant anything to are looked at. */
export function compared(today: Today, after: ReadonlyMap<string, Counted>, parties: Parties, groupings: readonly Grouping[], places: Places, assumptions: Assumptions): Comparison {
  const { counted, granted, tally } = today
  const changes = changed(today, after)
  const now: Tally = { many: tally.many.slice(), amount: tally.amount.slice(), steps: tally.steps.slice() }
  const [won, lost] = [new Int32Array(places.size), new Int32Array(places.size)]
  for (const { party, by } of changes.all) {
    const was = granted[party] ?? 0
    put(places, now, party, was, -1)
    put(places, now, party, was + by, 1)
    for (let at = party * places.width; at < (party + 1) * places.width; at++) up(by > 0 ? won : lost, places.of[at] ?? 0, 1)
  }
  const [old, young] = [[...counted.values()].map(one => one.outlay), [...counted].map(([id, one]) => (after.get(id) ?? one).outlay)]
  const group = (name: string, place: number): GroupChange => ({
    name, parties: places.parties[place] ?? 0, granted: [tally.many[place] ?? 0, now.many[place] ?? 0], amount: [tally.amount[place] ?? 0, now.amount[place] ?? 0], winners: won[place] ?? 0, losers: lost[place] ?? 0,
  })
  return {
    cost: [costOf(old, assumptions), costOf(young, assumptions)],
    instruments: old.map((outlay, i) => ({ instrument: outlay.instrument, outlay: [outlay, young[i] ?? outlay] })),
    parties: parties.count, winners: changes.winners, losers: changes.all.length - changes.winners,
    dimensions: groupings.map(({ name, en, names }, i) => ({ name, ...(en === undefined ? {} : { en }), groups: names.map((one, n) => group(one, (places.starts[i] ?? 0) + n)).filter(one => one.parties > 0) })),
    distribution: STEPS.map((upTo, i) => ({ upTo, parties: [tally.steps[i] ?? 0, now.steps[i] ?? 0] })),
    changes: partyChanges(changes.most, today, after, parties, groupings),
  }
}

interface Change { readonly party: number; readonly by: number }

/** Parties that gain or lose, and those of the largest differences, largest first. */
function changed({ counted, by, met }: Today, after: ReadonlyMap<string, Counted>): { readonly all: readonly Change[]; readonly winners: number; readonly most: readonly Change[] } {
  const touched: number[] = []
  const note = ({ party, amount }: Grants, sign: 1 | -1): void => {
    for (let i = 0; i < party.length; i++) {
      const at = party[i] ?? 0
      if (met[at] === 0) { met[at] = 1; touched.push(at) }
      by[at] = (by[at] ?? 0) + sign * (amount[i] ?? 0)
    }
  }
  for (const [id, one] of after) { for (const grants of counted.get(id)?.grants ?? []) note(grants, -1); for (const grants of one.grants) note(grants, 1) }
  // Who is not worked out on both sides yet has neither gained nor lost.
  for (const [id, one] of after) for (const waiting of [one.waiting, counted.get(id)?.waiting ?? []]) for (const party of waiting) by[party] = 0
  const all: Change[] = []
  for (const party of touched) { const one = by[party] ?? 0; if (one !== 0) all.push({ party, by: one }); by[party] = 0; met[party] = 0 }
  return { all, winners: all.reduce((sum, one) => sum + Number(one.by > 0), 0), most: largest(all) }
}

/** Equal ones in the city's order, whichever instrument came first. */
function largest(all: readonly Change[]): readonly Change[] {
  const most: Change[] = []
  let least = 0
  for (const one of all) {
    const size = Math.abs(one.by)
    if (most.length === MOST_CHANGES && size < least) continue
    let at = most.length
    for (let other = most[at - 1]; other !== undefined && (Math.abs(other.by) < size || (Math.abs(other.by) === size && other.party > one.party)); other = most[--at - 1]);
    if (at === MOST_CHANGES) continue
    most.splice(at, 0, one)
    if (most.length > MOST_CHANGES) most.pop()
    least = Math.abs(most.at(-1)?.by ?? 0)
  }
  return most
}

function partyChanges(shown: readonly Change[], { counted, granted }: Today, after: ReadonlyMap<string, Counted>, parties: Parties, groupings: readonly Grouping[]): PartyChange[] {
  const by = new Map(shown.map(({ party }) => [party, new Map<string, number>()]))
  const note = (id: string, { party, amount }: Grants, sign: 1 | -1): void => {
    for (let i = 0; i < party.length; i++) { const here = by.get(party[i] ?? -1); here?.set(id, (here.get(id) ?? 0) + sign * (amount[i] ?? 0)) }
  }
  if (shown.length > 0) for (const [id, one] of after) { for (const grants of counted.get(id)?.grants ?? []) note(id, grants, -1); for (const grants of one.grants) note(id, grants, 1) }
  return shown.map(({ party, by: difference }) => ({
    ...parties.at(party), groups: groupings.map(({ names, of }) => names[of[party] ?? 0] ?? ''), amount: [granted[party] ?? 0, (granted[party] ?? 0) + difference],
    by: [...by.get(party) ?? []].flatMap(([id, one]) => (one === 0 ? [] : [id])),
  }))
}
