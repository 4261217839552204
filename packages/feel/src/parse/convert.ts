import type { SyntaxNode } from '@lezer/common'
import type { Problem, Span } from '../problem.ts'
import type { ArithmeticOperator, Comparator, Syntax, SyntaxTest } from '../syntax.ts'
import type { Quantity } from '../quantity.ts'
import { negate, parseDecimal } from '../rational.ts'
import { unescape } from './literals.ts'

/** From the grammar's tree to our own, refusing all of FEEL that a policy has no use for. */
export interface Source { readonly source: string; readonly quantities: ReadonlyMap<number, Quantity & { readonly to: number }> }

/** Carries a problem out of the recursion; caught in `parse` and nowhere else. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(code: string, span: Span, params: Record<string, string> = {}) {
    super(code)
    this.problem = { code, params, span, severity: 'error' }
  }
}

const COMPARATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']
const isComparator = (text: string): text is Comparator => COMPARATORS.includes(text)
const isArithmetic = (text: string): text is ArithmeticOperator => ['+', '-', '*', '/', '**'].includes(text)

const spanOf = (node: SyntaxNode): Span => ({ from: node.from, to: node.to })

/** Children without comments. */
function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') all.push(child)
  }
  return all
}

const textOf = (node: SyntaxNode, { source }: Source): string => source.slice(node.from, node.to)

function unexpected(node: SyntaxNode, from: Source): never {
  throw new Refusal('syntax', spanOf(node), { near: textOf(node, from).slice(0, 20) })
}

/** What FEEL has and a policy does not need. */
const REFUSED: Readonly<Record<string, string>> = {
  ForExpression: 'no-loop', QuantifiedExpression: 'no-loop', FunctionDefinition: 'no-function', Context: 'no-context',
  FilterExpression: 'no-filter', InstanceOfExpression: 'no-instance-of', null: 'no-null',
  SimplePositiveUnaryTest: 'test-alone', Interval: 'test-alone',
}

export function convert(node: SyntaxNode, from: Source): Syntax {
  const span = spanOf(node)
  switch (node.name) {
    case 'Expression': case 'ParenthesizedExpression': return inner(node, from)
    case 'NumericLiteral': return number(node, from)
    case 'StringLiteral': return { kind: 'text', value: string(node, from), span }
    case 'BooleanLiteral': return { kind: 'boolean', value: textOf(node, from) === 'true', span }
    case 'VariableName': return variable(node, from)
    case 'PathExpression': return path(node, from)
    case 'DateTimeLiteral': return dateTime(node, from)
    case 'ArithmeticExpression': return arithmetic(node, from)
    case 'Comparison': return comparison(node, from)
    case 'Conjunction': return { kind: 'and', of: flat(node, from), span }
    case 'Disjunction': return { kind: 'or', of: flat(node, from), span }
    case 'IfExpression': return conditional(node, from)
    case 'List': return { kind: 'list', of: children(node).filter(child => child.name !== '[' && child.name !== ']').map(child => convert(child, from)), span }
    case 'FunctionInvocation': return invocation(node, from)
    default: throw new Refusal(REFUSED[node.name] ?? 'not-taken', span, { text: textOf(node, from).slice(0, 40) })
  }
}

function inner(node: SyntaxNode, from: Source): Syntax {
  const [only, ...more] = children(node).filter(child => child.name !== '(' && child.name !== ')')
  if (only === undefined || more.length > 0) return unexpected(more[0] ?? node, from)
  return convert(only, from)
}

function number(node: SyntaxNode, from: Source): Syntax {
  const text = textOf(node, from).replace(/\s/g, '')
  const negative = text.startsWith('-')
  const value = parseDecimal(negative ? text.slice(1) : text)
  if (value === undefined) throw new Refusal('bad-number', spanOf(node), { text: text.slice(0, 40) })
  return { kind: 'number', value: negative ? negate(value) : value, span: spanOf(node) }
}

function string(node: SyntaxNode, from: Source): string {
  const text = unescape(textOf(node, from))
  if (text === undefined) throw new Refusal('bad-escape', spanOf(node))
  return text
}

