import { setImmediate } from 'node:timers/promises'
import { identifier } from '@lizhu/feel/sql'
import { assess, type Assessment, type Program } from '@lizhu/policy'
import { cellOf, type ScreenPlan } from '@lizhu/policy/screen'
import { UNIT, type Shape } from '@lizhu/policy/tables'
import { readCity } from '../city/read.ts'
import type { Database } from '../database/database.ts'
import type { Outcomes } from './outcomes.ts'

/** Units whose rows columns leave to the closure, with the instruments for which they do. */
export type Left = Map<number, Set<string>>
export function leave(left: Left, unit: number, instrument: string): void {
  const known = left.get(unit)
  if (known === undefined) left.set(unit, new Set([instrument]))
  else known.add(instrument)
}

/** Of instruments that columns cannot do at all, every unit. */
export async function leaveAll(left: Left, { program, refused, wanted }: ScreenPlan, database: Database, shape: Shape): Promise<void> {
  for (const { instrument, kind } of refused) {
    const party = partyOf(program.kinds, kind)
    if (!wanted.has(instrument) || !shape.columns.has(party)) continue
    for await (const chunk of database.rows(`SELECT DISTINCT ${identifier(UNIT)} AS unit FROM ${shape.table(party)}`, new Map([['unit', 'number']]))) for (const unit of chunk.numbers('unit')) leave(left, unit, instrument)
  }
}
function partyOf(kinds: Program['kinds'], kind: string): string {
  const owner = kinds.find(one => one.name === kind)?.of[0]
  return owner === undefined ? kind : partyOf(kinds, owner)
}

/** Units are read so many at a time: most of the work of reading a few is that of asking. */
const UNITS = 16_384
/** Units that are done before whoever wants it ended is heard. */
const AT_ONCE = 50

/** How many units are done, of how many. */
export type OnUnits = (done: number, all: number) => void

/** What the closure says of them: of such a unit and instrument every row, since rows of a unit bear on each other. */
export async function* byClosure({ program, options: { asOf, readings = {} } }: ScreenPlan, left: Left, database: Database, shape: Shape, onUnits?: OnUnits): AsyncIterable<Outcomes> {
  const units = [...left.keys()].sort((a, b) => a - b)
  for (let from = 0; from < units.length; from += UNITS) {
    const city = await readCity(program, database, shape, { units: units.slice(from, from + UNITS) })
    const found = new Map<string, Assessment[]>()
    for (const [local, unit] of city.numbers.entries()) {
      const wanted = left.get(unit) ?? new Set()
      const only = Object.keys(readings).length === 0 ? { instruments: [...wanted] } : {}
      for (const one of assess(program, city.dossier(local), { asOf, readings, ...only }).assessments) {
        // An owner known to have no such claim is no row.
        if (!wanted.has(one.instrument) || (one.subject.id === '' && one.conditions[0]?.id === `${one.instrument}/for`)) continue
        const known = found.get(one.instrument)
        if (known === undefined) found.set(one.instrument, [one])
        else known.push(one)
      }
      if (local % AT_ONCE === 0) { onUnits?.(from + local, units.length); await setImmediate() }
    }
    for (const [instrument, all] of found) yield { instrument, count: all.length, party: row => at(all, row).subject.party, subject: row => at(all, row).subject.id, cell: row => cellOf(at(all, row)) }
    onUnits?.(Math.min(units.length, from + UNITS), units.length)
  }
}
function at<T>(all: readonly T[], row: number): T {
  const one = all[row]
  if (one === undefined) throw new RangeError(`no row ${row}`)
  return one
}
