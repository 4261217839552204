import { constant as written } from '../check/constants.ts'
import { power, whole, type Rounding } from '../rational.ts'
import { MINOR_DIGITS } from '../units.ts'
import type { Tree } from '../tree.ts'
import type { Type } from '../type.ts'
import { isOpen } from './arithmetic.ts'
import type { Figure } from './figures.ts'
import type { DateCall } from './ir.ts'
import { junction, strictly } from './lower.ts'
import type { Context, Held, Lowered } from './lowered.ts'
import { refuse } from './refusal.ts'

type Call = Extract<Tree, { op: 'call' }>

const ROUNDINGS: Readonly<Record<string, Rounding>> = {
  floor: 'floor', ceiling: 'ceiling', 'round up': 'up', 'round down': 'down', 'round half up': 'half up', 'round half down': 'half down',
}
const MONEY: Readonly<Record<string, number>> = { 元: 2, 千元: 5, 万元: 6, 百万元: 8, 亿元: 10 }
const PARTS: Readonly<Record<string, DateCall>> = { 'part year': 'year', 'part month': 'month', 'part day': 'day', 'part weekday': 'weekday' }

export function call(tree: Call, args: readonly Lowered[], context: Context): Lowered {
  const { figures } = context
  const { name } = tree
  const [first, second] = args
  if (first === undefined) return refuse('function', { name })
  if (first.kind === 'list') return ofList(name, first.items, first, context)
  // Unset settings and the like: unknown (or none) in every row, whatever the function.
  if (args.some(arg => isOpen(arg, context))) return strictly({ kind: 'figure', figure: figures.constant(whole(0)) }, args, context)
  if (name in ROUNDINGS) return strictly(rounded(tree, figureOf(first, name), context), args, context)
  if (name in MONEY) return strictly({ kind: 'figure', figure: figures.multiply(figureOf(first, name), figures.constant(power(whole(10), MONEY[name] ?? 0))) }, args, context)
  if (name === 'abs') return strictly({ kind: 'figure', figure: figures.absolute(figureOf(first, name)) }, args, context)
  if (name === 'starts with' || name === 'ends with' || name === 'contains') return strictly(ofText(name, first, second, context), args, context)
  const part = tree.args[0]?.type.kind === 'date' ? PARTS[name] : undefined
  if (part !== undefined) return strictly(dates(part, figureOf(first, name), figures.constant(whole(0)), context), args, context)
  if (name === '月数' || name === 'years and months duration') return strictly(dates('months between', figureOf(first, name), figureOf(second, name), context), args, context)
  if (name === '天数') return strictly({ kind: 'figure', figure: figures.add(figureOf(second, name), figureOf(first, name), -1n) }, args, context)
  return refuse('function', { name })
}

const figureOf = (of: Lowered | undefined, name: string): Figure => (of?.kind === 'figure' ? of.figure : refuse('function', { name }))

function dates(which: DateCall, a: Figure, b: Figure, { builder, figures }: Context): Held {
  const [x, y] = [figures.held(a, 1n), figures.held(b, 1n)]
  if (x === undefined || y === undefined) return refuse('broken-date')
  return { kind: 'figure', figure: figures.cells(builder.date(which, x.reg, y.reg), -1_000_000n, 1_000_000n, 1n) }
}

function ofText(name: 'starts with' | 'ends with' | 'contains', first: Lowered, second: Lowered | undefined, { builder }: Context): Held {
  if (first.kind !== 'text' || second?.kind !== 'literal') return refuse('texts-compared')
  return { kind: 'truth', holds: builder.without(builder.text({ column: first.column, how: name, texts: [second.text] }), builder.or(first.unknown, first.none)) }
}

/** Every rounding out of the greatest whole number below; money is held in fen and rounded in yuan. */
function rounded({ name, args }: Call, of: Figure, { figures, builder }: Context): Held {
  const places = args[1] === undefined ? 0n : wholeNumber(args[1])
  const type = args[0]?.type
  const unit = power(whole(10), Number(places) - (type === undefined ? 0 : minor(type)))
  const scaled = figures.multiply(of, figures.constant(unit))
  const up = (a: Figure): Figure => figures.negate(figures.floor(figures.negate(a)))
  const half = figures.constant({ n: 1n, d: 2n })
  const below = figures.compare('lt', scaled, figures.constant(whole(0)))
  const either = (a: Figure, b: Figure): Figure => (builder.valueOf(below) === undefined && below === builder.no ? b : figures.select(below, a, b))
  const result = (): Figure => {
    switch (ROUNDINGS[name]) {
      case 'floor': return figures.floor(scaled)
      case 'ceiling': return up(scaled)
      case 'down': return either(up(scaled), figures.floor(scaled))
      case 'up': return either(figures.floor(scaled), up(scaled))
      case 'half up': return either(up(figures.add(scaled, half, -1n)), figures.floor(figures.add(scaled, half)))
      case 'half down': return either(figures.floor(figures.add(scaled, half)), up(figures.add(scaled, half, -1n)))
      default: return refuse('function', { name })
    }
  }
  return { kind: 'figure', figure: figures.multiply(result(), figures.constant({ n: unit.d, d: unit.n })) }
}
const minor = (type: Type): number => (type.kind === 'money' ? MINOR_DIGITS[type.currency] ?? 2 : 0)
function wholeNumber(tree: Tree): bigint {
  const value = written(tree)
  return typeof value === 'object' && 'n' in value ? value.n : refuse('function', { name: 'scale' })
}

/** Unknown as soon as an item is, else none as soon as one is; an empty list has no least, greatest or sum. */
function ofList(name: string, items: readonly Lowered[], list: Lowered, context: Context): Lowered {
  const { figures } = context
  if (name === 'count') return strictly({ kind: 'figure', figure: figures.constant(whole(items.length)) }, [], context)
  if (name === 'all' || name === 'any') return { ...junction(name === 'all' ? 'and' : 'or', items, context), }
  if (items.length === 0) return refuse('function', { name })
  if (items.some(item => isOpen(item, context))) return strictly({ kind: 'figure', figure: figures.constant(whole(0)) }, items, context)
  const all = items.map(item => figureOf(item, name))
  switch (name) {
    case 'min': case 'max': return strictly({ kind: 'figure', figure: all.reduce((a, b) => figures.extreme(name, a, b)) }, items, context)
    case 'sum': return sum(items, context)
    case 'mean': return strictly({ kind: 'figure', figure: figures.multiply(all.reduce((a, b) => figures.add(a, b)), figures.constant({ n: 1n, d: BigInt(all.length) })) }, items, context)
    default: return refuse('function', { name: list.kind === 'list' ? name : '' })
  }
}

export function sum(items: readonly Lowered[], context: Context): Lowered {
  const { figures } = context
  if (items.some(item => isOpen(item, context))) return strictly({ kind: 'figure', figure: figures.constant(whole(0)) }, items, context)
  return strictly({ kind: 'figure', figure: items.map(item => figureOf(item, 'sum')).reduce((a, b) => figures.add(a, b)) }, items, context)
}
