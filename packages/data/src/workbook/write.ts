import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream, type CellValue } from 'hucre/xlsx'

/** A text; fen as bigint, which are shown in yuan; a number; nothing. */
export type SheetCell = string | bigint | number | null
export interface SheetRows {
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
  /** Rows a sheet holds, with its headers; more go on in further sheets. Absent: as many as Excel takes. */
  readonly most?: number
}

/** A double tells 15 digits apart: above that, money is a text, so that none of it is rounded. */
const MOST_FEN = 10n ** 15n

const cellOf = (cell: SheetCell): CellValue => {
  if (typeof cell !== 'bigint') return cell
  return cell < MOST_FEN && cell > -MOST_FEN ? Number(cell) / 100 : `${cell < 0n ? '-' : ''}${(cell < 0n ? -cell : cell) / 100n}.${String((cell < 0n ? -cell : cell) % 100n).padStart(2, '0')}`
}

/** Writes rows as a workbook while they come; texts are texts, never formulas. The file is there whole, or not at all. */
export async function writeXlsx(path: string, { name, headers, rows, most }: SheetRows): Promise<void> {
  const part = `${path}.part`
  const cells = async function* (): AsyncIterable<CellValue[]> { for await (const row of rows) yield row.map(cellOf) }
  try {
    const stream = writeXlsxStream(cells(), { name, columns: headers.map(header => ({ header })), freezePane: { rows: 1 }, zip64: false, ...(most === undefined ? {} : { maxRowsPerSheet: most }) })
    await pipeline(Readable.from(stream), createWriteStream(part))
    await rename(part, path)
  } finally { await rm(part, { force: true }) }
}
