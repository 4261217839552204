import type { Table } from '../city/index.ts'
import type { Kind, Program } from '../program.ts'
import { claimsUnder, oddsOf } from './claims.ts'
import { mainKind, numbersBeside, partiesOf, type Crowd } from './crowd.ts'
import { besideOf, guestsOf, hostsOf, type Guests } from './links.ts'

export interface Block { readonly from: number; readonly to: number; readonly seed: number; readonly untold: number }

/** Who there is, and what hangs off whom: all of a city but what is told of it. */
export interface Skeleton { readonly main: string | undefined; readonly crowds: ReadonlyMap<string, Crowd>; readonly units: ReadonlyMap<string, Int32Array> }

export function skeletonOf(program: Program, block: Block): Skeleton {
  const { seed } = block
  const main = mainKind(program)
  const hosts = hostsOf(program, main ?? '')
  const crowds = new Map<string, Crowd>()
  const guests = new Map<string, Guests>()
  const make = (kind: Kind): boolean => {
    const above = kind.of[0] === undefined ? hosts.get(kind.name) : kind.of[0]
    const owner = above === undefined ? undefined : crowds.get(above)
    if (crowds.has(kind.name) || (above !== undefined && owner === undefined)) return false
    if (owner === undefined) crowds.set(kind.name, partiesOf(program, kind, seed, kind.name === main ? block : numbersBeside(block)))
    else if (!kind.party) crowds.set(kind.name, claimsUnder(program, kind, owner, oddsOf(program, kind, owner, owner.kind.name === main, block.untold), seed))
    else { const made = guestsOf(program, kind, owner, crowds, seed); guests.set(kind.name, made); crowds.set(kind.name, made.crowd) }
    return true
  }
  // Guests hang on those whose claims name them: all other kinds come first.
  for (let more = true; more;) {
    const plain = program.kinds.filter(kind => !hosts.has(kind.name)).map(make).some(Boolean)
    more = plain || program.kinds.map(make).some(Boolean)
  }
  const joined = new Uint8Array(main === undefined ? 0 : crowds.get(main)?.count ?? 0)
  for (const crowd of crowds.values()) for (const owner of crowd.kind.of.slice(1)) crowd.beside.set(owner, besideOf(crowd, owner, { crowds, guests, main: main ?? '', seed, joined }))
  return { main, crowds, units: unitsOf(program, main, crowds, guests, joined) }
}

/** Each party is a unit of its own, with its guests; two neighbours are one where a link joins them. */
function unitsOf({ kinds }: Program, main: string | undefined, crowds: ReadonlyMap<string, Crowd>, guests: ReadonlyMap<string, Guests>, joined: Uint8Array): ReadonlyMap<string, Int32Array> {
  const units = new Map<string, Int32Array>()
  let next = 0
  const number = (kind: string): void => {
    const guest = guests.get(kind)
    if (units.has(kind)) return
    if (guest === undefined) { units.set(kind, Int32Array.from({ length: crowds.get(kind)?.count ?? 0 }, (_, row) => (kind === main && (row & 1) === 1 && joined[row] === 1 ? next - 1 : next++))); return }
    number(guest.host)
    const above = units.get(guest.host)
    units.set(kind, guest.home.map(row => above?.[row] ?? -1))
  }
  for (const { name, party } of kinds) if (party) number(name)
  return units
}

/** As a table of a city; its cells are filled in afterwards. */
export const tableFor = ({ kind, count, told, ids, under, beside, without }: Crowd, cells: Table['cells']): Table => ({
  kind: kind.name, count, told, ids, beside, cells, misfits: new Map(), without,
  ...(kind.of[0] === undefined || under === undefined ? {} : { owner: kind.of[0], under }),
})
