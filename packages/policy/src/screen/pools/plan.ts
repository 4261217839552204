import { walk, type FactRef } from '@lizhu/feel'
import { Builder, Figures, Refusal, refuse, type Plan, type Reg } from '@lizhu/feel/kernel'
import { prepare } from '../../assess/index.ts'
import type { Allocate, Instrument } from '../../program.ts'
import { chosen, lowered, outsideOf, Waits, type Making, type Prepared, type ScreenOptions } from '../outside.ts'
import type { Refused, ScreenPlan } from '../plan.ts'

/** Bits of a row's `state`: its place is not known; known none, after all others; the pool is not known; a figure that columns do not hold. */
export const STATE = { unplaced: 1, last: 2, unsized: 4, beyond: 8 } as const

/** A pool, ready to be divided over columns: plain data. */
export interface PoolPlan {
  readonly instrument: string
  readonly kind: string
  readonly words: Allocate['words']
  readonly whenShort: Allocate['whenShort']
  /** Places: each takes one, and its amount whole. */
  readonly holds: 'money' | 'places'
  /** Equals in order are put before a person; without an order there are none. */
  readonly ordered: boolean
  /** Writes of each row `order`, `pool` (the same in every row), `state` and `missing`. */
  readonly plan: Plan
  /** What each bit of `missing` stands for. */
  readonly facts: readonly { readonly ref: FactRef; readonly at: number | undefined }[]
}
export interface PoolsPlan { readonly pools: readonly PoolPlan[]; /** The closure divides these (`allot`). */ readonly refused: readonly Refused[] }

/** The pools of the instruments wanted, each by its own rule or a general one. */
export function planPools({ program, options, wanted }: ScreenPlan): PoolsPlan {
  const prepared = prepare(program)
  const pools: PoolPlan[] = []
  const refused: Refused[] = []
  for (const instrument of program.instruments) {
    const node = instrument.allocate ?? prepared.generalsOf(instrument.id).find(one => one.allocate !== undefined)?.allocate
    if (node === undefined || !wanted.has(instrument.id)) continue
    try { pools.push(planOne(prepared, options, instrument, chosen(options, node).node)) } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem
      refused.push({ instrument: instrument.id, kind: instrument.for, code: problem.code, params: problem.params })
    }
  }
  return { pools, refused }
}

function planOne(prepared: Prepared, options: ScreenOptions, { id, for: kind }: Instrument, { words, pool, order, whenShort, every }: Allocate): PoolPlan {
  // Days of their own lie in several periods, each with a pool to itself; the as-of date lies in one.
  if (every !== undefined && order?.type.kind === 'date' && [...walk(order)].some(node => node.op === 'fact')) return refuse('pool-every', { every })
  const builder = new Builder()
  const making: Making = { builder, figures: new Figures(builder), prepared, options, outside: outsideOf(prepared, options) }
  const waits = new Waits(builder)
  const unsized = sizeOf(making, pool, waits)
  const place = order === undefined ? undefined : placeOf(making, order, waits)
  const facts = [...waits.facts.values()]
  builder.bits('missing', facts.map(({ where }) => where))
  builder.output({ name: 'state', kind: 'byte', parts: [{ mask: place?.unplaced ?? builder.no, bits: STATE.unplaced }, { mask: place?.last ?? builder.no, bits: STATE.last }, { mask: unsized, bits: STATE.unsized }, { mask: making.figures.beyond, bits: STATE.beyond }] })
  return { instrument: id, kind, words, whenShort, holds: pool.type.kind === 'number' ? 'places' : 'money', ordered: order !== undefined, plan: builder.plan(), facts: facts.map(({ ref, at }) => ({ ref, at })) }
}

/** Known none is a pool of nothing, and so is one that was overspent. */
function sizeOf(making: Making, pool: Allocate['pool'], waits: Waits): Reg {
  const { builder, figures } = making
  const value = lowered(pool, making)
  if (value.kind !== 'figure') return refuse('pool-not-figure')
  value.waits(builder.yes, waits)
  const nothing = figures.constant({ n: 0n, d: 1n })
  const size = figures.floor(figures.extreme('max', nothing, figures.select(value.none, nothing, value.figure)))
  builder.output({ name: 'pool', kind: 'figure', from: figures.held(size, 1n)?.reg ?? refuse('pool-not-figure') })
  // Nothing but the pool has been asked for yet.
  if (builder.plan().columns.some(column => column.ref.owner !== 'area')) refuse('pool-of-row')
  return value.unknown
}

/** In one unit for all rows, so that equals are equal. */
function placeOf(making: Making, order: NonNullable<Allocate['order']>, waits: Waits) {
  const { builder, figures } = making
  const value = lowered(order, making)
  if (value.kind !== 'figure') return refuse('place-not-figure')
  value.waits(builder.yes, waits)
  builder.output({ name: 'order', kind: 'figure', from: figures.held(value.figure, value.figure.d)?.reg ?? refuse('place-broken') })
  return { unplaced: value.unknown, last: value.none }
}
