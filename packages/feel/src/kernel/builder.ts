import type { FactRef } from '../scope.ts'
import { columnOf, columnKey, type Column } from './column.ts'
import { inputsOf, readBy, type Compare, type DateCall, type Figures2, type Node, type Output, type Plan, type Reg, type TextTest } from './ir.ts'
import { refuse } from './refusal.ts'

/** Makes nodes: each different one once, constants worked out at once, so that nothing is done twice in a row. */
export class Builder {
  private readonly nodes: Node[] = []
  private readonly known = new Map<string, Reg>()
  private readonly columns: Column[] = []
  private readonly places = new Map<string, number>()
  private readonly tests: TextTest[] = []
  private readonly outputs: Output[] = []
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
    return this.add({ op, a, b })
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
    if (a === this.no || b === this.no) return this.no
    if (a === this.yes || a === b) return b
    return b === this.yes ? a : this.add({ op: 'and', a: Math.min(a, b), b: Math.max(a, b) })
  }
  private or2(a: Reg, b: Reg): Reg {
    if (a === this.yes || b === this.yes) return this.yes
    if (a === this.no || a === b) return b
    return b === this.no ? a : this.add({ op: 'or', a: Math.min(a, b), b: Math.max(a, b) })
  }
  /** `a` and not `b`. */
  without(a: Reg, b: Reg): Reg {
    if (a === this.no || b === this.yes || a === b) return this.no
    if (b === this.no) return a
    return a === this.yes ? this.not(b) : this.add({ op: 'without', a, b })
  }
  not(a: Reg): Reg {
    if (a === this.yes) return this.no
    if (a === this.no) return this.yes
    const node = this.nodes[a]
    return node?.op === 'not' ? node.a : this.add({ op: 'not', a })
  }
  select(when: Reg, a: Reg, b: Reg): Reg {
    if (when === this.yes || a === b) return a
    return when === this.no ? b : this.add({ op: 'select', when, a, b })
  }

  output(output: Output): void { this.outputs.push(output) }
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
