import { encode } from 'uqr'

/** A QR code: rows of dark and light, with the four light modules around it that ISO/IEC 18004 asks for. */
export const qrOf = (text: string): readonly (readonly boolean[])[] => encode(text, { ecc: 'M', border: 4 }).data

/** As a bitmap of one bit a dot, so many dots a module: what any word processor shows without a library for pictures. */
export function qrBitmap(text: string, scale = 8): Buffer {
  const rows = qrOf(text)
  const size = rows.length * scale
  const stride = Math.ceil(size / 32) * 4
  const pixels = Buffer.alloc(stride * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      // Rows stand upside down, and a set bit is the second colour.
      if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] !== true) continue
      const at = (size - 1 - y) * stride + (x >> 3)
      pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  const head = Buffer.alloc(62)
  head.write('BM', 0, 'latin1')
  head.writeUInt32LE(62 + pixels.length, 2)
  head.writeUInt32LE(62, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(size, 18)
  head.writeInt32LE(size, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(1, 28)
  head.writeUInt32LE(0x00ffffff, 54)
  return Buffer.concat([head, pixels])
}
