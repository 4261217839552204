import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { InstallationProblem } from '../problem.ts'

/**
 * A stream under a passphrase: scrypt, then AES-256-GCM chunk by chunk, as in STREAM (Hoang, Reyhanitabar, Rogaway,
 * Vizár 2015): the nonce holds the chunk's number and whether it is the last, so that none can be left out, moved or
 * cut off, and nothing is read that was not proved first.
 */
export const MAGIC = Buffer.from('LIZHUENC')
const [VERSION, SALT, CHUNK, TAG] = [1, 16, 1 << 20, 16]
const HEADER = MAGIC.length + 1 + SALT
const COST = { N: 1 << 17, r: 8, p: 1, maxmem: 256 << 20 }

type Piped = (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>

export function encrypting(passphrase: string): Piped {
  return async function* (source) {
    const salt = randomBytes(SALT)
    const key = keyFor(passphrase, salt)
    yield Buffer.concat([MAGIC, Buffer.from([VERSION]), salt])
    for await (const { chunk, number, last } of chunks(source, CHUNK)) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last))
      yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
    }
  }
}

/** @param where the file, for messages */
export function decrypting(passphrase: string, where: string): Piped {
  return async function* (source) {
    let key: Buffer | undefined
    for await (const { chunk, number, last } of chunks(source, CHUNK + TAG, HEADER)) {
      if (key === undefined) { key = keyFor(passphrase, chunk.subarray(MAGIC.length + 1)); continue }
      yield opened(chunk, key, nonceOf(number - 1, last), number === 1, where)
    }
  }
}

function opened(chunk: Buffer, key: Buffer, nonce: Buffer, first: boolean, where: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAuthTag(chunk.subarray(-TAG))
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()])
  } catch {
    throw first ? new InstallationProblem(`口令不对，或 ${where} 已损坏。`, `The passphrase is wrong, or ${where} is damaged.`)
      : new InstallationProblem(`${where} 已损坏或不完整。请用另一份备份。`, `${where} is damaged or cut short. Use another backup.`)
  }
}

/** A stream anew in chunks of `size` bytes, the first of `first`; the last, known only when no more comes, may be shorter. */
async function* chunks(source: AsyncIterable<Buffer>, size: number, first = size): AsyncGenerator<{ chunk: Buffer; number: number; last: boolean }> {
  let [held, number] = [Buffer.alloc(0), 0]
  for await (const piece of source) {
    held = Buffer.concat([held, piece])
    for (let wanted = number === 0 ? first : size; held.length > wanted; wanted = size) {
      yield { chunk: held.subarray(0, wanted), number: number++, last: false }
      held = held.subarray(wanted)
    }
  }
  yield { chunk: held, number, last: true }
}

function keyFor(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, COST)
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}
