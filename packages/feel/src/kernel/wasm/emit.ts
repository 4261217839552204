import { bytesOf, isFew } from '../data.ts'
import { inputsOf, isMask, readBy, type Node, type Plan, type Reg } from '../ir.ts'
import { Code, OP } from './code.ts'
import { I32, V128, moduleOf } from './encode.ts'

/**
 * Sixteen rows at a time: a mask is one vector of sixteen bytes, a figure eight vectors of two. A figure that one node reads
 * stands inside it; one that several read has eight locals. Masks have one each.
 */
const ROWS = 16
const SLICES = 8

/** Where the pointers stand that a run is given, in 32-bit words. */
export interface Pointers { readonly values: readonly number[]; readonly states: readonly number[]; readonly tables: readonly number[]; readonly same: ReadonlyMap<Reg, number>; readonly outputs: readonly number[]; /** How many; behind them a vector that nobody reads. */ readonly used: number; readonly count: number }

export function pointersOf({ columns, tests, nodes, outputs }: Plan): Pointers {
  let next = 0
  const values = columns.map(() => next++)
  const states = columns.map(() => next++)
  const tables = tests.map(() => next++)
  const same = new Map(nodes.flatMap((node, reg) => (node.op === 'same' ? [[reg, next++] as const] : [])))
  const written = outputs.map(() => next++)
  return { values, states, tables, same, outputs: written, used: next, count: next + 4 }
}

/** `sharedPages`: the most a shared memory may grow to. */
export function emit(plan: Plan, sharedPages?: number): Uint8Array<ArrayBuffer> {
  return new Emitter(plan).module(sharedPages)
}

class Emitter {
  private readonly code = new Code()
  private readonly plan: Plan
  private readonly pointers: Pointers
  /** First vector local of each node that has one (figures: of eight). */
  private readonly local = new Map<Reg, number>()
  private readonly pointerLocal = (word: number): number => 2 + word
  /** First vector local of each test of few texts: each text's place, in every lane. */
  private readonly places = new Map<number, number>()
  /** Constants, each in a local: what is spelled out inside the loop is made anew for every sixteen rows. */
  private readonly constants = new Map<string, { readonly local: number; readonly bytes: readonly number[] }>()
  private vectors = 0
  private readonly firstVector: number

  constructor(plan: Plan) {
    this.plan = plan
    this.pointers = pointersOf(plan)
    this.firstVector = 2 + this.pointers.used
    const uses = new Map<Reg, number>()
    for (const reg of [...plan.nodes.flatMap(inputsOf), ...plan.outputs.flatMap(readBy)]) uses.set(reg, (uses.get(reg) ?? 0) + 1)
    plan.nodes.forEach((node, reg) => {
      if (node.op === 'load') return
      if (isMask(node) || node.op === 'number') this.local.set(reg, this.vector(1))
      else if ((uses.get(reg) ?? 0) > 1) this.local.set(reg, this.vector(SLICES))
    })
    plan.tests.forEach((test, i) => { if (isFew(test)) this.places.set(i, this.vector(test.texts.length)) })
  }
  private vector(count: number): number { this.vectors += count; return this.firstVector + this.vectors - count }

  module(sharedPages: number | undefined): Uint8Array<ArrayBuffer> {
    const { code, plan, pointers } = this
    code.loop()
    plan.nodes.forEach((node, reg) => this.node(node, reg))
    plan.outputs.forEach((_, i) => this.output(i))
    this.advance()
    code.get(1); code.constant(-ROWS); code.add(); code.set(1)
    code.get(1); code.constant(0); code.greater(); code.again()
    code.end()
    return moduleOf([...this.head().bytes, ...code.bytes], [{ count: pointers.used, type: I32 }, { count: this.vectors, type: V128 }], sharedPages)
  }
  /** What never changes is set once. */
  private head(): Code {
    const { plan, pointers } = this
    const code = new Code()
    for (let word = 0; word < pointers.used; word++) { code.get(0); code.loadPointer(word * 4); code.set(this.pointerLocal(word)) }
    plan.nodes.forEach((node, reg) => {
      const local = this.local.get(reg)
      if (local === undefined) return
      if (node.op === 'number') { code.figures(node.value); code.set(local) }
      if (node.op === 'mask') { code.vector(sixteen(node.value ? 255 : 0)); code.set(local) }
    })
    for (const [test, first] of this.places) plan.tests[test]?.texts.forEach((_, i) => { code.get(this.pointerLocal(pointers.tables[test] ?? 0)); code.spread16(i * 2); code.set(first + i) })
    for (const { local, bytes } of this.constants.values()) { code.vector(bytes); code.set(local) }
    return code
  }
  private constant(bytes: readonly number[]): void {
    const key = bytes.join(' ')
    const known = this.constants.get(key) ?? { local: this.vector(1), bytes }
    this.constants.set(key, known)
    this.code.get(known.local)
  }
  private bytesOf(value: number): void { this.constant(sixteen(value)) }

