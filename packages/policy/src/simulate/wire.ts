import type { Decision } from '../assess/index.ts'
import type { Comparison } from './outcome.ts'
import type { Parameter } from './parameters.ts'
import type { Reading } from './reading.ts'
import { readReform, reformKey, reformText, type Reform } from './reform.ts'
import type { Texts } from './rule.ts'

/** A trial as it is asked of a server. `set`, `rule`: as in a link. */
export interface Asked {
  /** The hash of the policy as the page has it. */
  readonly pack: string
  /** A day: 2025-11-24. */
  readonly asOf: string
  readonly set: string
  readonly rule: string
  /** Whole percent. */
  readonly takeUp: number
  readonly share: number
  /** Ways to decide a setting or a reading, each tried alone. */
  readonly choices?: readonly Decision[]
}
/** `alone`: what each of several changes does by itself, in the order of numbers, texts and choices. */
export interface Answered { readonly comparison: Comparison; readonly reading: Reading; readonly alone: readonly Alone[] }
export type Alone = { readonly name: string } & Pick<Comparison, 'cost' | 'instruments' | 'winners' | 'losers'>

/** A reform as text that reads as the same again; undefined: it holds a value that no text says exactly. */
export function exactText(parameters: readonly Parameter[], reform: Reform): string | undefined {
  const text = reformText(parameters, reform)
  return reformKey(readReform(text, parameters).reform) === reformKey(reform) ? text : undefined
}

/** A line a part: `I13-1.when.1=固定资产投资 >= 800万元`. */
export const readTexts = (text: string): Texts => new Map(text.split('\n').flatMap(line => { const at = line.indexOf('='); return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1)] as const] }))
export const textsText = (texts: Texts): string => [...texts].map(one => one.join('=')).join('\n')

/** What a server says of a trial, a line each: how far it is, in the end what came of it, or why nothing did. */
export type Told = { readonly done: number; readonly all: number } | { readonly result: Answered } | { readonly problem: InWords }
export interface InWords { readonly zh: string; readonly en: string }

/** As JSON: whole numbers without end, and the last step of a distribution, get a tag. */
export const encodeTold = (told: Told): string => JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? { $big: value.toString() } : value === Infinity ? { $is: 'infinite' } : value))

/** From a line of `encodeTold`. The text is of our own server: only its form is looked at. */
export function decodeTold(line: string): Told {
  const made: unknown = JSON.parse(line, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object') return value
    if ('$big' in value && typeof value.$big === 'string') return BigInt(value.$big)
    return '$is' in value && value.$is === 'infinite' ? Infinity : value
  })
  if (!isTold(made)) throw new TypeError('not what a server says of a trial')
  return made
}
const isTold = (made: unknown): made is Told => typeof made === 'object' && made !== null && ('done' in made || 'result' in made || 'problem' in made)
