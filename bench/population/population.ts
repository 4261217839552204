import { BLOCK, bytesOf, engine, padded, valuesIn, type Cells, type Column, type Place, type Plan, type Results, type Rows } from '@lizhu/feel/kernel'

/** Many rows straight in columns, one memory for all of them, so that a WebAssembly kernel copies nothing. */
export interface Population { readonly rows: Rows; readonly place: Place; readonly results: (plan: Plan) => Results }

/** Share of facts that are not told. */
const UNTOLD_SHARE = 0.1
const SCRATCH = 1 << 20
const PAGE = 65_536

export function population(plans: readonly Plan[], count: number, seed: number, figures: (column: Column, next: () => number) => number): Population {
  const columns = new Map(plans.flatMap(plan => plan.columns.map(column => [column.key, column] as const)))
  const length = padded(count) + BLOCK
  const rowBytes = [...columns.values()].reduce((sum, column) => sum + bytesOf(column.store) + 1, 0) + plans.reduce((sum, plan) => sum + plan.outputs.reduce((bytes, output) => bytes + (output.kind === 'figure' ? 8 : 1), 0), 0)
  const here = engine()
  if (here === undefined) throw new Error('no WebAssembly')
  const pages = Math.ceil((SCRATCH + length * rowBytes + columns.size * 64 + 65_536) / PAGE)
  const memory = new here.Memory({ initial: pages, maximum: pages, shared: true })
  let next = SCRATCH
  const room = (bytes: number): number => { const at = next; next += Math.ceil(bytes / 16) * 16; return at }
  const random = generator(seed)
  const cells = new Map([...columns.values()].map(column => [column.key, fill(column, length, count, plans, memory.buffer, room, random, figures)]))
  return {
    rows: { count, cells }, place: { memory, sharedPages: pages, scratch: 0, bytes: SCRATCH },
    results: plan => ({
      figures: new Map(plan.outputs.flatMap(({ kind, name }) => (kind === 'figure' ? [[name, new Float64Array(memory.buffer, room(length * 8), length)] as const] : []))),
      bytes: new Map(plan.outputs.flatMap(({ kind, name }) => (kind === 'byte' ? [[name, new Uint8Array(memory.buffer, room(length), length)] as const] : []))),
    }),
  }
}

function fill(column: Column, length: number, count: number, plans: readonly Plan[], buffer: ArrayBufferLike, room: (bytes: number) => number, next: () => number, figures: (column: Column, next: () => number) => number): Cells {
  const values = valuesIn(column.store, buffer, room(length * bytesOf(column.store)), length)
  const states = new Uint8Array(buffer, room(length), length)
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
