import { UNKNOWN, type Value } from '../value.ts'
import { childrenOf, type Tree } from '../tree.ts'
import type { Env } from '../scope.ts'
import { trace, type TraceNode } from '../run/trace.ts'
import { fault, type Context } from './context.ts'

/** What reads nothing from outside has its value already, or has none and is refused now. */

const NOWHERE: Env = { today: 0, fact: () => UNKNOWN, setting: () => UNKNOWN }

/** The value of an expression that reads neither facts, settings nor the day; undefined for any other. */
export function constant(tree: Tree): Value | undefined {
  return isConstant(tree) ? trace(tree)(NOWHERE).value : undefined
}

function isConstant(tree: Tree): boolean {
  switch (tree.op) {
    case 'literal': return true
    case 'fact': case 'setting': case 'today': case 'line': case 'at': case 'total': return false
    default: return childrenOf(tree).every(isConstant)
  }
}

/** Files a problem for every largest constant part that has no value: 1/0, date("2020-02-30"). */
export function constants(tree: Tree, context: Context): void {
  scanConstants(tree, context)
}

/** True when `tree` is constant; a part that is, under one that is not, has been evaluated. */
function scanConstants(tree: Tree, context: Context, root = true): boolean {
  const children = childrenOf(tree)
  const flags = children.map(child => scanConstants(child, context, false))
  const whole = flags.every(Boolean) && isConstant1(tree)
  if (!whole) children.forEach((child, i) => flags[i] === true && evaluate(child, context))
  else if (root) evaluate(tree, context)
  return whole
}

const isConstant1 = (tree: Tree): boolean => !['fact', 'setting', 'today', 'line', 'at', 'total'].includes(tree.op)

function evaluate(tree: Tree, context: Context): void {
  if (tree.op === 'literal') return
  const culprit = blame(trace(tree)(NOWHERE))
  if (culprit === undefined) return
  const inside = { ...context, frame: { ...context.frame, ...(culprit.tree.within === undefined ? {} : { within: culprit.tree.within, site: tree.span }) } }
  fault(inside, culprit.reason ?? 'no-value', culprit.tree.span, {})
}

/** The innermost node without a value. */
function blame(node: TraceNode): TraceNode | undefined {
  if (node.value !== UNKNOWN) return undefined
  for (const child of node.children) {
    const deeper = blame(child)
    if (deeper !== undefined) return deeper
  }
  return node
}
