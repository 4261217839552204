import { prepare } from '../assess/index.ts'
import type { City } from '../city/index.ts'
import type { Award } from '../dossier.ts'
import type { Instrument, Program } from '../program.ts'
import type { Crowd } from './crowd.ts'
import { draw, saltOf, share } from './hash.ts'
import { startsOf } from './links.ts'
import type { Telling } from './tell.ts'

/** Share of parties that were granted something before. */
const GRANTED = 0.02
/** fen: an award is a whole number of these. */
const LOT = 5_000_000n
const LOTS = 20

/** What parties were granted before, half of it for the first of their claims that the instrument is for. */
export function awardsOf(program: Program, crowds: ReadonlyMap<string, Crowd>, telling: Telling): City['awards'] {
  const found = new Map<string, Map<number, readonly Award[]>>()
  for (const { name, party } of program.kinds) {
    const crowd = crowds.get(name)
    const instruments = program.instruments.filter(one => one.what.kind === 'amount' && prepare(program).lineOf(one.for)[0] === name)
    if (party && crowd !== undefined && instruments.length > 0) found.set(name, ofKind(crowd, instruments, crowds, telling))
  }
  return found
}

function ofKind(crowd: Crowd, instruments: readonly Instrument[], crowds: ReadonlyMap<string, Crowd>, { seed, asOf, inForce }: Telling): Map<number, readonly Award[]> {
  const salt = saltOf(seed, crowd.kind.name, 'awards')
  const starts = new Map<string, Int32Array>()
  const firstOf = (kind: string, row: number): string | undefined => {
    const claims = crowds.get(kind)
    if (claims?.under === undefined || claims.kind.of[0] !== crowd.kind.name) return undefined
    const from = starts.get(kind) ?? startsOf(claims.under.subarray(0, claims.told), crowd.count)
    starts.set(kind, from)
    return (from[row + 1] ?? 0) > (from[row] ?? 0) ? claims.ids[from[row] ?? 0] : undefined
  }
  const found = new Map<number, readonly Award[]>()
  for (let row = 0; row < crowd.told; row++) {
    const drawn = draw(salt, crowd.place[row] ?? 0)
    const instrument = instruments[draw(drawn, 1) % instruments.length]
    if (share(drawn) >= GRANTED || instrument === undefined) continue
    const subject = draw(drawn, 2) % 2 === 0 ? firstOf(instrument.for, row) : undefined
    const date = Math.max(inForce, asOf - Math.floor(share(draw(drawn, 3)) * Math.max(0, asOf - inForce)))
    found.set(row, [{ instrument: instrument.id, amount: LOT * BigInt(1 + (draw(drawn, 4) % LOTS)), date, ...(subject === undefined ? {} : { subject }) }])
  }
  return found
}
