import { assess, type Assessment } from '../assess/index.ts'
import type { City } from '../city/index.ts'
import { cellOf, type Cell } from './cell.ts'
import { DEFER, type ScreenPlan } from './plan.ts'
import type { Screened } from './screen.ts'

/** Rows that columns leave to the closure, unit by unit. */
export interface Waiting {
  /** What the closure has said so far, by instrument and row. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<number, Cell>>
  /** Units that are left. */
  readonly units: () => number
  /** Does one of them. */
  readonly next: () => void
}

/** One assessment for each unit that has rows which columns leave to it, of the instruments that it has them for. Which rows those are is read at once. */
export function waitingIn({ program, options: { asOf, readings = {} } }: ScreenPlan, city: City, screened: readonly Screened[]): Waiting {
  const wanted = deferred(screened)
  const queue = [...wanted.keys()]
  const cells = new Map(screened.map(one => [one.instrument, new Map<number, Cell>()]))
  const units = new Map(screened.map(one => [one.instrument, one.frame.unit]))
  const places = new Map<Int32Array, Int32Array>()
  const placeOf = (unit: Int32Array): Int32Array => { const known = places.get(unit) ?? placesIn(unit); places.set(unit, known); return known }
  return {
    cells, units: () => queue.length,
    next() {
      const unit = queue.pop()
      const instruments = unit === undefined ? undefined : wanted.get(unit)
      if (unit === undefined || instruments === undefined) return
      const some = Object.keys(readings).length === 0 ? { instruments: [...instruments.keys()] } : {}
      const { assessments } = assess(program, city.dossier(unit), { asOf, readings, ...some })
      for (const [instrument, rows] of instruments) {
        const answers = inRows(assessments.filter(one => one.instrument === instrument))
        const place = placeOf(units.get(instrument) ?? NO_ROWS)
        for (const row of rows) {
          const answer = answers[place[row] ?? -1]
          if (answer === undefined) throw new RangeError(`${instrument}: no assessment for row ${row}`)
          cells.get(instrument)?.set(row, cellOf(answer))
        }
      }
    },
  }
}

/** By unit and instrument the rows. */
function deferred(screened: readonly Screened[]): ReadonlyMap<number, ReadonlyMap<string, readonly number[]>> {
  const wanted = new Map<number, Map<string, number[]>>()
  screened.forEach(({ instrument, frame, kernel }) => {
    const status = kernel?.results.bytes.get('status')
    for (let row = 0; row < frame.table.count; row++) {
      if (status !== undefined && ((status[row] ?? 0) & DEFER) === 0) continue
      const unit = frame.unit[row] ?? -1
      const ofUnit = wanted.get(unit) ?? new Map<string, number[]>()
      wanted.set(unit, ofUnit)
      const rows = ofUnit.get(instrument)
      if (rows === undefined) ofUnit.set(instrument, [row])
      else rows.push(row)
    }
  })
  return wanted
}

/** As rows stand in a table: what was told of, then those of whom it was not told; owners known to have none have no row. */
function inRows(assessments: readonly Assessment[]): readonly Assessment[] {
  const rows = assessments.filter(({ instrument, subject, conditions }) => subject.id !== '' || conditions[0]?.id !== `${instrument}/for`)
  return [...rows.filter(one => one.subject.id !== ''), ...rows.filter(one => one.subject.id === '')]
}

/** Each row's place among the rows of its unit. */
function placesIn(unit: Int32Array): Int32Array {
  const seen = new Int32Array(1 + unit.reduce((a, b) => Math.max(a, b), -1))
  return unit.map(one => { const place = seen[one] ?? 0; seen[one] = place + 1; return place })
}
const NO_ROWS = new Int32Array(0)
