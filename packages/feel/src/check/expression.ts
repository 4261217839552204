import { parseDate, parseDuration } from '../calendar.ts'
import type { Syntax, SyntaxTest } from '../syntax.ts'
import type { Type } from '../type.ts'
import type { Test, Tree } from '../tree.ts'
import { typeCode } from '../describe.ts'
import { checkArithmetic, checkNegate } from './arithmetic.ts'
import { checkCall } from './calls.ts'
import { checkCompare, checkTests, mismatch } from './compare.ts'
import { fault, MOST_NODES, placed, type Context } from './context.ts'
import { checkName, checkPart } from './names.ts'
import { unify } from './types.ts'

/** Definitions within definitions; what comes after the check recurses over the tree. */
const DEEPEST = 600

const BOOLEAN: Type = { kind: 'boolean' }

/** Types one node. `hint` is what an empty list would be a list of; it decides nothing else. */
export function checkTree(syntax: Syntax, context: Context, hint?: Type): Tree | undefined {
  const { state } = context
  if (++state.made > MOST_NODES) return fault(context, 'too-large', syntax.span, { most: String(MOST_NODES) })
  if (state.depth >= DEEPEST) return fault(context, 'too-deep', syntax.span, { most: String(DEEPEST) })
  state.depth++
  const tree = checkNode(syntax, context, hint)
  state.depth--
  return tree
}

function checkNode(syntax: Syntax, context: Context, hint?: Type): Tree | undefined {
  const at = placed(context, syntax.span)
  switch (syntax.kind) {
    case 'number': return { op: 'literal', value: syntax.value, type: { kind: 'number' }, ...at }
    case 'quantity': return { op: 'literal', value: syntax.value, type: syntax.type, ...at }
    case 'text': return { op: 'literal', value: syntax.value, type: { kind: 'text' }, ...at }
    case 'boolean': return { op: 'literal', value: syntax.value, type: BOOLEAN, ...at }
    case 'at': return checkAt(syntax, context)
    case 'name': return checkName(syntax, context, hint)
    case 'part': return checkPart(syntax, context)
    case 'negate': return checkNegate(syntax, context)
    case 'arithmetic': return checkArithmetic(syntax, context)
    case 'compare': return checkCompare(syntax, context)
    case 'in': return checkIn(syntax, context)
    case 'and': case 'or': return checkLogic(syntax, context)
    case 'if': return checkIf(syntax, context, hint)
    case 'list': return checkList(syntax, context, hint)
    case 'call': return checkCall(syntax, context)
  }
}

/** A node that must be a truth. */
export function checkBoolean(syntax: Syntax, context: Context): Tree | undefined {
  const tree = checkTree(syntax, context)
  if (tree === undefined || tree.type.kind === 'boolean') return tree
  return fault(context, 'not-boolean', syntax.span, { given: typeCode(tree.type) })
}

type Of<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>

function checkAt(syntax: Of<'at'>, context: Context): Tree | undefined {
  const at = placed(context, syntax.span)
  const date = parseDate(syntax.text)
  if (date !== undefined) return { op: 'literal', value: date, type: { kind: 'date' }, ...at }
  const duration = parseDuration(syntax.text)
  if (duration !== undefined) return { op: 'literal', value: duration.value, type: { kind: 'duration', unit: duration.unit }, ...at }
  return fault(context, 'bad-date', syntax.span, { text: syntax.text.slice(0, 40) })
}

function checkLogic(syntax: Of<'and' | 'or'>, context: Context): Tree | undefined {
  const of = syntax.of.map(operand => checkBoolean(operand, context))
  if (of.includes(undefined)) return undefined
  return { op: syntax.kind, of: of.filter(tree => tree !== undefined), type: BOOLEAN, ...placed(context, syntax.span) }
}

function checkIf(syntax: Of<'if'>, context: Context, hint?: Type): Tree | undefined {
  const when = checkBoolean(syntax.when, context)
  const then = checkTree(syntax.then, context, hint)
  const otherwise = checkTree(syntax.else, context, hint)
  if (when === undefined || then === undefined || otherwise === undefined) return undefined
  const type = unify(then.type, otherwise.type)
  if (type === undefined) return fault(context, mismatch(then.type, otherwise.type, 'branches-differ'), syntax.span, { left: typeCode(then.type), right: typeCode(otherwise.type) })
  return { op: 'if', when, then, else: otherwise, type, ...placed(context, syntax.span) }
}

function checkList(syntax: Of<'list'>, context: Context, hint?: Type): Tree | undefined {
  const itemHint = hint?.kind === 'list' ? hint.of : undefined
  const of = syntax.of.map(item => checkTree(item, context, itemHint))
  if (of.includes(undefined)) return undefined
  const items = of.filter(tree => tree !== undefined)
  const [first, ...rest] = items
  let type = first?.type ?? itemHint
  if (type === undefined) return fault(context, 'empty-list', syntax.span)
  for (const item of rest) {
    const together = unify(type, item.type)
    if (together === undefined) return fault(context, mismatch(type, item.type, 'list-mixed'), item.span, { left: typeCode(type), right: typeCode(item.type) })
    type = together
  }
  return { op: 'list', of: items, type: { kind: 'list', of: type }, ...placed(context, syntax.span) }
}

function checkIn(syntax: Of<'in'>, context: Context): Tree | undefined {
  const of = checkTree(syntax.of, context)
  if (of === undefined) return undefined
  const tests = syntax.tests.map((test: SyntaxTest): Test | undefined => checkTests(of, test, context))
  if (tests.includes(undefined)) return undefined
  return { op: 'in', of, tests: tests.filter(test => test !== undefined), type: BOOLEAN, ...placed(context, syntax.span) }
}
