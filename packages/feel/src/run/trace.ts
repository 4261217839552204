import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Env } from '../scope.ts'
import { testChildren, walk, type Tree } from '../tree.ts'
import { BUILTINS } from '../functions/builtins.ts'
import { every, some } from '../functions/order.ts'
import { firstMonthOf, monthOf, periodOfMonth } from '../calendar.ts'
import { callKernel, monthIn } from './compile.ts'
import { arithmeticKernel, compareKernel, negateKernel, notKernel } from './kernels.ts'
import { testKernel } from './tests.ts'
import { periodsOf, totalOver } from './total.ts'

/** What a node came to, and how: the tree it belongs to (with span and type), its value, what it read. */
export interface TraceNode {
  readonly tree: Tree
  readonly value: Value
  /** In the order of the tree's children; a branch that was not taken is missing, 合计 has one child for each period. */
  readonly children: readonly TraceNode[]
  /** Of a fact of a period: which period was read. */
  readonly at?: number
  /** Why told operands have no value: `division-by-zero` and the like (a code of the message table). */
  readonly reason?: string
}

type Tracer = (env: Env, month: number) => TraceNode

/** The same value as `compile` gives, with every step. Nothing is cut short, so that every condition can be shown. */
export function trace(tree: Tree): (env: Env) => TraceNode {
  const tracer = tracerOf(tree)
  // The month is only for facts of a period.
  const isDated = [...walk(tree)].some(node => node.op === 'fact' && node.shift !== undefined)
  return isDated ? env => tracer(env, monthOf(env.today)) : env => tracer(env, 0)
}

const NOTHING: readonly TraceNode[] = []

function tracerOf(tree: Tree): Tracer {
  const tracer = tracerOfNode(tree)
  if (!isWritten(tree)) return tracer
  let node: TraceNode | undefined
  return (env, month) => (node ??= tracer(env, month))
}

/** A list written out, such as 400 industry codes, comes to the same in every run. */
function isWritten(tree: Tree): boolean {
  return tree.op === 'define' ? isWritten(tree.of) : tree.op === 'list' && tree.of.every(item => item.op === 'literal')
}

function tracerOfNode(tree: Tree): Tracer {
  switch (tree.op) {
    case 'literal': { const node: TraceNode = { tree, value: tree.value, children: NOTHING }; return () => node }
    case 'fact': return factTracer(tree)
    case 'setting': return env => ({ tree, value: env.setting(tree.name), children: NOTHING })
    case 'today': return env => ({ tree, value: env.today, children: NOTHING })
    case 'line': return env => ({ tree, value: env.line === undefined ? UNKNOWN : { n: BigInt(env.line), d: 1n }, children: NOTHING })
    case 'list': return strict(tree, tree.of, values => values)
    case 'arithmetic': return binary(tree, tree.left, tree.right, arithmeticKernel(tree))
    case 'compare': return binary(tree, tree.left, tree.right, compareKernel(tree.operator, tree.left.type))
    case 'negate': return unary(tree, negateKernel(tree.type))
    case 'not': return unary(tree, notKernel)
    case 'known': return unary(tree, value => value !== UNKNOWN)
    case 'none': return unary(tree, value => (value === UNKNOWN ? UNKNOWN : value === NONE))
    case 'and': return strict(tree, tree.of, every)
    case 'or': return strict(tree, tree.of, some)
    case 'if': return ifTracer(tree)
    case 'in': return inTracer(tree)
    case 'call': return strict(tree, tree.args, callKernel(tree.name, tree.args))
    case 'default': return defaultTracer(tree)
    case 'at': return atTracer(tree)
    case 'total': return totalTracer(tree)
    case 'define': return unary(tree, value => value)
  }
}

type Of<K extends Tree['op']> = Extract<Tree, { op: K }>

function factTracer(tree: Of<'fact'>): Tracer {
  const { ref, shift } = tree
  const period = ref.every
  if (period === undefined || shift === undefined) return env => ({ tree, value: env.fact(ref), children: NOTHING })
  return (env, month) => {
    const at = periodOfMonth(month, period) + shift
    return { tree, value: env.fact(ref, at), children: NOTHING, at }
  }
}

/** A node with its reason when told operands came to nothing. */
function finished(tree: Tree, value: Value, children: readonly TraceNode[]): TraceNode {
  if (value !== UNKNOWN || children.some(child => child.value === UNKNOWN)) return { tree, value, children }
  const reason = reasonOf(tree, children)
  return reason === undefined ? { tree, value, children } : { tree, value, children, reason }
}

