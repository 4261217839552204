import type { Syntax, SyntaxTest } from '../syntax.ts'
import type { Span } from '../problem.ts'
import { typeCode } from '../describe.ts'
import { unwrap, type Test, type Tree } from '../tree.ts'
import type { Type } from '../type.ts'
import { fault, placed, type Context } from './context.ts'
import { checkTree } from './expression.ts'
import { nearest } from './suggest.ts'
import { isNumeric, isOrdered, unify } from './types.ts'

export function checkCompare(syntax: Extract<Syntax, { kind: 'compare' }>, context: Context): Tree | undefined {
  const left = checkTree(syntax.left, context)
  const right = checkTree(syntax.right, context, left?.type)
  if (left === undefined || right === undefined) return undefined
  const equality = syntax.operator === '=' || syntax.operator === '!='
  if (!comparable(left, right, !equality, syntax.span, context)) return undefined
  return { op: 'compare', operator: syntax.operator, left, right, type: { kind: 'boolean' }, ...placed(context, syntax.span) }
}

/** Do both sides have one type, an ordered one where order is asked for, and only choices that exist? */
function comparable(left: Tree, right: Tree, order: boolean, span: Span, context: Context): boolean {
  const type = unify(left.type, right.type)
  if (type === undefined) {
    fault(context, mismatch(left.type, right.type), span, { left: typeCode(left.type), right: typeCode(right.type) })
    return false
  }
  // One enumeration against another is equality of texts, but neither has an order.
  if (order && !(isOrdered(left.type) && isOrdered(right.type))) {
    fault(context, 'no-order', span, { given: typeCode(left.type) })
    return false
  }
  return choicesExist(left, right, context) && choicesExist(right, left, context)
}

/** What to say of two types that do not go together; `otherwise` when nothing is known better. */
export function mismatch(a: Type, b: Type, otherwise = 'types-differ'): string {
  const kinds = [a.kind, b.kind]
  if (kinds.includes('rate') && kinds.includes('points')) return 'rate-and-points'
  if (kinds.includes('points') && kinds.includes('number')) return 'points-and-number'
  if (a.kind === 'number' && b.kind === 'number') return 'units-differ'
  if (a.kind === 'money' && b.kind === 'money') return 'currencies-differ'
  if (kinds.includes('money') && isNumeric(a) && isNumeric(b)) return 'money-and-number'
  if (a.kind === 'duration' && b.kind === 'duration') return 'durations-differ'
  return otherwise
}

/** Of an enumeration against written texts: each must be one of its choices. */
function choicesExist(options: Tree, written: Tree, context: Context): boolean {
  const type = options.type.kind === 'list' ? options.type.of : options.type
  if (type.kind !== 'text' || type.choices === undefined) return true
  const inner = unwrap(written)
  if (inner.op === 'list') return inner.of.every(item => choicesExist(options, item, context))
  if (inner.op !== 'literal' || typeof inner.value !== 'string' || type.choices.includes(inner.value)) return true
  const near = nearest(inner.value, type.choices)
  fault(context, near === undefined ? 'no-such-choice' : 'no-such-choice-near', written.span, { text: inner.value, choices: type.choices.slice(0, 12).join('、'), near: near ?? '' })
  return false
}

/** One of the tests after `in`, on `of`. */
export function checkTests(of: Tree, test: SyntaxTest, context: Context): Test | undefined {
  if (test.test === 'range') {
    const low = checkTree(test.low, context)
    const high = checkTree(test.high, context)
    if (low === undefined || high === undefined) return undefined
    if (!comparable(of, low, true, test.span, context) || !comparable(of, high, true, test.span, context)) return undefined
    return { test: 'range', low, lowOpen: test.lowOpen, high, highOpen: test.highOpen }
  }
  const value = checkTree(test.value, context, { kind: 'list', of: of.type })
  if (value === undefined) return undefined
  if (test.test === 'compare') {
    const order = test.operator !== '=' && test.operator !== '!='
    return comparable(of, value, order, test.span, context) ? { test: 'compare', operator: test.operator, value } : undefined
  }
  if (value.type.kind === 'list' && unify(of.type, value.type.of) !== undefined) {
    return choicesExist(of, value, context) && choicesExist(value, of, context) ? { test: 'member', value } : undefined
  }
  return comparable(of, value, false, test.span, context) ? { test: 'equal', value } : undefined
}
