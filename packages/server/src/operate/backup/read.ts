import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { z } from 'zod'
import { codeOf, InstallationProblem, type Told } from '../problem.ts'
import { decrypting, MAGIC } from './cipher.ts'
import { END, End, HEAD, Head, KEYS, nameOf, placeOf, summing, type Place, type Summing } from './format.ts'

export type Part = Place & { readonly content: AsyncIterable<Buffer> }

/** The parts of a backup in their order; each must be read before the next is asked for. @throws InstallationProblem for a file that is none, or damaged */
export async function* partsOf(file: string, passphrase: string | undefined): AsyncGenerator<Part> {
  const sealed = await isEncrypted(file)
  if (sealed && passphrase === undefined) throw new InstallationProblem(`${file} 是加密的备份，请用 --passphrase-file 给出口令。`, `${file} is encrypted; give its passphrase with --passphrase-file.`)
  const opened = sealed && passphrase !== undefined ? decrypting(passphrase, file) : (source: AsyncIterable<Buffer>) => source
  const tar = extract()
  const reading = pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), opened, createGunzip(), tar)
  // Told below, to whoever reads the parts.
  reading.catch(() => undefined)
  // Whichever end of the pipe breaks, the other one tells why.
  const explained = async (error: unknown): Promise<unknown> => reading.then(() => error, (cause: unknown) => told(cause, file))
  const content = async function* (entry: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try { yield* entry } catch (error) { throw await explained(error) }
  }
  try {
    for await (const entry of tar) yield { ...placeOf(entry.header.name), content: content(entry) }
    await reading
  } catch (error) { throw await explained(error) }
}

async function isEncrypted(file: string): Promise<boolean> {
  const opened = await open(file).catch((error: unknown) => { throw told(error, file) })
  try {
    const { buffer } = await opened.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
    return buffer.equals(MAGIC)
  } finally { await opened.close() }
}

export interface Contents { readonly head: Head; readonly end: End; readonly keys: string | undefined }

/** Reads a backup from end to end, against every sum in it, before anything is done with it. */
export async function verifyBackup(file: string, passphrase: string | undefined, told: Told): Promise<Contents> {
  told.step('校验备份', 'checking the backup')
  const sums = new Map<string, Summing>()
  let [head, end, keys, files]: [Head | undefined, End | undefined, string | undefined, number] = [undefined, undefined, undefined, 0]
  for await (const part of partsOf(file, passphrase)) {
    if (end !== undefined) throw damaged(file)
    if (part.is === 'table') {
      const sum = sums.get(part.table) ?? summing()
      sums.set(part.table, sum)
      for await (const chunk of part.content) sum.add(chunk)
    } else if (part.is === 'file') {
      const hash = createHash('sha256')
      for await (const chunk of part.content) hash.update(chunk)
      if (hash.digest('hex') !== part.hash) throw damaged(file)
      files++
    } else {
      const text = await textOf(part.content, file)
      if (part.name === HEAD && head === undefined) head = parsed(Head, text, file)
      else if (part.name === END) end = parsed(End, text, file)
      else if (part.name === KEYS) keys = text
      else throw damaged(file)
    }
    told.at(files + [...sums.values()].reduce((rows, sum) => rows + sum.rows(), 0))
  }
  if (head === undefined || end === undefined || files !== end.files.count || !agree(head, end, sums)) throw damaged(file)
  return { head, end, keys }
}

function agree({ tables }: Head, end: End, sums: ReadonlyMap<string, Summing>): boolean {
  const names = tables.map(nameOf)
  return names.length === Object.keys(end.tables).length && [...sums.keys()].every(name => names.includes(name)) && names.every(name => {
    const [said, { rows, bytes, sha256 }] = [end.tables[name], (sums.get(name) ?? summing()).sum()]
    return said?.rows === rows && said.bytes === bytes && said.sha256 === sha256
  })
}

/** Head, end and keys are small; whatever is not is none of them. */
const SMALL = 256 << 20
async function textOf(content: AsyncIterable<Buffer>, file: string): Promise<string> {
  const held: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    held.push(chunk)
    if ((size += chunk.length) > SMALL) throw damaged(file)
  }
  return Buffer.concat(held).toString('utf8')
}

function parsed<T>(schema: z.ZodType<T>, text: string, file: string): T {
  let value: unknown
  try { value = JSON.parse(text) } catch { throw damaged(file) }
  const { data } = schema.safeParse(value)
  if (data === undefined) throw new InstallationProblem(`${file} 的格式本版本不认识，可能由更新的版本写成。请用写它的版本恢复。`, `This version does not know the format of ${file}; a later one may have written it. Restore it with the version that wrote it.`)
  return data
}

function told(error: unknown, file: string): unknown {
  if (error instanceof InstallationProblem) return error
  switch (codeOf(error)) {
    case 'ENOENT': return new InstallationProblem(`找不到 ${file}。`, `There is no ${file}.`)
    case 'EACCES': return new InstallationProblem(`无权读取 ${file}。`, `${file} may not be read.`)
    case 'EISDIR': return new InstallationProblem(`${file} 是文件夹。`, `${file} is a folder.`)
    default: return damaged(file)
  }
}

const damaged = (file: string): InstallationProblem => new InstallationProblem(`${file} 不是备份，或已损坏、不完整，没有恢复任何内容。请用另一份备份。`, `${file} is no backup, or is damaged or cut short; nothing was restored. Use another backup.`)
