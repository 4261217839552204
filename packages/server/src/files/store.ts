import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../api/problem.ts'

/** A file that came whole and is not kept yet. */
export interface Received {
  /** SHA-256, in hexadecimal. */
  readonly hash: string
  readonly size: number
  readonly path: string
  /** Lets it go, where it was not kept. */
  drop(): Promise<void>
}

/** Where evidence lies, by what is in it: the same file is kept once, whatever it is called and whoever sent it. */
export interface FileStore {
  /** Takes a file in as it comes, up to so many bytes. */
  receive(content: AsyncIterable<Uint8Array>, most: number): Promise<Received>
  /** Keeps it: on the disk for good when this returns, so that no row ever names a file that is not there. */
  keep(file: Received): Promise<void>
  /** Where it can be read. */
  pathOf(hash: string): string
}

/** A store in a folder: `ab/abcd…`, each written under another name, brought to the disk and renamed. */
export function folderStore(folder: string): FileStore {
  const incoming = join(folder, 'incoming')
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)
  return {
    pathOf,
    async receive(content, most) {
      await mkdir(incoming, { recursive: true })
      const path = join(incoming, randomUUID())
      const drop = (): Promise<void> => rm(path, { force: true })
      try { return { path, drop, ...await written(path, content, most) } } catch (error) { await drop(); throw error }
    },
    async keep({ hash, path }) {
      const place = join(folder, hash.slice(0, 2))
      if (await mkdir(place, { recursive: true }) !== undefined) await synced(folder)
      await rename(path, pathOf(hash))
      await synced(place)
    },
  }
}

async function written(path: string, content: AsyncIterable<Uint8Array>, most: number): Promise<{ readonly hash: string; readonly size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      size += chunk.length
      if (size > most) throw new Refused(413, 'body-too-large', { params: { limit: `${most >> 20} MB` } })
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally { await file.close() }
  return { hash: hash.digest('hex'), size }
}

/** A new name is on the disk when its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder)
  try { await handle.sync() } finally { await handle.close() }
}

/** A file as an answer sends it; `ended` when it was sent or given up. */
export function sentFrom(path: string, ended?: () => Promise<void>): ReadableStream<Uint8Array> {
  const file = createReadStream(path)
  if (ended !== undefined) file.once('close', () => { void ended() })
  const chunks: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done === true) controller.close(); else controller.enqueue(next.value)
    },
    cancel() { file.destroy() },
  })
}
