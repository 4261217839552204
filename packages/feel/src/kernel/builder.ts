import type { FactRef } from '../scope.ts'
import { TOLD, columnOf, columnKey, type Column } from './column.ts'
import { inputsOf, readBy, type Compare, type DateCall, type Figures2, type Node, type Output, type Plan, type Reg, type TextTest } from './ir.ts'
import { logicOf } from './logic.ts'
import { refuse } from './refusal.ts'

/** Makes nodes: each different one once, constants worked out at once, so that nothing is done twice in a row. */
export class Builder {
  private readonly nodes: Node[] = []
  private readonly known = new Map<string, Reg>()
  private readonly columns: Column[] = []
  private readonly places = new Map<string, number>()
  private readonly tests: TextTest[] = []
  private readonly outputs: Output[] = []
  private readonly logic = logicOf(this.nodes)
  readonly no: Reg
  readonly yes: Reg

  constructor() {
    this.no = this.add({ op: 'mask', value: false })
    this.yes = this.add({ op: 'mask', value: true })
  }

  private add(node: Node): Reg {
    const key = Object.values(node).join('|')
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.nodes.push(node)
    this.known.set(key, this.nodes.length - 1)
    return this.nodes.length - 1
  }

  /** Any node whose inputs are in place, worked out where it is constant. */
  node(node: Node): Reg {
    switch (node.op) {
      case 'number': return this.number(node.value)
      case 'mask': return this.mask(node.value)
      case 'add': case 'sub': case 'mul': case 'div': case 'min': case 'max': return this.figures(node.op, node.a, node.b)
      case 'lt': case 'le': case 'eq': return this.compare(node.op, node.a, node.b)
      case 'same': return this.same(node.column, node.other)
      case 'floor': return this.floor(node.a)
      case 'select': return this.select(node.when, node.a, node.b)
      default: return this.add(node)
    }
  }

  number(value: number): Reg { return this.add({ op: 'number', value: value + 0 }) }
  /** A constant's value, else undefined. */
  valueOf(reg: Reg): number | undefined {
    const node = this.nodes[reg]
    return node?.op === 'number' ? node.value : undefined
  }

  column(ref: FactRef, at?: number): { readonly place: number; readonly column: Column } {
    const key = columnKey(ref, at)
    const place = this.places.get(key)
    const known = place === undefined ? undefined : this.columns[place]
    if (place !== undefined && known !== undefined) return { place, column: known }
    const column = columnOf(ref, at) ?? refuse('list-fact', { name: ref.name })
    this.columns.push(column)
    this.places.set(key, this.columns.length - 1)
    return { place: this.columns.length - 1, column }
  }
  load(column: number): Reg { return this.add({ op: 'load', column }) }
  truth(column: number): Reg { return this.add({ op: 'truth', column }) }
  state(column: number, state: number): Reg { return this.add({ op: 'state', column, state }) }
  text(test: TextTest): Reg {
    const same = this.tests.findIndex(one => one.column === test.column && one.how === test.how && one.texts.join('\n') === test.texts.join('\n'))
    return this.add({ op: 'text', column: test.column, test: same === -1 ? this.tests.push(test) - 1 : same })
  }

  same(column: number, other: number): Reg { return column === other ? this.yes : this.add({ op: 'same', column: Math.min(column, other), other: Math.max(column, other) }) }

  figures(op: Figures2, a: Reg, b: Reg): Reg {
    const [x, y] = [this.valueOf(a), this.valueOf(b)]
    if (x !== undefined && y !== undefined) return this.number(figure2(op, x, y))
    if ((op === 'min' || op === 'max') && a === b) return a
    if (y === 0 && (op === 'add' || op === 'sub')) return a
    if (x === 0 && op === 'add') return b
    if (y === 1 && (op === 'mul' || op === 'div')) return a
    if (x === 1 && op === 'mul') return b
    const taken = op === 'add' ? this.negated(b) : undefined
    if (taken !== undefined) return this.add({ op: 'sub', a, b: taken })
    return this.add({ op, a, b })
  }
  private negated(a: Reg): Reg | undefined {
    const node = this.nodes[a]
    if (node?.op !== 'mul') return undefined
    return this.valueOf(node.a) === -1 ? node.b : this.valueOf(node.b) === -1 ? node.a : undefined
  }
  floor(a: Reg): Reg { const x = this.valueOf(a); return x === undefined ? this.add({ op: 'floor', a }) : this.number(Math.floor(x)) }
  neg(a: Reg): Reg { const x = this.valueOf(a); return x === undefined ? this.add({ op: 'neg', a }) : this.number(-x) }
  abs(a: Reg): Reg { const x = this.valueOf(a); return x === undefined ? this.add({ op: 'abs', a }) : this.number(Math.abs(x)) }
  compare(op: Compare, a: Reg, b: Reg): Reg {
    const [x, y] = [this.valueOf(a), this.valueOf(b)]
    if (x !== undefined && y !== undefined) return this.mask(op === 'lt' ? x < y : op === 'le' ? x <= y : x === y)
    return this.add({ op, a, b })
  }
  date(call: DateCall, a: Reg, b: Reg): Reg { return this.add({ op: 'date', call, a, b }) }

