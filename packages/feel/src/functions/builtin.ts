import { NONE, UNKNOWN, type Rational, type Value } from '../value.ts'
import type { Type } from '../type.ts'
import type { Tree } from '../tree.ts'
import { isRational } from '../rational.ts'

/** Why a call is refused: a code of the message table, and which argument (absent: the whole call). */
export interface Fault { readonly fault: string; readonly arg?: number; readonly params?: Readonly<Record<string, string>> }

/** The value of an expression that reads no fact; undefined when it reads one. */
export type Constant = (tree: Tree) => Value | undefined

/**
 * A function of the language. `run` is called with values that are told (neither unknown nor none): any unknown
 * argument makes the call unknown, any none makes it none. Only the items of a list may still be either.
 */
export interface Builtin {
  /** Names of the parameters, for calls such as `floor(n: 1.5)`. */
  readonly params: readonly string[]
  /** Another list of names, for the form with that many arguments. */
  readonly otherwise?: readonly string[]
  /** How many must be given; absent: all. */
  readonly required?: number
  /** Takes one list, or its items one by one. */
  readonly spread?: boolean
  readonly type: (args: readonly Tree[], constant: Constant) => Type | Fault
  readonly run: (args: readonly Tree[]) => (values: readonly Value[]) => Value
  /** Where arguments that are told may still have no value: why. */
  readonly reason?: string
  /** What an empty list literal in its place would be a list of. */
  readonly hints?: readonly (Type | undefined)[]
}

export const NUMBER: Type = { kind: 'number' }
export const TEXT: Type = { kind: 'text' }
export const BOOLEAN: Type = { kind: 'boolean' }
export const DATE: Type = { kind: 'date' }

/** The checker has ruled it out; reaching it is a fault of this package, and better loud than a wrong amount. */
export function impossible(value: Value): never {
  throw new TypeError(`value of another type than the checker proved: ${typeof value === 'object' ? 'a fraction or a list' : String(value)}`)
}

export const rational = (value: Value | undefined): Rational => (value !== undefined && isRational(value) ? value : impossible(value ?? UNKNOWN))
export const integer = (value: Value | undefined): number => (typeof value === 'number' ? value : impossible(value ?? UNKNOWN))
export const text = (value: Value | undefined): string => (typeof value === 'string' ? value : impossible(value ?? UNKNOWN))

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)
export const items = (value: Value | undefined): readonly Value[] => (isList(value) ? value : impossible(value ?? UNKNOWN))

/** A list whose items are all told, else what its items make of a strict operation on it. */
export function told(list: readonly Value[]): readonly Value[] | typeof UNKNOWN | typeof NONE {
  if (list.includes(UNKNOWN)) return UNKNOWN
  return list.includes(NONE) ? NONE : list
}

/** Each argument must be of the kind beside it. */
export function kinds(args: readonly Tree[], ...wanted: readonly Type['kind'][]): Fault | undefined {
  const wrong = wanted.findIndex((kind, i) => args[i] !== undefined && args[i].type.kind !== kind)
  return wrong === -1 ? undefined : { fault: 'argument-type', arg: wrong, params: { wanted: wanted[wrong] ?? '' } }
}
