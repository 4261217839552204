import type { Node, Reg } from './ir.ts'

/** What masks have to do with each other in every row, read off how they are made; false where that does not show it. */
export interface Logic {
  /** Wherever `a` holds, `b` does. */
  readonly implies: (a: Reg, b: Reg) => boolean
  /** Nowhere do both hold. */
  readonly disjoint: (a: Reg, b: Reg) => boolean
}

/** How far down is looked: deeper finds next to nothing more, and takes as long as the rest of making a kernel. */
const DEPTH = 4

/** Over nodes that may still grow in number, but never change. */
export function logicOf(nodes: readonly Node[]): Logic {
  function implies(a: Reg, b: Reg, depth: number): boolean {
    const [x, y] = [nodes[a], nodes[b]]
    if (a === b) return true
    if (x === undefined || y === undefined || depth === 0) return false
    const deeper = depth - 1
    switch (x.op) {
      case 'mask': if (!x.value) return true; break
      case 'and': if (implies(x.a, b, deeper) || implies(x.b, b, deeper)) return true; break
      case 'or': return (y.op === 'or' && (implies(a, y.a, deeper) || implies(a, y.b, deeper))) || (implies(x.a, b, deeper) && implies(x.b, b, deeper))
      case 'without': if (implies(x.a, b, deeper) || (y.op === 'not' && implies(y.a, x.b, deeper))) return true; break
      case 'not': if (y.op === 'not') return implies(y.a, x.a, deeper); break
      default:
    }
    switch (y.op) {
      case 'mask': return y.value
      case 'and': return implies(a, y.a, deeper) && implies(a, y.b, deeper)
      case 'or': return implies(a, y.a, deeper) || implies(a, y.b, deeper)
      case 'without': return implies(a, y.a, deeper) && disjoint(a, y.b, deeper)
      case 'not': return disjoint(a, y.a, deeper)
      default: return false
    }
  }
  function disjoint(a: Reg, b: Reg, depth: number): boolean {
    const [x, y] = [nodes[a], nodes[b]]
    if (x === undefined || y === undefined || depth === 0) return false
    if (x.op === 'state' && y.op === 'state') return x.column === y.column && x.state !== y.state
    return parted(x, b, depth - 1) || parted(y, a, depth - 1)
  }
  function parted(x: Node, b: Reg, depth: number): boolean {
    switch (x.op) {
      case 'mask': return !x.value
      case 'and': return disjoint(x.a, b, depth) || disjoint(x.b, b, depth)
      case 'or': return disjoint(x.a, b, depth) && disjoint(x.b, b, depth)
      case 'without': return disjoint(x.a, b, depth) || implies(b, x.b, depth)
      case 'not': return implies(b, x.a, depth)
      default: return false
    }
  }
  return { implies: (a, b) => implies(a, b, DEPTH), disjoint: (a, b) => disjoint(a, b, DEPTH) }
}
