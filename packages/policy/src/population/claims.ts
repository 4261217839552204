import { prepare } from '../assess/index.ts'
import type { Kind, Program } from '../program.ts'
import { withoutOf, type Crowd } from './crowd.ts'
import { bell, draw, saltOf, share } from './hash.ts'

/** How many of its owners have claims of a kind, and of how many it is not told. */
export interface Odds { readonly some: number; readonly untold: number }

/** Of many owners few have any, of few most; the more instruments stand for a kind, the more have it. */
export function oddsOf(program: Program, kind: Kind, owner: Crowd, main: boolean, untold: number): Odds {
  const prepared = prepare(program)
  const stand = program.instruments.filter(one => prepared.lineOf(one.for).includes(kind.name)).length
  const few = Math.min(MOST, LEAST * (1 + stand))
  return { some: main ? few : owner.kind.party ? MANY : BELOW, untold: untold / 4 }
}
const LEAST = 0.03
const MOST = 0.12
const MANY = 0.6
const BELOW = 0.75

/** The claims of a kind under their owners: those told of in the order of the owners, then a row for each owner of whom it is not told. */
export function claimsUnder(program: Program, kind: Kind, owner: Crowd, odds: Odds, seed: number): Crowd {
  const many = howMany(kind, owner, odds, seed)
  let told = 0
  for (const one of many) told += Math.max(0, one)
  const count = told + owner.count - owner.told + many.reduce((sum, one) => sum + (one < 0 ? 1 : 0), 0)
  const [under, order, place, size, ids] = [new Int32Array(count), new Int32Array(count), new Uint32Array(told), new Float32Array(told), new Array<string>()]
  const [salt, large] = [saltOf(seed, kind.name), saltOf(seed, kind.name, 'size')]
  let [row, last, met] = [0, told, 0]
  for (let i = 0; i < owner.count; i++) {
    const holder = owner.order?.[i] ?? i
    const here = holder < owner.told ? many[holder] ?? 0 : -1
    if (here < 0) { under[last] = holder; order[met++] = last++ }
    for (let one = 0; one < here; one++, row++) {
      const at = draw(salt, Math.imul(owner.place[holder] ?? 0, 8) + one)
      under[row] = holder
      order[met++] = row
      place[row] = at
      size[row] = 0.5 * (owner.size[holder] ?? 0) + 0.85 * bell(draw(large, at))
      ids.push(`${owner.ids[holder] ?? ''}-${kind.name}${one + 1}`)
    }
  }
  return { kind, count, told, ids, place, size, under, order, beside: new Map(), without: withoutOf(program, kind, count) }
}

/** Of each owner told of how many it has, -1 where that is not told. Larger ones have more. */
function howMany(kind: Kind, owner: Crowd, { some, untold }: Odds, seed: number): Int8Array {
  const many = new Int8Array(owner.told)
  const none = owner.without.get(kind.name)
  const salt = saltOf(seed, kind.name, 'how many')
  for (let row = 0; row < owner.told; row++) {
    const drawn = draw(salt, owner.place[row] ?? 0)
    const chance = share(drawn)
    if (chance < untold) { many[row] = -1; continue }
    if (chance > 1 - some * Math.exp(Math.min(0.35 * (owner.size[row] ?? 0), 0.9))) { many[row] = fewOf(share(draw(drawn, 1))); continue }
    if (none !== undefined) none[row] = 1
  }
  return many
}
const fewOf = (chance: number): number => (chance < 0.55 ? 1 : chance < 0.8 ? 2 : chance < 0.93 ? 3 : 4)
