import type { Column } from './column.ts'
import { MOST_TEXTS, padded } from './column.ts'
import type { Output, Plan, TextTest } from './ir.ts'

/** The cells of one column, padded (column.ts) beyond the last row with cells that are not told. */
export interface Cells {
  readonly values: Float64Array | Int32Array | Uint16Array | Uint8Array
  readonly states: Uint8Array
  /** Texts by place. */
  readonly texts?: readonly string[]
}
/** Many rows of one kind. */
export interface Rows { readonly count: number; readonly cells: ReadonlyMap<string, Cells> }

/** What a kernel hands back: figures, and bytes of bits, by the output's name. Padded like the columns. */
export interface Results { readonly figures: ReadonlyMap<string, Float64Array>; readonly bytes: ReadonlyMap<string, Uint8Array> }

/** One plan made ready to run; the same for every back end. `from` and `to` let several workers share the rows (multiples of the padding). */
export interface Kernel { readonly run: (rows: Rows, results: Results, from?: number, to?: number) => void }

/** Where bytes lie: empty ones, all 0. */
export type Room = (bytes: number) => { readonly buffer: ArrayBufferLike; readonly offset: number }
const ownRoom: Room = bytes => ({ buffer: new ArrayBuffer(bytes), offset: 0 })

export function emptyCells({ store }: Pick<Column, 'store'>, count: number, room: Room = ownRoom): Cells {
  const length = padded(count)
  const values = room(length * bytesOf(store))
  return { values: valuesIn(store, values.buffer, values.offset, length), states: bytesAt(room, length).fill(1) }
}
const bytesAt = (room: Room, length: number): Uint8Array => { const { buffer, offset } = room(length); return new Uint8Array(buffer, offset, length) }
function valuesIn(store: Column['store'], buffer: ArrayBufferLike, offset: number, length: number): Cells['values'] {
  switch (store) {
    case 'f64': return new Float64Array(buffer, offset, length)
    case 'i32': return new Int32Array(buffer, offset, length)
    case 'u16': return new Uint16Array(buffer, offset, length)
    case 'u8': return new Uint8Array(buffer, offset, length)
  }
}
export const bytesOf = (store: Column['store']): number => ({ f64: 8, i32: 4, u16: 2, u8: 1 })[store]

export function emptyResults(outputs: readonly Output[], count: number, room: Room = ownRoom): Results {
  const length = padded(count)
  const figures = (): Float64Array => { const { buffer, offset } = room(length * 8); return new Float64Array(buffer, offset, length) }
  return {
    figures: new Map(outputs.flatMap(({ kind, name }) => (kind === 'figure' ? [[name, figures()] as const] : []))),
    bytes: new Map(outputs.flatMap(({ kind, name }) => (kind === 'byte' ? [[name, bytesAt(room, length)] as const] : []))),
  }
}

/** What a column's texts come to under a test: all ones where it passes. Looked up for each row, worked out once for each text. */
export function passing({ how, texts }: TextTest, dictionary: readonly string[]): Uint8Array {
  const among = new Set(texts)
  const passes = (text: string): boolean => {
    switch (how) {
      case 'among': return among.has(text)
      case 'starts with': return texts.some(one => text.startsWith(one))
      case 'ends with': return texts.some(one => text.endsWith(one))
      case 'contains': return texts.some(one => text.includes(one))
    }
  }
  return Uint8Array.from({ length: Math.max(1, dictionary.length) }, (_, i) => (passes(dictionary[i] ?? '') ? 255 : 0))
}

/** Texts that are asked for by name, few enough to compare each row with all of them at once. */
export const isFew = ({ how, texts }: TextTest): boolean => how === 'among' && texts.length <= 8
/** Where each stands in a dictionary; MOST_TEXTS, which no row holds, where it does not. */
export const placesOf = ({ texts }: TextTest, dictionary: readonly string[]): Uint16Array => {
  const places = new Map(dictionary.map((text, place) => [text, place]))
  return Uint16Array.from(texts, text => places.get(text) ?? MOST_TEXTS)
}

/** For each place in one dictionary the place of the same text in another; MOST_TEXTS where it has none. */
export function translation(from: readonly string[], to: readonly string[]): Uint16Array {
  const places = new Map(to.map((text, place) => [text, place]))
  return Uint16Array.from({ length: Math.max(1, from.length) }, (_, i) => places.get(from[i] ?? '') ?? MOST_TEXTS)
}

/** The cells of a plan's columns, in their order. */
export function bind({ columns }: Plan, { cells }: Rows): Cells[] {
  return columns.map(({ key }) => {
    const found = cells.get(key)
    if (found === undefined) throw new Error(`the rows have no column ${key}`)
    return found
  })
}
