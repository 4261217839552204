import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What is kept under the installation's key: whoever has the database alone has none of it. */
export interface Secrets {
  /** AES-256-GCM, bound to what it is for: it opens nowhere else. Nonce, tag, text. */
  readonly seal: (text: string, purpose: string) => Buffer
  readonly open: (sealed: Buffer, purpose: string) => string | undefined
  /** By which a code of a person is known again (HMAC-SHA-256). */
  readonly mark: (code: string, purpose: string) => Buffer
}

const NONCE = 12
const TAG = 16

/** @param key of the installation, 32 bytes, kept outside the database */
export function openSecrets(key: Buffer): Secrets {
  if (key.length !== 32) throw new RangeError('the key of an installation has 32 bytes')
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `lizhu ${use}`, 32))
  const [sealing, marking] = [derive('seal'), derive('mark')]
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open: (sealed, purpose) => {
      if (sealed.length < NONCE + TAG) return undefined
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
    mark: (code, purpose) => createHmac('sha256', marking).update(`${purpose}\n${code}`).digest(),
  }
}