  private node(node: Node, reg: Reg): void {
    const local = this.local.get(reg)
    if (local === undefined || node.op === 'number' || node.op === 'mask') return
    if (isMask(node)) {
      this.mask(node, reg)
      this.code.set(local)
      if (COMPARED.has(node.op)) this.done(local)
      return
    }
    for (let slice = 0; slice < SLICES; slice++) { this.compute(node, slice); this.code.set(local + slice); if (node.op !== 'select') this.done(local + slice) }
  }

  /** Written where nobody reads: later loads stay behind it. Else an engine does all loads first, and puts away and fetches again what does not fit its registers. */
  private done(local: number): void { this.code.get(0); this.code.get(local); this.code.store(this.pointers.used * 4) }

  /** Puts a mask on the stack. */
  private mask(node: Node, reg: Reg): void {
    const { code, pointers } = this
    switch (node.op) {
      case 'truth': code.get(this.pointerLocal(pointers.values[node.column] ?? 0)); code.load(0); this.bytesOf(1); code.op(OP.bytesEqual); return
      case 'state': code.get(this.pointerLocal(pointers.states[node.column] ?? 0)); code.load(0); this.bytesOf(node.state); code.op(OP.bytesEqual); return
      case 'text': this.text(node.column, node.test); return
      case 'same': this.same(node.column, node.other, pointers.same.get(reg) ?? 0); return
      case 'lt': case 'le': case 'eq': this.compare(node); return
      case 'and': this.read(node.a); this.read(node.b); code.op(OP.and); return
      case 'or': this.read(node.a); this.read(node.b); code.op(OP.or); return
      case 'without': this.read(node.a); this.read(node.b); code.op(OP.andNot); return
      case 'not': this.read(node.a); code.op(OP.not); return
      default: throw new TypeError(`no mask: ${node.op}`)
    }
  }
  private read(mask: Reg): void { this.code.get(this.local.get(mask) ?? 0) }

  /** Each row's text is compared with all that pass, or looks up its byte where they are many. */
  private text(column: number, test: number): void {
    const { code, pointers } = this
    const places = this.places.get(test)
    if (places !== undefined) { this.few(column, places, this.plan.tests[test]?.texts.length ?? 0); return }
    this.bytesOf(0)
    const result = this.scratch()
    code.set(result)
    for (let lane = 0; lane < ROWS; lane++) {
      code.get(this.pointerLocal(pointers.tables[test] ?? 0))
      code.get(this.pointerLocal(pointers.values[column] ?? 0)); code.load16(lane * 2)
      code.add()
      code.get(result)
      code.loadLane(lane)
      code.set(result)
    }
    code.get(result)
  }
  private few(column: number, first: number, count: number): void {
    const { code, pointers } = this
    for (const half of [0, 16]) {
      for (let i = 0; i < count; i++) {
        code.get(this.pointerLocal(pointers.values[column] ?? 0)); code.load(half); code.get(first + i); code.op(OP.shortsEqual)
        if (i > 0) code.op(OP.or)
      }
      if (count === 0) this.bytesOf(0)
    }
    code.op(OP.narrow16)
  }
  /** Each row's text against the other's, in the places of the first dictionary. */
  private same(column: number, other: number, table: number): void {
    const { code, pointers } = this
    this.bytesOf(0)
    for (let lane = 0; lane < ROWS; lane++) {
      code.get(this.pointerLocal(pointers.values[other] ?? 0)); code.load16(lane * 2); code.shift(1)
      code.get(this.pointerLocal(table)); code.add(); code.load16(0)
      code.get(this.pointerLocal(pointers.values[column] ?? 0)); code.load16(lane * 2)
      code.equals()
      code.putLane(lane)
    }
    code.op(OP.negateBytes)
  }
  private scratchLocal: number | undefined
  private scratch(): number { this.scratchLocal ??= this.vector(1); return this.scratchLocal }

  private compare(node: Extract<Node, { op: 'lt' | 'le' | 'eq' }>): void {
    const { code } = this
    if (this.integers(node)) return
    const opcode = node.op === 'lt' ? OP.below : node.op === 'le' ? OP.atMost : OP.equal
    const pair = (slice: number): void => {
      for (const one of [slice, slice + 1]) { this.figure(node.a, one); this.figure(node.b, one); code.op(opcode) }
      // The low half of each 64-bit mask.
      code.shuffle([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27])
    }
    for (const half of [0, 4]) { pair(half); pair(half + 2); code.op(OP.narrow32) }
    code.op(OP.narrow16)
  }

