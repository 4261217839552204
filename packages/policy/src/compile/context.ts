import { check, parse, quantity, type Scope, type Tree, type Type } from '@lizhu/feel'
import type { Report } from '../diagnostic.ts'
import type { Words } from '../program.ts'
import { find, hull, printed, type Law, type Stretch } from '../source/law.ts'
import type { Scalar } from '../source/yaml.ts'
import type { Block } from '../source/pack.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What compiling one block needs to know. */
export interface Context {
  readonly id: string
  readonly pack: string
  /** Set when the words are another pack's than the program's own. */
  readonly foreign: boolean
  readonly article: number
  readonly law: Law | undefined
  /** The head quotation, in which inner ones are looked for first. */
  readonly head?: Stretch
  readonly vocabulary: Vocabulary
  readonly scope: Scope
  readonly report: Report
}

/** The context of a block under an id; `subject` is the kind its expressions speak of. */
export type ContextOf = (block: Block, id: string, subject?: string) => Context

/** A quotation with its places. One that is not found keeps no place: the check of the words reports it. */
export function wordsOf(quote: Scalar, { law, head, article, pack, foreign }: Context): Words {
  const at = law === undefined ? [] : printed((head && find(quote.text, law, head)) ?? find(quote.text, law) ?? [], law)
  return { quote: quote.text, at, article, ...(foreign ? { pack } : {}) }
}
export function optionalWords(quote: Scalar | undefined, context: Context): { words?: Words } {
  return quote === undefined ? {} : { words: wordsOf(quote, context) }
}
/** The context inside a block: inner quotations are looked for in the head's stretch first. */
export function within(quote: Scalar | undefined, context: Context): Context {
  const stretches = quote && context.law && find(quote.text, context.law)
  return stretches ? { ...context, head: hull(stretches) } : context
}

const EMPTY: Scope = { fact: () => undefined, definition: () => undefined, setting: () => undefined, roster: () => undefined, names: () => [] }
/** A tree that stands where an expression failed to compile: the program is not used then, but compiling goes on to find the rest. */
export const NOTHING: Tree = literal('0')
function literal(text: string): Tree {
  const tree = check({ kind: 'number', value: { n: BigInt(text), d: 1n }, span: { from: 0, to: 0 } }, EMPTY).tree
  if (tree === undefined) throw new Error('feel: a number is an expression')
  return tree
}

/** A value: one quantity is that quantity, anything else an expression (pack-grammar). */
export function expression(scalar: Scalar, context: Context, want?: Type, scope: Scope = context.scope): Tree {
  const span = { from: 0, to: scalar.text.length }
  const figure = quantity(scalar.text)
  const parsed = figure ? { tree: { kind: 'quantity' as const, ...figure, span }, problems: [] } : parse(scalar.text)
  const checked = parsed.tree && check(parsed.tree, scope, want)
  for (const problem of [...parsed.problems, ...checked?.problems ?? []]) {
    context.report(`feel:${problem.code}`, scalar.inside(problem.span), problem.params, problem.severity)
  }
  return checked?.tree ?? NOTHING
}
/** A condition. */
export function predicate(scalar: Scalar, context: Context, scope?: Scope): Tree { return expression(scalar, context, { kind: 'boolean' }, scope) }

/** An ISO date as a day number. */
export function day(scalar: Scalar, report: Report): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(scalar.text) ? Date.parse(`${scalar.text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== scalar.text) { report('date', scalar.span, { value: scalar.text }); return 0 }
  return time / 86_400_000
}
export function sameKind(a: Type, b: Type): boolean { return a.kind === b.kind || (isRatio(a) && isRatio(b)) }
/** A rate or a bare number: what a base may be multiplied by. */
export function isRatio(type: Type): boolean { return type.kind === 'rate' || (type.kind === 'number' && type.unit === undefined) }
