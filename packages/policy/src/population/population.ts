import type { Cells, Column, Room } from '@lizhu/feel/kernel'
import { dossiersFrom, framing, type City } from '../city/index.ts'
import type { Codes } from '../codes.ts'
import type { Kind, Program } from '../program.ts'
import { awardsOf } from './awards.ts'
import { NEIGHBOURS } from './crowd.ts'
import { AREA, byColumn, fill, type All } from './fill.ts'
import { readsOf } from './reads.ts'
import { skeletonOf, tableFor } from './skeleton.ts'
import type { Telling } from './tell.ts'

/** Whoever writes a population to files marks them with this. */
export const SYNTHETIC = '演示数据（虚构，非真实企业） synthetic'

export interface PopulationOptions {
  /** How many parties of the main kind there are: the kind for which most instruments and claims stand. */
  readonly size: number
  readonly seed: number
  /** Day number; figures of periods are told up to those that the program reads on this day. */
  readonly asOf: number
  /** Only these of the main kind, by number from 0, with what stands beside them. Multiples of NEIGHBOURS, or the end: then blocks make up the whole. */
  readonly from?: number
  readonly to?: number
  /** Share of facts that are not told, 0.1 unless said. Of claims it is a quarter of it. */
  readonly untold?: number
  /** Codes are taken from this published list (`codesOf`); without it they only look like codes. */
  readonly codes?: Codes
  /** Where cells lie. */
  readonly room?: Room
}
export interface Population extends City {
  readonly columns: readonly Column[]
  readonly synthetic: typeof SYNTHETIC
}

/**
 * A city made up for a program: parties and claims with figures that go together and lie on either side of whatever the
 * program compares them with. The same seed makes the same city, all at once or block by block; rows and units of a block
 * are numbered from 0, ids are those of the whole.
 */
export function population(program: Program, { size, seed, asOf, from = 0, to = size, untold = 0.1, codes, room }: PopulationOptions): Population {
  if (from % NEIGHBOURS !== 0 || (to % NEIGHBOURS !== 0 && to !== size)) throw new RangeError(`a block of a population begins and ends at multiples of ${NEIGHBOURS}`)
  const telling: Telling = { seed, untold, asOf, inForce: program.pack.inForce, room, codes }
  const reads = readsOf(program, asOf)
  const { crowds, units } = skeletonOf(program, { from, to, seed, untold })
  const cells = new Map([...crowds.keys()].map(kind => [kind, new Map<string, Cells>()]))
  const tables = new Map([...crowds].map(([kind, crowd]) => [kind, tableFor(crowd, cells.get(kind) ?? new Map())]))
  const blank: City = { tables, area: { count: 1, cells: new Map() }, units, awards: new Map(), dossier: () => NOBODY }
  const all: All = new Map()
  const frames = framing(program, blank, asOf)
  const equations = byColumn(reads.equations)
  fill(program, program.area, ALONE, { ...telling, untold: 0 }, reads, equations, all, frames)
  for (const crowd of inOrder(crowds)) fill(program, crowd.kind.facts, crowd, telling, reads, equations, all, frames)
  for (const { column, cells: own, kind } of all.values()) cells.get(kind)?.set(column.key, own)
  const area = { count: 1, cells: new Map([...all].flatMap(([key, one]) => (one.kind === AREA ? [[key, one.cells] as const] : []))) }
  const awards = awardsOf(program, crowds, telling)
  const columns = [...all.values()].map(one => one.column)
  return { tables, area, units, awards, dossier: dossiersFrom({ tables, area, units }, new Map(columns.map(one => [one.key, one])), awards), columns, synthetic: SYNTHETIC }
}
const NOBODY = { parties: [], area: { facts: new Map(), series: new Map() } } as const

/** The area as a kind with one row. */
const ALONE = { kind: { name: AREA, party: false, of: [], facts: [] }, count: 1, told: 1, ids: [''], place: new Uint32Array(1), size: new Float32Array(1), beside: new Map<string, Int32Array>(), without: new Map<string, Uint8Array>() }

/** Owners, further ones too, before what hangs off them. */
function inOrder<Crowd extends { readonly kind: Kind }>(crowds: ReadonlyMap<string, Crowd>): Crowd[] {
  const done = new Set<Crowd>()
  const visit = (crowd: Crowd | undefined): void => {
    if (crowd === undefined || done.has(crowd)) return
    for (const owner of crowd.kind.of) visit(crowds.get(owner))
    done.add(crowd)
  }
  for (const crowd of crowds.values()) visit(crowd)
  return [...done]
}
