import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { calendar } from '@lizhu/feel'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { plainDecimal } from './cell.ts'

/** A sheet written out as text; `breaks`: from which record on rows are so many further down. */
export interface Sheet { readonly sheet: string; readonly path: string; readonly breaks: readonly (readonly [record: number, further: number])[] }

/** Reads a workbook sheet by sheet as it streams past. Only the texts that its cells share are held. */
export async function sheetsOf(path: string, folder: string): Promise<Sheet[]> {
  const zip = await openPromise(path, { autoClose: false })
  try {
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry)
    const parts = { zip, entries }
    const targets = new Map<string, string>()
    await parse(parts, 'xl/_rels/workbook.xml.rels', tag => { if (local(tag) === 'Relationship') targets.set(attribute(tag, 'Id'), attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/')) })
    const named: { readonly sheet: string; readonly part: string }[] = []
    let date1904 = false
    await parse(parts, 'xl/workbook.xml', tag => {
      if (local(tag) === 'workbookPr') date1904 = ['1', 'true'].includes(attribute(tag, 'date1904'))
      if (local(tag) === 'sheet') named.push({ sheet: attribute(tag, 'name'), part: targets.get(attribute(tag, 'r:id')) ?? '' })
    })
    const book: Book = { texts: await sharedTexts(parts), dates: await dateStyles(parts), date1904 }
    const sheets: Sheet[] = []
    for (const [i, { sheet, part }] of named.entries()) if (entries.has(part)) sheets.push({ sheet, ...await writeSheet(parts, part, book, join(folder, `sheet ${i}.csv`)) })
    return sheets
  } finally { zip.close() }
}

interface Parts { readonly zip: ZipFile; readonly entries: ReadonlyMap<string, Entry> }
interface Book { readonly texts: readonly string[]; readonly dates: readonly boolean[]; readonly date1904: boolean }
const local = ({ name }: SaxesTagPlain): string => name.replace(/^.*:/, '')
const attribute = ({ attributes }: SaxesTagPlain, name: string): string => attributes[name] ?? ''

async function parse({ zip, entries }: Parts, part: string, opened: (tag: SaxesTagPlain) => void, { text, closed, drain }: { readonly text?: (text: string) => void; readonly closed?: (tag: SaxesTagPlain) => void; readonly drain?: () => Promise<void> } = {}): Promise<void> {
  const entry = entries.get(part)
  if (entry === undefined) return
  const parser = new SaxesParser()
  parser.on('opentag', opened)
  parser.on('text', text ?? (() => undefined))
  parser.on('cdata', text ?? (() => undefined))
  parser.on('closetag', closed ?? (() => undefined))
  parser.on('error', error => { throw error })
  const stream = await zip.openReadStreamPromise(entry)
  stream.setEncoding('utf8')
  for await (const chunk of stream) { parser.write(String(chunk)); await drain?.() }
  parser.close()
}

/** What is written above a text as its reading is no part of it. */
async function sharedTexts(parts: Parts): Promise<string[]> {
  const texts: string[] = []
  let [current, inText, phonetic] = ['', false, false]
  await parse(parts, 'xl/sharedStrings.xml', tag => {
    const name = local(tag)
    if (name === 'si') current = ''
    if (name === 'rPh') phonetic = true
    if (name === 't') inText = !phonetic
  }, {
    text: text => { if (inText) current += text },
    closed: tag => { const name = local(tag); if (name === 't') inText = false; if (name === 'rPh') phonetic = false; if (name === 'si') texts.push(current) },
  })
  return texts
}

/** Which cell formats show a date. */
async function dateStyles(parts: Parts): Promise<boolean[]> {
  const custom = new Map<number, string>()
  const dates: boolean[] = []
  let inFormats = false
  await parse(parts, 'xl/styles.xml', tag => {
    const name = local(tag)
    if (name === 'numFmt') custom.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode'))
    if (name === 'cellXfs') inFormats = true
    if (name === 'xf' && inFormats) { const id = Number(attribute(tag, 'numFmtId')); dates.push(isDate(id, custom.get(id))) }
  }, { closed: tag => { if (local(tag) === 'cellXfs') inFormats = false } })
  return dates
}
const isDate = (id: number, code: string | undefined): boolean => (code === undefined ? (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) : /[yd年日]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')))

async function writeSheet(parts: Parts, part: string, { texts, dates, date1904 }: Book, path: string): Promise<Omit<Sheet, 'sheet'>> {
  const out = createWriteStream(path)
  const breaks: (readonly [number, number])[] = []
  let [row, records, width, further] = [0, -1, 0, 0]
  let cells: string[] = []
  let [column, type, style, value, inValue] = [0, '', 0, '', false]
  const flush = (): void => {
    if (cells.every(cell => cell === '')) return
    if (records < 0) width = cells.length
    // Rows of one shape; what stands right of the last name belongs to no column.
    const line = Array.from({ length: width }, (_, i) => quoted(cells[i] ?? ''))
    if (records >= 0 && row - records - 2 !== further) { further = row - records - 2; breaks.push([records, further]) }
    records++
    out.write(`${line.join(',')}\n`)
  }
  await parse(parts, part, tag => {
    switch (local(tag)) {
      case 'row': row = attribute(tag, 'r') === '' ? row + 1 : Number(attribute(tag, 'r')); cells = []; column = -1; break
      case 'c': { const at = attribute(tag, 'r'); column = at === '' ? column + 1 : columnAt(at); type = attribute(tag, 't'); style = Number(attribute(tag, 's')); value = ''; break }
      case 'v': case 't': inValue = true; break
    }
  }, {
    text: text => { if (inValue) value += text },
    closed: tag => {
      switch (local(tag)) {
        case 'v': case 't': inValue = false; break
        case 'c': while (cells.length < column) cells.push(''); cells[column] = shown(value, type, dates[style] === true, texts, date1904); break
        case 'row': flush(); break
      }
    },
    drain: async () => { if (out.writableNeedDrain) await once(out, 'drain') },
  })
  out.end()
  await finished(out)
  return { path, breaks }
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text)
function columnAt(reference: string): number {
  let at = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? 'A') at = at * 26 + letter.charCodeAt(0) - 64
  return at - 1
}

/** A cell as a person would have written it. */
function shown(value: string, type: string, date: boolean, texts: readonly string[], date1904: boolean): string {
  if (type === 's') return texts[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type !== '' && type !== 'n') return value
  if (value === '') return ''
  return date && /^\d+(?:\.0*)?$/.test(value) ? calendar.isoDate(dayOf(Number(value), date1904)) : number(value)
}
/** Day 60 of the calendar from 1900 is a 29 February that never was. */
const dayOf = (serial: number, date1904: boolean): number => (date1904 ? serial - 24_107 : serial - 25_569 + (serial < 60 ? 1 : 0))
/** A number is kept as a double with 17 digits: its shortest decimal is what was written. */
function number(value: string): string {
  const plain = /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(value)
  return plain ? plainDecimal(value.replace(/\D/g, '').length > 15 ? String(Number(value)) : value) : value
}
