import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Env } from '../scope.ts'
import { testChildren, type Test, type Tree } from '../tree.ts'
import { BUILTINS } from '../functions/builtins.ts'
import { impossible } from '../functions/builtin.ts'
import { firstMonthOf, monthOf, periodOfMonth } from '../calendar.ts'
import { arithmeticKernel, compareKernel, negateKernel, notKernel } from './kernels.ts'
import { testKernel } from './tests.ts'
import { totalOver } from './total.ts'

/** `month` is the month we are in, counted from the year 0: facts of a period are read relative to it. */
export type Closure = (env: Env, month: number) => Value

/** A function that computes the tree's value, and nothing else. Make it once, call it often. */
export function compile(tree: Tree): (env: Env) => Value {
  const closure = closureOf(tree)
  return env => closure(env, monthOf(env.today))
}

/** The inside of `compile`, for a month of the caller's choosing. */
export function closureOf(tree: Tree): Closure {
  switch (tree.op) {
    case 'literal': { const { value } = tree; return () => value }
    case 'fact': return factClosure(tree)
    case 'setting': { const { name } = tree; return env => env.setting(name) }
    case 'today': return env => env.today
    case 'line': return env => (env.line === undefined ? UNKNOWN : { n: BigInt(env.line), d: 1n })
    case 'list': { const of = tree.of.map(closureOf); return (env, month) => of.map(item => item(env, month)) }
    case 'arithmetic': return binary(arithmeticKernel(tree), tree.left, tree.right)
    case 'compare': return binary(compareKernel(tree.operator, tree.left.type), tree.left, tree.right)
    case 'negate': return unary(negateKernel(tree.type), tree.of)
    case 'not': return unary(notKernel, tree.of)
    case 'known': return unary(value => value !== UNKNOWN, tree.of)
    case 'none': return unary(value => (value === UNKNOWN ? UNKNOWN : value === NONE), tree.of)
    case 'and': return junction(tree.of, false)
    case 'or': return junction(tree.of, true)
    case 'if': return conditional(tree)
    case 'in': return inClosure(tree)
    case 'call': return callClosure(tree)
    case 'default': {
      const of = closureOf(tree.of)
      const otherwise = closureOf(tree.otherwise)
      return (env, month) => { const value = of(env, month); return value === NONE ? otherwise(env, month) : value }
    }
    case 'at': return atClosure(tree)
    case 'total': {
      const [of, from, to] = [closureOf(tree.of), closureOf(tree.from), closureOf(tree.to)]
      const over = totalOver(tree)
      return (env, month) => over(from(env, month), to(env, month), at => of(env, at))
    }
    case 'define': return closureOf(tree.of)
  }
}

type Of<K extends Tree['op']> = Extract<Tree, { op: K }>

function factClosure({ ref, shift }: Of<'fact'>): Closure {
  const { every } = ref
  if (every === undefined || shift === undefined) return env => env.fact(ref)
  return (env, month) => env.fact(ref, periodOfMonth(month, every) + shift)
}

function unary(kernel: (value: Value) => Value, of: Tree): Closure {
  const value = closureOf(of)
  return (env, month) => kernel(value(env, month))
}

function binary(kernel: (a: Value, b: Value) => Value, left: Tree, right: Tree): Closure {
  const a = closureOf(left)
  if (right.op === 'literal') {
    const { value } = right
    return (env, month) => kernel(a(env, month), value)
  }
  const b = closureOf(right)
  return (env, month) => kernel(a(env, month), b(env, month))
}

/** `and` stops at the first false, `or` at the first true (`settles`); none counts as false. */
function junction(of: readonly Tree[], settles: boolean): Closure {
  const operands = of.map(closureOf)
  return (env, month) => {
    let result: Value = !settles
    for (const operand of operands) {
      const value = operand(env, month)
      if (value === UNKNOWN) result = UNKNOWN
      else if ((value === true) === settles) return settles
    }
    return result
  }
}

function conditional(tree: Of<'if'>): Closure {
  const [when, then, otherwise] = [closureOf(tree.when), closureOf(tree.then), closureOf(tree.else)]
  return (env, month) => {
    const value = when(env, month)
    return value === UNKNOWN ? UNKNOWN : value === true ? then(env, month) : otherwise(env, month)
  }
}

function inClosure({ of, tests }: Of<'in'>): Closure {
  const value = closureOf(of)
  const each = tests.map((test: Test) => {
    const operands = testChildren(test).map(closureOf)
    const kernel = testKernel(of, test)
    return (tested: Value, env: Env, month: number): Value => kernel(tested, operands.map(operand => operand(env, month)))
  })
  return (env, month) => {
    const tested = value(env, month)
    let result: Value = false
    for (const test of each) {
      const holds = test(tested, env, month)
      if (holds === true) return true
      if (holds === UNKNOWN) result = UNKNOWN
    }
    return result
  }
}

function callClosure({ name, args }: Of<'call'>): Closure {
  const operands = args.map(closureOf)
  const run = callKernel(name, args)
  return (env, month) => run(operands.map(operand => operand(env, month)))
}

/** A call on its arguments' values: unknown or none as soon as one of them is. */
export function callKernel(name: string, args: readonly Tree[]): (values: readonly Value[]) => Value {
  const run = BUILTINS.get(name)?.run(args) ?? (() => impossible(name))
  return values => (values.includes(UNKNOWN) ? UNKNOWN : values.includes(NONE) ? NONE : run(values))
}

function atClosure({ of, when }: Of<'at'>): Closure {
  const inner = closureOf(of)
  const time = closureOf(when)
  const month = monthIn(when)
  return (env, now) => {
    const value = time(env, now)
    return typeof value === 'number' ? inner(env, month(value)) : value
  }
}

/** The month in which a date lies, or with which a period begins. */
export function monthIn({ type }: Tree): (value: number) => number {
  if (type.kind !== 'period') return monthOf
  const { every } = type
  return period => firstMonthOf(period, every)
}
