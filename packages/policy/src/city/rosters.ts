import type { FactRef } from '@lizhu/feel'
import { NOTHING_THERE, TOLD, columnOf, emptyCells, type Cells, type Column, type Room } from '@lizhu/feel/kernel'

/** A membership is kept as the day since when, so that one table serves every day: the column that holds it. */
export function rosterColumn(ref: FactRef): Column {
  const days = columnOf({ ...ref, type: { kind: 'date' } })
  if (days === undefined) throw new Error('a date has a column')
  return days
}

/** Who is a member on a day. Known not to be one is an answer. */
export function membersOn({ values, states }: Cells, asOf: number, room: Room | undefined): Cells {
  const { values: members, states: told } = emptyCells({ store: 'u8' }, states.length, room)
  for (let row = 0; row < states.length; row++) {
    const state = states[row] ?? 0
    members[row] = Number(state === TOLD && (values[row] ?? 0) <= asOf)
    told[row] = state === NOTHING_THERE ? TOLD : state
  }
  return { values: members, states: told }
}
