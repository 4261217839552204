import { BLOCK, arena, bytesOf, padded, valuesIn, type Arena, type Cells, type Column, type Plan, type Results, type Room, type Rows } from '@lizhu/feel/kernel'

/** Many rows straight in columns, one memory for all of them, so that a WebAssembly kernel copies nothing. */
export interface Population { readonly rows: Rows; readonly place: Arena; readonly results: (plan: Plan) => Results }

/** Share of facts that are not told. */
const UNTOLD_SHARE = 0.1
const SCRATCH = 1 << 20

export function population(plans: readonly Plan[], count: number, seed: number, figures: (column: Column, next: () => number) => number): Population {
  const columns = new Map(plans.flatMap(plan => plan.columns.map(column => [column.key, column] as const)))
  const length = padded(count) + BLOCK
  const rowBytes = [...columns.values()].reduce((sum, column) => sum + bytesOf(column.store) + 1, 0) + plans.reduce((sum, plan) => sum + plan.outputs.reduce((bytes, output) => bytes + (output.kind === 'figure' ? 8 : 1), 0), 0)
  const place = arena(SCRATCH + length * rowBytes + columns.size * 64, { shared: true })
  if (place === undefined) throw new Error('no WebAssembly')
  const random = generator(seed)
  const at = <T>(bytes: number, make: (buffer: ArrayBufferLike, offset: number) => T): T => { const { buffer, offset } = place.room(bytes); return make(buffer, offset) }
  const cells = new Map([...columns.values()].map(column => [column.key, fill(column, length, count, plans, place.room, random, figures)]))
  return {
    rows: { count, cells }, place,
    results: plan => ({
      figures: new Map(plan.outputs.flatMap(({ kind, name }) => (kind === 'figure' ? [[name, at(length * 8, (buffer, offset) => new Float64Array(buffer, offset, length))] as const] : []))),
      bytes: new Map(plan.outputs.flatMap(({ kind, name }) => (kind === 'byte' ? [[name, at(length, (buffer, offset) => new Uint8Array(buffer, offset, length))] as const] : []))),
    }),
  }
}

function fill(column: Column, length: number, count: number, plans: readonly Plan[], room: Room, next: () => number, figures: (column: Column, next: () => number) => number): Cells {
  const lot = room(length * bytesOf(column.store))
  const values = valuesIn(column.store, lot.buffer, lot.offset, length)
  const mask = room(length)
  const states = new Uint8Array(mask.buffer, mask.offset, length)
  const texts = [...new Set([...plans.flatMap(plan => plan.tests.filter(test => plan.columns[test.column]?.key === column.key).flatMap(test => test.texts)), '别的'])]
  for (let row = 0; row < count; row++) {
    if (next() < UNTOLD_SHARE) states[row] = 1
    else values[row] = column.store === 'u16' ? Math.floor(next() * texts.length) : column.store === 'u8' ? Number(next() < 0.7) : figures(column, next)
  }
  return { values, states, texts }
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
