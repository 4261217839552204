import type { Syntax } from '../syntax.ts'
import { typeCode } from '../describe.ts'
import type { Tree } from '../tree.ts'
import { constant } from './constants.ts'
import { fault, placed, type Context } from './context.ts'
import { checkTree } from './expression.ts'
import { arithmeticType, isNumeric } from './types.ts'

type Arithmetic = Extract<Syntax, { kind: 'arithmetic' }>
type Negate = Extract<Syntax, { kind: 'negate' }>

/** Above this, a power is no figure of a law but a way to fill the memory. */
const LARGEST_EXPONENT = 400n

export function checkArithmetic(syntax: Arithmetic, context: Context): Tree | undefined {
  const left = checkTree(syntax.left, context)
  const right = checkTree(syntax.right, context)
  if (left === undefined || right === undefined) return undefined
  const { operator } = syntax
  const type = arithmeticType(operator, left.type, right.type)
  if (type === undefined) return clash(syntax, left, right, context)
  if (operator === '**') {
    const exponent = constant(right)
    const fine = typeof exponent === 'object' && 'n' in exponent && exponent.d === 1n && exponent.n <= LARGEST_EXPONENT && exponent.n >= -LARGEST_EXPONENT
    if (!fine) return fault(context, 'exponent', syntax.right.span, { most: String(LARGEST_EXPONENT) })
    if (powers(left) > 1) return fault(context, 'exponent-nested', syntax.span)
  }
  return { op: 'arithmetic', operator, left, right, type, ...placed(context, syntax.span) }
}

/** How many powers lie on top of one another: each multiplies the digits. */
function powers(tree: Tree): number {
  if (tree.op !== 'arithmetic') return tree.op === 'define' || tree.op === 'negate' ? powers(tree.of) : 0
  const own = tree.operator === '**' ? 1 : 0
  return own + Math.max(powers(tree.left), powers(tree.right))
}

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
