import type { Kind, Program } from '../program.ts'
import { prepare } from '../assess/index.ts'
import { bell, draw, saltOf } from './hash.ts'

/** All of one kind, before anything is told of them. */
export interface Crowd {
  readonly kind: Kind
  /** Rows, of which the first `told` are told of (../city/city.ts). */
  readonly count: number
  readonly told: number
  readonly ids: readonly string[]
  /** For each row told of what its figures are drawn with: the same in whichever block it is made. */
  readonly place: Uint32Array
  /** How large it is beside others of its kind: nearly normal, 0 in the middle. */
  readonly size: Float32Array
  readonly under?: Int32Array
  readonly beside: Map<string, Int32Array>
  readonly without: ReadonlyMap<string, Uint8Array>
  /** All rows as the assessor meets them; absent: as they stand. */
  readonly order?: Int32Array
}

/** Parties are linked to each other only within so many neighbours of the main kind, and other parties stand with them. */
export const NEIGHBOURS = 16

/** The kind of party for which most instruments and claims stand; of equals the first. */
export function mainKind(program: Program): string | undefined {
  const prepared = prepare(program)
  const weight = (party: string): number => [...program.instruments.map(one => one.for), ...program.kinds.map(one => one.name)].filter(name => prepared.lineOf(name)[0] === party).length
  return program.kinds.filter(one => one.party).map(({ name }) => ({ name, weight: weight(name) })).sort((a, b) => b.weight - a.weight)[0]?.name
}

/** Parties of a kind with these numbers, in their order. */
export function partiesOf(program: Program, kind: Kind, seed: number, numbers: { readonly from: number; readonly to: number }): Crowd {
  const count = Math.max(0, numbers.to - numbers.from)
  const letter = kind.en?.[0]?.toUpperCase() ?? 'S'
  const salt = saltOf(seed, kind.name, 'size')
  const place = new Uint32Array(count)
  const size = new Float32Array(count)
  const ids: string[] = []
  for (let row = 0; row < count; row++) {
    place[row] = numbers.from + row
    size[row] = bell(draw(salt, numbers.from + row))
    ids.push(`${letter}${String(numbers.from + row + 1).padStart(7, '0')}`)
  }
  return { kind, count, told: count, ids, place, size, beside: new Map(), without: withoutOf(program, kind, count) }
}

/** Other parties are few: eight beside the first neighbours, then one beside every fourth lot of them. */
export function numbersBeside({ from, to }: { readonly from: number; readonly to: number }): { readonly from: number; readonly to: number } {
  const before = (lot: number): number => (lot === 0 ? 0 : FIRST + Math.ceil(lot / LOTS) - 1)
  return { from: before(Math.ceil(from / NEIGHBOURS)), to: before(Math.ceil(to / NEIGHBOURS)) }
}
const FIRST = 8
const LOTS = 4

/** By kind of claims under a kind, of whom it is known that there is none. */
export const withoutOf = ({ kinds }: Program, kind: Kind, count: number): ReadonlyMap<string, Uint8Array> => new Map(kinds.filter(one => one.of[0] === kind.name).map(({ name }) => [name, new Uint8Array(count)]))
