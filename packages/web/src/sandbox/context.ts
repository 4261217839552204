import type { Program } from '@lizhu/policy'
import type { Comparison, Effect, Parameter, Part, Reading } from '@lizhu/policy/simulate'
import type { Value } from '@lizhu/feel'
import type { Scope, Trial } from './city/protocol.ts'
import type { City } from './city/useCity.ts'
import type { Setting } from './setting.ts'
import type { Change } from './useSetting.ts'

/** What every part of the sandbox gets. */
export interface Sandbox {
  readonly program: Program
  readonly parameters: readonly Parameter[]
  readonly setting: Setting
  readonly scope: Scope
  readonly change: Change
  /** Another number; undefined: the law's own again. */
  readonly turn: (parameter: Parameter, value: Value | undefined) => void
  /** The last answer; it may be to an earlier question than the hand has asked by now. */
  readonly compared: { readonly comparison: Comparison; readonly trial: Trial; readonly reading: Reading; readonly left: number } | undefined
  readonly effects: { readonly effects: readonly Effect[]; readonly left: number } | undefined
  /** What can be written anew, once somebody wants to. */
  readonly parts: readonly Part[] | undefined
  /** Another text; undefined: the rule's own again. */
  readonly write: (part: string, text: string | undefined) => void
  /** How far the server is; absent: no figure is on its way from there. */
  readonly progress: { readonly done: number; readonly all: number } | undefined
  /** Of what city all this is said, in a sentence, and whether that is made up. */
  readonly of: { readonly text: string; readonly invented: boolean }
  readonly city: Pick<City, 'solve' | 'patch' | 'open'>
}
