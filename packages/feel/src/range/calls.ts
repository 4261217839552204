import { constant } from '../check/constants.ts'
import { BUILTINS } from '../functions/builtins.ts'
import type { Tree } from '../tree.ts'
import { unwrap } from '../tree.ts'
import * as exact from '../rational.ts'
import { UNKNOWN, type Rational, type Value } from '../value.ts'
import { add, between, highest, lowest, type Interval } from './interval.ts'

type Call = Extract<Tree, { op: 'call' }>

/** Intervals of the functions that amounts are made of; of any other nothing is said. */
export function callInterval(tree: Call, args: readonly Interval[], judge: (tree: Tree) => Interval): Interval {
  const [list] = tree.args
  const inner = list && unwrap(list)
  switch (tree.name) {
    case 'min': return inner?.op === 'list' ? lowest(inner.of.map(judge)) : {}
    case 'max': return inner?.op === 'list' ? highest(inner.of.map(judge)) : {}
    case 'sum': return inner?.op === 'list' && inner.of.length > 0 ? inner.of.map(judge).reduce(add) : {}
    case 'count': return { least: exact.ZERO }
    case 'abs': return absolute(args[0] ?? {})
    case '元': case '千元': case '万元': case '百万元': case '亿元': return scaled(tree, args[0] ?? {})
    default: return MONOTONE.has(tree.name) ? monotone(tree, args[0] ?? {}) : {}
  }
}

/** Rounding never turns the order of two figures round, so the ends of an interval round to the ends of the result's. */
const MONOTONE: ReadonlySet<string> = new Set(['floor', 'ceiling', 'decimal', 'round up', 'round down', 'round half up', 'round half down', 'round half even'])

function monotone(tree: Call, { least, most }: Interval): Interval {
  const run = BUILTINS.get(tree.name)?.run(tree.args)
  const scale: readonly Value[] = tree.args[1] === undefined ? [] : [constant(tree.args[1]) ?? UNKNOWN]
  const rounded = (end: Rational | undefined): Rational | undefined => {
    const value = end === undefined || run === undefined || scale.includes(UNKNOWN) ? UNKNOWN : run([end, ...scale])
    return exact.isRational(value) && 'n' in value ? value : undefined
  }
  return between(rounded(least), rounded(most))
}

function absolute({ least, most }: Interval): Interval {
  if (least !== undefined && least.n >= 0n) return between(least, most)
  if (most !== undefined && most.n <= 0n) return between(exact.negate(most), least && exact.negate(least))
  const size = least !== undefined && most !== undefined ? [exact.negate(least), most].reduce((a, b) => (exact.compare(a, b) >= 0 ? a : b)) : undefined
  return between(exact.ZERO, size)
}

const FEN: Readonly<Record<string, number>> = { 元: 2, 千元: 5, 万元: 6, 百万元: 8, 亿元: 10 }

function scaled({ name }: Call, { least, most }: Interval): Interval {
  const by = exact.power(exact.whole(10), FEN[name] ?? 0)
  const times = (n: Rational | undefined): Rational | undefined => n && exact.multiply(n, by)
  return between(times(least), times(most))
}
