import { BLOCK, padded } from './column.ts'
import { bind, passing, translation, type Cells, type Kernel, type Results, type Rows } from './data.ts'
import type { Node, Output, Plan, Reg } from './ir.ts'
import { dateCall } from './dates.ts'
import { registers } from './registers.ts'

/**
 * The reference, and the fallback where no WebAssembly may be made: each node is one loop over a block of rows. No text is
 * made into code, so it runs under any content security policy.
 */
type Step = (base: number, rows: number) => void

/** What a run is bound to; steps look here, so that they are made once. */
interface Bound { cells: Cells[]; tables: Uint8Array[]; translations: Map<string, Uint16Array> }

interface Store { readonly figures: readonly Float64Array[]; readonly masks: readonly Mask[]; readonly of: readonly number[] }
interface Mask { readonly bytes: Uint8Array; /** The same, four rows at a time. */ readonly words: Uint32Array }

export function javascript(plan: Plan): Kernel {
  const { of, figures, masks } = registers(plan)
  const store: Store = {
    of,
    figures: Array.from({ length: figures }, () => new Float64Array(BLOCK)),
    masks: Array.from({ length: masks }, () => { const bytes = new Uint8Array(BLOCK); return { bytes, words: new Uint32Array(bytes.buffer) } }),
  }
  const bound: Bound = { cells: [], tables: [], translations: new Map() }
  const steps = plan.nodes.flatMap((node, reg) => stepOf(node, reg, store, bound) ?? [])
  return {
    run: (rows: Rows, results: Results, from = 0, to = rows.count) => {
      bound.cells = bind(plan, rows)
      bound.translations.clear()
      bound.tables = plan.tests.map(test => passing(test, bound.cells[test.column]?.texts ?? []))
      const writers = plan.outputs.map(output => writer(output, store, results))
      for (let base = from; base < to; base += BLOCK) {
        const count = padded(Math.min(BLOCK, to - base))
        for (const step of steps) step(base, count)
        for (const write of writers) write(base, count)
      }
    },
  }
}

const NO_FIGURES = new Float64Array(0)
const NO_MASK: Mask = { bytes: new Uint8Array(0), words: new Uint32Array(0) }
const NO_BYTES = new Uint8Array(0)
const figure = ({ figures, of }: Store, reg: Reg): Float64Array => figures[of[reg] ?? 0] ?? NO_FIGURES
const mask = ({ masks, of }: Store, reg: Reg): Mask => masks[of[reg] ?? 0] ?? NO_MASK

/** Undefined: a constant, filled in once. */
function stepOf(node: Node, reg: Reg, store: Store, bound: Bound): Step | undefined {
  switch (node.op) {
    case 'number': figure(store, reg).fill(node.value); return undefined
    case 'mask': mask(store, reg).bytes.fill(node.value ? 255 : 0); return undefined
    case 'load': return load(node.column, figure(store, reg), bound)
    case 'same': return same(node, mask(store, reg).bytes, bound)
    case 'truth': case 'state': case 'text': return read(node, mask(store, reg).bytes, bound)
    case 'add': case 'sub': case 'mul': case 'div': case 'min': case 'max': return binary(node.op, figure(store, node.a), figure(store, node.b), figure(store, reg))
    case 'floor': case 'neg': case 'abs': return unary(node.op, figure(store, node.a), figure(store, reg))
    case 'lt': case 'le': case 'eq': return compare(node.op, figure(store, node.a), figure(store, node.b), mask(store, reg).bytes)
    case 'and': case 'or': case 'without': return logic(node.op, mask(store, node.a).words, mask(store, node.b).words, mask(store, reg).words)
    case 'not': return not(mask(store, node.a).words, mask(store, reg).words)
    case 'select': return select(mask(store, node.when).bytes, figure(store, node.a), figure(store, node.b), figure(store, reg))
    case 'date': {
      const [call, a, b, to] = [dateCall(node.call), figure(store, node.a), figure(store, node.b), figure(store, reg)]
      return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = call(a[i] ?? 0, b[i] ?? 0) }
    }
  }
}

function load(column: number, to: Float64Array, bound: Bound): Step {
  return (base, rows) => {
    const values = bound.cells[column]?.values ?? NO_FIGURES
    if (values instanceof Float64Array) to.set(values.subarray(base, base + rows))
    else for (let i = 0; i < rows; i++) to[i] = values[base + i] ?? 0
  }
}
function read(node: Extract<Node, { op: 'truth' | 'state' | 'text' }>, to: Uint8Array, bound: Bound): Step {
  const { column } = node
  if (node.op === 'state') {
    const { state } = node
    return (base, rows) => { const states = bound.cells[column]?.states ?? NO_BYTES; for (let i = 0; i < rows; i++) to[i] = states[base + i] === state ? 255 : 0 }
  }
  if (node.op === 'truth') return (base, rows) => { const values = bound.cells[column]?.values ?? NO_BYTES; for (let i = 0; i < rows; i++) to[i] = values[base + i] === 1 ? 255 : 0 }
  const { test } = node
  return (base, rows) => {
    const table = bound.tables[test] ?? NO_BYTES
    const values = bound.cells[column]?.values ?? NO_BYTES
    for (let i = 0; i < rows; i++) to[i] = table[values[base + i] ?? 0] ?? 0
  }
}

