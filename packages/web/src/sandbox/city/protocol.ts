import type { Value } from '@lizhu/feel'
import type { Assumptions, Comparison, Effect, InWords, Part, Patch, Question, Reading, Reform, Texts } from '@lizhu/policy/simulate'
import type { Aside } from '@lizhu/policy/tables'

/** What is tried: new numbers, rules written anew, and how many claim. */
export interface Trial { readonly reform: Reform; readonly texts: Texts; readonly assumptions: Assumptions }
export interface CityWanted { readonly size: number; readonly seed: number; readonly asOf: number }
/** A city that lies on the server. `asOf`: the day of a made-up one, otherwise today. */
export interface Served { readonly name: string; readonly enterprises: number; readonly synthetic: boolean; readonly asOf: number }
/** Whose cost is meant; absent: that of all instruments. */
export type Scope = readonly string[] | undefined

export type Ask =
  | { readonly kind: 'open'; /** Encoded. */ readonly program: string; readonly city: CityWanted; /** Of one's own, in place of a made-up one. */ readonly files?: readonly File[] | undefined; /** On the server, in place of one here. */ readonly served?: boolean }
  /** What rules are written in, as JSON; a trial with texts waits for it. */
  | { readonly kind: 'sources'; readonly text: string }
  | { readonly kind: 'run'; readonly id: number; readonly trial: Trial }
  | { readonly kind: 'effects'; readonly id: number; readonly trial: Trial; readonly scope: Scope }
  | { readonly kind: 'solve'; readonly id: number; readonly trial: Trial; readonly scope: Scope; readonly parameter: string; readonly figure: Question['figure']; /** fen */ readonly target: bigint }
  | { readonly kind: 'patch'; readonly id: number; readonly trial: Trial }
  /** Every instrument screened and added up once more, as the bench wants it. */
  | { readonly kind: 'anew'; readonly id: number; readonly trial: Trial }

export type Stage = 'program' | 'city' | 'rules'
export type Solved = { readonly value: Value; readonly likely: bigint } | { readonly least: bigint; readonly most: bigint }

/** What was read of files of one's own, and what was not, each with its reason. */
export interface Imported { readonly rows: number; readonly parties: number; readonly asides: readonly (Pick<Aside, 'file' | 'row' | 'column' | 'text'> & { readonly zh: string; readonly en: string })[]; readonly unread: readonly { readonly file: string; readonly column: string }[] }

/** Bigints and maps pass between threads as they are. */
export type Tell =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'ready'; readonly ms: number }
  | { readonly kind: 'imported'; readonly imported: Imported }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  /** `left`: dossiers that are not worked out yet; the same `id` comes again with more of them counted in. */
  | { readonly kind: 'compared'; readonly id: number; readonly comparison: Comparison; readonly reading: Reading; readonly left: number; readonly ms: number }
  | { readonly kind: 'effects'; readonly id: number; readonly effects: readonly Effect[]; readonly left: number }
  | { readonly kind: 'solving'; readonly id: number; readonly left: number }
  | { readonly kind: 'solved'; readonly id: number; readonly solved: Solved }
  | { readonly kind: 'patch'; readonly id: number; readonly patch: Patch }
  /** Of a trial that the server works out. */
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly all: number }
  | { readonly kind: 'refused'; readonly problem: InWords }
  | { readonly kind: 'failed'; readonly message: string }
