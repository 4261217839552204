import type { Program } from '@lizhu/policy'
import type { Comparison, Effect, Parameter, Part, Reading } from '@lizhu/policy/simulate'
import type { Value } from '@lizhu/feel'
import type { Imported, Scope, Trial } from './city/protocol.ts'
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
  /** Of files of one's own; absent: the city is made up. */
  readonly own: Imported | undefined
  readonly city: Pick<City, 'solve' | 'patch' | 'open'>
}
