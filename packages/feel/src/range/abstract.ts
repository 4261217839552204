import { NONE, UNKNOWN, type Rational, type Value } from '../value.ts'
import type { Env } from '../scope.ts'
import type { Comparator } from '../syntax.ts'
import type { Test, Tree } from '../tree.ts'
import type { Type } from '../type.ts'
import { childrenOf, heldAs } from '../tree.ts'
import { closureOf, monthIn, type Closure } from '../run/compile.ts'
import { periodsOf } from '../run/total.ts'
import { isRational, negate as negated, whole, ZERO } from '../rational.ts'
import { firstMonthOf, periodOfMonth } from '../calendar.ts'
import { callInterval } from './calls.ts'
import * as interval from './interval.ts'
import type { Interval } from './interval.ts'

/**
 * What can be said of a value without knowing every fact: exactly what it is, or between what, or whether a condition can
 * still be true or false. It speaks of values that exist; whether a fact turns out to be none, nobody can say.
 */
export interface Abstract extends Interval {
  readonly exact?: Value
  /** A condition that cannot be true, cannot be false. */
  readonly never?: boolean
  readonly always?: boolean
}

/** What is read while judging: an environment and the month we are in, each absent where nothing is known of it. */
export interface View {
  readonly env?: Env
  readonly month?: number
  /** Bounds of facts and settings that declare none. */
  readonly assumed?: (type: Type) => Interval
}

const NOTHING: Abstract = {}

/** A told value as an interval of one point; dates, durations and periods as whole numbers. */
export function point(value: Value): Abstract {
  if (value === UNKNOWN) return NOTHING
  if (typeof value === 'boolean') return { exact: value, never: !value, always: value }
  if (value === NONE) return { exact: value, never: true }
  const number = typeof value === 'number' ? whole(value) : isRational(value) && 'n' in value ? value : undefined
  return number === undefined ? { exact: value } : { exact: value, least: number, most: number }
}

export function judge(tree: Tree, view: View): Abstract {
  switch (tree.op) {
    case 'literal': return point(tree.value)
    case 'fact': return fact(tree, view)
    case 'setting': return told(view.env?.setting(tree.name) ?? UNKNOWN, view.assumed?.(tree.type) ?? NOTHING)
    case 'today': return view.env === undefined ? NOTHING : point(view.env.today)
    case 'line': return view.env?.line === undefined ? { least: whole(1) } : point(whole(view.env.line))
    case 'define': return judge(tree.of, view)
    case 'at': return judge(tree.of, monthOfWhen(tree, view))
    case 'if': return conditional(tree, view)
    case 'and': case 'or': return junction(tree, view)
    case 'not': { const { never = false, always = false } = judge(tree.of, view); return truth(always, never) }
    case 'compare': return compared(tree.operator, judge(tree.left, view), judge(tree.right, view))
    case 'in': return isIn(tree, view)
    case 'negate': return withExact(tree, view, ([of]) => interval.between(of?.most && negated(of.most), of?.least && negated(of.least)))
    case 'arithmetic': return arithmetic(tree, view)
    case 'call': return withExact(tree, view, args => callInterval(tree, args, arg => judge(arg, view)))
    case 'default': return withExact(tree, view, ([of = NOTHING, otherwise = NOTHING]) => interval.hull(of, otherwise))
    case 'total': return exactly(tree, view) ?? overPeriods(tree, view)
    case 'list': case 'known': case 'none': return exactly(tree, view) ?? NOTHING
  }
}

const truth = (never: boolean, always: boolean): Abstract =>
  ({ never, always, ...(never ? { exact: false } : always ? { exact: true } : {}) })

/** The bounds that hold of every value of a fact. */
function fact(tree: Extract<Tree, { op: 'fact' }>, { env, month, assumed }: View): Abstract {
  const { ref, shift } = tree
  const wide = assumed?.(ref.type) ?? NOTHING
  const bounds = interval.between(edge(ref.least) ?? wide.least, edge(ref.most) ?? wide.most)
  if (env === undefined) return bounds
  if (ref.every === undefined || shift === undefined) return told(env.fact(ref), bounds)
  return month === undefined ? bounds : told(env.fact(ref, periodOfMonth(month, ref.every) + shift), bounds)
}

const told = (value: Value, bounds: Abstract): Abstract => (value === UNKNOWN ? bounds : point(value))
const edge = (value: Value | undefined): Rational | undefined =>
  typeof value === 'number' ? whole(value) : value !== undefined && isRational(value) && 'n' in value ? value : undefined

function monthOfWhen({ when }: Extract<Tree, { op: 'at' }>, view: View): View {
  const { exact } = judge(when, view)
  const { month: _, ...rest } = view
  return { ...rest, ...(typeof exact === 'number' && { month: monthIn(when)(exact) }) }
}

