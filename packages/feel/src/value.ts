/**
 * Values at run time. Expressions are statically typed, so a value carries no tag: the type that the checker gave
 * says how to read it (money: a rational number of fen; a date: the day number since 1970-01-01; a duration: whole
 * months or whole days; a period: the ordinal of its year, quarter or month).
 */

/** An exact fraction in lowest terms, `d` > 0. */
export interface Rational { readonly n: bigint; readonly d: bigint }

/** Not told. Never zero, never false: strong Kleene logic carries it through (design, Meaning 1). */
export const UNKNOWN: unique symbol = Symbol('unknown')
/** Known not to exist (no accident, no earlier title). A comparison with it is false. */
export const NONE: unique symbol = Symbol('none')

export type Value = typeof UNKNOWN | typeof NONE | Rational | boolean | string | number | readonly Value[]
