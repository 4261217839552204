import { CHARACTERS, FACE_OF_LEVEL, LETTERHEAD_MM, letterheadSize, PAGE_MM, PAGE_NUMBER_MM, pointsOf, QR_MM, RED, RULE_MM, SIZE, type Face } from '../form.ts'
import { numbered } from '../levels.ts'
import { chineseDate } from '../numerals.ts'
import type { Paper, Paragraph, Signature, Verification } from '../paper.ts'
import { qrOf } from '../qr.ts'
import { attachmentLines, pageNumber, textsOf, VERIFY } from '../texts.ts'
import { titleLines } from '../title-lines.ts'
import type { Faces } from './faces.ts'
import { findGlyphs, type Glyphs } from './glyphs.ts'
import { breakLines, oneLine, type Line, type Setting } from './lines.ts'
import { draw, drawIn, LEADING, need, openSheet, PAGE, stretched, type Sheet } from './sheet.ts'
import { drawTable } from './table.ts'

/** 28 characters fill the width, which is a little less than 28 of 3号. */
const TRACKING = PAGE.width / CHARACTERS - SIZE.body
const CHARACTER = PAGE.width / CHARACTERS

/** A paper as a PDF. @throws PaperProblem where a character has no glyph in any font */
export async function pdfOf(unnumbered: Paper, faces: Faces): Promise<Buffer> {
  const paper = { ...unnumbered, body: numbered(unnumbered.body) }
  const glyphs = await findGlyphs(faces, textsOf(paper))
  const sheet = openSheet({ title: paper.title, author: paper.signature.organisations.join('、'), date: paper.signature.date })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => { sheet.doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve).on('error', reject) })
  drawVerification(sheet, glyphs, paper.verification)
  drawHead(sheet, glyphs, paper)
  if (paper.addressee !== undefined) drawText(sheet, glyphs, 'fangsong', `${paper.addressee}：`, 0)
  for (const block of paper.body) {
    if (block.kind === 'table') drawTable(sheet, glyphs, block)
    else drawText(sheet, glyphs, FACE_OF_LEVEL[block.level] ?? 'fangsong', block.text, 2, keepsWithNext(block))
  }
  drawAttachments(sheet, glyphs, paper.attachments ?? [])
  drawSignature(sheet, glyphs, paper.signature)
  drawPageNumbers(sheet, glyphs)
  sheet.doc.end()
  await done
  return Buffer.concat(chunks)
}

const setting = (glyphs: Glyphs, face: Face, size: number = SIZE.body, tracking = TRACKING): Setting => ({ glyphs, face, size, tracking })
/** No heading stands alone at the foot of a page. */
const keepsWithNext = (block: Paragraph): number => (block.level === 1 || block.level === 2 ? 2 : 1)

function drawHead(sheet: Sheet, glyphs: Glyphs, { letterhead, number, title }: Paper): void {
  const inNumber = oneLine(number, setting(glyphs, 'fangsong'))
  if (letterhead !== undefined) {
    const size = letterheadSize(letterhead)
    const line = oneLine(letterhead, setting(glyphs, 'title', size, 0))
    sheet.y += pointsOf(LETTERHEAD_MM)
    draw(sheet, line, centred(line), sheet.y + size * 0.88, { size, red: true })
    // 空二行: the number's own line is the third.
    sheet.y += size + 2 * LEADING
    drawIn(sheet, inNumber, centred(inNumber), sheet.y, LEADING, { size: SIZE.body, tracking: TRACKING })
    sheet.y += LEADING + pointsOf(RULE_MM)
    sheet.doc.lineWidth(1.5).moveTo(PAGE.left, sheet.y).lineTo(PAGE.left + PAGE.width, sheet.y).stroke(`#${RED}`)
    sheet.y = PAGE.top + Math.ceil((sheet.y - PAGE.top) / LEADING) * LEADING + LEADING
  }
  for (const text of titleLines(title, 20)) {
    const line = oneLine(text, setting(glyphs, 'title', SIZE.title, 0))
    drawIn(sheet, line, centred(line), sheet.y, LEADING, { size: SIZE.title })
    sheet.y += LEADING
  }
  if (letterhead === undefined) {
    drawIn(sheet, inNumber, centred(inNumber), sheet.y, LEADING, { size: SIZE.body, tracking: TRACKING })
    sheet.y += LEADING
  }
  sheet.y += LEADING
}

