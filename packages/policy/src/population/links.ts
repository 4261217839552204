import { prepare } from '../assess/index.ts'
import type { Kind, Program } from '../program.ts'
import { withoutOf, type Crowd } from './crowd.ts'
import { bell, draw, saltOf, share } from './hash.ts'

/** Share of links that lead to one of a neighbour's, where it has any; the two are then one unit. */
const NEIGHBOURLY = 0.5

type Crowds = ReadonlyMap<string, Crowd>

/** Parties that stand beside others (the person of a post) hang on one of these: by kind, on which. */
export function hostsOf(program: Program, main: string): ReadonlyMap<string, string> {
  const prepared = prepare(program)
  const rootOf = (kind: string): string => prepared.lineOf(kind)[0] ?? kind
  const hosts = new Map<string, string>()
  for (const { name, of } of program.kinds) for (const owner of of.slice(1)) {
    const [root, other] = [rootOf(name), rootOf(owner)]
    const [party, host] = other === main ? [root, other] : [other, root]
    if (party !== host && party !== main && !hosts.has(host) && (host === main || !hosts.has(party))) hosts.set(party, host)
  }
  return hosts
}

/** Parties that hang on those whose claims name them, and on a few others where they have claims of their own. `home`: on which row. */
export interface Guests { readonly crowd: Crowd; readonly host: string; readonly home: Int32Array }

export function guestsOf(program: Program, kind: Kind, host: Crowd, crowds: Crowds, seed: number): Guests {
  const prepared = prepare(program)
  const named = new Uint8Array(host.count)
  for (const one of program.kinds) {
    const claims = one.of.slice(1).includes(kind.name) && prepared.lineOf(one.name)[0] === host.kind.name ? crowds.get(one.name) : undefined
    if (claims !== undefined) for (const root of rootsOf(claims, crowds)) named[root] = 1
  }
  const others = program.kinds.some(one => one.of[0] === kind.name) ? 0.15 : 0
  const [salt, large] = [saltOf(seed, kind.name), saltOf(seed, kind.name, 'size')]
  const [home, places, ids] = [new Array<number>(), new Array<number>(), new Array<string>()]
  for (let row = 0; row < host.told; row++) {
    const drawn = draw(salt, host.place[row] ?? 0)
    const many = named[row] === 1 ? (share(drawn) < 0.3 ? 2 : 1) : share(drawn) < others ? 1 : 0
    for (let one = 0; one < many; one++) { home.push(row); places.push(draw(drawn, one)); ids.push(`${host.ids[row] ?? ''}-${kind.name}${one + 1}`) }
  }
  const place = Uint32Array.from(places)
  const size = Float32Array.from(place, at => bell(draw(large, at)))
  return { host: host.kind.name, home: Int32Array.from(home), crowd: { kind, count: ids.length, told: ids.length, ids, place, size, beside: new Map(), without: withoutOf(program, kind, ids.length) } }
}

/** The row of the party that each row told of hangs off. */
function rootsOf({ kind, under, told }: Crowd, crowds: Crowds): Int32Array {
  const owner = kind.of[0] === undefined ? undefined : crowds.get(kind.of[0])
  if (owner === undefined || under === undefined) return Int32Array.from({ length: told }, (_, row) => row)
  const own = under.subarray(0, told)
  const above = rootsOf(owner, crowds)
  return owner.kind.party ? own : own.map(row => above[row] ?? -1)
}

export interface Linking { readonly crowds: Crowds; readonly guests: ReadonlyMap<string, Guests>; readonly main: string; readonly seed: number; /** Of each row of the main kind, whether its unit is its neighbour's too. */ readonly joined: Uint8Array }

/** For each row of a claim the row of a further owner, -1 where there is none. */
export function besideOf(claims: Crowd, owner: string, linking: Linking): Int32Array {
  const { crowds, seed } = linking
  const salt = saltOf(seed, claims.kind.name, owner)
  const roots = rootsOf(claims, crowds)
  const rows = new Int32Array(claims.count).fill(-1)
  const choose = chooser(rootKind(claims, crowds), owner, linking)
  for (let row = 0; row < claims.told; row++) rows[row] = choose(roots[row] ?? -1, draw(salt, claims.place[row] ?? 0))
  return rows
}
const rootKind = ({ kind }: Crowd, crowds: Crowds): string => { const above = kind.of[0] === undefined ? undefined : crowds.get(kind.of[0]); return above === undefined ? kind.name : rootKind(above, crowds) }

/** Whom a claim of the party in a row names, by what was drawn for it. */
function chooser(root: string, owner: string, { crowds, guests, main, joined }: Linking): (party: number, drawn: number) => number {
  const crowd = crowds.get(owner)
  const [guest, home] = [guests.get(owner), guests.get(root)?.host === owner ? guests.get(root)?.home : undefined]
  const neighbour = (party: number, drawn: number, there: (row: number) => boolean): number => {
    const other = party ^ 1
    if (share(drawn) >= NEIGHBOURLY || other >= joined.length || !there(other)) return party
    joined[party] = 1
    joined[other] = 1
    return other
  }
  if (owner === root) return party => party
  if (home !== undefined) return (party, drawn) => { const at = home[party] ?? -1; return at < 0 || owner !== main ? at : neighbour(at, drawn, () => true) }
  if (crowd === undefined || (crowd.kind.party && guest?.host !== root)) return () => -1
  const starts = startsOf(guest?.host === root ? guest.home : rootsOf(crowd, crowds), crowds.get(root)?.count ?? 0)
  const has = (row: number): boolean => (starts[row + 1] ?? 0) > (starts[row] ?? 0)
  return (party, drawn) => {
    const at = guest !== undefined && root === main ? neighbour(party, drawn, has) : party
    return has(at) ? (starts[at] ?? 0) + (drawn % ((starts[at + 1] ?? 0) - (starts[at] ?? 0))) : -1
  }
}

/** Of rows in the order of their owners, where each owner's begin. */
export function startsOf(owners: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1)
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1
  for (let row = 0; row < count; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  return starts
}
