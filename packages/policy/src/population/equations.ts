import { calendar, rational, unwrap, type Rational, type Tree } from '@lizhu/feel'
import type { Amount } from '../program.ts'
import { between, constantOf, constantly, divided, formsOf, isFixed, multiplied, type Form, type Linear, type Place, type Settings } from './forms.ts'

/**
 * Where a rule turns: the figures for which both sides are equal, as terms that come to nothing. `months`: so much later,
 * of the date whose factor is 1.
 */
export type Equation = Linear

export const meet = (left: readonly Form[], right: readonly Form[]): Equation[] => left.flatMap(a => right.flatMap(b => {
  // A date alone stands with the factor 1.
  const equation = isFixed(a.top) ? between(b, a) : between(a, b)
  return equation === undefined || isFixed(equation) ? [] : [equation]
}))

/** Where a comparison, a membership or the least of several turns. */
export function equationsOf(tree: Tree, place: Place, settings: Settings): readonly Equation[] {
  const both = (left: Tree, right: Tree): readonly Equation[] => sides(left, right, place, settings)
  switch (tree.op) {
    case 'compare': return both(tree.left, tree.right)
    case 'in': return tree.tests.flatMap(test => (test.test === 'range' ? [test.low, test.high] : [test.value]).flatMap(value => (unwrap(value).op === 'list' ? itemsOf(value) : [value])).flatMap(value => both(tree.of, value)))
    case 'call': {
      const items = tree.name === 'min' || tree.name === 'max' ? itemsOf(tree.args[0]) : []
      return items.flatMap((a, i) => items.slice(i + 1).flatMap(b => both(a, b)))
    }
    default: return []
  }
}
function itemsOf(tree: Tree | undefined): readonly Tree[] {
  const list = tree === undefined ? undefined : unwrap(tree)
  return list?.op === 'list' ? list.of : []
}

function sides(left: Tree, right: Tree, place: Place, settings: Settings): readonly Equation[] {
  return ofDates(left, right, place, settings) ?? ofDates(right, left, place, settings) ?? meet(formsOf(left, place, settings), formsOf(right, place, settings))
}

/** How many months lie between two dates, and in which year a date lies, beside what is the same for all. */
function ofDates(side: Tree, other: Tree, place: Place, settings: Settings): readonly Equation[] | undefined {
  const call = unwrap(side)
  if (call.op !== 'call') return undefined
  const [first, second] = call.args
  const wanted = constantOf(other, place, settings)
  if (first === undefined || wanted === undefined) return undefined
  const number = Number(wanted.n) / Number(wanted.d)
  const dates = formsOf(first, place, settings)
  if (call.name === 'part year' && first.type.kind === 'date') return [number, number + 1].flatMap(year => meet(dates, [constantly(rational.whole(calendar.dayNumber(year, 1, 1)))]))
  if ((call.name !== '月数' && call.name !== 'years and months duration') || second === undefined) return undefined
  return meet(dates.map(({ top, bottom }) => ({ top: { ...top, months: top.months + number }, bottom })), formsOf(second, place, settings))
}

/** Where a band ends, a step is full, a limit or a floor begins to bite. */
export function equationsOfAmount(amount: Amount, place: Place, settings: Settings): readonly Equation[] {
  const of = (tree: Tree | undefined): readonly Form[] => (tree === undefined ? [] : formsOf(tree, place, settings))
  const base = of(amount.of)
  const bands = [...(amount.table?.rows ?? []).map(({ band }) => [band, amount.table?.on] as const), ...(amount.portions ?? []).map(({ band }) => [band, undefined] as const)]
  const ends = bands.flatMap(([band, on]) => [band?.least, band?.most].flatMap(end => (typeof end === 'number' ? meet(on === undefined ? base : of(on), [constantly(rational.whole(end))]) : isRational(end) ? meet(on === undefined ? base : of(on), [constantly(end)]) : [])))
  const steps = amount.each === undefined ? [] : of(amount.each.step).flatMap(step => FEW.flatMap(count => multiplied(step, constantly(rational.whole(count))) ?? []))
  const given = [amount.given, ...(amount.table?.rows ?? []).map(row => row.given)].flatMap(one => (one === undefined ? [] : one.how === 'between' ? [one.from, one.to] : [one.value]))
  const amounts = given.flatMap(tree => of(tree).flatMap(rate => granted(rate, tree, base, amount.each === undefined ? undefined : of(amount.each.step))))
  return [...ends, ...meet(base, steps), ...[...amount.atMost.map(cap => cap.max), ...amount.atLeast.map(floor => floor.min)].flatMap(limit => meet(amounts, of(limit)))]
}
const FEW = [1, 2, 3]
const isRational = (value: unknown): value is Rational => typeof value === 'object' && value !== null && 'n' in value && 'd' in value

function granted(rate: Form, { type }: Tree, base: readonly Form[], steps: readonly Form[] | undefined): readonly Form[] {
  const isRatio = type.kind === 'rate' || type.kind === 'points' || (type.kind === 'number' && type.unit === undefined)
  if (base.length === 0 || (!isRatio && steps === undefined)) return [rate]
  const many = steps === undefined ? base : base.flatMap(one => steps.flatMap(step => divided(one, step) ?? []))
  return many.flatMap(one => multiplied(one, rate) ?? [])
}
