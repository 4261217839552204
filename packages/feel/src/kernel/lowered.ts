import type { FactRef } from '../scope.ts'
import type { Tree } from '../tree.ts'
import type { Builder } from './builder.ts'
import type { Figure, Figures } from './figures.ts'
import type { Reg } from './ir.ts'

/** Where the facts and settings that keep a row open are noted: each with the rows in which it does. */
export interface Sink {
  fact(ref: FactRef, at: number | undefined, where: Reg): void
  setting(name: string, where: Reg): void
}

/** A tree's value in every row. Where it is neither unknown nor none, it is told. */
export type Lowered = {
  readonly unknown: Reg
  readonly none: Reg
  /** Notes what keeps it open in the rows of `path` (those in which it is asked for). */
  readonly waits: (path: Reg, sink: Sink) => void
} & Held
/** Truths: `holds` is false wherever the value is not told. */
export type Held =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'truth'; readonly holds: Reg }
  | { readonly kind: 'text'; readonly column: number }
  | { readonly kind: 'literal'; readonly text: string }
  /** One text or another, by condition (企业规模 of a definition). The rows of the options never overlap. */
  | { readonly kind: 'chosen'; readonly options: readonly TextOption[] }
  | { readonly kind: 'list'; readonly items: readonly Lowered[] }

export type TextOption = { readonly where: Reg } & ({ readonly column: number } | { readonly text: string })

/** A setting as this run has it: a written value, an expression, a table of which the first row that holds says, or nothing decided. */
export type SettingHere = { readonly value: boolean } | { readonly tree: Tree } | { readonly rows: readonly SettingRow[] } | 'open'
/** `value` absent: what it gives is not one value. */
export interface SettingRow { readonly test?: Tree | undefined; readonly value?: Tree | undefined }

/** What stays the same for every row. */
export interface Outside {
  readonly today: number
  readonly setting: (name: string) => SettingHere
  /** The years for which a fact is looked up where 于 names a day that differs from row to row; a row with another is left to the closure. */
  readonly years?: readonly [from: number, to: number]
  /** Facts that no column holds, and why. */
  readonly refuses?: (ref: FactRef) => string | undefined
}
export interface Context {
  readonly builder: Builder
  readonly figures: Figures
  readonly outside: Outside
  /** The month we are in, counted from the year 0. */
  readonly month: number
  /** Or one of these, as each row names it. */
  readonly periods?: readonly Period[] | undefined
  /** 第几年: the number of the line that is worked out, where there are lines. */
  readonly line?: Figure
}
/** A period that a row may name: the rows that do, and its first month. */
export interface Period { readonly is: Reg; readonly month: number }

/** What neither unknown nor none befalls. */
export const nothingMissing = (): void => undefined
