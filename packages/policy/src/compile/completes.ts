import type { Allocate, Condition, Instrument, Part, Pay, Setting, TableRow, Words } from '../program.ts'
import { tableRow } from '../grammar/amount.ts'
import type { Raw } from '../grammar/blocks.ts'
import { compileRow } from './amount.ts'
import { allocate, parts, pay } from './around.ts'
import { conditions } from './condition.ts'
import { expression, within, wordsOf, type Context } from './context.ts'
import { readable } from './reading.ts'
import type { Tree } from '@lizhu/feel'

/** What a completing pack adds to one instrument: a value for a setting, conditions, a schedule, an order of allocation. */
export interface Completion {
  readonly instrument: string
  readonly words: Words
  readonly set?: { readonly setting: string; readonly value: Tree | readonly TableRow[] | readonly Part[] }
  readonly when: readonly Condition[]
  readonly pay?: Pay
  readonly allocate?: Allocate
}

/** Compiles a `completes` block, in the scope of the instrument that it completes. */
export function completion(raw: Raw<'completes'>, outer: Context): Completion {
  const context = within(raw.words, outer)
  const rows = raw.table?.map((row, index) => readable(row, tableRow, `table/${index + 1}`, context, one => compileRow(one, context)))
  const schedule = raw.parts ?? (Array.isArray(raw.pay) ? raw.pay : undefined)
  const single = raw.give ?? raw['up to']
  const value = single ? expression(single, context) : rows ?? (schedule && parts(schedule, context))
  if (raw.set && value === undefined) context.report('set-gives-nothing', raw.set.span, { setting: raw.set.text })
  if (!raw.set && (single || rows)) context.report('completes-without-set', (single ?? raw.instrument).span)
  return {
    instrument: raw.instrument.text, words: wordsOf(raw.words, outer), when: conditions(raw.when, 'when', context),
    ...(raw.set && value !== undefined ? { set: { setting: raw.set.text, value } } : {}),
    ...(raw.pay && !Array.isArray(raw.pay) ? { pay: pay(raw.pay, context) } : {}), ...(raw.allocate ? { allocate: allocate(raw.allocate, context) } : {}),
  }
}

/** The instruments and settings with what the completing pack adds; conditions it adds hold from its own day on. */
export function applyCompletion(added: Completion, pack: { readonly id: string; readonly inForce: number }, instruments: readonly Instrument[], settings: readonly Setting[]): { instruments: Instrument[]; settings: Setting[] } {
  return {
    instruments: instruments.map(one => one.id !== added.instrument ? one : {
      ...one, when: [...one.when, ...added.when.map(condition => since(condition, pack.inForce))],
      pay: added.pay ?? one.pay, allocate: added.allocate ?? one.allocate,
    }),
    settings: settings.map(one => one.id !== added.set?.setting ? one : { ...one, set: { from: pack.inForce, pack: pack.id, words: added.words, value: added.set.value } }),
  }
}
function since(condition: Condition, from: number): Condition {
  if ('any' in condition) return { any: condition.any.map(one => since(one, from)) }
  if ('all' in condition) return { all: condition.all.map(one => since(one, from)) }
  return { ...condition, since: from }
}