/** A name is one word; the grammar also joins words that stand beside each other, which hides a missing operator. */
function variable(node: SyntaxNode, from: Source): Syntax {
  const words = children(node)
  const span = spanOf(node)
  const figure = from.quantities.get(node.from)
  if (figure?.to === node.to) return { kind: 'quantity', value: figure.value, type: figure.type, span }
  if (words.length > 1) {
    const [first, second] = words
    const text = textOf(node, from)
    if (first !== undefined && second !== undefined && textOf(first, from) === 'not') {
      throw new Refusal('not-without-brackets', span, { rest: from.source.slice(second.from, node.to) })
    }
    const figured = words.some(word => from.quantities.has(word.from))
    throw new Refusal(figured ? 'missing-operator' : 'name-with-space', span, { name: text, repair: text.replace(/\s+/g, '') })
  }
  return { kind: 'name', path: [textOf(node, from)], span }
}

function path(node: SyntaxNode, from: Source): Syntax {
  const [base, , last] = children(node)
  if (base === undefined || last === undefined) return unexpected(node, from)
  const name = textOf(last, from)
  if (/\s/.test(name)) throw new Refusal('name-with-space', spanOf(last), { name, repair: name.replace(/\s+/g, '') })
  const of = convert(base, from)
  return of.kind === 'name'
    ? { kind: 'name', path: [...of.path, name], span: spanOf(node) }
    : { kind: 'part', of, name, span: spanOf(node) }
}

function dateTime(node: SyntaxNode, from: Source): Syntax {
  const [head, ...rest] = children(node)
  if (head === undefined) return unexpected(node, from)
  if (head.name === 'AtLiteral') {
    const literal = head.getChild('StringLiteral')
    return literal === null ? unexpected(head, from) : { kind: 'at', text: string(literal, from), span: spanOf(node) }
  }
  return call(textOf(head, from).replace(/\s+/g, ' '), head, rest, node, from)
}

function arithmetic(node: SyntaxNode, from: Source): Syntax {
  const parts = children(node)
  const span = spanOf(node)
  const [a, b, c] = parts
  if (a !== undefined && b !== undefined && c === undefined && textOf(a, from) === '-') return { kind: 'negate', of: convert(b, from), span }
  if (a === undefined || b === undefined || c === undefined) return unexpected(node, from)
  const operator = textOf(b, from)
  if (!isArithmetic(operator)) return unexpected(b, from)
  return { kind: 'arithmetic', operator, left: convert(a, from), right: convert(c, from), span }
}

function comparison(node: SyntaxNode, from: Source): Syntax {
  const parts = children(node)
  const span = spanOf(node)
  const [left, middle, right, , high] = parts
  if (left === undefined || middle === undefined || right === undefined) return unexpected(node, from)
  notChained(left, node, from)
  if (middle.name === 'in') return { kind: 'in', of: convert(left, from), tests: parts.slice(2).flatMap(part => tests(part, node, from)), span }
  notChained(right, node, from)
  if (middle.name === 'between') {
    if (high === undefined) return unexpected(node, from)
    notChained(high, node, from)
    const range: SyntaxTest = { test: 'range', low: convert(right, from), lowOpen: false, high: convert(high, from), highOpen: false, span: { from: right.from, to: high.to } }
    return { kind: 'in', of: convert(left, from), tests: [range], span }
  }
  const operator = textOf(middle, from)
  if (!isComparator(operator)) return unexpected(middle, from)
  return { kind: 'compare', operator, left: convert(left, from), right: convert(right, from), span }
}

/** `a < b < c` compares a truth with a figure. */
function notChained(operand: SyntaxNode, whole: SyntaxNode, from: Source): void {
  if (operand.name === 'Comparison') throw new Refusal('chained-comparison', spanOf(whole), { text: textOf(whole, from) })
}

