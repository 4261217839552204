import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

const PIECE = 1 << 20

/** How a text file is written: by its mark, as UTF-8 where all of it is, else as GB18030 where it reads as Chinese. `undefined`: neither. */
export async function encodingOf(path: string): Promise<Encoding | undefined> {
  const [first, second] = await headOf(path, 2)
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (await isUtf8File(path)) return 'utf-8'
  if (first === 0xef && second === 0xbb) return undefined
  return await isChineseFile(path) ? 'gb18030' : undefined
}

/** The first bytes of a file. */
export async function headOf(path: string, most: number): Promise<Buffer> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0).finally(() => file.close())
  return buffer.subarray(0, bytesRead)
}

/** A file's text, piece by piece, without its mark. Bytes that the encoding does not have are an error (`isUndecodable`). */
export async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(path)) yield decoder.decode(Buffer.from(chunk), { stream: true })
  yield decoder.decode()
}

export const isUndecodable = (error: unknown): boolean => error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'

/** Chunks may end within a letter: what is left of it goes before the next. */
async function isUtf8File(path: string): Promise<boolean> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) {
    const bytes = Buffer.concat([rest, Buffer.from(chunk)])
    let end = bytes.length
    for (let back = 1; back <= 3 && back <= bytes.length; back++) {
      const byte = bytes[bytes.length - back] ?? 0
      if (byte >= 0xc0) { end = bytes.length - back; break }
      if (byte < 0x80) break
    }
    if (!isUtf8(bytes.subarray(0, end))) return false
    rest = Buffer.from(bytes.subarray(end))
  }
  return isUtf8(rest)
}

/**
 * Nearly any bytes decode as GB18030; Big5, Latin-1 and a UTF-8 with a wrong byte do so into rare letters. In Chinese as it is written,
 * three letters of four and more are signs and Chinese letters of GB 2312 (its rows 1 to 3 and 16 to 87). The decoder then refuses what is no GB18030 at all.
 */
async function isChineseFile(path: string): Promise<boolean> {
  let [lead, common, rare] = [0, 0, 0]
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) for (const byte of Buffer.from(chunk)) {
    if (lead === 0) { if (byte > 0x80) lead = byte; continue }
    // Four bytes: the third leads again, and the fourth is counted with it.
    if ((lead >= 0xb0 ? lead <= 0xf7 : lead >= 0xa1 && lead <= 0xa3) && byte >= 0xa1) common++; else rare++
    lead = 0
  }
  return rare * 3 <= common
}
