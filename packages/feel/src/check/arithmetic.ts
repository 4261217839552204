import type { Syntax } from '../syntax.ts'
import { typeCode } from '../describe.ts'
import type { Tree } from '../tree.ts'
import type { Value } from '../value.ts'
import { constant } from './constants.ts'
import { fault, placed, type Context } from './context.ts'
import { bits, exponentOf, MOST_BITS } from './digits.ts'
import { checkTree } from './expression.ts'
import { arithmeticType, isNumeric } from './types.ts'

type Arithmetic = Extract<Syntax, { kind: 'arithmetic' }>
type Negate = Extract<Syntax, { kind: 'negate' }>

/** Above this, a power is no figure of a law but a way to fill the memory. */
const LARGEST_EXPONENT = 400

export function checkArithmetic(syntax: Arithmetic, context: Context): Tree | undefined {
  const left = checkTree(syntax.left, context)
  const right = checkTree(syntax.right, context)
  if (left === undefined || right === undefined) return undefined
  const { operator } = syntax
  const type = arithmeticType(operator, left.type, right.type)
  if (type === undefined) return clash(syntax, left, right, context)
  if (operator === '**' && !(Math.abs(exponentOf(right)) <= LARGEST_EXPONENT)) {
    return fault(context, 'exponent', syntax.right.span, { most: String(LARGEST_EXPONENT) })
  }
  if (operator === '/' && isZero(constant(right))) return fault(context, 'division-by-zero', syntax.span)
  const tree: Tree = { op: 'arithmetic', operator, left, right, type, ...placed(context, syntax.span) }
  return bits(tree) > MOST_BITS ? fault(context, 'too-many-digits', syntax.span) : tree
}

const isZero = (value: Value | undefined): boolean => value === 0 || (typeof value === 'object' && 'n' in value && value.n === 0n)

function clash({ operator, span }: Arithmetic, { type: a }: Tree, { type: b }: Tree, context: Context): undefined {
  const params = { operator, left: typeCode(a), right: typeCode(b) }
  if (a.kind === 'number' && b.kind === 'number') return fault(context, 'units-differ', span, params)
  if (a.kind === 'money' && b.kind === 'money' && (operator === '+' || operator === '-')) return fault(context, 'currencies-differ', span, params)
  if ((operator === '+' || operator === '-') && (a.kind === 'money') !== (b.kind === 'money') && (isNumeric(a) || isNumeric(b))) {
    return fault(context, 'money-and-number', span, params)
  }
  return fault(context, 'no-such-arithmetic', span, params)
}

export function checkNegate(syntax: Negate, context: Context): Tree | undefined {
  const of = checkTree(syntax.of, context)
  if (of === undefined) return undefined
  if (!isNumeric(of.type) && of.type.kind !== 'duration') return fault(context, 'no-negative', syntax.span, { given: typeCode(of.type) })
  return { op: 'negate', of, type: of.type, ...placed(context, syntax.span) }
}
