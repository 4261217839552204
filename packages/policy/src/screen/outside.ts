import { Refusal, refuse, type Builder, type Figure, type Figures, type Lowered, type Outside, type Reg, type Sink } from '@lizhu/feel/kernel'
import { columnKey, lower } from '@lizhu/feel/kernel'
import { calendar, type FactRef, type Tree } from '@lizhu/feel'
import { alternativeOf } from '../alternative.ts'
import type { prepare } from '../assess/index.ts'
import type { Read, Reading } from '../program.ts'

type Prepared = ReturnType<typeof prepare>

export interface ScreenOptions {
  /** Day number of the assessment. */
  readonly asOf: number
  /** As in `assess`: reading id → the alternative chosen, or the node as it is written. */
  readonly readings?: Readonly<Record<string, number | 'as read'>>
  /** Only these. */
  readonly instruments?: readonly string[]
  /** Of every row that may yet be granted something, what that is at most; else only of rows that can meet others. */
  readonly bounds?: boolean
}

/** What one instrument's columns are made in. */
export interface Making {
  readonly builder: Builder
  readonly figures: Figures
  readonly prepared: Prepared
  readonly options: ScreenOptions
  readonly outside: Outside
  /** Under `sum`, the number of the line. */
  readonly line?: Figure
}

export function outsideOf(prepared: Prepared, { asOf, readings = {} }: ScreenOptions): Outside {
  return {
    today: asOf,
    setting(name) {
      const alternative = alternativeOf(name)
      if (alternative !== undefined) return { value: readings[alternative.reading] === alternative.index }
      const set = prepared.setting(name)?.set
      if (set === undefined || set.from > asOf) return 'open'
      if ('op' in set.value) return { tree: set.value }
      // A schedule has no value.
      return { rows: set.value.flatMap(row => ('given' in row ? [{ test: row.test, value: row.given.how === 'between' ? undefined : row.given.value }] : [])) }
    },
    years: [calendar.yearOf(asOf) - YEARS_BACK, calendar.yearOf(asOf) + 1],
    refuses: ({ owner }) => (owner === 'award' ? 'award-fact' : undefined),
  }
}

/** For how many years back a figure is looked up where each row names its own. */
const YEARS_BACK = 10

export function lowered(tree: Tree, { builder, figures, outside, line }: Making): Lowered {
  return lower(tree, { builder, figures, outside, month: calendar.monthOf(outside.today), ...(line === undefined ? {} : { line }) })
}

/** The node as it is read in this run; `unread` when nobody has read it yet. */
export function chosen<T extends object>({ readings = {} }: ScreenOptions, node: Read<T>): { readonly node: T; readonly unread: boolean } {
  const reading: Reading | undefined = node.reading
  if (reading === undefined) return { node, unread: false }
  const choice = readings[reading.id]
  if (choice === 'as read') return { node, unread: false }
  const alternative = choice === undefined ? undefined : node.or?.[choice]
  return alternative === undefined ? { node, unread: reading.readAs === null } : { node: alternative.node, unread: false }
}
/** A part of an amount that nobody has read gives bounds, which only the closure has. */
export function certain<T extends object>(options: ScreenOptions, node: Read<T>): T {
  const { node: read, unread } = chosen(options, node)
  return unread ? refuse('unread') : read
}

/** The facts, each with the rows in which it is missing, and the rows in which a setting is wanting. */
export class Waits implements Sink {
  readonly facts = new Map<string, { readonly ref: FactRef; readonly at: number | undefined; where: Reg }>()
  settings: Reg
  private readonly builder: Builder

  constructor(builder: Builder) { this.builder = builder; this.settings = builder.no }

  fact(ref: FactRef, at: number | undefined, where: Reg): void {
    if (where === this.builder.no) return
    const key = columnKey(ref, at)
    const known = this.facts.get(key)
    if (known === undefined) this.facts.set(key, { ref, at, where })
    else known.where = this.builder.or(known.where, where)
  }
  /** That a kind of claims was not told of at all. */
  kind(name: string, where: Reg): void { this.fact({ owner: name, name: '', type: { kind: 'boolean' } }, undefined, where) }
  setting(_name: string, where: Reg): void { this.settings = this.builder.or(this.settings, where) }

  /** Rows in which any fact is missing. */
  get any(): Reg { return this.builder.or(...[...this.facts.values()].map(({ where }) => where)) }

  /** Takes over what another noted, in the rows of `path`. */
  take(other: Waits, path: Reg): void {
    for (const { ref, at, where } of other.facts.values()) this.fact(ref, at, this.builder.and(path, where))
    this.settings = this.builder.or(this.settings, this.builder.and(path, other.settings))
  }
}
export { Refusal, type Prepared }
