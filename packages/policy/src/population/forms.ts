import { UNKNOWN, calendar, compile, heldAs, rational, unwrap, walk, type Env, type Rational, type Tree } from '@lizhu/feel'
import { columnKey, columnOf } from '@lizhu/feel/kernel'
import { alternativeOf } from '../alternative.ts'
import type { Setting } from '../program.ts'

/** When an expression is read: on which day, in the period of which month, in which line. */
export interface Place { readonly today: number; readonly month: number; readonly line?: number }

/** Figures of facts, by column key, each times so much, and a constant; `months` later, where it is a date. */
export interface Linear { readonly terms: ReadonlyMap<string, Rational>; readonly constant: Rational; readonly months: number }
/** One over the other. */
export interface Form { readonly top: Linear; readonly bottom: Linear }

export type Settings = ReadonlyMap<string, Setting>

const fixed = (constant: Rational): Linear => ({ terms: new Map(), constant, months: 0 })
const ONE = fixed(rational.ONE)
const only = (top: Linear): Form => ({ top, bottom: ONE })
export const isFixed = ({ terms }: Linear): boolean => terms.size === 0

/** What an expression comes to, in every way that it may: each branch, each of what it takes the least of. Nothing where that is no quotient of sums. */
export function formsOf(tree: Tree, place: Place, settings: Settings): readonly Form[] {
  const known = constantOf(tree, place, settings)
  if (known !== undefined) return [only(fixed(known))]
  const of = (one: Tree): readonly Form[] => formsOf(one, place, settings)
  switch (tree.op) {
    case 'fact': return factForm(tree, place)
    case 'define': case 'default': return of(tree.of)
    case 'if': return [...of(tree.then), ...of(tree.else)]
    case 'negate': return of(tree.of).map(({ top, bottom }) => ({ top: times(top, MINUS), bottom }))
    case 'at': return placesOf(tree, place, settings).flatMap(one => formsOf(tree.of, one, settings))
    case 'arithmetic': return of(tree.left).flatMap(left => of(tree.right).flatMap(right => combined(tree, left, right) ?? []))
    case 'setting': { const value = settings.get(tree.name)?.set?.value; return value === undefined ? [] : 'op' in value ? of(value) : value.flatMap(row => ('given' in row && row.given.how !== 'between' ? of(row.given.value) : [])) }
    case 'call': return callForms(tree, of)
    default: return []
  }
}
const MINUS: Rational = { n: -1n, d: 1n }

/** Of an expression that reads no fact. */
export function constantOf(tree: Tree, place: Place, settings: Settings): Rational | undefined {
  const value = valueOf(tree, place, settings)
  if (typeof value === 'number') return rational.whole(value)
  return typeof value === 'object' && 'n' in value ? value : undefined
}
export function valueOf(tree: Tree, { today, line }: Place, settings: Settings): ReturnType<Env['fact']> {
  if ([...walk(tree)].some(node => node.op === 'fact')) return UNKNOWN
  const env: Env = {
    today, ...(line === undefined ? {} : { line }), fact: () => UNKNOWN,
    setting(name) {
      if (alternativeOf(name) !== undefined) return false
      const value = settings.get(name)?.set?.value
      return value !== undefined && 'op' in value ? compile(value)(env) : UNKNOWN
    },
  }
  return compile(tree)(env)
}

/** The periods that 于( ) may mean: one where the day is the same for all, else every one of the last years. */
export function placesOf({ of, when }: Extract<Tree, { op: 'at' }>, place: Place, settings: Settings): readonly Place[] {
  const day = valueOf(when, place, settings)
  if (typeof day === 'number') return [{ ...place, month: when.type.kind === 'period' ? calendar.firstMonthOf(day, when.type.every) : calendar.monthOf(day) }]
  const yearly = [...walk(of)].every(node => node.op !== 'fact' || node.ref.every === undefined || node.ref.every === 'year')
  const now = calendar.monthOf(place.today)
  const [count, step] = yearly ? [YEARS, 12] : [12 * MONTHLY_YEARS, 1]
  return Array.from({ length: count }, (_, i) => ({ ...place, month: now - step * (count - 1 - i) }))
}
/** How many years back figures are told where each row reads its own. */
export const YEARS = 7
const MONTHLY_YEARS = 3

/** The ordinal of the period in which a fact is read. */
export const periodIn = ({ ref, shift }: Extract<Tree, { op: 'fact' }>, { month }: Place): number | undefined => (ref.every === undefined || shift === undefined ? undefined : calendar.periodOfMonth(month, ref.every) + shift)

