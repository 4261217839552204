import { calendar } from '@lizhu/feel'
import { TOLD, type Cells, type Column } from '@lizhu/feel/kernel'
import type { Equation } from './equations.ts'
import { draw, share } from './hash.ts'

/** Where a column's rules turn: in its own cells, out of other facts of the same row. */
export interface Edge {
  readonly constant: number
  readonly terms: readonly { readonly cells: Cells; readonly rows: Int32Array | undefined; readonly by: number }[]
  /** The sum, so many months on. */
  readonly months: number
}

/** Another column as seen from the rows that are being filled; `rows`: where it is an owner's. Undefined: not filled yet, or out of reach. */
export type Seen = (key: string) => { readonly column: Column; readonly cells: Cells; readonly rows: Int32Array | undefined; /** One row for all. */ readonly alone: boolean } | undefined

/** Of those equations that a column is the last of. */
export function edgesOf({ key, scale }: Column, equations: readonly Equation[], seen: Seen): Edge[] {
  return equations.flatMap(({ terms, constant, months }): Edge[] => {
    const own = terms.get(key)
    if (own === undefined || (months !== 0 && (terms.size > 2 || (own.n !== own.d && own.n !== -own.d)))) return []
    const factor = Number(own.n) / Number(own.d)
    let sum = -(Number(constant.n) / Number(constant.d) / factor) * Number(scale)
    const others: Edge['terms'][number][] = []
    for (const [other, by] of terms) {
      if (other === key) continue
      const found = seen(other)
      if (found === undefined || (found.alone && found.cells.states[0] !== TOLD)) return []
      const times = -(Number(by.n) / Number(by.d) / factor) * (Number(scale) / Number(found.column.scale))
      if (found.alone) sum += times * (found.cells.values[0] ?? 0)
      else others.push({ cells: found.cells, rows: found.rows, by: times })
    }
    return [{ constant: sum, terms: others, months: -Math.sign(factor) * months }]
  })
}

/** How a column's figures lie about: cells. */
export interface Measure {
  /** The least that two figures differ by where a rule turns between them. */
  readonly step: number
  /** What other figures are whole multiples of. */
  readonly grain: number
  readonly least: number
  readonly most: number
  readonly dates: boolean
}

/** A figure on an edge, a step to either side of it, or somewhere near; NaN where another fact that it hangs on was not told. */
export function figureAt({ constant, terms, months }: Edge, row: number, drawn: number, { step, grain, dates }: Measure): number {
  let sum = constant
  for (const { cells, rows, by } of terms) {
    const at = rows === undefined ? row : rows[row] ?? -1
    if (at < 0 || cells.states[at] !== TOLD) return Number.NaN
    sum += by * (cells.values[at] ?? 0)
  }
  const edge = Math.round(months === 0 ? sum : calendar.addMonths(Math.round(sum), months) ?? sum)
  const place = drawn & 7
  if (place < BESIDE) return edge + ((place % 3) - 1) * step
  const near = 2 * share(draw(drawn, 1)) - 1
  return dates ? edge + Math.round(NEAR_DAYS * near) : Math.round((edge * Math.exp(near)) / grain) * grain
}
const BESIDE = 6
const NEAR_DAYS = 120

/** What a fact usually comes to as its edges show it: their middle, where there is any above nothing. */
export function middleOf(edges: readonly Edge[]): number | undefined {
  const above = edges.filter(({ terms, constant }) => terms.length === 0 && constant > 0).map(one => Math.log(one.constant))
  return above.length === 0 ? undefined : Math.exp(above.reduce((a, b) => a + b, 0) / above.length)
}

export const measureOf = ({ ref: { type }, least, most }: Column, step: number, grain: number): Measure => ({ step, grain, least: Number(least), most: Number(most), dates: type.kind === 'date' })
