import { chownSync, closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { codeOf, InstallationProblem } from './problem.ts'

/** What only this installation knows. */
export interface Keys {
  /** 32 bytes: what is encrypted at rest is encrypted under it. */
  readonly secret: Buffer
  /** Ed25519: signs checkpoints. */
  readonly checkpoint: { readonly private: KeyObject; readonly public: KeyObject }
  /** Tells installations apart without telling anything of the keys: 64 hexadecimal digits. */
  readonly fingerprint: string
}

const Kept = z.strictObject({
  version: z.literal(1),
  secret: z.base64().transform(text => Buffer.from(text, 'base64')).refine(bytes => bytes.length === 32),
  checkpoint: z.string().transform((pem, context): KeyObject => {
    try {
      const key = createPrivateKey(pem)
      if (key.asymmetricKeyType === 'ed25519') return key
    } catch { /* said below */ }
    context.addIssue('no Ed25519 key')
    return z.NEVER
  }),
})

export const keysIn = (folder: string): string => join(folder, 'keys.json')

/** The keys in a data folder, or undefined where there are none. @throws InstallationProblem for keys that others can read, or that are none */
export function readKeys(folder: string): Keys | undefined {
  const file = keysIn(folder)
  let text: string
  try { text = readFileSync(file, 'utf8') } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) === 'EACCES') throw new InstallationProblem(`无权读取 ${file}。请以拥有数据文件夹的用户运行。`, `${file} may not be read. Run as the user who owns the data folder.`)
    throw error
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new InstallationProblem(`${file} 能被别的用户读取。请运行 chmod 600 ${file}；若可能已被人读过，应更换密钥。`, `Other users can read ${file}. Run chmod 600 ${file}; if somebody may have read it, the keys should be replaced.`)
  }
  return parseKeys(text, file)
}

/** The keys in a data folder, made once. */
export function openKeys(folder: string): Keys {
  const kept = readKeys(folder)
  if (kept !== undefined) return kept
  const text = JSON.stringify({
    version: 1, secret: randomBytes(32).toString('base64'),
    checkpoint: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  }, null, 2)
  writeKeys(folder, text)
  return readKeys(folder) ?? parseKeys(text, keysIn(folder))
}

/** Lays keys down for good before anything is encrypted under them. Of two at once the first one's stand. */
export function writeKeys(folder: string, text: string): void {
  const file = keysIn(folder)
  const making = `${file}.making-${randomBytes(6).toString('hex')}`
  writeFileSync(making, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    // Root makes them for whoever the folder belongs to: the service could not read root's.
    const { uid, gid } = statSync(folder)
    if (process.getuid?.() === 0 && uid !== 0) chownSync(making, uid, gid)
    linkSync(making, file)
    sync(dirname(file))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(making)
  }
}

export function parseKeys(text: string, where: string): Keys {
  const { data } = Kept.safeParse(json(text))
  if (data === undefined) throw new InstallationProblem(`${where} 里不是本程序的密钥。请从另存的副本恢复它。`, `${where} holds no keys of this program. Put it back from the copy kept elsewhere.`)
  const known = createPublicKey(data.checkpoint)
  const fingerprint = createHash('sha256').update('lizhu keys').update(data.secret).update(known.export({ type: 'spki', format: 'der' })).digest('hex')
  return { secret: data.secret, checkpoint: { private: data.checkpoint, public: known }, fingerprint }
}

function json(text: string): unknown {
  try { return JSON.parse(text) } catch { return undefined }
}

/** Forces the names in a folder to the disk. */
export function sync(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try { fsyncSync(opened) } finally { closeSync(opened) }
}
