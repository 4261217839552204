import { getFileNameLowLevel, openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl'
import { isUndecodable } from './encoding.ts'
import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'

/** The parts of a workbook by name; a name is never used as a path. */
export interface Parts {
  readonly has: (part: string) => boolean
  /** A part's text as it unpacks. */
  readonly text: (part: string) => AsyncIterable<string>
  readonly close: () => void
}

/** Parts below this size may be packed as well as they can: they are no bomb. */
const SMALL = 10_000_000

/** Opens a workbook's archive and checks what it declares before anything is unpacked; sizes that lie are found while unpacking. */
export async function openParts(path: string, limits: SheetLimits, signal?: AbortSignal): Promise<Parts> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(broken)
  try {
    const entries = await entriesOf(zip, limits)
    return { has: part => entries.has(part.toLowerCase()), text: part => textOf(zip, entries.get(part.toLowerCase()), part, signal), close: () => { zip.close() } }
  } catch (error) { zip.close(); return broken(error) }
}

/** Names of parts differ by more than case (ECMA-376 part 2). */
async function entriesOf(zip: ZipFile, limits: SheetLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    const part = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
    if (validateFileName(part) !== null) throw new SheetProblem('part-name', { part })
    if (entry.isEncrypted()) throw new SheetProblem('encrypted')
    if (entries.has(part.toLowerCase())) throw new SheetProblem('repeated-part', { part })
    if (entries.size >= limits.parts) throw new SheetProblem('too-many-parts', { most: limits.parts })
    if (entry.uncompressedSize > limits.partBytes) throw new SheetProblem('unpacks-too-large', { part, most: limits.partBytes })
    if (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * limits.ratio) throw new SheetProblem('unpacks-too-far', { part, most: limits.ratio })
    total += entry.uncompressedSize
    if (total > limits.unpackedBytes) throw new SheetProblem('unpacks-too-large', { part, most: limits.unpackedBytes })
    entries.set(part.toLowerCase(), entry)
  }
  return entries
}

async function* textOf(zip: ZipFile, entry: Entry | undefined, part: string, signal: AbortSignal | undefined): AsyncIterable<string> {
  if (entry === undefined) throw new SheetProblem('missing-part', { part })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      signal?.throwIfAborted()
      yield decoder.decode(Buffer.from(chunk), { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (isUndecodable(error)) throw new SheetProblem('broken-xml', { part, why: 'UTF-8' })
    broken(error)
  }
}

function broken(error: unknown): never {
  if (error instanceof SheetProblem || !(error instanceof Error)) throw error
  // What the system says (no such file, no memory) is not the file's fault.
  if ('syscall' in error) throw error
  throw new SheetProblem('broken-zip', { why: error.message })
}
