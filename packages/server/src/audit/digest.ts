import { hash } from 'node:crypto'

/** Bytes of one digest: SHA-256, then SM3. */
export const DIGEST = 64
const HALF = DIGEST / 2

/** SHA-256 and, beside it, SM3 (GB/T 32905) of the same bytes: whoever would forge one must break both. */
export function digest(bytes: Uint8Array): Buffer {
  const made = Buffer.allocUnsafe(DIGEST)
  digestInto(made, 0, bytes)
  return made
}

export function digestInto(target: Buffer, at: number, bytes: Uint8Array): void {
  hash('sha256', bytes, 'buffer').copy(target, at)
  hash('sm3', bytes, 'buffer').copy(target, at + HALF)
}
