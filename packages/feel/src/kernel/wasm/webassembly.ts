import { padded } from '../column.ts'
import { bind, bytesOf, emptyResults, passing, translation, type Cells, type Kernel, type Results, type Rows } from '../data.ts'
import { pruned } from '../builder.ts'
import { javascript } from '../javascript.ts'
import type { Plan } from '../ir.ts'
import { arena as newArena, type Arena } from './arena.ts'
import { engine, instance } from './engine.ts'
import { emit, pointersOf, type Pointers } from './emit.ts'

/** Rows worked off at a time, so that dates, and what must be copied in and out, stay in the cache. */
const CHUNK = 4096

/**
 * The same operations as a WebAssembly module with SIMD; undefined where there is none, or none may be made. Columns and
 * results that lie in the arena are worked on where they are; others are copied in and out.
 */
export function webassembly(plan: Plan, arena: Arena | undefined = newArena(ownBytes(plan))): Kernel | undefined {
  const here = engine()
  if (here === undefined || arena === undefined) return undefined
  const run = instance(here, emit(plan, arena.shared), arena.memory)
  if (run === undefined) return undefined
  const dates = datesOf(plan)
  return {
    run(rows: Rows, results: Results, from = 0, to = rows.count) {
      const release = arena.mark()
      const bed = layout(plan, bind(plan, rows), results, arena)
      for (let base = from; base < to; base += CHUNK) {
        const count = padded(Math.min(CHUNK, to - base))
        bed.enter(base, count, dates?.(rows, base, count))
        run(bed.pointers, count)
        bed.leave(base, count)
      }
      release()
    },
  }
}

/** The calendar's own columns, worked out in JavaScript before the rest; undefined: there are none. */
function datesOf(plan: Plan): ((rows: Rows, base: number, count: number) => Results) | undefined {
  const { dates } = pointersOf(plan)
  if (dates.size === 0) return undefined
  const before = pruned(plan, [...dates.keys()].map(reg => ({ name: `date ${reg}`, kind: 'figure' as const, from: reg })))
  const kernel = javascript(before)
  const results = emptyResults(before.outputs, CHUNK)
  return (rows, base, count) => { kernel.run(sliced(rows, before, base, count), results); return results }
}

/** A part of the rows, seen in place. */
function sliced({ cells }: Rows, { columns }: Plan, base: number, count: number): Rows {
  return { count, cells: new Map(columns.flatMap(({ key }) => { const one = cells.get(key); return one === undefined ? [] : [[key, { ...one, values: one.values.subarray(base, base + count), states: one.states.subarray(base, base + count) }] as const] })) }
}

/** What a kernel takes of an arena besides rows and results: pointers, tables, dates, and copies where all lies elsewhere. */
export function ownBytes(plan: Plan): number {
  const words = pointersOf(plan)
  const perRow = plan.columns.reduce((sum, { store }) => sum + bytesOf(store) + 1, 0) + plan.outputs.reduce((sum, { kind }) => sum + (kind === 'figure' ? 8 : 1), 0) + words.dates.size * 8
  return (words.count + 1) * 4 + CHUNK * perRow + (plan.tests.length + words.same.size * 2 + plan.columns.length * 2 + plan.outputs.length + 2) * 65_552
}

interface Bed { readonly pointers: number; readonly enter: (base: number, count: number, dates: Results | undefined) => void; readonly leave: (base: number, count: number) => void }
type Bytes = Uint8Array | Float64Array | Int32Array | Uint16Array
interface Piece { readonly word: number; readonly array: Bytes; readonly size: number; /** Where it is copied to, if it must be. */ readonly at: number | undefined }