/** What follows `in`. The grammar binds `and`, `or` and comparisons into it: `x in [a] and y` would be read as `x in ([a] and y)`. */
function tests(node: SyntaxNode, whole: SyntaxNode, from: Source): SyntaxTest[] {
  const span = spanOf(node)
  switch (node.name) {
    case '(': case ')': return []
    case 'PositiveUnaryTests': return children(node).flatMap(child => tests(child, whole, from))
    case 'PositiveUnaryTest': case 'SimplePositiveUnaryTest': {
      const parts = children(node)
      const [first, second] = parts
      if (first?.name === 'CompareOp' && second !== undefined) {
        notSwallowed(second, whole, from)
        const operator = textOf(first, from)
        return isComparator(operator) ? [{ test: 'compare', operator, value: convert(second, from), span }] : unexpected(first, from)
      }
      return first === undefined ? unexpected(node, from) : tests(first, whole, from)
    }
    case 'ParenthesizedExpression': {
      const [only] = children(node).filter(child => child.name !== '(' && child.name !== ')')
      return only === undefined ? unexpected(node, from) : tests(only, whole, from)
    }
    case 'Interval': return [interval(node, from)]
    case 'List': return listed(node, whole, from)
    default: {
      notSwallowed(node, whole, from)
      return [{ test: 'value', value: convert(node, from), span }]
    }
  }
}

/** A list of tests (`[[1..2], 5]`) when it holds one; otherwise the list as a value, so that a list can be sought in lists. */
function listed(node: SyntaxNode, whole: SyntaxNode, from: Source): SyntaxTest[] {
  const items = children(node).filter(child => child.name !== '[' && child.name !== ']')
  if (!items.some(item => item.name === 'SimplePositiveUnaryTest')) return [{ test: 'value', value: convert(node, from), span: spanOf(node) }]
  return items.flatMap(item => tests(item, whole, from))
}

function notSwallowed(node: SyntaxNode, whole: SyntaxNode, from: Source): void {
  const binds = ['Conjunction', 'Disjunction', 'Comparison']
  if (!binds.includes(node.name)) return
  let first = node
  while (first.firstChild !== null && binds.includes(first.name)) first = first.firstChild
  const end = first.to
  const head = from.source.slice(whole.from, end)
  throw new Refusal('in-swallows', spanOf(whole), { repair: `(${head})${from.source.slice(end, whole.to)}` })
}

function interval(node: SyntaxNode, from: Source): SyntaxTest {
  const [open, low, , high, close] = children(node)
  if (open === undefined || low === undefined || high === undefined || close === undefined) return unexpected(node, from)
  return {
    test: 'range', span: spanOf(node),
    low: convert(low, from), lowOpen: textOf(open, from) !== '[',
    high: convert(high, from), highOpen: textOf(close, from) !== ']',
  }
}

function flat(node: SyntaxNode, from: Source): Syntax[] {
  const operands: Syntax[] = []
  let rest: SyntaxNode = node
  // a and b and c nests to the left; a long chain is walked, not recursed into.
  for (;;) {
    const [left, , right] = children(rest)
    if (left === undefined || right === undefined) return unexpected(rest, from)
    operands.push(convert(right, from))
    if (left.name !== node.name) return [convert(left, from), ...operands.reverse()]
    rest = left
  }
}

function conditional(node: SyntaxNode, from: Source): Syntax {
  const [, when, , then, , otherwise] = children(node)
  if (when === undefined || then === undefined || otherwise === undefined) return unexpected(node, from)
  return { kind: 'if', when: convert(when, from), then: convert(then, from), else: convert(otherwise, from), span: spanOf(node) }
}

function invocation(node: SyntaxNode, from: Source): Syntax {
  const [head, ...rest] = children(node)
  if (head === undefined || (head.name !== 'VariableName' && head.name !== 'SpecialFunctionName')) {
    throw new Refusal('not-a-function', spanOf(head ?? node), { text: textOf(head ?? node, from).slice(0, 40) })
  }
  return call(textOf(head, from).replace(/\s+/g, ' '), head, rest, node, from)
}

function call(name: string, head: SyntaxNode, rest: readonly SyntaxNode[], node: SyntaxNode, from: Source): Syntax {
  const common = { kind: 'call', name, nameSpan: spanOf(head), span: spanOf(node) } as const
  const list = rest.find(part => part.name === 'PositionalParameters' || part.name === 'NamedParameters')
  if (list === undefined) return { ...common, args: [] }
  if (list.name === 'PositionalParameters') return { ...common, args: children(list).map(arg => convert(arg, from)) }
  const named = children(list).map(parameter => {
    const [key, value] = children(parameter)
    if (key === undefined || value === undefined) return unexpected(parameter, from)
    return { name: textOf(key, from).trim().replace(/\s+/g, ' '), value: convert(value, from) }
  })
  return { ...common, args: named.map(parameter => parameter.value), names: named.map(parameter => parameter.name) }
}
