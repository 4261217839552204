import type { Type, Every } from './type.ts'
import type { Value } from './value.ts'
import type { Syntax } from './syntax.ts'

/** A fact an expression may read. `owner` and `name` are the reader's business; here it is an opaque key. */
export interface FactRef {
  /** As written: `产值`, `企业.产值`. */
  readonly name: string
  readonly type: Type
  /** A fact of a period is read inside 本年( ) 上年( ) 于( ) …, never bare. */
  readonly every?: Every
  /** Where the reader finds it (a party or claim kind, `line`, `area`). */
  readonly owner: string
  /** Bounds known of every value: money and counts are usually >= 0. */
  readonly least?: Value
  readonly most?: Value
}

/** A named expression of a pack. Its parameters are replaced by the arguments' syntax, then checked at the place of use. */
export interface Definition {
  readonly name: string
  readonly takes: readonly string[]
  readonly body: Syntax
  /** The body is in a period already, so yearly facts may stand bare in it, and it is itself asked for by 本年( ) …. */
  readonly every?: Every
}

/** What the names in an expression mean. Compile time only. */
export interface Scope {
  /** `['产值']` or `['企业', '产值']`. */
  fact(path: readonly string[]): FactRef | undefined
  definition(name: string): Definition | undefined
  /** What names mean for an owner of the subject, so that `企业.企业规模` can be a definition of the enterprise. */
  owner?(kind: string): Scope | undefined
  /** A value that a named body fixes, decided by now or not. Read at run time through `Env.setting`. */
  setting(name: string): { readonly name: string; readonly type: Type } | undefined
  /** `在库(名录)`: membership as a boolean fact. */
  roster(name: string): FactRef | undefined
  /** Every name there is, for suggestions. */
  names(): Iterable<string>
}

/** What an expression reads while it runs. */
export interface Env {
  /** The as-of date, 评估日期, as a day number. */
  readonly today: number
  /** Value of a fact; `at` is the ordinal of the period for a fact that has one. */
  fact(ref: FactRef, at?: number): Value
  setting(name: string): Value
  /** 第几年 and the like: the index of the line being summed, from 1. */
  readonly line?: number
}
