import type { FactRef } from '@lizhu/feel'
import { NOTHING_THERE, TOLD, columnOf, type Cells, type Column } from '@lizhu/feel/kernel'

/** A membership is kept as the day since when, so that one table serves every day: the column that holds it. */
export function rosterColumn(ref: FactRef): Column {
  const days = columnOf({ ...ref, type: { kind: 'date' } })
  if (days === undefined) throw new Error('a date has a column')
  return days
}

/** Who is a member on a day. Known not to be one is an answer. */
export function membersOn({ values, states }: Cells, asOf: number, make: (bytes: number) => ArrayBufferLike): Cells {
  const members = new Uint8Array(make(states.length))
  const told = new Uint8Array(make(states.length))
  for (let row = 0; row < states.length; row++) {
    const state = states[row] ?? 0
    members[row] = Number(state === TOLD && (values[row] ?? 0) <= asOf)
    told[row] = state === NOTHING_THERE ? TOLD : state
  }
  return { values: members, states: told }
}
