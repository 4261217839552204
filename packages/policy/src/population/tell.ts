import { NOTHING_THERE, TOLD, emptyCells, type Cells, type Column, type Room } from '@lizhu/feel/kernel'
import type { Codes } from '../codes.ts'
import type { Crowd } from './crowd.ts'
import { draw, saltOf, share } from './hash.ts'

/** What is the same for all that is told. */
export interface Telling {
  readonly seed: number
  /** Share of facts that are not told. */
  readonly untold: number
  readonly asOf: number
  /** Day from which the policy is in force. */
  readonly inForce: number
  readonly room: Room | undefined
  /** The published list that codes are taken from. */
  readonly codes: Codes | undefined
}

/** The cells of a column: `cell` says what stands in a row, by what was drawn for it; NaN: known to be none. `none`: share of which that is known in any case. */
export function tell(column: Column, { count, told, place }: Pick<Crowd, 'count' | 'told' | 'place'>, { seed, untold, room }: Telling, none: number, cell: (row: number, drawn: number) => number): Cells {
  const cells = emptyCells(column, count, room)
  const { values, states } = cells
  const salt = saltOf(seed, column.key)
  for (let row = 0; row < told; row++) {
    const drawn = draw(salt, place[row] ?? 0)
    const chance = share(drawn)
    if (chance < untold) continue
    const value = chance < untold + none ? Number.NaN : cell(row, draw(drawn, 1))
    if (Number.isNaN(value)) { states[row] = NOTHING_THERE; continue }
    states[row] = TOLD
    values[row] = value
  }
  return cells
}