  /** Days and months against a written day: four to a vector, as they are stored. */
  private integers({ op, a, b }: Extract<Node, { op: 'lt' | 'le' | 'eq' }>): boolean {
    const { code } = this
    const [left, right] = [this.plan.nodes[a], this.plan.nodes[b]]
    const [column, constant, mirrored] = left?.op === 'load' && right?.op === 'number' ? [left.column, right.value, false] as const : right?.op === 'load' && left?.op === 'number' ? [right.column, left.value, true] as const : [-1, 0.5, false] as const
    if (this.plan.columns[column]?.store !== 'i32' || constant !== (constant | 0)) return false
    const opcode = op === 'eq' ? OP.integersEqual : op === 'lt' ? (mirrored ? OP.integersAbove : OP.integersBelow) : mirrored ? OP.integersAtLeast : OP.integersAtMost
    for (const half of [0, 2]) {
      for (const quarter of [half, half + 1]) { code.get(this.pointerLocal(this.pointers.values[column] ?? 0)); code.load(quarter * 16); code.integers(constant); code.op(opcode) }
      code.op(OP.narrow32)
    }
    code.op(OP.narrow16)
    return true
  }

  /** Puts two rows of a figure on the stack. */
  private figure(reg: Reg, slice: number): void {
    const node = this.plan.nodes[reg]
    const local = this.local.get(reg)
    if (node === undefined) return
    if (local !== undefined) this.code.get(node.op === 'number' ? local : local + slice)
    else this.compute(node, slice)
  }

  private compute(node: Node, slice: number): void {
    const { code } = this
    switch (node.op) {
      case 'load': {
        code.get(this.pointerLocal(this.pointers.values[node.column] ?? 0))
        if (this.plan.columns[node.column]?.store === 'i32') { code.loadHalf(slice * 8); code.op(OP.fromIntegers) } else code.load(slice * 16)
        return
      }
      case 'add': case 'sub': case 'mul': case 'div': this.figure(node.a, slice); this.figure(node.b, slice); code.op(OP[node.op]); return
      // As the JavaScript back end: x < y ? x : y.
      case 'min': this.figure(node.b, slice); this.figure(node.a, slice); code.op(OP.lesser); return
      case 'max': this.figure(node.b, slice); this.figure(node.a, slice); code.op(OP.greater); return
      case 'floor': case 'neg': case 'abs': this.figure(node.a, slice); code.op(OP[node.op]); return
      case 'select': this.select(node, slice); return
      default: throw new TypeError(`no figure: ${node.op}`)
    }
  }

  private select({ when, a, b }: Extract<Node, { op: 'select' }>, slice: number): void {
    const { code } = this
    const isZero = (reg: Reg): boolean => { const node = this.plan.nodes[reg]; return node?.op === 'number' && Object.is(node.value, 0) }
    // Swizzled, not shuffled: the lanes are then a vector that is at hand.
    const where = (): void => { this.read(when); this.constant(Array.from({ length: 16 }, (_, i) => slice * 2 + (i >> 3))); code.op(OP.swizzle) }
    if (isZero(b)) { this.figure(a, slice); where(); code.op(OP.and); return }
    if (isZero(a)) { this.figure(b, slice); where(); code.op(OP.andNot); return }
    this.figure(a, slice); this.figure(b, slice); where(); code.op(OP.choose)
  }

  private output(place: number): void {
    const { code } = this
    const output = this.plan.outputs[place]
    const pointer = this.pointerLocal(this.pointers.outputs[place] ?? 0)
    if (output?.kind === 'figure') {
      for (let slice = 0; slice < SLICES; slice++) { code.get(pointer); this.figure(output.from, slice); code.store(slice * 16) }
    } else if (output !== undefined) {
      code.get(pointer)
      if (output.parts.length === 0) this.bytesOf(0)
      output.parts.forEach(({ mask, bits }, i) => { this.read(mask); this.bytesOf(bits); code.op(OP.and); if (i > 0) code.op(OP.or) })
      code.store(0)
    }
  }

  /** Every pointer to the next sixteen rows; tables stay. */
  private advance(): void {
    const { code, plan, pointers } = this
    const step = (word: number | undefined, bytes: number): void => {
      const local = this.pointerLocal(word ?? 0)
      code.get(local); code.constant(bytes); code.add(); code.set(local)
    }
    plan.columns.forEach(({ store }, i) => { step(pointers.values[i], ROWS * bytesOf(store)); step(pointers.states[i], ROWS) })
    plan.outputs.forEach(({ kind }, i) => step(pointers.outputs[i], kind === 'figure' ? ROWS * 8 : ROWS))
  }
}

/** Masks made of many vectors. */
const COMPARED: ReadonlySet<Node['op']> = new Set<Node['op']>(['lt', 'le', 'eq', 'text', 'same'])
const sixteen = (value: number): number[] => Array.from({ length: ROWS }, () => value & 255)
