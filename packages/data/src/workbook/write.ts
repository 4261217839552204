import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { STRANGERS } from '../sheet/limits.ts'
import { SheetProblem, columnName } from '../sheet/problem.ts'
import { PLAIN, SHEET_TAIL, partsBeside, sheetHead, xmlText } from './parts.ts'

/** A text; fen as bigint, which are shown in yuan; a number; nothing. */
export type SheetCell = string | bigint | number | null
export interface SheetRows {
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
  /** Rows a sheet holds, with its headers; more go on in further sheets. Absent: as many as Excel takes. */
  readonly most?: number
}
/** A row where it stands, and how its cells look. */
export interface PlacedRow { readonly row: number; readonly cells: readonly SheetCell[]; readonly looks?: ReadonlyMap<number, number> }

/** A double tells 15 digits apart: above that, money is a text, so that none of it is rounded. */
const MOST_FEN = 10n ** 15n
const PIECE = 1 << 16
/** The first day that a zip file can tell: the same rows are the same bytes, whenever they are written. */
const ALWAYS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true }

/** Whole yuan and two places. */
export const yuan = (fen: bigint): string => `${fen < 0n ? '-' : ''}${(fen < 0n ? -fen : fen) / 100n}.${String((fen < 0n ? -fen : fen) % 100n).padStart(2, '0')}`

/** Writes rows as a workbook while they come; texts are texts, never formulas. The file is there whole, or not at all. */
export async function writeXlsx(path: string, { name, headers, rows, most = STRANGERS.rows }: SheetRows): Promise<void> {
  const from = (async function* () { yield* rows })()
  try {
    let next = await from.next()
    await writeWorkbook(path, name, sheet => {
      if (sheet > 0 && next.done === true) return undefined
      return (async function* (): AsyncGenerator<PlacedRow> {
        yield { row: 1, cells: headers }
        for (let row = 2; next.done !== true && row <= most; row++) { yield { row, cells: next.value }; next = await from.next() }
      })()
    })
  } finally { await from.return() }
}

/** Writes sheet after sheet until there are no more. `wide`: the column for texts of many words. */
export async function writeWorkbook(path: string, name: string, sheetOf: (sheet: number) => AsyncGenerator<PlacedRow> | undefined, wide?: number): Promise<void> {
  const part = `${path}.part`
  const zip = new ZipFile()
  const names: string[] = []
  const stop = new AbortController()
  let xml: Readable | undefined
  zip.on('error', () => { stop.abort() })
  const fill = async (): Promise<void> => {
    for (let rows = sheetOf(0); rows !== undefined; rows = sheetOf(names.length)) {
      names.push(sheetName(name, names.length))
      xml = Readable.from(sheetXml(rows, names.at(-1) ?? '', wide))
      zip.addReadStream(xml, `xl/worksheets/sheet${names.length}.xml`, ALWAYS)
      await finished(xml)
    }
    for (const [beside, xml] of partsBeside(names)) zip.addBuffer(Buffer.from(xml), beside, ALWAYS)
    zip.end()
  }
  try {
    const filled = fill()
    filled.catch(() => { stop.abort() })
    await Promise.all([filled, pipeline(zip.outputStream, createWriteStream(part), { signal: stop.signal })])
    await rename(part, path)
  } finally {
    stop.abort()
    xml?.destroy()
    await rm(part, { force: true })
  }
}

async function* sheetXml(rows: AsyncIterable<PlacedRow>, sheet: string, wide: number | undefined): AsyncGenerator<Buffer> {
  let xml = sheetHead(wide)
  for await (const one of rows) {
    xml += rowXml(one, sheet)
    if (xml.length >= PIECE) { yield Buffer.from(xml); xml = '' }
  }
  yield Buffer.from(xml + SHEET_TAIL)
}

function rowXml({ row, cells, looks }: PlacedRow, sheet: string): string {
  let xml = `<row r="${row}">`
  for (const [column, cell] of cells.entries()) {
    const look = looks?.get(column) ?? PLAIN
    if ((cell === null || cell === '') && look === PLAIN) continue
    const at = `r="${columnName(column)}${row}"${look === PLAIN ? '' : ` s="${look}"`}`
    if (cell === null) { xml += `<c ${at}/>`; continue }
    const told = typeof cell !== 'bigint' ? cell : cell < MOST_FEN && cell > -MOST_FEN ? Number(cell) / 100 : yuan(cell)
    if (typeof told === 'number') {
      if (!Number.isFinite(told)) throw new RangeError(`${sheet} ${columnName(column)}${row}: ${told}`)
      xml += `<c ${at}><v>${told}</v></c>`
    } else {
      if (told.length > STRANGERS.cellLength) throw new SheetProblem('cell-too-long', { most: STRANGERS.cellLength }, { sheet, row, column })
      xml += `<c ${at} t="inlineStr"><is><t xml:space="preserve">${xmlText(told)}</t></is></c>`
    }
  }
  return `${xml}</row>`
}

/** Excel takes 31 characters and none of these. */
function sheetName(name: string, number: number): string {
  const end = number === 0 ? '' : `_${number + 1}`
  const plain = name.replace(/[[\]:*?/\\\0-\x1f]/g, '_').replace(/^'|'$/g, '_')
  return `${(plain === '' ? 'Sheet' : plain).slice(0, 31 - end.length)}${end}`
}