  mask(value: boolean): Reg { return value ? this.yes : this.no }
  and(...all: readonly Reg[]): Reg { return all.reduce((a, b) => this.and2(a, b), this.yes) }
  or(...all: readonly Reg[]): Reg { return all.reduce((a, b) => this.or2(a, b), this.no) }
  private and2(a: Reg, b: Reg): Reg {
    const { logic: { implies, disjoint } } = this
    if (implies(a, b)) return a
    if (implies(b, a)) return b
    if (disjoint(a, b)) return this.no
    return this.within(a, b) ?? this.within(b, a) ?? this.add({ op: 'and', a: Math.min(a, b), b: Math.max(a, b) })
  }
  /** What of `b` is left to ask inside `a`. */
  private within(a: Reg, b: Reg): Reg | undefined {
    const { logic: { implies, disjoint } } = this
    const node = this.nodes[b]
    switch (node?.op) {
      case 'not': return this.without(a, node.a)
      case 'and': return implies(a, node.a) ? this.and2(a, node.b) : implies(a, node.b) ? this.and2(a, node.a) : undefined
      case 'or': return disjoint(a, node.a) ? this.and2(a, node.b) : disjoint(a, node.b) ? this.and2(a, node.a) : undefined
      case 'without': return implies(a, node.a) ? this.without(a, node.b) : disjoint(a, node.b) ? this.and2(a, node.a) : undefined
      default: return undefined
    }
  }
  private or2(a: Reg, b: Reg): Reg {
    const { logic: { implies } } = this
    if (implies(a, b)) return b
    if (implies(b, a)) return a
    return this.beside(a, b) ?? this.beside(b, a) ?? this.add({ op: 'or', a: Math.min(a, b), b: Math.max(a, b) })
  }
  /** What of `b` is left to ask outside `a`. */
  private beside(a: Reg, b: Reg): Reg | undefined {
    const { logic: { implies } } = this
    const node = this.nodes[b]
    switch (node?.op) {
      case 'not': return this.not(this.without(node.a, a))
      case 'or': return implies(node.a, a) ? this.or2(a, node.b) : implies(node.b, a) ? this.or2(a, node.a) : undefined
      case 'without': return implies(node.b, a) ? this.or2(a, node.a) : undefined
      default: return undefined
    }
  }
  /** `a` and not `b`. */
  without(a: Reg, b: Reg): Reg {
    const { logic: { implies, disjoint } } = this
    if (implies(a, b)) return this.no
    if (disjoint(a, b)) return a
    const [from, node] = [this.nodes[a], this.nodes[b]]
    if (a === this.yes) return this.not(b)
    if (from?.op === 'not') return this.not(this.or2(from.a, b))
    if (from?.op === 'or' && implies(from.a, b)) return this.without(from.b, b)
    if (from?.op === 'or' && implies(from.b, b)) return this.without(from.a, b)
    switch (node?.op) {
      case 'not': return this.and2(a, node.a)
      case 'and': if (implies(a, node.a)) return this.without(a, node.b); if (implies(a, node.b)) return this.without(a, node.a); break
      case 'or': if (disjoint(a, node.a)) return this.without(a, node.b); if (disjoint(a, node.b)) return this.without(a, node.a); break
      case 'without': if (implies(a, node.a)) return this.and2(a, node.b); if (disjoint(a, node.b)) return this.without(a, node.a); break
      default:
    }
    return this.add({ op: 'without', a, b })
  }
  not(a: Reg): Reg {
    if (a === this.yes) return this.no
    if (a === this.no) return this.yes
    const node = this.nodes[a]
    return node?.op === 'not' ? node.a : this.add({ op: 'not', a })
  }
  select(when: Reg, a: Reg, b: Reg): Reg {
    if (when === this.yes || a === b) return a
    const inner = this.given(when, a)
    if (inner !== a) return this.select(when, inner, b)
    const [where, from] = [this.nodes[when], this.nodes[b]]
    // A cell that is not told holds 0 already.
    if (where?.op === 'state' && where.state !== TOLD && this.valueOf(a) === 0 && from?.op === 'load' && from.column === where.column) return b
    return when === this.no ? b : this.add({ op: 'select', when, a, b })
  }

