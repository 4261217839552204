import PDFDocument from 'pdfkit'
import { LINES, PAGE_MM, pointsOf, RED, TEXT_MM } from '../form.ts'
import type { Line } from './lines.ts'

export const PAGE = { left: pointsOf(PAGE_MM.left), top: pointsOf(PAGE_MM.top), width: pointsOf(TEXT_MM.width), height: pointsOf(TEXT_MM.height), bottom: pointsOf(PAGE_MM.height - PAGE_MM.bottom) } as const
/** The height of one of the 22 lines. */
export const LEADING = PAGE.height / LINES

/** Pages being filled, line by line from above. `y` is where the next line begins. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument
  y: number
  readonly fonts: Set<string>
}

export function openSheet(about: { readonly title: string; readonly author: string; readonly date: string }): Sheet {
  // The day of the paper, so that the same paper is the same file.
  const day = new Date(`${about.date}T00:00:00Z`)
  const doc = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true, lang: 'zh-CN', displayTitle: true, pdfVersion: '1.7', info: { Title: about.title, Author: about.author, Creator: 'Lizhu', Producer: 'Lizhu', CreationDate: day, ModDate: day } })
  return { doc, y: PAGE.top, fonts: new Set() }
}

/** Begins a page unless this height is left on the one at hand. */
export function need(sheet: Sheet, height: number): void {
  if (sheet.y + height <= PAGE.bottom + 0.5) return
  sheet.doc.addPage()
  sheet.y = PAGE.top
}

/** Goes down to the next of the page's 22 lines: a table ends anywhere. */
export function toGrid(sheet: Sheet): void {
  sheet.y = PAGE.top + Math.ceil((sheet.y - PAGE.top) / LEADING - 0.01) * LEADING
}

export interface Ink { readonly size: number; readonly tracking?: number; readonly red?: boolean }

/** Draws a line with its baseline at a height. */
export function draw(sheet: Sheet, line: Line, x: number, baseline: number, { size, tracking = 0, red = false }: Ink): void {
  let at = x
  for (const { loaded, text, width } of line.runs) {
    if (!sheet.fonts.has(loaded.key)) { sheet.doc.registerFont(loaded.key, loaded.bytes); sheet.fonts.add(loaded.key) }
    sheet.doc.font(loaded.key).fontSize(size).fillColor(red ? `#${RED}` : '#000000')
      .text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...(tracking === 0 ? {} : { characterSpacing: tracking }) })
    at += width
  }
}

/** Draws a line of text in the middle of a height, as type stands in its line: 0.88 of a Chinese character is over the baseline. */
export function drawIn(sheet: Sheet, line: Line, x: number, top: number, height: number, ink: Ink): void {
  draw(sheet, line, x, top + (height - ink.size) / 2 + ink.size * 0.88, ink)
}

/** The same line stretched by so many points a character. */
export const stretched = (line: Line, by: number): Line => ({ ...line, runs: line.runs.map(run => ({ ...run, width: run.width + by * run.characters })) })
