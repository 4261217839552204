import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { rowsIn } from './cells.ts'
import { recordsIn } from './csv.ts'
import { encodingOf, headOf, type Encoding } from './encoding.ts'
import { STRANGERS, type SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'
import type { SheetRow } from './row.ts'
import { bookOf, workbookIn, type Workbook } from './xlsx.ts'
import { openParts } from './zip.ts'

export interface ReadOptions {
  /** What the file is called where it came from: names the sheet of a text file. */
  readonly name?: string
  /** Those that are not told are those for files of strangers. */
  readonly limits?: Partial<SheetLimits>
  readonly signal?: AbortSignal
}

/** A file of sheets. It is opened anew for every reading and stays open no longer. */
export interface SheetFile {
  readonly format: 'xlsx' | 'text'
  /** Of a text file. */
  readonly encoding?: Encoding
  /** A text file is one sheet. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
  /** Of a sheet, by default the first: the rows in which something stands, as they stream past. */
  readonly rows: (sheet?: string) => AsyncGenerator<SheetRow>
}

/** Opens an .xlsx, .csv or .tsv file by what is in it, whatever it is called. Throws `SheetProblem` for what is refused; so do its rows. */
export async function readSheet(path: string, { name = basename(path), limits: told = {}, signal }: ReadOptions = {}): Promise<SheetFile> {
  const limits = { ...STRANGERS, ...told }
  const { size } = await stat(path)
  if (size === 0) throw new SheetProblem('empty')
  if (size > limits.fileBytes) throw new SheetProblem('file-too-large', { most: limits.fileBytes })
  const head = await headOf(path, 512)
  if (head.subarray(0, 4).equals(COMPOUND)) throw new SheetProblem(await holds(path, ENCRYPTED) ? 'encrypted' : 'old-xls')
  if (ARCHIVES.includes(head.subarray(0, 4).toString('latin1'))) return workbook(path, limits, signal)
  if (/^(?:\ufeff|\s)*<(?:!doctype|html|head|meta|table|\?xml)/i.test(head.toString('utf8'))) throw new SheetProblem('markup')
  const encoding = await encodingOf(path)
  if (encoding === undefined) throw new SheetProblem('encoding')
  const sheet = basename(name, extname(name))
  return { format: 'text', encoding, sheets: [{ name: sheet, hidden: false }], rows: (wanted = sheet) => only(wanted, sheet, recordsIn(path, encoding, sheet, limits, signal)) }
}

/** Of a zip file: one that has something in it, is empty, or was cut into pieces. */
const ARCHIVES = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']
/** OLE compound files: old Office files, and new ones under a password ([MS-OFFCRYPTO]). */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

async function holds(path: string, wanted: Buffer): Promise<boolean> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([rest, Buffer.from(chunk)])
    if (bytes.includes(wanted)) return true
    rest = bytes.subarray(-wanted.length)
  }
  return false
}

async function workbook(path: string, limits: SheetLimits, signal: AbortSignal | undefined): Promise<SheetFile> {
  const { sheets } = await bookIn(path, limits, signal)
  return { format: 'xlsx', sheets: sheets.map(({ name, hidden }) => ({ name, hidden })), rows: wanted => sheetRows(path, wanted ?? sheets[0]?.name ?? '', limits, signal) }
}

async function* sheetRows(path: string, wanted: string, limits: SheetLimits, signal: AbortSignal | undefined): AsyncGenerator<SheetRow> {
  const parts = await openParts(path, limits, signal)
  try {
    const found = await workbookIn(parts, limits)
    const sheet = found.sheets.find(one => one.name === wanted)
    if (sheet === undefined) throw new SheetProblem('no-such-sheet', {}, { sheet: wanted })
    yield* rowsIn(parts, sheet, await bookOf(parts, found, limits), limits)
  } finally { parts.close() }
}

async function bookIn(path: string, limits: SheetLimits, signal: AbortSignal | undefined): Promise<Workbook> {
  const parts = await openParts(path, limits, signal)
  try { return await workbookIn(parts, limits) } finally { parts.close() }
}

async function* only(wanted: string, sheet: string, rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  if (wanted !== sheet) throw new SheetProblem('no-such-sheet', {}, { sheet: wanted })
  yield* rows
}
