import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { AuditProblem } from './problem.ts'

/** The public half of an installation's key (Ed25519). */
export interface PublicKey {
  /** The first 16 hexadecimal places of the SHA-256 of its DER. */
  readonly id: string
  readonly pem: string
  /** Whether the signature, in base64, is by this key over this text. */
  readonly signed: (text: string, signature: string) => boolean
}
/** What checkpoints are signed with. */
export interface Key extends PublicKey { readonly sign: (text: string) => string }

export function keyOf(key: KeyObject): Key {
  return { ...publicKeyOf(createPublicKey(key)), sign: text => sign(null, Buffer.from(text), key).toString('base64') }
}

export function publicKeyOf(key: KeyObject): PublicKey {
  const id = createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 16)
  return { id, pem: key.export({ type: 'spki', format: 'pem' }).toString(), signed: (text, signature) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64')) }
}

/** Undefined for what is no Ed25519 key in PEM; of a private key its public half. */
export function publicKeyIn(pem: string): PublicKey | undefined {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? publicKeyOf(key) : undefined
  } catch { return undefined }
}

/** @throws AuditProblem for a file that is not there or holds no such key */
export function openPublicKey(path: string): PublicKey {
  if (!existsSync(path)) throw new AuditProblem(`没有公钥文件 ${path}。`, `There is no public key file ${path}.`)
  const key = publicKeyIn(readFileSync(path, 'utf8'))
  if (key === undefined) throw new AuditProblem(`${path} 里没有 Ed25519 公钥（PEM）。lizhu audit key 在装有本系统的机器上打印它。`, `${path} holds no Ed25519 public key in PEM. lizhu audit key prints it on the machine of the installation.`)
  return key
}
