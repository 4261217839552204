import type { Rational } from '../value.ts'
import type { Env } from '../scope.ts'
import type { Tree } from '../tree.ts'
import type { Type } from '../type.ts'
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

const symmetric = (n: bigint): Interval => ({ least: whole(-n), most: whole(n) })

/**
 * What a fact that declares no bounds is taken to lie within when ranges are proved; whoever records facts must refuse others.
 * Money: a thousand trillion yuan, beyond any economy; counts: a trillion; rates: a million times.
 */
export function assumed(type: Type): Interval {
  switch (type.kind) {
    case 'money': return symmetric(10n ** 17n)
    case 'number': return symmetric(10n ** 12n)
    case 'rate': case 'points': return symmetric(10n ** 6n)
    default: return {}
  }
}

/** The figures inside a tree that are not proved to stay within 64 bits (money: of fen); a column kernel or SQL must not take them for granted. */
export function unproved(tree: Tree): readonly Tree[] {
  return [...walk(tree)].filter(node => heldAs(node.type) === 'rational' && !inside(judge(node, { assumed })))
}

const inside = ({ least, most }: Interval): boolean =>
  least !== undefined && most !== undefined && compare(least, LEAST) >= 0 && compare(most, MOST) <= 0
