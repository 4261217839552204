import type { Value } from '@lizhu/feel'
import type { Assumptions, Comparison, Effect, Question, Reform } from '@lizhu/policy/simulate'

/** What is tried: new numbers, and how many claim. */
export interface Trial { readonly reform: Reform; readonly assumptions: Assumptions }
export interface CityWanted { readonly size: number; readonly seed: number; readonly asOf: number }
/** Whose cost is meant; absent: that of all instruments. */
export type Scope = readonly string[] | undefined

export type Ask =
  | { readonly kind: 'open'; /** Encoded. */ readonly program: string; readonly city: CityWanted }
  | { readonly kind: 'run'; readonly id: number; readonly trial: Trial }
  | { readonly kind: 'effects'; readonly id: number; readonly trial: Trial; readonly scope: Scope }
  | { readonly kind: 'solve'; readonly id: number; readonly trial: Trial; readonly scope: Scope; readonly parameter: string; readonly figure: Question['figure']; /** fen */ readonly target: bigint }

export type Stage = 'program' | 'city' | 'rules'
export type Solved = { readonly value: Value; readonly likely: bigint } | { readonly least: bigint; readonly most: bigint }

/** Bigints and maps pass between threads as they are. */
export type Tell =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'ready'; readonly ms: number }
  /** `left`: dossiers that are not worked out yet; the same `id` comes again with more of them counted in. */
  | { readonly kind: 'compared'; readonly id: number; readonly comparison: Comparison; readonly left: number; readonly ms: number }
  | { readonly kind: 'effects'; readonly id: number; readonly effects: readonly Effect[] }
  | { readonly kind: 'solved'; readonly id: number; readonly solved: Solved }
  | { readonly kind: 'failed'; readonly message: string }
