/** The little of WebAssembly's binary format that a kernel needs: one function over an imported memory. */

export const unsigned = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value >>> 0
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}
export const signed = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) { bytes.push(low); return bytes }
    bytes.push(low | 0x80)
  }
}
const vector = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()]
const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content]
const name = (text: string): number[] => [...unsigned(text.length), ...[...text].map(letter => letter.charCodeAt(0))]

export const I32 = 0x7f
export const V128 = 0x7b
const FUNCTION = 0x60

/** A module that imports `env.memory` and exports `run(pointers: i32, rows: i32)`. `memory`: pages it asks for at least, and at most where it is shared. */
export function moduleOf(code: readonly number[], locals: readonly { readonly count: number; readonly type: number }[], sharedPages: number | undefined): Uint8Array<ArrayBuffer> {
  const declared = vector(locals.filter(({ count }) => count > 0).map(({ count, type }) => [...unsigned(count), type]))
  const body = [...declared, ...code, 0x0b]
  const limits = sharedPages === undefined ? [0x00, 0x01] : [0x03, 0x01, ...unsigned(sharedPages)]
  const head = [
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
    ...section(1, vector([[FUNCTION, 2, I32, I32, 0]])),
    ...section(2, vector([[...name('env'), ...name('memory'), 0x02, ...limits]])),
    ...section(3, vector([[0x00]])),
    ...section(7, vector([[...name('run'), 0x00, 0x00]])),
  ]
  // Bodies are long; they are not spread.
  const content = [...unsigned(1), ...unsigned(body.length)]
  const size = unsigned(content.length + body.length)
  const bytes = new Uint8Array(head.length + 1 + size.length + content.length + body.length)
  bytes.set(head)
  bytes.set([10, ...size, ...content], head.length)
  bytes.set(body, head.length + 1 + size.length + content.length)
  return bytes
}
