import type { FactRef } from './scope.ts'
import type { Comparator } from './syntax.ts'
import { childrenOf, type Test, type Tree } from './tree.ts'
import type { Type } from './type.ts'
import { NONE, UNKNOWN, type Value } from './value.ts'
import { Reader, type Json } from './json.ts'

export type { Json } from './json.ts'

/**
 * Trees as JSON, for programs that are compiled here and run in a browser. A fraction is `["1","20"]`, unknown and none are
 * `{"is":"unknown"}`; everything else is itself. `decode` believes nothing: what is no tree is a `TypeError` that says where.
 */
export function encodeValue(value: Value): Json {
  if (typeof value === 'symbol') return { is: value === UNKNOWN ? 'unknown' : 'none' }
  if (typeof value !== 'object') return value
  if ('n' in value) return [value.n.toString(), value.d.toString()]
  return { list: value.map(encodeValue) }
}

export const decodeValue = (json: unknown): Value => value(new Reader(json, ''))

function value(from: Reader): Value {
  const { json } = from
  if (typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json === 'number') return Number.isSafeInteger(json) ? json : from.fail('a whole number')
  if (Array.isArray(json)) {
    const [n, d] = from.items()
    if (n === undefined || d === undefined || json.length !== 2) return from.fail('a fraction')
    const fraction = { n: n.bigint(), d: d.bigint() }
    return fraction.d > 0n ? fraction : from.fail('a fraction')
  }
  const list = from.optional('list')
  if (list !== undefined) return list.items().map(value)
  return from.key('is').oneOf(['unknown', 'none']) === 'unknown' ? UNKNOWN : NONE
}

export const encodeType = (type: Type): Json => (type.kind === 'list' ? { kind: type.kind, of: encodeType(type.of) } : { ...type, ...('choices' in type ? { choices: [...type.choices ?? []] } : {}) })

export const decodeType = (json: unknown): Type => type(new Reader(json, ''))

function type(from: Reader): Type {
  const kind = from.key('kind').oneOf(['boolean', 'text', 'money', 'number', 'rate', 'points', 'date', 'duration', 'period', 'list'])
  switch (kind) {
    case 'text': { const choices = from.optional('choices'); return choices === undefined ? { kind } : { kind, choices: choices.items().map(item => item.string()) } }
    case 'money': return { kind, currency: from.key('currency').string() }
    case 'number': { const unit = from.optional('unit'); return unit === undefined ? { kind } : { kind, unit: unit.string() } }
    case 'duration': return { kind, unit: from.key('unit').oneOf(['months', 'days']) }
    case 'period': return { kind, every: every(from.key('every')) }
    case 'list': return { kind, of: type(from.key('of')) }
    default: return { kind }
  }
}

const every = (from: Reader): 'year' | 'quarter' | 'month' => from.oneOf(['year', 'quarter', 'month'])

const encodeRef = (ref: FactRef): Json => ({
  name: ref.name, owner: ref.owner, type: encodeType(ref.type),
  ...(ref.every && { every: ref.every }),
  ...(ref.least !== undefined && { least: encodeValue(ref.least) }),
  ...(ref.most !== undefined && { most: encodeValue(ref.most) }),
})

function decodeRef(from: Reader): FactRef {
  const [period, least, most] = [from.optional('every'), from.optional('least'), from.optional('most')]
  return {
    name: from.key('name').string(), owner: from.key('owner').string(), type: type(from.key('type')),
    ...(period && { every: every(period) }), ...(least && { least: value(least) }), ...(most && { most: value(most) }),
  }
}

const encodeTest = (test: Test): Json => (test.test === 'range'
  ? { test: test.test, low: encode(test.low), lowOpen: test.lowOpen, high: encode(test.high), highOpen: test.highOpen }
  : { ...test, value: encode(test.value) })

