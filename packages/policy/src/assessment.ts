/** What an assessment says (design, "What an assessment says"). */
import type { FactRef, Rational, TraceNode, Type, Value } from '@lizhu/feel'
import type { Reading, Words } from './program.ts'

export type Status = 'eligible' | 'undecided' | 'ineligible' | 'unknown' | 'outside'

/** Exact money or count, a ceiling, a range somebody decides in, or something that is not money. */
export type Granted =
  | { readonly how: 'exact'; readonly value: Rational; readonly type: Type }
  | { readonly how: 'ceiling'; readonly most: Rational; readonly type: Type }
  | { readonly how: 'between'; readonly least: Rational; readonly most: Rational; readonly decidedBy?: string; readonly type: Type }
  | { readonly how: 'measure' }

/** A fact (with its period) or a kind of claim that was not told. */
export interface Missing { readonly subject: string; readonly kind: string; readonly fact?: FactRef; readonly at?: number }
/** How far a failing condition is from holding. */
export interface Short {
  /** The fact (or the facts, of a computed side) that would have to change. */
  readonly fact: string
  readonly operator: string
  readonly need: Value
  readonly have: Value
  /** Of both. */
  readonly type: Type
  /** What lacks; 0 where a strict comparison stands exactly at its threshold. */
  readonly by: Rational
  readonly byType: Type
}

/** What a condition came to. `undecided`: a setting or a reading is wanting, no fact. */
export type Verdict = boolean | 'unknown' | 'undecided'
/** Settings and readings that decide, and whose they are; of a reading, what each alternative would give where that is known. */
export type Undecided =
  | { readonly setting: string; readonly owner?: string }
  | { readonly reading: Reading; readonly figures?: readonly { readonly readAs: string; readonly value?: Rational }[] }

export interface ConditionTrace {
  readonly id: string
  readonly words?: Words | undefined
  readonly verdict: Verdict
  readonly trace?: TraceNode | undefined
  readonly short?: Short | undefined
  readonly of?: { readonly all: boolean; readonly conditions: readonly ConditionTrace[] } | undefined
  readonly reading?: Reading | undefined
  /** A general clause's exclusion: when its verdict is true, nothing is granted. */
  readonly excludes?: true | undefined
  /** Of an open one: what was not told and would settle it; the settings and readings that are wanting. */
  readonly missing?: readonly Missing[] | undefined
  readonly undecided?: readonly Undecided[] | undefined
}
/** One step of the working: base, rate, table row, adjustment, floor, cap, rounding, stacking … */
export interface Step {
  readonly step: 'line' | 'base' | 'give' | 'row' | 'portion' | 'adjust' | 'at least' | 'at most' | 'round' | 'once' | 'stacking' | 'shared' | 'setting' | 'balance'
  readonly words?: Words | undefined
  readonly value?: Value | undefined
  readonly type?: Type | undefined
  /** What it was made from, in order: the base and the rate, the amount before and its limit. `explain` writes it in figures. */
  readonly from?: readonly { readonly value: Value; readonly type: Type }[] | undefined
  /** In figures, `1240 万元 × 5% = 62 万元`: filled in by `explain`. */
  readonly working?: string | undefined
  /** The line it belongs to, under `sum`. */
  readonly line?: string | undefined
  /** It lowered the amount. */
  readonly limits?: boolean | undefined
  readonly reading?: Reading | undefined
  readonly trace?: TraceNode | undefined
}

export interface Assessment {
  readonly instrument: string
  readonly pack: string
  readonly hash: string
  readonly asOf: number
  /** Year of a yearly instrument. */
  readonly year?: number | undefined
  /** `id` is empty where no claim of the kind was told, or there is none; `under` then says of whom. */
  readonly subject: { readonly kind: string; readonly id: string; readonly name?: string; readonly party: string; readonly under?: string }
  readonly status: Status
  readonly granted?: Granted | undefined
  /** Amount line by line, under `sum`. */
  readonly lines?: readonly { readonly id: string; readonly value: Rational }[] | undefined
  readonly conditions: readonly ConditionTrace[]
  readonly steps: readonly Step[]
  /** Words of what brought the amount down last (also to 0). */
  readonly limitedBy?: Words | undefined
  /** Of an ineligible one: what it would be worth were the conditions met; of an unknown one: its bounds. */
  readonly worth?: { readonly least?: Rational; readonly most?: Rational; readonly type: Type } | undefined
  readonly missing: readonly Missing[]
  /** Settings and readings that decide, and whose they are. */
  readonly undecided: readonly Undecided[]
  /** Readings of ours it rests on: no money may be approved on them. */
  readonly restsOn: readonly Reading[]
  readonly document?: string | undefined
  /** What must be kept, and what a breach costs. */
  readonly keep?: readonly { readonly words?: Words; readonly promise: string; readonly months?: number; readonly days?: number; readonly breach: boolean | 'unknown'; readonly repay?: Rational; readonly interest?: string; readonly waiver?: string }[] | undefined
  /** Of one application: what it shares with others. Whatever is granted under one key is at most its `most`. */
  readonly limits?: readonly { readonly key: string; readonly most: Rational; readonly words?: Words | undefined }[] | undefined
  /** Of a balance: year by year, what came in, was used, lapsed and was left. */
  readonly balance?: readonly BalanceYear[] | undefined
  readonly pay?: { readonly applicant?: string; readonly beneficiary?: string; readonly payee?: string; readonly payer?: string; readonly parts?: readonly { readonly value: Rational; readonly words?: Words; readonly due: boolean | 'unknown' }[] } | undefined
}
/** fen */
export interface BalanceYear { readonly year: number; readonly granted: bigint; readonly used: bigint; readonly lapsed: bigint; readonly left: bigint }

/** A ceiling over several assessments together: 50万 each, together 100万. */
export interface Joint { readonly words?: Words | undefined; readonly most: Rational; readonly type: Type; readonly members: readonly { readonly instrument: string; readonly subject: string }[]; readonly reading?: Reading }

export interface Result {
  readonly asOf: number
  readonly assessments: readonly Assessment[]
  readonly joint: readonly Joint[]
  /** Instruments for a kind of party of which the dossier does not speak. */
  readonly absent: readonly { readonly instrument: string; readonly kind: string }[]
  /** What to ask next, the question that settles most first. */
  readonly ask: readonly { readonly missing: Missing; readonly settles: readonly string[] }[]
}
