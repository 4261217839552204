import { padded } from '../column.ts'
import { bind, bytesOf, emptyResults, passing, translation, type Cells, type Kernel, type Results, type Rows } from '../data.ts'
import { pruned } from '../builder.ts'
import { javascript } from '../javascript.ts'
import type { Plan } from '../ir.ts'
import { engine, instance, type Memory } from './engine.ts'
import { emit, pointersOf, type Pointers } from './emit.ts'

/** Rows copied in and out at a time, where they do not lie in the kernel's memory already. */
const CHUNK = 4096
const PAGE = 65_536

/** Memory that the rows lie in, so that nothing is copied; `scratch`: where this kernel may write besides, and how much. */
export interface Place { readonly memory: Memory; readonly sharedPages?: number; readonly scratch: number; readonly bytes: number }

/** The same operations as a WebAssembly module with SIMD; undefined where there is none, or none may be made. */
export function webassembly(plan: Plan, place?: Place): Kernel | undefined {
  const here = engine()
  if (here === undefined) return undefined
  const pointers = pointersOf(plan)
  const own = place?.memory ?? new here.Memory({ initial: 1 })
  const run = instance(here, emit(plan, place?.sharedPages), own)
  if (run === undefined) return undefined
  const dates = pruned(plan, [...pointers.dates.keys()].map(reg => ({ name: `date ${reg}`, kind: 'figure' as const, from: reg })))
  const before = pointers.dates.size === 0 ? undefined : { kernel: javascript(dates), results: emptyResults(dates.outputs, CHUNK) }
  return {
    run(rows: Rows, results: Results, from = 0, to = rows.count) {
      const cells = bind(plan, rows)
      const tables = plan.tests.map(test => passing(test, cells[test.column]?.texts ?? []))
      const bed = layout(plan, pointers, cells, results, tables, own, place)
      for (let base = from; base < to; base += CHUNK) {
        const count = padded(Math.min(CHUNK, to - base))
        if (before !== undefined) before.kernel.run(sliced(rows, dates, base, count), before.results)
        bed.enter(base, count, before?.results)
        run(bed.pointers, count)
        bed.leave(base, count)
      }
    },
  }
}

/** A part of the rows for the calendar's own columns, seen in place. */
function sliced({ cells }: Rows, { columns }: Plan, base: number, count: number): Rows {
  return { count, cells: new Map(columns.flatMap(({ key }) => { const one = cells.get(key); return one === undefined ? [] : [[key, { ...one, values: one.values.subarray(base, base + count), states: one.states.subarray(base, base + count) }] as const] })) }
}

interface Bed { readonly pointers: number; readonly enter: (base: number, count: number, dates: Results | undefined) => void; readonly leave: (base: number, count: number) => void }
type Bytes = Uint8Array | Float64Array | Int32Array | Uint16Array

/** Lays out what a run needs in the memory: pointers, tables, and room for what must be copied. */
function layout(plan: Plan, pointers: Pointers, cells: readonly Cells[], results: Results, tables: readonly Uint8Array[], memory: Memory, place: Place | undefined): Bed {
  let next = place?.scratch ?? 0
  const room = (bytes: number): number => { const at = next; next += Math.ceil(bytes / 16) * 16; return at }
  const start = room(pointers.count * 4)
  const tableAt = tables.map(table => room(table.length + 16))
  const same = [...pointers.same].map(([reg, word]) => {
    const node = plan.nodes[reg]
    const places = node?.op === 'same' ? translation(cells[node.other]?.texts ?? [], cells[node.column]?.texts ?? []) : new Uint16Array(0)
    return { word, places, at: room(places.byteLength) }
  })
  interface Piece { readonly word: number; readonly array: Bytes; readonly size: number; readonly at: number | undefined }
  const piece = (word: number | undefined, array: Bytes, size: number): Piece => ({ word: word ?? 0, array, size, at: array.buffer === memory.buffer ? undefined : room(CHUNK * size) })
  const inputs = cells.flatMap((cell, i) => [piece(pointers.values[i], cell.values, bytesOf(plan.columns[i]?.store ?? 'u8')), piece(pointers.states[i], cell.states, 1)])
  const outputs = plan.outputs.flatMap(({ name, kind }, i) => {
    const array = kind === 'figure' ? results.figures.get(name) : results.bytes.get(name)
    return array === undefined ? [] : [piece(pointers.outputs[i], array, kind === 'figure' ? 8 : 1)]
  })
  const dateAt = new Map([...pointers.dates].map(([reg, word]) => [reg, { word, at: room(CHUNK * 8) }]))
  if (place === undefined) { if (next > memory.buffer.byteLength) memory.grow(Math.ceil((next - memory.buffer.byteLength) / PAGE)) } else if (next > place.scratch + place.bytes) throw new RangeError(`a kernel needs ${next - place.scratch} bytes of its own`)
  const words = new Int32Array(memory.buffer, start, pointers.count)
  tables.forEach((table, i) => { new Uint8Array(memory.buffer, tableAt[i] ?? 0).set(table); words[pointers.tables[i] ?? 0] = tableAt[i] ?? 0 })
  for (const { word, places, at } of same) { new Uint16Array(memory.buffer, at, places.length).set(places); words[word] = at }
  const view = (array: Bytes, base: number, count: number, size: number): Uint8Array => new Uint8Array(array.buffer, array.byteOffset + base * size, count * size)
  const put = ({ word, array, size, at }: Piece, base: number, count: number, copy: boolean): void => {
    words[word] = at ?? array.byteOffset + base * size
    if (copy && at !== undefined) new Uint8Array(memory.buffer, at).set(view(array, base, count, size))
  }
  return {
    pointers: start,
    enter(base, count, dates) {
      for (const one of inputs) put(one, base, count, true)
      for (const one of outputs) put(one, base, count, false)
      for (const [reg, { word, at }] of dateAt) {
        words[word] = at
        const figures = dates?.figures.get(`date ${reg}`)
        if (figures !== undefined) new Float64Array(memory.buffer, at, count).set(figures.subarray(0, count))
      }
    },
    leave(base, count) {
      for (const { array, size, at } of outputs) if (at !== undefined) view(array, base, count, size).set(new Uint8Array(memory.buffer, at, count * size))
    },
  }
}