function decodeTest(from: Reader): Test {
  const test = from.key('test').oneOf(['equal', 'member', 'compare', 'range'])
  switch (test) {
    case 'range': return { test, low: tree(from.key('low')), lowOpen: from.key('lowOpen').boolean(), high: tree(from.key('high')), highOpen: from.key('highOpen').boolean() }
    case 'compare': return { test, operator: comparator(from.key('operator')), value: tree(from.key('value')) }
    default: return { test, value: tree(from.key('value')) }
  }
}

const comparator = (from: Reader): Comparator => from.oneOf(['=', '!=', '<', '<=', '>', '>='])

/** A tree as JSON. Of a fact only what `FactRef` names is kept. */
export function encode(tree: Tree): Json {
  const node = { type: encodeType(tree.type), span: [tree.span.from, tree.span.to], ...(tree.within !== undefined && { within: tree.within }) }
  switch (tree.op) {
    case 'literal': return { op: tree.op, ...node, value: encodeValue(tree.value) }
    case 'fact': return { op: tree.op, ...node, ref: encodeRef(tree.ref), ...(tree.shift !== undefined && { shift: tree.shift }) }
    case 'setting': return { op: tree.op, ...node, name: tree.name }
    case 'today': case 'line': return { op: tree.op, ...node }
    case 'arithmetic': case 'compare': return { op: tree.op, ...node, operator: tree.operator, of: childrenOf(tree).map(encode) }
    case 'in': return { op: tree.op, ...node, value: encode(tree.of), tests: tree.tests.map(encodeTest) }
    case 'call': case 'define': return { op: tree.op, ...node, name: tree.name, of: childrenOf(tree).map(encode) }
    case 'total': return { op: tree.op, ...node, every: tree.every, of: childrenOf(tree).map(encode) }
    default: return { op: tree.op, ...node, of: childrenOf(tree).map(encode) }
  }
}

/** A tree from JSON of any origin. */
export const decode = (json: unknown): Tree => tree(new Reader(json, ''))

function tree(from: Reader): Tree {
  const op = from.key('op').oneOf(OPS)
  const [start, end] = from.key('span').items()
  if (start === undefined || end === undefined) return from.fail('a span')
  const within = from.optional('within')
  const node = { type: type(from.key('type')), span: { from: start.integer(), to: end.integer() }, ...(within && { within: within.string() }) }
  const of = (from.optional('of')?.items() ?? []).map(tree)
  const child = (i: number): Tree => of[i] ?? from.fail('a tree with more children')
  switch (op) {
    case 'literal': return { op, ...node, value: value(from.key('value')) }
    case 'fact': { const shift = from.optional('shift'); return { op, ...node, ref: decodeRef(from.key('ref')), ...(shift && { shift: shift.integer() }) } }
    case 'setting': return { op, ...node, name: from.key('name').string() }
    case 'today': case 'line': return { op, ...node }
    case 'list': case 'and': case 'or': return { op, ...node, of }
    case 'arithmetic': return { op, ...node, operator: from.key('operator').oneOf(['+', '-', '*', '/', '**']), left: child(0), right: child(1) }
    case 'compare': return { op, ...node, operator: comparator(from.key('operator')), left: child(0), right: child(1) }
    case 'negate': case 'not': case 'known': case 'none': return { op, ...node, of: child(0) }
    case 'if': return { op, ...node, when: child(0), then: child(1), else: child(2) }
    case 'in': return { op, ...node, of: tree(from.key('value')), tests: from.key('tests').items().map(decodeTest) }
    case 'call': return { op, ...node, name: from.key('name').string(), args: of }
    case 'default': return { op, ...node, of: child(0), otherwise: child(1) }
    case 'at': return { op, ...node, of: child(0), when: child(1) }
    case 'total': return { op, ...node, every: every(from.key('every')), of: child(0), from: child(1), to: child(2) }
    case 'define': return { op, ...node, name: from.key('name').string(), of: child(0) }
  }
}

const OPS = ['literal', 'fact', 'setting', 'today', 'line', 'list', 'arithmetic', 'negate', 'not', 'known', 'none', 'compare', 'and', 'or', 'if', 'in', 'call', 'default', 'at', 'total', 'define'] as const
