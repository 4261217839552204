import { padded } from '../column.ts'
import { bind, bytesOf, isFew, passing, placesOf, translation, type Cells, type Kernel, type Results, type Rows } from '../data.ts'
import type { Plan } from '../ir.ts'
import { arena as newArena, type Arena } from './arena.ts'
import { engine, instance } from './engine.ts'
import { spelled } from './spelled.ts'
import { emit, pointersOf, type Pointers } from './emit.ts'

/** Rows worked off at a time, so that what must be copied in and out stays in the cache. */
const CHUNK = 4096

/**
 * The same operations as a WebAssembly module with SIMD; undefined where there is none, or none may be made. Columns and
 * results that lie in the arena are worked on where they are; others are copied in and out.
 */
export function webassembly(given: Plan, arena: Arena | undefined = newArena(ownBytes(given))): Kernel | undefined {
  const plan = spelled(given)
  const here = engine()
  if (here === undefined || arena === undefined) return undefined
  const run = instance(here, emit(plan, arena.shared), arena.memory)
  if (run === undefined) return undefined
  return {
    run(rows: Rows, results: Results, from = 0, to = rows.count) {
      const release = arena.mark()
      const bed = layout(plan, bind(plan, rows), results, arena)
      for (let base = from; base < to; base += CHUNK) {
        const count = padded(Math.min(CHUNK, to - base))
        bed.enter(base, count)
        run(bed.pointers, count)
        bed.leave(base, count)
      }
      release()
    },
  }
}

/** What a kernel takes of an arena besides rows and results: pointers, tables, and copies where all lies elsewhere. */
export function ownBytes(plan: Plan): number {
  const words = pointersOf(plan)
  const perRow = plan.columns.reduce((sum, { store }) => sum + bytesOf(store) + 1, 0) + plan.outputs.reduce((sum, { kind }) => sum + (kind === 'figure' ? 8 : 1), 0)
  return (words.count + 1) * 4 + CHUNK * perRow + (plan.tests.length + words.same.size * 2 + plan.columns.length * 2 + plan.outputs.length + 2) * 65_552
}

interface Bed { readonly pointers: number; readonly enter: (base: number, count: number) => void; readonly leave: (base: number, count: number) => void }
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
  const view = (array: Bytes, base: number, count: number, size: number): Uint8Array => new Uint8Array(array.buffer, array.byteOffset + base * size, count * size)
  const put = ({ word, array, size, at }: Piece, base: number, count: number, copy: boolean): void => {
    words[word] = at ?? array.byteOffset + base * size
    if (copy && at !== undefined) new Uint8Array(buffer, at).set(view(array, base, count, size))
  }
  return {
    pointers: start,
    enter(base, count) {
      for (const one of inputs) put(one, base, count, true)
      for (const one of outputs) put(one, base, count, false)
    },
    leave(base, count) {
      for (const { array, size, at } of outputs) if (at !== undefined) view(array, base, count, size).set(new Uint8Array(buffer, at, count * size))
    },
  }
}

/** Tables by which texts are tested and compared. */
function layTables(plan: Plan, pointers: Pointers, cells: readonly Cells[], { memory: { buffer }, address }: Arena, words: Int32Array): void {
  plan.tests.forEach((test, i) => {
    const dictionary = cells[test.column]?.texts ?? []
    const table = isFew(test) ? new Uint8Array(placesOf(test, dictionary).buffer) : passing(test, dictionary)
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

/** Undefined where no module may be made. */
export function taskOf(given: Plan, rows: Rows, results: Results, arena: Arena): Task | undefined {
  const here = engine()
  if (here === undefined) return undefined
  const plan = spelled(given)
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
  return { module: new here.Module(emit(plan, arena.shared)), words, strides }
}