/** Lays out what a run needs: pointers, tables, and room for what must be copied. */
function layout(plan: Plan, cells: readonly Cells[], results: Results, arena: Arena): Bed {
  const pointers = pointersOf(plan)
  const { memory: { buffer }, address } = arena
  const start = address(pointers.count * 4)
  const words = new Int32Array(buffer, start, pointers.count)
  layTables(plan, pointers, cells, arena, words)
  const piece = (word: number | undefined, array: Bytes, size: number): Piece => ({ word: word ?? 0, array, size, at: arena.holds(array) ? undefined : address(CHUNK * size) })
  const inputs = cells.flatMap((cell, i) => [piece(pointers.values[i], cell.values, bytesOf(plan.columns[i]?.store ?? 'u8')), piece(pointers.states[i], cell.states, 1)])
  const outputs = plan.outputs.flatMap(({ name, kind }, i) => {
    const array = kind === 'figure' ? results.figures.get(name) : results.bytes.get(name)
    return array === undefined ? [] : [piece(pointers.outputs[i], array, kind === 'figure' ? 8 : 1)]
  })
  const dateAt = new Map([...pointers.dates].map(([reg, word]) => [reg, { word, at: address(CHUNK * 8) }]))
  const view = (array: Bytes, base: number, count: number, size: number): Uint8Array => new Uint8Array(array.buffer, array.byteOffset + base * size, count * size)
  const put = ({ word, array, size, at }: Piece, base: number, count: number, copy: boolean): void => {
    words[word] = at ?? array.byteOffset + base * size
    if (copy && at !== undefined) new Uint8Array(buffer, at).set(view(array, base, count, size))
  }
  return {
    pointers: start,
    enter(base, count, dates) {
      for (const one of inputs) put(one, base, count, true)
      for (const one of outputs) put(one, base, count, false)
      for (const [reg, { word, at }] of dateAt) {
        words[word] = at
        const figures = dates?.figures.get(`date ${reg}`)
        if (figures !== undefined) new Float64Array(buffer, at, count).set(figures.subarray(0, count))
      }
    },
    leave(base, count) {
      for (const { array, size, at } of outputs) if (at !== undefined) view(array, base, count, size).set(new Uint8Array(buffer, at, count * size))
    },
  }
}

/** Tables by which texts are tested and compared. */
function layTables(plan: Plan, pointers: Pointers, cells: readonly Cells[], { memory: { buffer }, address }: Arena, words: Int32Array): void {
  plan.tests.forEach((test, i) => {
    const table = passing(test, cells[test.column]?.texts ?? [])
    const at = address(table.length + 16)
    new Uint8Array(buffer, at).set(table)
    words[pointers.tables[i] ?? 0] = at
  })
  for (const [reg, word] of pointers.same) {
    const node = plan.nodes[reg]
    const places = node?.op === 'same' ? translation(cells[node.other]?.texts ?? [], cells[node.column]?.texts ?? []) : new Uint16Array(0)
    const at = address(places.byteLength)
    new Uint16Array(buffer, at, places.length).set(places)
    words[word] = at
  }
}

/** A kernel over rows and results that all lie in one shared arena, ready for any thread: its pointers, how far each moves with a row, and its module. */
export interface Task { readonly module: object; readonly words: Int32Array; readonly strides: Int32Array }

/** Undefined where no module may be made. Dates are worked out here, for all rows. */
export function taskOf(plan: Plan, rows: Rows, results: Results, arena: Arena): Task | undefined {
  const here = engine()
  if (here === undefined) return undefined
  const pointers = pointersOf(plan)
  const cells = bind(plan, rows)
  const [words, strides] = [new Int32Array(pointers.count), new Int32Array(pointers.count)]
  const put = (word: number | undefined, array: Bytes, size: number): void => {
    if (!arena.holds(array)) throw new RangeError('a task works on what lies in its arena')
    words[word ?? 0] = array.byteOffset
    strides[word ?? 0] = size
  }
  layTables(plan, pointers, cells, arena, words)
  cells.forEach((cell, i) => { put(pointers.values[i], cell.values, bytesOf(plan.columns[i]?.store ?? 'u8')); put(pointers.states[i], cell.states, 1) })
  plan.outputs.forEach(({ name, kind }, i) => { const array = kind === 'figure' ? results.figures.get(name) : results.bytes.get(name); if (array !== undefined) put(pointers.outputs[i], array, kind === 'figure' ? 8 : 1) })
  if (pointers.dates.size > 0) {
    const before = pruned(plan, [...pointers.dates.keys()].map(reg => ({ name: `date ${reg}`, kind: 'figure' as const, from: reg })))
    const dates = emptyResults(before.outputs, rows.count, arena.room)
    javascript(before).run(rows, dates)
    for (const [reg, word] of pointers.dates) { const array = dates.figures.get(`date ${reg}`); if (array !== undefined) put(word, array, 8) }
  }
  return { module: new here.Module(emit(plan, arena.shared)), words, strides }
}
