import { UNKNOWN, type Rational, type Value } from './value.ts'
import type { Env } from './scope.ts'
import type { Comparator } from './syntax.ts'
import type { Span } from './problem.ts'
import type { Type } from './type.ts'
import { childrenOf, type Test, type Tree } from './tree.ts'
import { isRational, subtract, absolute, whole } from './rational.ts'
import { trace, type TraceNode } from './run/trace.ts'
import { testKernel } from './run/tests.ts'

/** How one false comparison misses: `actual` would have to be `operator` than `threshold`; `difference` is what lacks. */
export interface Distance {
  readonly tree: Tree
  readonly span: Span
  readonly operator: Comparator | 'in'
  readonly actual: Value
  readonly threshold: Value
  /** Of both sides. Their difference has the same type, but dates differ by days and rates by points. */
  readonly type: Type
  /** At least 0; 0 when the comparison is strict and both sides are equal. Absent for texts, truths and lists. */
  readonly difference: Rational | undefined
  readonly differenceType: Type | undefined
  /** The side that is not constant: what would have to change. */
  readonly operand: Tree
  /** One of several ways, any of which would do (under `or`). */
  readonly alternative: boolean
}

/** Why a condition is false: each comparison that keeps it so, in written order. Empty when it is not false. */
export function distance(tree: Tree, env: Env): readonly Distance[] {
  return distances(trace(tree)(env))
}

/** The same from a trace that was made already. */
export function distances(node: TraceNode): readonly Distance[] {
  const found: Distance[] = []
  if (node.value === false) why(node, true, false, found)
  return found
}

const OPPOSITE: Readonly<Record<Comparator, Comparator>> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** `wanted`: the value the node would have to have. */
function why(node: TraceNode, wanted: boolean, alternative: boolean, found: Distance[]): void {
  const { tree, children } = node
  if (node.value === wanted || node.value === UNKNOWN) return
  switch (tree.op) {
    case 'and': case 'or': {
      const any = (tree.op === 'or') === wanted
      for (const child of children) why(child, wanted, alternative || any, found)
      return
    }
    case 'not': { for (const child of children) why(child, !wanted, alternative, found); return }
    case 'define': case 'at': { const [inner] = children; if (inner !== undefined) why(inner, wanted, alternative, found); return }
    case 'if': { const taken = children[1]; if (taken !== undefined) why(taken, wanted, alternative, found); return }
    case 'compare': {
      const [left, right] = children
      if (left !== undefined && right !== undefined) found.push(measured(tree, left, right, wanted ? tree.operator : OPPOSITE[tree.operator], alternative))
      return
    }
    case 'in': { if (wanted) outside(tree, children, alternative, found); return }
    default: return
  }
}

function outside(tree: Extract<Tree, { op: 'in' }>, children: readonly TraceNode[], alternative: boolean, found: Distance[]): void {
  const [of, ...rest] = children
  if (of === undefined) return
  let next = 0
  const several = alternative || tree.tests.length > 1
  for (const test of tree.tests) {
    const operands = rest.slice(next, next += test.test === 'range' ? 2 : 1)
    const [first, second] = operands
    if (first === undefined || testKernel(tree.of, test)(of.value, operands.map(operand => operand.value)) !== false) continue
    found.push(...missed(tree, test, of, first, second, several))
  }
}

function missed(tree: Tree, test: Test, of: TraceNode, first: TraceNode, second: TraceNode | undefined, several: boolean): readonly Distance[] {
  switch (test.test) {
    case 'equal': return [measured(tree, of, first, '=', several)]
    case 'compare': return [measured(tree, of, first, test.operator, several)]
    case 'member': return [{ ...measured(tree, of, first, '=', several), operator: 'in', operand: of.tree }]
    case 'range': {
      if (second === undefined) return []
      const low = measured(tree, of, first, test.lowOpen ? '>' : '>=', several)
      const high = measured(tree, of, second, test.highOpen ? '<' : '<=', several)
      const below = held(of.value, first.value, low.operator)
      return below === false ? [low] : [high]
    }
  }
}

const asRational = (value: Value): Rational | undefined => (typeof value === 'number' ? whole(value) : isRational(value) && 'n' in value ? value : undefined)

function held(actual: Value, threshold: Value, operator: Comparator | 'in'): boolean | undefined {
  const a = asRational(actual)
  const b = asRational(threshold)
  if (a === undefined || b === undefined) return undefined
  const sign = subtract(a, b).n
  return operator === '>' ? sign > 0n : sign >= 0n
}

function measured(tree: Tree, left: TraceNode, right: TraceNode, operator: Comparator, alternative: boolean): Distance {
  // 1亿元 <= 产值 is told as 产值 >= 1亿元.
  const swap = readsNothing(left.tree) && !readsNothing(right.tree)
  const [actual, threshold] = swap ? [right, left] : [left, right]
  const a = asRational(actual.value)
  const b = asRational(threshold.value)
  const { type } = actual.tree
  return {
    tree, span: tree.span, operator: swap ? mirrored(operator) : operator, operand: actual.tree, alternative, type,
    actual: actual.value, threshold: threshold.value,
    difference: a && b && absolute(subtract(a, b)), differenceType: a && b && differenceType(type),
  }
}

const MIRROR: Readonly<Record<Comparator, Comparator>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
const mirrored = (operator: Comparator): Comparator => MIRROR[operator]

function differenceType(type: Type): Type {
  if (type.kind === 'date') return { kind: 'duration', unit: 'days' }
  if (type.kind === 'rate') return { kind: 'points' }
  return type.kind === 'period' ? { kind: 'number' } : type
}

function readsNothing(tree: Tree): boolean {
  return tree.op !== 'fact' && tree.op !== 'today' && tree.op !== 'line' && childrenOf(tree).every(readsNothing)
}