function reasonOf(tree: Tree, children: readonly TraceNode[]): string | undefined {
  if (children.some(child => Array.isArray(child.value) && child.value.includes(UNKNOWN))) return undefined
  switch (tree.op) {
    case 'arithmetic': {
      const divisor = tree.operator === '**' ? children[0]?.value : tree.operator === '/' ? children[1]?.value : undefined
      const zero = divisor === 0 || (typeof divisor === 'object' && 'n' in divisor && divisor.n === 0n)
      return zero ? 'division-by-zero' : tree.type.kind === 'date' ? 'no-such-date' : 'not-whole'
    }
    case 'call': return BUILTINS.get(tree.name)?.reason
    case 'total': return 'too-many-periods'
    default: return undefined
  }
}

function unary(tree: Of<'negate' | 'not' | 'known' | 'none' | 'define'>, kernel: (value: Value) => Value): Tracer {
  const of = tracerOf(tree.of)
  return (env, month) => {
    const child = of(env, month)
    return { tree, value: kernel(child.value), children: [child] }
  }
}

function binary(tree: Tree, left: Tree, right: Tree, kernel: (a: Value, b: Value) => Value): Tracer {
  const [first, second] = [tracerOf(left), tracerOf(right)]
  return (env, month) => {
    const a = first(env, month)
    const b = second(env, month)
    return finished(tree, kernel(a.value, b.value), [a, b])
  }
}

function strict(tree: Tree, of: readonly Tree[], kernel: (values: readonly Value[]) => Value): Tracer {
  const operands = of.map(tracerOf)
  return (env, month) => {
    const children = operands.map(operand => operand(env, month))
    return finished(tree, kernel(children.map(child => child.value)), children)
  }
}

function ifTracer(tree: Of<'if'>): Tracer {
  const [when, then, otherwise] = [tracerOf(tree.when), tracerOf(tree.then), tracerOf(tree.else)]
  return (env, month) => {
    const condition = when(env, month)
    if (condition.value === UNKNOWN) return { tree, value: UNKNOWN, children: [condition] }
    const taken = (condition.value === true ? then : otherwise)(env, month)
    return { tree, value: taken.value, children: [condition, taken] }
  }
}

function inTracer(tree: Of<'in'>): Tracer {
  const [only, ...more] = tree.tests
  if (only !== undefined && only.test !== 'range' && more.length === 0) {
    const kernel = testKernel(tree.of, only)
    return binary(tree, tree.of, only.value, (tested, other) => kernel(tested, [other]))
  }
  const of = tracerOf(tree.of)
  const operands = tree.tests.flatMap(testChildren).map(tracerOf)
  let next = 0
  const tests = tree.tests.map(test => ({ kernel: testKernel(tree.of, test), from: next, to: next += testChildren(test).length }))
  return (env, month) => {
    const tested = of(env, month)
    const others = operands.map(operand => operand(env, month))
    const values = others.map(other => other.value)
    return { tree, value: some(tests.map(({ kernel, from, to }) => kernel(tested.value, values.slice(from, to)))), children: [tested, ...others] }
  }
}

function defaultTracer(tree: Of<'default'>): Tracer {
  const [of, otherwise] = [tracerOf(tree.of), tracerOf(tree.otherwise)]
  return (env, month) => {
    const first = of(env, month)
    if (first.value !== NONE) return { tree, value: first.value, children: [first] }
    const instead = otherwise(env, month)
    return { tree, value: instead.value, children: [first, instead] }
  }
}

function atTracer(tree: Of<'at'>): Tracer {
  const [of, when] = [tracerOf(tree.of), tracerOf(tree.when)]
  const month = monthIn(tree.when)
  return (env, now) => {
    const time = when(env, now)
    if (typeof time.value !== 'number') return { tree, value: time.value, children: [time] }
    const inner = of(env, month(time.value))
    return { tree, value: inner.value, children: [inner, time] }
  }
}

function totalTracer(tree: Of<'total'>): Tracer {
  const [of, from, to] = [tracerOf(tree.of), tracerOf(tree.from), tracerOf(tree.to)]
  const over = totalOver(tree)
  return (env, month) => {
    const start = from(env, month)
    const end = to(env, month)
    const parts = (periodsOf(tree, start.value, end.value) ?? []).map(period => of(env, firstMonthOf(period, tree.every)))
    let next = 0
    const value = over(start.value, end.value, () => parts[next++]?.value ?? UNKNOWN)
    return finished(tree, value, [...parts, start, end])
  }
}
