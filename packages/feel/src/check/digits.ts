import { childrenOf, type Tree } from '../tree.ts'
import { constant } from './constants.ts'

/**
 * How many bits a figure can grow to. Powers and products multiply digits: `(9**400)**400` would fill the memory before anybody
 * sees an error, so it is refused while it is still text.
 */
export const MOST_BITS = 200_000
/** More than any figure that is read from outside. */
const OUTSIDE = 256

const known = new WeakMap<Tree, number>()

export function bits(tree: Tree): number {
  let size = known.get(tree)
  if (size === undefined) known.set(tree, size = estimate(tree))
  return size
}

function estimate(tree: Tree): number {
  switch (tree.op) {
    case 'literal': return typeof tree.value === 'object' && 'n' in tree.value ? length(tree.value.n) + length(tree.value.d) : OUTSIDE
    case 'fact': case 'setting': case 'today': case 'line': return OUTSIDE
    case 'arithmetic': return tree.operator === '**' ? bits(tree.left) * Math.abs(exponentOf(tree.right)) : bits(tree.left) + bits(tree.right)
    case 'call': return tree.args.reduce((sum, arg) => sum + bits(arg), 0) + 4 * scaleOf(tree.args[1])
    // A sum of fractions has the product of their denominators.
    case 'list': return childrenOf(tree).reduce((sum, child) => sum + bits(child), 0)
    default: return childrenOf(tree).reduce((most, child) => Math.max(most, bits(child)), OUTSIDE)
  }
}

const length = (n: bigint): number => n.toString(16).length * 4

/** The whole number that an exponent is; not a number where it is none. */
export function exponentOf(tree: Tree): number {
  const value = constant(tree)
  return typeof value === 'object' && 'n' in value && value.d === 1n ? Number(value.n) : Number.NaN
}

function scaleOf(tree: Tree | undefined): number {
  const value = tree?.type.kind === 'number' ? exponentOf(tree) : 0
  return Number.isNaN(value) ? 0 : Math.abs(value)
}
