import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { rowsIn } from '../sheet/cells.ts'
import { OWN } from '../sheet/limits.ts'
import { SheetProblem } from '../sheet/problem.ts'
import type { SheetRow } from '../sheet/row.ts'
import { bookOf, workbookIn } from '../sheet/xlsx.ts'
import { openParts } from '../sheet/zip.ts'

/** A sheet written out as text; `breaks`: from which record on rows are so many further down. */
export interface Sheet { readonly sheet: string; readonly path: string; readonly breaks: readonly (readonly [record: number, further: number])[] }

/** Reads a workbook of one's own sheet by sheet as it streams past. Only the texts that its cells share are held. */
export async function sheetsOf(path: string, folder: string): Promise<Sheet[]> {
  const parts = await openParts(path, OWN)
  try {
    const workbook = await workbookIn(parts, OWN)
    const book = await bookOf(parts, workbook, OWN)
    const sheets: Sheet[] = []
    for (const [i, sheet] of workbook.sheets.entries()) sheets.push({ sheet: sheet.name, ...await writeSheet(sheet.name, rowsIn(parts, sheet, book, OWN), join(folder, `sheet ${i}.csv`)) })
    return sheets
  } finally { parts.close() }
}

async function writeSheet(sheet: string, rows: AsyncIterable<SheetRow>, path: string): Promise<Omit<Sheet, 'sheet'>> {
  const out = createWriteStream(path)
  const breaks: (readonly [number, number])[] = []
  let [records, width, further] = [-1, 0, 0]
  for await (const { row, cells, problems } of rows) {
    // What a formula that failed says stands in its cell, and is told of there; a cell whose text is not known would pass for an empty one.
    const untold = problems.find(problem => cells[problem.column] === undefined || cells[problem.column] === '')
    if (untold !== undefined) throw new SheetProblem(untold.code, {}, { sheet, row, column: untold.column })
    if (records < 0) width = cells.length
    // Rows of one shape; what stands right of the last name belongs to no column.
    const line = Array.from({ length: width }, (_, i) => quoted(cells[i] ?? ''))
    if (records >= 0 && row - records - 2 !== further) { further = row - records - 2; breaks.push([records, further]) }
    records++
    if (!out.write(`${line.join(',')}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
  return { path, breaks }
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text)