const centred = (line: Line): number => PAGE.left + (PAGE.width - line.width) / 2

function drawText(sheet: Sheet, glyphs: Glyphs, face: Face, text: string, indent: number, keep = 1): void {
  need(sheet, keep * LEADING)
  breakLines(text, setting(glyphs, face), PAGE.width, indent * CHARACTER).forEach((line, i) => {
    need(sheet, LEADING)
    const from = i === 0 ? indent * CHARACTER : 0
    const slack = PAGE.width - from - line.width
    const by = line.ends || line.characters < 2 ? 0 : slack / (line.characters - 1)
    drawIn(sheet, stretched(line, by), PAGE.left + from, sheet.y, LEADING, { size: SIZE.body, tracking: TRACKING + by })
    sheet.y += LEADING
  })
}

function drawAttachments(sheet: Sheet, glyphs: Glyphs, names: readonly string[]): void {
  if (names.length === 0) return
  sheet.y += LEADING
  for (const text of attachmentLines(names)) drawText(sheet, glyphs, 'fangsong', text, 2)
}

/** 右空四字: the day four characters from the right, whoever signs centred over it (GB/T 9704 7.3.5.1), with room for the seal. */
function drawSignature(sheet: Sheet, glyphs: Glyphs, { organisations, date }: Signature): void {
  need(sheet, (organisations.length + 3) * LEADING)
  sheet.y += 2 * LEADING
  const day = oneLine(chineseDate(date), setting(glyphs, 'fangsong'))
  const right = PAGE.left + PAGE.width - 4 * CHARACTER
  const middle = right - day.width / 2
  for (const name of organisations) {
    const line = oneLine(name, setting(glyphs, 'fangsong'))
    drawIn(sheet, line, Math.min(middle - line.width / 2, PAGE.left + PAGE.width - line.width), sheet.y, LEADING, { size: SIZE.body, tracking: TRACKING })
    sheet.y += LEADING
  }
  drawIn(sheet, day, right - day.width, sheet.y, LEADING, { size: SIZE.body, tracking: TRACKING })
  sheet.y += LEADING
}

/** In the upper margin of the first page: a path, sharp at any size. */
function drawVerification(sheet: Sheet, glyphs: Glyphs, { url, code }: Verification): void {
  const rows = qrOf(url)
  const size = pointsOf(QR_MM)
  const [left, top, module] = [PAGE.left + PAGE.width - size, pointsOf(PAGE_MM.top / 2 - QR_MM / 2 - 2), size / rows.length]
  rows.forEach((row, y) => row.forEach((dark, x) => { if (dark) sheet.doc.rect(left + x * module, top + y * module, module + 0.05, module + 0.05) }))
  sheet.doc.fill('#000000')
  for (const [i, text] of [VERIFY, code].entries()) {
    const line = oneLine(text, setting(glyphs, 'song', SIZE.code, 0))
    drawIn(sheet, line, left - line.width, top + size / 2 + (i - 1) * 10, 10, { size: SIZE.code })
  }
}

/** Odd pages right, even pages left, one character in from the edge. */
function drawPageNumbers(sheet: Sheet, glyphs: Glyphs): void {
  const { start, count } = sheet.doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    sheet.doc.switchToPage(start + i)
    const line = oneLine(pageNumber(i + 1), setting(glyphs, 'song', SIZE.pageNumber, 0))
    const x = i % 2 === 0 ? PAGE.left + PAGE.width - SIZE.pageNumber - line.width : PAGE.left + SIZE.pageNumber
    draw(sheet, line, x, PAGE.bottom + pointsOf(PAGE_NUMBER_MM) + SIZE.pageNumber * 0.35, { size: SIZE.pageNumber })
  }
}
