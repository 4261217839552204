import type { FactRef } from './scope.ts'
import type { Problem, Span } from './problem.ts'
import type { ArithmeticOperator, Comparator } from './syntax.ts'
import type { Every, Type } from './type.ts'
import type { Value } from './value.ts'

interface Node {
  readonly type: Type
  readonly span: Span
  /** The definition in whose text `span` lies; absent: in the text of the expression itself. */
  readonly within?: string
}

/**
 * A checked expression: plain data (see `encode`, `decode`), the one form that the closure, the trace, the column
 * kernel and SQL are made from. Definitions stand expanded inside it, names are gone.
 */
export type Tree = Node & (
  | { readonly op: 'literal'; readonly value: Value }
  /** `shift`: of a fact of a period, how many of its periods after the one we are in (上年: -1). */
  | { readonly op: 'fact'; readonly ref: FactRef; readonly shift?: number }
  | { readonly op: 'setting'; readonly name: string }
  /** 评估日期 · 第几年. */
  | { readonly op: 'today' | 'line' }
  | { readonly op: 'list'; readonly of: readonly Tree[] }
  /** What it does follows from the types of its operands: figures, dates and durations, or texts. */
  | { readonly op: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Tree; readonly right: Tree }
  | { readonly op: 'negate' | 'not' | 'known' | 'none'; readonly of: Tree }
  | { readonly op: 'compare'; readonly operator: Comparator; readonly left: Tree; readonly right: Tree }
  | { readonly op: 'and' | 'or'; readonly of: readonly Tree[] }
  | { readonly op: 'if'; readonly when: Tree; readonly then: Tree; readonly else: Tree }
  /** True when any of the tests is. */
  | { readonly op: 'in'; readonly of: Tree; readonly tests: readonly Test[] }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Tree[] }
  /** 无则(x, y): `of`, or `otherwise` where it is known that there is none. */
  | { readonly op: 'default'; readonly of: Tree; readonly otherwise: Tree }
  /** 于(of, when): facts of a period inside are read in the period of `when` (a date or a period). */
  | { readonly op: 'at'; readonly of: Tree; readonly when: Tree }
  /** 合计(of, from, to): the sum over the periods from `from` to `to`, both included. */
  | { readonly op: 'total'; readonly of: Tree; readonly every: Every; readonly from: Tree; readonly to: Tree }
  /** A definition's body where it was used. */
  | { readonly op: 'define'; readonly name: string; readonly of: Tree }
)

export type Op = Tree['op']

export type Test =
  | { readonly test: 'equal' | 'member'; readonly value: Tree }
  | { readonly test: 'compare'; readonly operator: Comparator; readonly value: Tree }
  | { readonly test: 'range'; readonly low: Tree; readonly lowOpen: boolean; readonly high: Tree; readonly highOpen: boolean }

export type { Problem }

/** The trees right under a tree, in the order in which they were written. */
export function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.op) {
    case 'literal': case 'fact': case 'setting': case 'today': case 'line': return []
    case 'list': case 'and': case 'or': return tree.of
    case 'arithmetic': case 'compare': return [tree.left, tree.right]
    case 'negate': case 'not': case 'known': case 'none': case 'define': return [tree.of]
    case 'if': return [tree.when, tree.then, tree.else]
    case 'in': return [tree.of, ...tree.tests.flatMap(testChildren)]
    case 'call': return tree.args
    case 'default': return [tree.of, tree.otherwise]
    case 'at': return [tree.of, tree.when]
    case 'total': return [tree.of, tree.from, tree.to]
  }
}

export const testChildren = (test: Test): readonly Tree[] => (test.test === 'range' ? [test.low, test.high] : [test.value])

/** Every tree in `tree`, itself first. */
export function* walk(tree: Tree): Generator<Tree> {
  const rest = [tree]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    yield next
    rest.push(...[...childrenOf(next)].reverse())
  }
}

/** The body behind definitions. */
export function unwrap(tree: Tree): Tree {
  let inner = tree
  while (inner.op === 'define') inner = inner.of
  return inner
}

/** How a value of a type is held at run time. */
export function heldAs(type: Type): 'rational' | 'number' | 'text' | 'boolean' | 'list' {
  switch (type.kind) {
    case 'money': case 'number': case 'rate': case 'points': return 'rational'
    case 'date': case 'duration': case 'period': return 'number'
    case 'text': return 'text'
    case 'boolean': return 'boolean'
    case 'list': return 'list'
  }
}
