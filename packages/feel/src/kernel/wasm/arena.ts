import type { Room } from '../data.ts'
import { engine, type Memory } from './engine.ts'

const PAGE = 65_536
/** So that a vector may be read from anywhere a column begins. */
const ALIGN = 16

/** Memory of WebAssembly in which rows and results lie, so that kernels copy nothing. Room is taken in order, and given back from the end. */
export interface Arena {
  readonly memory: Memory
  /** Pages, of one that threads share. */
  readonly shared: number | undefined
  readonly room: Room
  /** Bytes for a kernel's own use: an address. */
  readonly address: (bytes: number) => number
  readonly holds: (array: { readonly buffer: ArrayBufferLike }) => boolean
  /** Everything taken since goes back. */
  readonly mark: () => () => void
}

/** Undefined where there is no WebAssembly. The memory never grows: what lies in it must not move. */
export function arena(bytes: number, { shared = false }: { readonly shared?: boolean } = {}): Arena | undefined {
  const here = engine()
  if (here === undefined) return undefined
  const pages = Math.ceil(bytes / PAGE) + 1
  const memory = new here.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages })
  const { buffer } = memory
  let next = 0
  let used = 0
  const address = (wanted: number): number => {
    const at = next
    next += Math.ceil(wanted / ALIGN) * ALIGN
    if (next > buffer.byteLength) throw new RangeError(`an arena of ${buffer.byteLength} bytes has no room for ${wanted} more`)
    // What was given back is not empty.
    if (at < used) new Uint8Array(buffer, at, Math.min(used, next) - at).fill(0)
    used = Math.max(used, next)
    return at
  }
  return {
    memory, shared: shared ? pages : undefined, address, room: wanted => ({ buffer, offset: address(wanted) }), holds: array => array.buffer === buffer,
    mark: () => { const at = next; return () => { next = at } },
  }
}