function same({ column, other }: Extract<Node, { op: 'same' }>, to: Uint8Array, bound: Bound): Step {
  const key = `${column} ${other}`
  return (base, rows) => {
    const [a, b] = [bound.cells[column], bound.cells[other]]
    const places = bound.translations.get(key) ?? translation(b?.texts ?? [], a?.texts ?? [])
    bound.translations.set(key, places)
    const [left, right] = [a?.values ?? NO_BYTES, b?.values ?? NO_BYTES]
    for (let i = 0; i < rows; i++) to[i] = left[base + i] === places[right[base + i] ?? 0] ? 255 : 0
  }
}

function binary(op: 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max', a: Float64Array, b: Float64Array, to: Float64Array): Step {
  switch (op) {
    case 'add': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = (a[i] ?? 0) + (b[i] ?? 0) }
    case 'sub': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = (a[i] ?? 0) - (b[i] ?? 0) }
    case 'mul': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = (a[i] ?? 0) * (b[i] ?? 0) }
    case 'div': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = (a[i] ?? 0) / (b[i] ?? 0) }
    case 'min': return (_, rows) => { for (let i = 0; i < rows; i++) { const x = a[i] ?? 0; const y = b[i] ?? 0; to[i] = x < y ? x : y } }
    case 'max': return (_, rows) => { for (let i = 0; i < rows; i++) { const x = a[i] ?? 0; const y = b[i] ?? 0; to[i] = x > y ? x : y } }
  }
}
function unary(op: 'floor' | 'neg' | 'abs', a: Float64Array, to: Float64Array): Step {
  switch (op) {
    case 'floor': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = Math.floor(a[i] ?? 0) }
    case 'neg': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = -(a[i] ?? 0) }
    case 'abs': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = Math.abs(a[i] ?? 0) }
  }
}
function compare(op: 'lt' | 'le' | 'eq', a: Float64Array, b: Float64Array, to: Uint8Array): Step {
  switch (op) {
    case 'lt': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = (a[i] ?? 0) < (b[i] ?? 0) ? 255 : 0 }
    case 'le': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = (a[i] ?? 0) <= (b[i] ?? 0) ? 255 : 0 }
    case 'eq': return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = a[i] === b[i] ? 255 : 0 }
  }
}
function logic(op: 'and' | 'or' | 'without', a: Uint32Array, b: Uint32Array, to: Uint32Array): Step {
  switch (op) {
    case 'and': return (_, rows) => { for (let i = 0; i < rows >> 2; i++) to[i] = (a[i] ?? 0) & (b[i] ?? 0) }
    case 'or': return (_, rows) => { for (let i = 0; i < rows >> 2; i++) to[i] = (a[i] ?? 0) | (b[i] ?? 0) }
    case 'without': return (_, rows) => { for (let i = 0; i < rows >> 2; i++) to[i] = (a[i] ?? 0) & ~(b[i] ?? 0) }
  }
}
function not(a: Uint32Array, to: Uint32Array): Step { return (_, rows) => { for (let i = 0; i < rows >> 2; i++) to[i] = ~(a[i] ?? 0) } }
function select(when: Uint8Array, a: Float64Array, b: Float64Array, to: Float64Array): Step {
  return (_, rows) => { for (let i = 0; i < rows; i++) to[i] = when[i] === 0 ? b[i] ?? 0 : a[i] ?? 0 }
}

function writer(output: Output, store: Store, { figures, bytes }: Results): Step {
  if (output.kind === 'figure') {
    const [from, to] = [figure(store, output.from), figures.get(output.name) ?? NO_FIGURES]
    return (base, rows) => { to.set(from.subarray(0, rows), base) }
  }
  const to = bytes.get(output.name) ?? NO_BYTES
  const words = new Uint32Array(BLOCK / 4)
  const view = new Uint8Array(words.buffer)
  const parts = output.parts.map(({ mask: reg, bits }) => ({ from: mask(store, reg).words, bits: bits * 0x01010101 }))
  return (base, rows) => {
    words.fill(0)
    for (const { from, bits } of parts) for (let i = 0; i < rows >> 2; i++) words[i] = (words[i] ?? 0) | ((from[i] ?? 0) & bits)
    to.set(view.subarray(0, rows), base)
  }
}
