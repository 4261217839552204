import { quantity } from '@lizhu/feel'
import type { Cells, Column } from '@lizhu/feel/kernel'
import type { Fact } from '../program.ts'
import type { Crowd } from './crowd.ts'
import { figureAt, measureOf, middleOf, type Edge, type Measure } from './edges.ts'
import { bell, draw, saltOf, share } from './hash.ts'
import { tell, type Telling } from './tell.ts'

/** Share of figures that are put where a rule turns; of figures of periods, of which one owner has many. */
export const ON_EDGE = 0.25
const ON_EDGE_YEARLY = 0.12

/** How a fact's figures lie about: they follow the owner's size, and grow from period to period. */
interface Spread { readonly middle: number; readonly bySize: number; readonly own: number; readonly growth: number; readonly shock: number }

/** Money, counts, rates and durations in each of a fact's periods; `edges` of a column, once those before it are filled. */
export function figures(fact: Fact, columns: readonly Column[], crowd: Crowd, telling: Telling, none: number, edges: (column: Column) => readonly Edge[], fill: (column: Column, cells: Cells) => void): void {
  const level = new Float64Array(crowd.told)
  columns.forEach((column, period) => {
    const turning = edges(column)
    const measure = measureFor(fact, column)
    const spread = spreadOf(fact, column, crowd, turning)
    const onEdge = turning.length === 0 ? 0 : fact.every === undefined ? ON_EDGE : ON_EDGE_YEARLY
    if (period === 0) start(level, spread, columns.length - 1, crowd, telling, fact)
    else grow(level, spread, crowd, telling, column)
    fill(column, tell(column, crowd, telling, none, (row, drawn) => {
      const usual = Math.round(Math.exp(level[row] ?? 0) / measure.grain) * measure.grain
      const on = share(drawn) < onEdge ? nearer(turning, row, drawn, measure, usual) : Number.NaN
      return within(measure, Number.isNaN(on) ? usual : on)
    }))
  })
}

/** Of two edges the one that suits the owner better. */
function nearer(edges: readonly Edge[], row: number, drawn: number, measure: Measure, usual: number): number {
  const [a, b] = [edgeFigure(edges, row, draw(drawn, 2), measure), edgeFigure(edges, row, draw(drawn, 7), measure)]
  return Number.isNaN(a) || Math.abs(b - usual) < Math.abs(a - usual) ? b : a
}
/** On one of the edges. */
export const edgeFigure = (edges: readonly Edge[], row: number, drawn: number, measure: Measure): number => { const edge = edges[drawn % edges.length]; return edge === undefined ? Number.NaN : figureAt(edge, row, draw(drawn, 3), measure) }
export const within = ({ least, most }: Measure, figure: number): number => Math.min(most, Math.max(least, figure))

function start(level: Float64Array, { middle, bySize, own, growth }: Spread, periods: number, { place, size }: Crowd, { seed }: Telling, { owner, name }: Fact): void {
  const salt = saltOf(seed, owner, name, 'level')
  for (let row = 0; row < level.length; row++) level[row] = Math.log(middle) - growth * periods + bySize * (size[row] ?? 0) + own * bell(draw(salt, place[row] ?? 0))
}
/** A good year is good for all figures of one owner. */
function grow(level: Float64Array, { growth, shock }: Spread, { kind, place }: Crowd, { seed }: Telling, { key, at }: Column): void {
  const [common, salt] = [saltOf(seed, kind.name, String(at), 'growth'), saltOf(seed, key, 'growth')]
  for (let row = 0; row < level.length; row++) level[row] = (level[row] ?? 0) + growth + shock * (0.9 * bell(draw(common, place[row] ?? 0)) + 0.4 * bell(draw(salt, place[row] ?? 0)))
}

function spreadOf(fact: Fact, column: Column, { kind }: Crowd, edges: readonly Edge[]): Spread {
  const example = exampleOf(fact, column)
  const { type } = fact
  const sized = type.kind === 'money' || (type.kind === 'number' && type.unit !== undefined)
  // An example is of one that the policy means: most parties are smaller.
  const middle = (example ?? middleOf(edges) ?? USUAL[type.kind] ?? 1) * (example !== undefined && sized && kind.party ? 0.4 : 1)
  const perYear = fact.every === 'quarter' ? 4 : fact.every === 'month' ? 12 : 1
  if (kind.of.length === 0 && !kind.party) return { middle, bySize: 0, own: 0, growth: type.kind === 'money' ? GROWTH / perYear : 0, shock: 0.02 / perYear }
  if (type.kind === 'rate' || type.kind === 'points') return { middle, bySize: 0, own: 0.25, growth: 0, shock: 0.1 / perYear }
  return { middle, bySize: sized ? (kind.party ? 1.2 : 0.9) : 0, own: sized ? 0.3 : 0.5, growth: GROWTH / perYear, shock: 0.17 / Math.sqrt(perYear) }
}
const GROWTH = 0.06
/** Cells: ten million yuan, a hundred, 5 %, a year of months. */
const USUAL: Readonly<Partial<Record<Fact['type']['kind'], number>>> = { money: 1e9, number: 100, rate: 50_000, points: 20_000, duration: 12 }

/** Cells. */
function exampleOf({ example, type }: Fact, { scale }: Column): number | undefined {
  const found = example === undefined ? undefined : quantity(example)
  if (found === undefined || (found.type.kind !== type.kind && type.kind !== 'points')) return undefined
  const { value } = found
  if (typeof value === 'number') return value > 0 ? value : undefined
  return typeof value === 'object' && 'n' in value && value.n > 0n ? Math.max(1, (Number(value.n) / Number(value.d)) * Number(scale)) : undefined
}

/** Money in hundredths of the unit in which it is shown, and to the fen where a rule turns; a rate in hundredths of a per cent; what is counted whole, unless the example is not. */
function measureFor(fact: Fact, column: Column): Measure {
  const { type, shown } = fact
  const scale = Number(column.scale)
  switch (type.kind) {
    case 'money': { const unit = shown === undefined ? undefined : quantity(`1${shown}`)?.value; return measureOf(column, 1, typeof unit === 'object' && 'n' in unit ? Math.max(1, Number(unit.n) / 100) : 100) }
    case 'rate': case 'points': return measureOf(column, 100, 100)
    case 'number': { const whole = (exampleOf(fact, column) ?? 0) % scale === 0; return measureOf(column, whole ? scale : 1, whole ? scale : Math.max(1, scale / 100)) }
    case 'boolean': case 'text': case 'date': case 'duration': case 'period': case 'list': return measureOf(column, 1, 1)
  }
}