function factForm(tree: Extract<Tree, { op: 'fact' }>, place: Place): readonly Form[] {
  const held = heldAs(tree.ref.type)
  if ((held !== 'rational' && held !== 'number') || columnOf(tree.ref) === undefined) return []
  return [only({ terms: new Map([[columnKey(tree.ref, periodIn(tree, place)), rational.ONE]]), constant: rational.ZERO, months: 0 })]
}

function callForms({ name, args: [first, second] }: Extract<Tree, { op: 'call' }>, of: (tree: Tree) => readonly Form[]): readonly Form[] {
  if (first === undefined) return []
  if (name === '天数' && second !== undefined) return of(second).flatMap(to => of(first).flatMap(from => added(to, from, MINUS) ?? []))
  const list = unwrap(first)
  if (list.op !== 'list') {
    const by = SCALES.get(name)
    return by === undefined ? [] : of(first).map(({ top, bottom }) => ({ top: times(top, rational.whole(by)), bottom }))
  }
  if (name === 'min' || name === 'max') return list.of.flatMap(of)
  if (name !== 'sum' && name !== 'mean') return []
  const sum = list.of.flatMap(item => of(item).slice(0, 1)).reduce<Form | undefined>((a, b) => a && added(a, b, rational.ONE), only(fixed(rational.ZERO)))
  return sum === undefined ? [] : name === 'sum' ? [sum] : [{ ...sum, top: times(sum.top, { n: 1n, d: BigInt(list.of.length) }) }]
}
/** What a function makes of one figure: roundings move it by less than matters here; yuan are made fen. */
const SCALES: ReadonlyMap<string, number> = new Map([
  ...['floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down', 'abs'].map(name => [name, 1] as const),
  ['元', 100], ['千元', 100_000], ['万元', 1_000_000], ['百万元', 100_000_000], ['亿元', 10_000_000_000],
])

function combined({ operator, left: { type: left }, right: { type: right } }: Extract<Tree, { op: 'arithmetic' }>, a: Form, b: Form): Form | undefined {
  const sign = operator === '-' ? MINUS : rational.ONE
  if (operator === '+' || operator === '-') {
    if (left.kind === 'date' && right.kind === 'duration' && right.unit === 'months') return later(a, b, Number(sign.n))
    return left.kind === 'duration' && left.unit === 'months' && right.kind === 'date' ? later(b, a, 1) : added(a, b, sign)
  }
  if (operator === '*') return quotient(product(a.top, b.top), product(a.bottom, b.bottom))
  return operator === '/' ? quotient(product(a.top, b.bottom), product(a.bottom, b.top)) : undefined
}
/** A date some months on; how many must be the same for all. */
function later(date: Form, by: Form, sign: number): Form | undefined {
  return isFixed(by.top) ? { ...date, top: { ...date.top, months: date.top.months + sign * Number(by.top.constant.n) } } : undefined
}
const quotient = (top: Linear | undefined, bottom: Linear | undefined): Form | undefined => (top === undefined || bottom === undefined || (isFixed(bottom) && bottom.constant.n === 0n) ? undefined : { top, bottom })
const added = (a: Form, b: Form, sign: Rational): Form | undefined => quotient(difference(a, b, sign), product(a.bottom, b.bottom))

/** `a` and `b` on one bottom, and together. */
function difference(a: Form, b: Form, sign: Rational): Linear | undefined {
  const [left, right] = [product(a.top, b.bottom), product(b.top, a.bottom)]
  return left && right && plus(left, times(right, sign))
}
/** What is nothing where both are equal. */
export const between = (a: Form, b: Form): Linear | undefined => difference(a, b, MINUS)
export const multiplied = (a: Form, b: Form): Form | undefined => quotient(product(a.top, b.top), product(a.bottom, b.bottom))
export const divided = (a: Form, b: Form): Form | undefined => quotient(product(a.top, b.bottom), product(a.bottom, b.top))
export const constantly = (value: Rational): Form => only(fixed(value))

function plus(a: Linear, b: Linear): Linear {
  const terms = new Map(a.terms)
  for (const [key, by] of b.terms) { const sum = rational.add(terms.get(key) ?? rational.ZERO, by); if (sum.n === 0n) terms.delete(key); else terms.set(key, sum) }
  return { terms, constant: rational.add(a.constant, b.constant), months: a.months + b.months }
}
const times = (a: Linear, by: Rational): Linear => (by.n === 0n ? fixed(by) : { terms: new Map([...a.terms].map(([key, one]) => [key, rational.multiply(one, by)])), constant: rational.multiply(a.constant, by), months: a.months * Math.sign(Number(by.n)) })
/** Undefined: facts times facts. */
const product = (a: Linear, b: Linear): Linear | undefined => (isFixed(b) ? times(a, b.constant) : isFixed(a) ? times(b, a.constant) : undefined)
