import { bytesOf, ownBytes, padded, type Arena, type Column, type Kernel, type Plan, type Results } from '@lizhu/feel/kernel'
import type { City, Frame } from '../city/index.ts'
import type { Cell } from './cell.ts'
import { LINES } from './lines.ts'
import type { InstrumentPlan, ScreenPlan } from './plan.ts'
import { screening } from './screening.ts'

/** One instrument over all rows of its kind. */
export interface Screened {
  readonly instrument: string
  readonly frame: Frame
  /** Absent: the closure did every row. */
  readonly kernel?: { readonly plan: InstrumentPlan; readonly results: Results }
  /** Rows that the closure did. */
  readonly closures: ReadonlyMap<number, Cell>
}

/** How kernels are made, and the arena in which all that they read and write lies. */
export interface Means {
  readonly kernel?: (plan: Plan) => Kernel
  readonly arena?: Arena
  /** Rows that the closure must do stay marked (DEFER), for a caller who reads their units anew. */
  readonly leave?: boolean
}

/** Bytes of an arena in which a plan runs over a city, results included. */
export function arenaBytes({ kernels }: ScreenPlan, city: City): number {
  const count = (kind: string): number => padded(city.tables.get(kind)?.count ?? 0) + ALIGNED
  const perRow = (columns: readonly Column[]): number => columns.reduce((sum, { store }) => sum + bytesOf(store) + 1, 0)
  const columns = new Map(kernels.flatMap(({ kind, plan, lines }) => [...plan.columns.map(column => [`${kind} ${column.key}`, { kind, column }] as const), ...(lines?.plan.columns ?? []).map(column => [`${lines?.kind ?? ''} ${column.key}`, { kind: lines?.kind ?? '', column }] as const)]))
  const read = [...columns.values()].reduce((sum, { kind, column }) => sum + count(kind) * perRow([column]), 0)
  // A membership or an owner's fact is made of another column, which lies there too.
  const owners = [...new Map(kernels.flatMap(({ plan }) => plan.columns.map(column => [column.key, column] as const))).values()].reduce((sum, column) => sum + (city.tables.has(column.ref.owner) || column.ref.owner === 'roster' ? Math.max(0, ...[...city.tables.values()].filter(table => table.cells.has(column.key)).map(table => count(table.kind))) * perRow([column]) : 0), 0)
  const made = kernels.reduce((sum, { kind, plan, lines }) => sum + count(kind) * written(plan) + (lines === undefined ? 0 : count(lines.kind) * written(lines.plan)), 0)
  return read + owners + made + Math.max(0, ...kernels.flatMap(({ plan, lines }) => [ownBytes(plan), ...(lines === undefined ? [] : [ownBytes(lines.plan)])])) + SPARE
}
const written = ({ outputs }: Plan): number => outputs.reduce((sum, { kind }) => sum + (kind === 'figure' ? 8 : 1), 0)
/** Every array begins at a multiple of 16. */
const ALIGNED = 32
const SPARE = 1 << 20

/** All that a plan reads of a city. */
export function columnsOf({ kernels, stages }: ScreenPlan): Column[] {
  const grains = stages.flatMap(stage => [...stage.grains.values()].flatMap(grain => ('fact' in grain ? [grain.fact] : [])))
  const read = kernels.flatMap(({ plan, lines }) => [...plan.columns.filter(isTold), ...lines?.plan.columns ?? []])
  return [...new Map([...read, ...grains].map(column => [column.key, column])).values()]
}

/** What lines are summed into is worked out, not told. */
export const isTold = ({ ref }: Column): boolean => ref.owner !== LINES

/** Every instrument for every subject of a city: in columns where that can be, else by `assess`; the answer is the same. */
export function screen(plan: ScreenPlan, city: City, means: Means = {}): readonly Screened[] { return screening(plan, city, means).run() }
