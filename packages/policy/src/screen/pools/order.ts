/** Rows by their keys, the least first, equals in the order given: a radix sort over the bits of 64-bit floats. */
export function inOrder(keys: Float64Array): Uint32Array {
  let rows = Uint32Array.from(keys, (_, row) => row)
  if (isSorted(keys)) return rows
  const words = sortable(keys)
  let next = new Uint32Array(keys.length)
  for (let digit = 0; digit < DIGITS; digit++) {
    const [word, shift] = [digit < 2 ? 1 : 0, (digit % 2) * BITS]
    if (scatter(rows, next, words, word, shift)) [rows, next] = [next, rows]
  }
  return rows
}
const BITS = 16
const DIGITS = 4

function isSorted(keys: Float64Array): boolean {
  for (let row = 1; row < keys.length; row++) if ((keys[row - 1] ?? 0) > (keys[row] ?? 0)) return false
  return true
}

/** High and low words of each key, which stand in the order of the keys when they are read as whole numbers. */
function sortable(keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.length * 2)
  const [bits, cell] = [new DataView(new ArrayBuffer(8)), { high: 0, low: 0 }]
  for (let row = 0; row < keys.length; row++) {
    // 0 and -0 are equal.
    bits.setFloat64(0, (keys[row] ?? 0) + 0)
    cell.high = bits.getUint32(0)
    cell.low = bits.getUint32(4)
    const negative = cell.high >>> 31 === 1
    words[2 * row] = negative ? ~cell.high : cell.high | 0x80000000
    words[2 * row + 1] = negative ? ~cell.low : cell.low
  }
  return words
}

/** By one digit. False: all are alike in it, nothing was moved. */
function scatter(from: Uint32Array, to: Uint32Array, words: Uint32Array, word: number, shift: number): boolean {
  const starts = new Uint32Array((1 << BITS) + 1)
  const digitOf = (row: number): number => ((words[2 * row + word] ?? 0) >>> shift) & 0xffff
  for (const row of from) starts[digitOf(row) + 1] = (starts[digitOf(row) + 1] ?? 0) + 1
  if (from.length > 0 && starts[digitOf(from[0] ?? 0) + 1] === from.length) return false
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  for (const row of from) { const digit = digitOf(row); const at = starts[digit] ?? 0; starts[digit] = at + 1; to[at] = row }
  return true
}
