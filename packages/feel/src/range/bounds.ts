import type { Rational } from '../value.ts'
import type { Env } from '../scope.ts'
import type { Tree } from '../tree.ts'
import { heldAs, walk } from '../tree.ts'
import { monthOf } from '../calendar.ts'
import { compare, whole } from '../rational.ts'
import { between, type Interval } from './interval.ts'
import { judge } from './abstract.ts'

/**
 * Between what a figure must lie while some facts are not told: told facts count with their value, the others with the
 * bounds that always hold of them. An end that nothing bounds is absent. Dates and durations as day or month numbers.
 */
export function bounds(tree: Tree, env: Env): { readonly least?: Rational; readonly most?: Rational } {
  const { least, most } = judge(tree, { env, month: monthOf(env.today) })
  return between(least, most)
}

/** The same with no fact told: what is proved of every value the expression can have. */
export function range(tree: Tree): { readonly least?: Rational; readonly most?: Rational } {
  const { least, most } = judge(tree, {})
  return between(least, most)
}

const MOST = whole((1n << 63n) - 1n)
const LEAST = whole(-(1n << 63n))

/** The figures inside a tree that are not proved to stay within 64 bits (money: of fen), so that a column kernel or SQL must not assume it. */
export function unproved(tree: Tree): readonly Tree[] {
  return [...walk(tree)].filter(node => heldAs(node.type) === 'rational' && !inside(range(node)))
}

const inside = ({ least, most }: Interval): boolean =>
  least !== undefined && most !== undefined && compare(least, LEAST) >= 0 && compare(most, MOST) <= 0
