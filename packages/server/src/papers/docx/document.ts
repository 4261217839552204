import {
  AlignmentType, BorderStyle, Document, DocumentGridType, Footer, Header, HeightRule, ImageRun, LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType,
  type IParagraphOptions, type IRunOptions,
} from 'docx'
import { CHARACTERS, FACE_OF_LEVEL, LETTERHEAD_MM, letterheadSize, LINES, PAGE_MM, PAGE_NUMBER_MM, pointsOf, QR_MM, RED, RULE_MM, SIZE, TEXT_MM, twipsOf, type Face } from '../form.ts'
import { numbered } from '../levels.ts'
import { chineseDate } from '../numerals.ts'
import type { Block, Column, Paper, Signature, Table as TableOf, Verification } from '../paper.ts'
import { qrBitmap } from '../qr.ts'
import { attachmentLines, unitLine, VERIFY } from '../texts.ts'
import { titleLines } from '../title-lines.ts'

/** As offices have them: nothing is embedded, so that the paper stays theirs to edit. */
const NAME: Readonly<Record<Face, string>> = { fangsong: '仿宋_GB2312', kai: '楷体_GB2312', hei: '黑体', song: '宋体', title: '方正小标宋简体' }
/** 22 lines in 225 mm: a twip more and there is room for 21. */
const LINE = Math.floor(twipsOf(TEXT_MM.height) / LINES)
/** 28 characters in 156 mm, which is a little less than 28 of 3号: each is set closer. A grid of characters would do it in Word alone. */
const CHARACTER = Math.floor(twipsOf(TEXT_MM.width) / CHARACTERS)
const CLOSER = CHARACTER - SIZE.body * 20
const DOTS_A_MM = 96 / 25.4
/** Every line has its height said; where LibreOffice would snap it to the grid besides, a title takes two lines for one. */
const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="${NAME.fangsong}" w:hAnsi="${NAME.fangsong}" w:eastAsia="${NAME.fangsong}" w:cs="${NAME.fangsong}"/><w:sz w:val="${SIZE.body * 2}"/><w:szCs w:val="${SIZE.body * 2}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault>
</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`

/** A paper as a .docx in the form of GB/T 9704-2012. */
export async function docxOf(paper: Paper): Promise<Buffer> {
  const page = {
    size: { width: twipsOf(PAGE_MM.width), height: twipsOf(PAGE_MM.height) },
    margin: { top: twipsOf(PAGE_MM.top), bottom: twipsOf(PAGE_MM.bottom), left: twipsOf(PAGE_MM.left), right: twipsOf(PAGE_MM.right), header: twipsOf(6), footer: twipsOf(PAGE_MM.bottom - PAGE_NUMBER_MM) - SIZE.pageNumber * 10 },
  }
  const document = new Document({
    title: paper.title, creator: paper.signature.organisations.join('、'), lastModifiedBy: 'Lizhu', evenAndOddHeaderAndFooters: true,
    externalStyles: STYLES,
    sections: [{
      properties: { titlePage: true, page, grid: { type: DocumentGridType.LINES, linePitch: LINE } },
      headers: { first: verification(paper.verification), default: new Header({ children: [new Paragraph({})] }), even: new Header({ children: [new Paragraph({})] }) },
      footers: { first: pageNumber('right'), default: pageNumber('right'), even: pageNumber('left') },
      children: [...head(paper), ...(paper.addressee === undefined ? [] : [line(`${paper.addressee}：`)]), ...numbered(paper.body).flatMap(block), ...attachments(paper.attachments ?? []), ...signature(paper.signature)],
    }],
  })
  return Packer.toBuffer(document)
}

const fontOf = (face: Face) => ({ ascii: NAME[face], hAnsi: NAME[face], eastAsia: NAME[face], cs: NAME[face] })
const run = (text: string, face: Face, size: number, more: Partial<IRunOptions> = {}): TextRun => new TextRun({ text, font: fontOf(face), size: size * 2, ...(size === SIZE.body ? { characterSpacing: CLOSER } : {}), ...more })
/** Of one line of the 22, whatever stands in it. */
const EXACT = { spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 } } as const

function line(text: string, { face = 'fangsong', size = SIZE.body, ...more }: { readonly face?: Face; readonly size?: number } & Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({ ...EXACT, ...more, children: [run(text, face, size)] })
}
const blank = (): Paragraph => new Paragraph({ ...EXACT, children: [run('', 'fangsong', SIZE.body)] })

function head({ letterhead, number, title }: Paper): Paragraph[] {
  const centred = { alignment: AlignmentType.CENTER } as const
  const inNumber = line(number, centred)
  const titled = new Paragraph({ ...EXACT, ...centred, children: titleLines(title, 20).map((text, i) => run(text, 'title', SIZE.title, i === 0 ? {} : { break: 1 })) })
  if (letterhead === undefined) return [titled, inNumber, blank()]
  const size = letterheadSize(letterhead)
  return [
    new Paragraph({ ...centred, spacing: { before: twipsOf(LETTERHEAD_MM), after: 0, line: size * 20, lineRule: LineRuleType.EXACT }, children: [run(letterhead, 'title', size, { color: RED })] }),
    blank(), blank(),
    new Paragraph({ ...EXACT, ...centred, border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: Math.round(pointsOf(RULE_MM)) } }, children: [run(number, 'fangsong', SIZE.body)] }),
    blank(), blank(), titled, blank(),
  ]
}

function block(one: Block): (Paragraph | Table)[] {
  if (one.kind === 'paragraph') return [line(one.text, { face: FACE_OF_LEVEL[one.level] ?? 'fangsong', alignment: AlignmentType.JUSTIFIED, indent: { firstLine: 2 * CHARACTER }, keepNext: one.level === 1 || one.level === 2 })]
  return [...(one.unit === undefined ? [] : [line(unitLine(one.unit), { size: SIZE.table, alignment: AlignmentType.RIGHT, keepNext: true })]), table(one), blank()]
}

const ALIGN = { left: AlignmentType.LEFT, centre: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

function table({ columns, headed, rows }: TableOf): Table {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.floor((twipsOf(TEXT_MM.width) * share) / total))
  const cell = (text: string, i: number, face: Face, align: Column['align']): TableCell => new TableCell({
    width: { size: widths[i] ?? 0, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { left: 80, right: 80, top: 0, bottom: 0 },
    children: text.split('\n').map(part => new Paragraph({ alignment: ALIGN[align], spacing: { line: 360, lineRule: LineRuleType.EXACT }, children: [run(part, face, SIZE.table)] })),
  })
  const row = (texts: readonly string[], tableHeader: boolean): TableRow => new TableRow({ tableHeader, cantSplit: true, height: { value: 440, rule: HeightRule.ATLEAST }, children: columns.map(({ align }, i) => cell(texts[i] ?? '', i, tableHeader ? 'hei' : 'fangsong', tableHeader ? 'centre' : align)) })
  return new Table({ layout: TableLayoutType.FIXED, columnWidths: widths, width: { size: twipsOf(TEXT_MM.width), type: WidthType.DXA }, rows: [...(headed ? [row(columns.map(({ head: text }) => text), true)] : []), ...rows.map(texts => row(texts, false))] })
}

function attachments(names: readonly string[]): Paragraph[] {
  return names.length === 0 ? [] : [blank(), ...attachmentLines(names).map(text => line(text, { indent: { firstLine: 2 * CHARACTER } }))]
}

/** 右空四字: the day four characters from the right, whoever signs centred over it. */
function signature({ organisations, date }: Signature): Paragraph[] {
  const right = 4 * CHARACTER
  const day = chineseDate(date)
  const width = (text: string): number => [...text].reduce((sum, one) => sum + (one < '\u2000' ? 0.5 : 1) * CHARACTER, 0)
  const indent = (text: string) => ({ right: Math.max(0, Math.round(right + (width(day) - width(text)) / 2)) })
  return [blank(), blank(), ...organisations.map(name => line(name, { alignment: AlignmentType.RIGHT, indent: indent(name), keepNext: true })), line(day, { alignment: AlignmentType.RIGHT, indent: { right } })]
}

/** In the upper margin of the first page. */
function verification({ url, code }: Verification): Header {
  const size = Math.round(QR_MM * DOTS_A_MM)
  return new Header({ children: [new Paragraph({
    alignment: AlignmentType.RIGHT, spacing: { before: 0, after: 0 },
    children: [run(`${VERIFY} ${code} `, 'song', SIZE.code), new ImageRun({ type: 'bmp', data: qrBitmap(url), transformation: { width: size, height: size }, altText: { name: 'QR', title: VERIFY, description: url } })],
  })] })
}

/** Odd pages right, even pages left, one character in from the edge. */
function pageNumber(side: 'left' | 'right'): Footer {
  const indent = { [side]: SIZE.pageNumber * 20 }
  return new Footer({ children: [new Paragraph({ alignment: ALIGN[side], indent, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf('song'), size: SIZE.pageNumber * 2 })] })] })
}