const closures = new WeakMap<Tree, Closure>()

/** 合计, period by period, when its ends are known. */
function overPeriods(tree: Extract<Tree, { op: 'total' }>, view: View): Abstract {
  const [from, to] = [judge(tree.from, view), judge(tree.to, view)]
  const periods = heldAs(tree.type) === 'rational' ? periodsOf(tree, from.exact ?? UNKNOWN, to.exact ?? UNKNOWN) : undefined
  if (periods === undefined || periods.length === 0) return NOTHING
  return periods.map(period => judge(tree.of, { ...view, month: firstMonthOf(period, tree.every) })).reduce<Interval>(interval.add, { least: ZERO, most: ZERO })
}

/** The value itself, when all it needs is told. Closures are kept, since every level of a tree asks for its own. */
function exactly(tree: Tree, { env, month }: View): Abstract | undefined {
  if (env === undefined || month === undefined) return undefined
  let closure = closures.get(tree)
  if (closure === undefined) closures.set(tree, closure = closureOf(tree))
  const value = closure(env, month)
  return value === UNKNOWN ? undefined : point(value)
}

function withExact(tree: Tree, view: View, otherwise: (children: readonly Abstract[]) => Abstract): Abstract {
  return exactly(tree, view) ?? otherwise(childrenOf(tree).map(child => judge(child, view)))
}

function conditional(tree: Extract<Tree, { op: 'if' }>, view: View): Abstract {
  const { never = false, always = false } = judge(tree.when, view)
  if (always) return judge(tree.then, view)
  if (never) return judge(tree.else, view)
  const [then, otherwise] = [judge(tree.then, view), judge(tree.else, view)]
  if (tree.type.kind === 'boolean') return truth(then.never === true && otherwise.never === true, then.always === true && otherwise.always === true)
  return interval.hull(then, otherwise)
}

function junction(tree: Extract<Tree, { op: 'and' | 'or' }>, view: View): Abstract {
  const all = tree.of.map(child => judge(child, view))
  return tree.op === 'and'
    ? truth(all.some(each => each.never === true), all.every(each => each.always === true))
    : truth(all.every(each => each.never === true), all.some(each => each.always === true))
}

export function compared(operator: Comparator, a: Abstract, b: Abstract): Abstract {
  if (a.exact === NONE || b.exact === NONE) return truth(true, false)
  if (typeof a.exact === 'string' && typeof b.exact === 'string' && (operator === '=' || operator === '!=')) {
    const holds = (a.exact === b.exact) === (operator === '=')
    return truth(!holds, holds)
  }
  switch (operator) {
    case '<': return truth(interval.below(b, a), interval.strictlyBelow(a, b))
    case '<=': return truth(interval.strictlyBelow(b, a), interval.below(a, b))
    case '>': return truth(interval.below(a, b), interval.strictlyBelow(b, a))
    case '>=': return truth(interval.strictlyBelow(a, b), interval.below(b, a))
    case '=': return truth(interval.apart(a, b), interval.samePoint(a, b))
    case '!=': return truth(interval.samePoint(a, b), interval.apart(a, b))
  }
}

function isIn(tree: Extract<Tree, { op: 'in' }>, view: View): Abstract {
  const exact = exactly(tree, view)
  if (exact !== undefined) return exact
  const of = judge(tree.of, view)
  const all = tree.tests.map(test => tested(of, test, view))
  return truth(all.every(each => each.never === true), all.some(each => each.always === true))
}

function tested(of: Abstract, test: Test, view: View): Abstract {
  switch (test.test) {
    case 'member': return NOTHING
    case 'equal': return compared('=', of, judge(test.value, view))
    case 'compare': return compared(test.operator, of, judge(test.value, view))
    case 'range': {
      const low = compared(test.lowOpen ? '>' : '>=', of, judge(test.low, view))
      const high = compared(test.highOpen ? '<' : '<=', of, judge(test.high, view))
      return truth(low.never === true || high.never === true, low.always === true && high.always === true)
    }
  }
}

function arithmetic(tree: Extract<Tree, { op: 'arithmetic' }>, view: View): Abstract {
  return withExact(tree, view, ([a = NOTHING, b = NOTHING]) => {
    // Adding months to a date is no sum of numbers.
    if (heldAs(tree.type) !== 'rational' || heldAs(tree.left.type) !== 'rational' || heldAs(tree.right.type) !== 'rational') return NOTHING
    switch (tree.operator) {
      case '+': return interval.add(a, b)
      case '-': return interval.subtract(a, b)
      case '*': return interval.multiply(a, b)
      case '/': return interval.divide(a, b)
      case '**': return interval.power(a, b)
    }
  })
}
