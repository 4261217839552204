import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { plainDecimal } from '../import/cell.ts'
import { writeXlsx, yuan, type SheetCell, type SheetRows } from '../workbook/write.ts'
import { harmless } from './csv.ts'
import { SheetProblem } from './problem.ts'

/**
 * Writes rows while they come: as a workbook, or as CSV in UTF-8 with its mark. `readSheet` reads back what was written.
 * In a workbook a text is typed as one; in CSV one that a spreadsheet would take for a formula gets an apostrophe, and figures stay figures.
 */
export async function writeSheet(path: string, format: 'xlsx' | 'csv', sheet: SheetRows): Promise<void> {
  if (format === 'xlsx') return writeXlsx(path, sheet)
  const part = `${path}.part`
  try {
    await pipeline(csvOf(sheet), createWriteStream(part))
    await rename(part, path)
  } finally { await rm(part, { force: true }) }
}

const PIECE = 1 << 16

async function* csvOf({ name, headers, rows }: SheetRows): AsyncGenerator<string> {
  let text = `\ufeff${headers.map(quoted).join(',')}\r\n`
  let row = 1
  for await (const cells of rows) {
    row++
    text += `${cells.map(cellText).join(',')}\r\n`
    if (text.length < PIECE) continue
    if (text.includes('\0')) throw new SheetProblem('nul', {}, { sheet: name, row })
    yield text
    text = ''
  }
  if (text.includes('\0')) throw new SheetProblem('nul', {}, { sheet: name, row })
  yield text
}

function cellText(cell: SheetCell): string {
  if (cell === null) return ''
  if (typeof cell === 'bigint') return yuan(cell)
  if (typeof cell === 'string') return quoted(cell)
  if (!Number.isFinite(cell)) throw new RangeError(String(cell))
  return plainDecimal(String(cell))
}

/** Quoted wherever any delimiter stands in it: a reader may take the first line for the other kind. */
function quoted(text: string): string {
  const safe = harmless(text)
  return /[",;\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
