import type { Node, Reg } from './ir.ts'

/** What masks have to do with each other in every row, read off how they are made; false where that does not show it. */
export interface Logic {
  /** Wherever `a` holds, `b` does. */
  readonly implies: (a: Reg, b: Reg) => boolean
  /** Nowhere do both hold. */
  readonly disjoint: (a: Reg, b: Reg) => boolean
}

/** Over nodes that may still grow in number, but never change. */
export function logicOf(nodes: readonly Node[]): Logic {
  const followed = remembered(nodes, implied)
  const follows = (a: Reg, b: Reg): boolean => a === b || followed(a, b)
  const apart = remembered(nodes, separate)

  function implied(a: Reg, b: Reg, x: Node, y: Node): boolean {
    if (x.op === 'mask') return !x.value || (y.op === 'mask' && y.value)
    switch (x.op) {
      case 'and': if (follows(x.a, b) || follows(x.b, b)) return true; break
      case 'or': return follows(x.a, b) && follows(x.b, b)
      case 'without': if (follows(x.a, b) || (y.op === 'not' && follows(y.a, x.b))) return true; break
      case 'not': if (y.op === 'not') return follows(y.a, x.a); break
      default:
    }
    switch (y.op) {
      case 'mask': return y.value
      case 'and': return follows(a, y.a) && follows(a, y.b)
      case 'or': return follows(a, y.a) || follows(a, y.b)
      case 'without': return follows(a, y.a) && apart(a, y.b)
      case 'not': return apart(a, y.a)
      default: return false
    }
  }
  function separate(a: Reg, b: Reg, x: Node, y: Node): boolean { return parted(x, b) || parted(y, a) || (x.op === 'state' && y.op === 'state' && x.column === y.column && x.state !== y.state) }
  function parted(x: Node, b: Reg): boolean {
    switch (x.op) {
      case 'mask': return !x.value
      case 'and': return apart(x.a, b) || apart(x.b, b)
      case 'or': return apart(x.a, b) && apart(x.b, b)
      case 'without': return apart(x.a, b) || follows(b, x.b)
      case 'not': return follows(b, x.a)
      default: return false
    }
  }
  return { implies: follows, disjoint: (a, b) => (a < b ? apart(a, b) : apart(b, a)) }
}

/** Nodes read only nodes before them, so that a question always comes down to smaller ones. */
function remembered(nodes: readonly Node[], answer: (a: Reg, b: Reg, x: Node, y: Node) => boolean): (a: Reg, b: Reg) => boolean {
  const known = new Map<number, boolean>()
  return (a, b) => {
    const [x, y] = [nodes[a], nodes[b]]
    if (x === undefined || y === undefined) return false
    const key = a * 65_536 + b
    const before = known.get(key)
    if (before !== undefined) return before
    const found = answer(a, b, x, y)
    known.set(key, found)
    return found
  }
}