  /** A figure where a mask is known to hold: what is chosen elsewhere falls away. */
  private given(when: Reg, of: Reg): Reg {
    const node = this.nodes[of]
    switch (node?.op) {
      case 'select': return this.logic.implies(when, node.when) ? this.given(when, node.a) : this.logic.disjoint(when, node.when) ? this.given(when, node.b) : of
      case 'add': case 'sub': case 'mul': case 'div': case 'min': case 'max': return this.figures(node.op, this.given(when, node.a), this.given(when, node.b))
      case 'floor': return this.floor(this.given(when, node.a))
      default: return of
    }
  }

  output(output: Output): void { this.outputs.push(output.kind === 'byte' ? { ...output, parts: output.parts.filter(({ mask }) => mask !== this.no) } : output) }
  /** Masks as bytes of eight each: `name 0`, `name 1` … */
  bits(name: string, masks: readonly Reg[]): void {
    for (let byte = 0; byte * 8 < masks.length; byte++) this.output({ name: `${name} ${byte}`, kind: 'byte', parts: masks.slice(byte * 8, byte * 8 + 8).map((mask, i) => ({ mask, bits: 1 << i })) })
  }

  plan(): Plan { return pruned({ nodes: this.nodes, columns: this.columns, tests: this.tests }, this.outputs) }
}

/** Only what some outputs need. */
function pruned({ nodes, columns, tests }: Omit<Plan, 'outputs'>, outputs: readonly Output[]): Plan {
  const needed = new Set<Reg>()
  const visit = (reg: Reg): void => {
    const node = nodes[reg]
    if (node === undefined || needed.has(reg)) return
    needed.add(reg)
    for (const input of inputsOf(node)) visit(input)
  }
  for (const output of outputs) for (const reg of readBy(output)) visit(reg)
  return compact(nodes, needed, columns, tests, outputs)
}

function figure2(op: Figures2, x: number, y: number): number {
  switch (op) {
    case 'add': return x + y
    case 'sub': return x - y
    case 'mul': return x * y
    case 'div': return x / y
    case 'min': return Math.min(x, y)
    case 'max': return Math.max(x, y)
  }
}

/** Numbers what is left anew. */
function compact(nodes: readonly Node[], needed: ReadonlySet<Reg>, columns: readonly Column[], tests: readonly TextTest[], outputs: readonly Output[]): Plan {
  const regs = new Map<Reg, Reg>()
  const kept: Node[] = []
  const usedColumns = new Map<number, number>()
  const usedTests = new Map<number, number>()
  const place = (used: Map<number, number>, of: number): number => {
    const known = used.get(of) ?? used.size
    used.set(of, known)
    return known
  }
  const reg = (old: Reg): Reg => regs.get(old) ?? 0
  nodes.forEach((node, old) => {
    if (!needed.has(old)) return
    kept.push(renumbered(node, reg, column => place(usedColumns, column), test => place(usedTests, test)))
    regs.set(old, kept.length - 1)
  })
  return {
    nodes: kept,
    columns: [...usedColumns.keys()].flatMap(one => columns[one] ?? []),
    tests: [...usedTests.keys()].flatMap(one => { const test = tests[one]; return test === undefined ? [] : [{ ...test, column: usedColumns.get(test.column) ?? 0 }] }),
    outputs: outputs.map(output => (output.kind === 'figure' ? { ...output, from: reg(output.from) } : { ...output, parts: output.parts.map(({ mask, bits }) => ({ mask: reg(mask), bits })) })),
  }
}
export function renumbered(node: Node, reg: (old: Reg) => Reg, column: (old: number) => number, test: (old: number) => number): Node {
  switch (node.op) {
    case 'number': case 'mask': return node
    case 'load': case 'truth': case 'state': return { ...node, column: column(node.column) }
    case 'text': return { ...node, column: column(node.column), test: test(node.test) }
    case 'same': return { ...node, column: column(node.column), other: column(node.other) }
    case 'floor': case 'neg': case 'abs': case 'not': return { ...node, a: reg(node.a) }
    case 'select': return { ...node, when: reg(node.when), a: reg(node.a), b: reg(node.b) }
    default: return { ...node, a: reg(node.a), b: reg(node.b) }
  }
}
