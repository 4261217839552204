import { javascript, emptyResults, type Results } from '@lizhu/feel/kernel'
import { rational } from '@lizhu/feel'
import { framing, type City, type Frame } from '../../city/index.ts'
import { statusIn, DEFER, type ScreenPlan } from '../plan.ts'
import { missingIn } from '../cell.ts'
import type { Means, Screened } from '../screen.ts'
import { divide, dividePlaces, type Division } from './divide.ts'
import { STATE, type PoolPlan } from './plan.ts'

/** A pool divided among the exact awards of one instrument. */
export interface Pooled extends Division {
  readonly instrument: string
  readonly words: PoolPlan['words']
  /** fen, or places. */
  readonly pool: number
  /** Rows of the frame, in the order given; the arrays beside go with them. */
  readonly rows: Int32Array
  readonly asked: Float64Array
}
/** Why it could not be divided (as `NotAllotted`): facts that were not told, each with its number of rows; rows whose amount is not exact. `beyond`: rows that columns cannot say, for which `allot` is to be asked. */
export interface NotPooled { readonly instrument: string; readonly missing: readonly { readonly name: string; readonly rows: number }[]; readonly open: Some; readonly beyond: Some }
/** How many, and the first few. */
export interface Some { readonly count: number; readonly first: readonly string[] }

/** Divides a pool over the settled amounts of its instrument: what `allot` says, for a whole city. */
export function allocateColumns(plan: ScreenPlan, pool: PoolPlan, screened: Screened, city: City, { kernel: make = javascript }: Pick<Means, 'kernel'> = {}): Pooled | NotPooled {
  const { instrument, words, whenShort, holds } = pool
  const frames = framing(plan.program, city, plan.options.asOf)
  const frame = frames.frame(pool.kind, pool.plan.columns)
  const results = emptyResults(pool.plan.outputs, frame.table.count)
  if (frame.table.count > 0) make(pool.plan).run(frame.rows, results)
  const state = results.bytes.get('state') ?? NO_BYTES
  for (const column of pool.plan.columns) for (const row of frames.misfits(pool.kind, column)) state[row] = (state[row] ?? 0) | STATE.beyond
  const { rows, asked, open, beyond } = applicants(screened)
  const size = sizeOf(frame, results)
  for (const row of rows) if (((state[row] ?? 0) & STATE.beyond) !== 0) beyond.push(row)
  if (size === undefined || open.length > 0 || beyond.length > 0 || rows.some(row => ((state[row] ?? 0) & STATE.unplaced) !== 0)) {
    return { instrument, missing: missing(plan, pool, size === undefined && rows.length === 0 ? FIRST : rows, results, frame.table.count), open: some(frame, open), beyond: some(frame, beyond) }
  }
  const applications = { amounts: asked, ...(pool.ordered ? { order: orderOf(rows, results, state) } : {}) }
  return { instrument, words, pool: size, rows, asked, ...(holds === 'places' ? dividePlaces(size, applications, whenShort) : divide(size, applications, whenShort)) }
}
const NO_BYTES = new Uint8Array(0)
const FIRST = Int32Array.of(0)

function orderOf(rows: Int32Array, { figures }: Results, state: Uint8Array): Float64Array {
  const order = figures.get('order')
  return Float64Array.from(rows, row => (((state[row] ?? 0) & STATE.last) !== 0 ? Infinity : order?.[row] ?? 0))
}

/** One for the whole city; undefined: not known, nobody is there to ask, or units have areas of their own that differ in it. */
function sizeOf({ table: { count } }: Frame, { figures, bytes }: Results): number | undefined {
  const [pool, state] = [figures.get('pool'), bytes.get('state')]
  const first = pool?.[0]
  for (let row = 0; row < count; row++) if (pool?.[row] !== first || ((state?.[row] ?? 0) & (STATE.unsized | STATE.beyond)) === STATE.unsized) return undefined
  return count === 0 ? undefined : first
}

/** Everybody who is not ruled out: those with an exact amount apply; the others are open. */
function applicants({ frame: { table: { count } }, kernel, closures }: Screened) {
  const [rows, asked] = [new Int32Array(count), new Float64Array(count)]
  const open: number[] = []
  const beyond: number[] = []
  const [status, amounts] = [kernel?.results.bytes.get('status'), kernel?.results.figures.get('amount')]
  const how = kernel?.plan.how
  const scale = Number(kernel?.plan.scale ?? 1n)
  let met = 0
  const apply = (row: number, amount: number): void => { rows[met] = row; asked[met++] = amount }
  for (let row = 0; row < count; row++) {
    const byte = status?.[row] ?? DEFER
    const cell = closures.size === 0 ? undefined : closures.get(row)
    if (cell === undefined && (byte & DEFER) !== 0) { beyond.push(row); continue }
    const said = cell?.status ?? statusIn(byte)
    if (said === 'ineligible' || said === 'outside') continue
    const amount = amounts?.[row] ?? 0
    if (cell !== undefined) { if (said === 'eligible' && cell.how === 'exact' && cell.amount !== undefined) apply(row, Number(rational.floor(cell.amount))); else open.push(row) }
    else if (said === 'eligible' && (how === 'exact' || (how === 'between' && amount === 0))) apply(row, (amount - amount % scale) / scale)
    else open.push(row)
  }
  return { rows: rows.subarray(0, met), asked: asked.slice(0, met), open, beyond }
}

const SHOWN = 10
const some = ({ table: { ids } }: Frame, rows: readonly number[]): Some => ({ count: rows.length, first: rows.slice(0, SHOWN).map(row => ids[row] ?? '') })

function missing({ program }: ScreenPlan, { facts, kind }: PoolPlan, rows: Int32Array, { bytes }: Results, count: number): NotPooled['missing'] {
  const names = facts.map((_, bit) => missingIn(program, { facts, kind }, undefined, bit))
  const found = new Map<string, number>()
  facts.forEach((_, bit) => {
    const byte = bytes.get(`missing ${bit >> 3}`)
    const told = rows.reduce((sum, row) => sum + (row < count && ((byte?.[row] ?? 0) & (1 << (bit & 7))) !== 0 ? 1 : 0), 0)
    const name = names[bit] ?? ''
    if (told > 0) found.set(name, (found.get(name) ?? 0) + told)
  })
  return [...found].map(([name, number]) => ({ name, rows: number }))
}
