import { SIZE } from '../form.ts'
import type { Column, Table } from '../paper.ts'
import { PaperProblem } from '../paper.ts'
import { unitLine } from '../texts.ts'
import type { Glyphs } from './glyphs.ts'
import { breakLines, oneLine, type Line } from './lines.ts'
import { drawIn, LEADING, need, PAGE, toGrid, type Sheet } from './sheet.ts'

const ROW = 18
const PAD = 4

interface Cell { readonly lines: readonly Line[]; readonly x: number; readonly width: number; readonly align: Column['align'] }

/** Draws a table; its head stands again on each page it goes on to, and no row is torn. */
export function drawTable(sheet: Sheet, glyphs: Glyphs, table: Table): void {
  const total = table.columns.reduce((sum, { share }) => sum + share, 0)
  const row = (texts: readonly string[], head: boolean): Cell[] => {
    let x = PAGE.left
    return table.columns.map(({ share, align }, i) => {
      const width = (PAGE.width * share) / total
      const cell: Cell = { x, width, align: head ? 'centre' : align, lines: (texts[i] ?? '').split('\n').flatMap(text => breakLines(text, { glyphs, face: head ? 'hei' : 'fangsong', size: SIZE.table, tracking: 0 }, width - 2 * PAD)) }
      x += width
      return cell
    })
  }
  if (table.unit !== undefined) {
    need(sheet, LEADING + 3 * ROW)
    const line = oneLine(unitLine(table.unit), { glyphs, face: 'fangsong', size: SIZE.table, tracking: 0 })
    drawIn(sheet, line, PAGE.left + PAGE.width - line.width, sheet.y, LEADING, { size: SIZE.table })
    sheet.y += LEADING
  }
  const head = table.headed ? row(table.columns.map(({ head: text }) => text), true) : undefined
  if (head !== undefined) need(sheet, heightOf(head) + 2 * ROW)
  if (head !== undefined) drawRow(sheet, head)
  for (const texts of table.rows) {
    const cells = row(texts, false)
    if (heightOf(cells) > PAGE.height - 3 * ROW) throw new PaperProblem(`表格里有一行比一页还高：${texts[0] ?? ''}`, `A row of the table is higher than a page: ${texts[0] ?? ''}`)
    const page = sheet.doc.page
    need(sheet, heightOf(cells))
    if (head !== undefined && sheet.doc.page !== page) drawRow(sheet, head)
    drawRow(sheet, cells)
  }
  toGrid(sheet)
}

const heightOf = (cells: readonly Cell[]): number => Math.max(...cells.map(({ lines }) => lines.length)) * ROW + PAD

function drawRow(sheet: Sheet, cells: readonly Cell[]): void {
  const height = heightOf(cells)
  for (const { x, width, align, lines } of cells) {
    sheet.doc.lineWidth(0.5).rect(x, sheet.y, width, height).stroke('#000000')
    const top = sheet.y + (height - lines.length * ROW) / 2
    lines.forEach((line, i) => {
      const at = align === 'left' ? x + PAD : align === 'right' ? x + width - PAD - line.width : x + (width - line.width) / 2
      drawIn(sheet, line, at, top + i * ROW, ROW, { size: SIZE.table })
    })
  }
  sheet.y += height
}
