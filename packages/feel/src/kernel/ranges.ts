import type { Column } from './column.ts'
import { isMask, type Node, type Plan } from './ir.ts'

/** What a figure lies within, in every row. */
export interface Range { readonly lo: bigint; readonly hi: bigint }

const EXACT = 1n << 53n
/** Calendar calls: more days and months than any calendar has. */
const CALENDAR: Range = { lo: -10_000_000n, hi: 10_000_000n }
const NOTHING: Range = { lo: 0n, hi: 0n }

/** The range of each figure, from what its columns hold. Products that may pass 2^53 are marked in the plan, and kept below it by the printer. */
export function rangesOf({ nodes, columns }: Plan): readonly Range[] {
  const ranges: Range[] = []
  for (const node of nodes) ranges.push(isMask(node) ? NOTHING : rangeOf(node, ranges, columns))
  return ranges
}

function rangeOf(node: Node, ranges: readonly Range[], columns: readonly Column[]): Range {
  const of = (reg: number): Range => ranges[reg] ?? NOTHING
  switch (node.op) {
    case 'number': { const value = BigInt(node.value); return { lo: value, hi: value } }
    case 'load': { const column = columns[node.column]; return column === undefined ? NOTHING : { lo: column.least, hi: column.most } }
    case 'date': return CALENDAR
    case 'add': return { lo: of(node.a).lo + of(node.b).lo, hi: of(node.a).hi + of(node.b).hi }
    case 'sub': return { lo: of(node.a).lo - of(node.b).hi, hi: of(node.a).hi - of(node.b).lo }
    case 'mul': return clamped(product(of(node.a), of(node.b)))
    // Divided by 1 at least, and rounded down.
    case 'div': case 'floor': { const { lo, hi } = of(node.a); return { lo: lo < 0n ? lo : 0n, hi: hi > 0n ? hi : 0n } }
    case 'min': return { lo: least(of(node.a).lo, of(node.b).lo), hi: least(of(node.a).hi, of(node.b).hi) }
    case 'max': return { lo: most(of(node.a).lo, of(node.b).lo), hi: most(of(node.a).hi, of(node.b).hi) }
    case 'neg': return { lo: -of(node.a).hi, hi: -of(node.a).lo }
    case 'abs': { const { lo, hi } = of(node.a); return { lo: 0n, hi: most(lo < 0n ? -lo : lo, hi < 0n ? -hi : hi) } }
    case 'select': return { lo: least(of(node.a).lo, of(node.b).lo), hi: most(of(node.a).hi, of(node.b).hi) }
    default: return NOTHING
  }
}
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)

export function product(a: Range, b: Range): Range {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return { lo: corners.reduce(least), hi: corners.reduce(most) }
}
/** Whether a product is known to stay below 2^53. */
export const isExact = ({ lo, hi }: Range): boolean => lo > -EXACT && hi < EXACT
const clamped = ({ lo, hi }: Range): Range => ({ lo: most(lo, -EXACT), hi: least(hi, EXACT) })
