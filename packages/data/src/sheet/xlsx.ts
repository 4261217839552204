import { posix } from 'node:path'
import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'
import { hear } from './xml.ts'
import type { Parts } from './zip.ts'

export interface WorkbookSheet { readonly name: string; readonly hidden: boolean; readonly part: string }
/** What a workbook says of itself. */
export interface Workbook {
  /** Those that hold cells; a chart on a sheet of its own is none. */
  readonly sheets: readonly WorkbookSheet[]
  readonly date1904: boolean
  readonly styles: string | undefined
  readonly texts: string | undefined
}
/** What its cells refer to. */
export interface Book { readonly texts: readonly string[]; readonly dates: readonly boolean[]; readonly date1904: boolean }

export async function workbookIn(parts: Parts, limits: SheetLimits): Promise<Workbook> {
  const main = [...(await relations(parts, '', limits)).values()].find(one => one.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!parts.has(main) || !main.endsWith('.xml')) throw new SheetProblem('not-a-workbook')
  const related = await relations(parts, main, limits)
  const sheets: WorkbookSheet[] = []
  const names = new Set<string>()
  let [root, date1904] = ['', false]
  await hear(parts, main, { opened(name, attributes) {
    root ||= name
    if (root !== 'workbook') throw new SheetProblem('not-a-workbook')
    if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    if (name !== 'sheet') return
    const sheet = attributes['name'] ?? ''
    const { type, target } = related.get(idOf(attributes)) ?? { type: 'worksheet', target: sheet }
    if (type !== 'worksheet') return
    if (sheets.length >= limits.sheets) throw new SheetProblem('too-many-sheets', { most: limits.sheets })
    if (names.has(sheet.toLowerCase())) throw new SheetProblem('repeated-sheet', {}, { sheet })
    if (!parts.has(target)) throw new SheetProblem('missing-part', { part: target }, { sheet })
    names.add(sheet.toLowerCase())
    sheets.push({ name: sheet, hidden: (attributes['state'] ?? 'visible') !== 'visible', part: target })
  } })
  if (sheets.length === 0) throw new SheetProblem('no-sheet')
  const part = (type: string): string | undefined => [...related.values()].find(one => one.type === type)?.target
  return { sheets, date1904, styles: part('styles'), texts: part('sharedStrings') }
}

interface Relation { readonly type: string; readonly target: string }

/** Where a part's neighbours are, by id. */
async function relations(parts: Parts, of: string, limits: SheetLimits): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>()
  const folder = posix.dirname(of)
  const part = posix.join(folder, '_rels', `${posix.basename(of)}.rels`)
  if (parts.has(part)) await hear(parts, part, { opened(name, attributes) {
    if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
    if (found.size >= limits.parts) throw new SheetProblem('too-many-parts', { most: limits.parts })
    // Only a key among the parts: whatever it says, no file is opened by it.
    const target = posix.resolve('/', folder, attributes['Target'] ?? '').slice(1)
    found.set(attributes['Id'] ?? '', { type: (attributes['Type'] ?? '').replace(/^.*\//, ''), target })
  } })
  return found
}
const idOf = (attributes: Readonly<Record<string, string>>): string => Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

export async function bookOf(parts: Parts, { styles, texts, date1904 }: Workbook, limits: SheetLimits): Promise<Book> {
  return { texts: texts === undefined ? [] : await sharedTexts(parts, texts, limits), dates: styles === undefined ? [] : await dateStyles(parts, styles), date1904 }
}

/** What is written above a text as its reading is no part of it. */
async function sharedTexts(parts: Parts, part: string, limits: SheetLimits): Promise<string[]> {
  const texts: string[] = []
  let [current, inText, phonetic, bytes] = ['', false, false, 0]
  await hear(parts, part, {
    opened(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') inText = !phonetic
    },
    text(text) {
      if (!inText) return
      current += text
      if (current.length > limits.cellLength) throw new SheetProblem('cell-too-long', { most: limits.cellLength })
    },
    closed(name) {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name !== 'si') return
      bytes += current.length * 2 + OVERHEAD
      if (bytes > limits.sharedBytes) throw new SheetProblem('texts-too-large', { most: limits.sharedBytes })
      texts.push(own(unescaped(current)))
    },
  }, Infinity)
  return texts
}
/** Of a string and its place in a list. */
const OVERHEAD = 32
/** A piece of a longer string keeps all of it in memory: a copy does not. */
const own = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'))

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export const unescaped = (text: string): string => (text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text)

/** Which cell formats show a date. Excel has no more formats than this, and none longer. */
async function dateStyles(parts: Parts, part: string): Promise<boolean[]> {
  const custom = new Map<number, boolean>()
  const dates: boolean[] = []
  let inFormats = false
  await hear(parts, part, {
    opened(name, attributes) {
      const id = Number(attributes['numFmtId'])
      if (name === 'numFmt' && custom.size < MOST_FORMATS) custom.set(id, isDateCode((attributes['formatCode'] ?? '').slice(0, LONGEST_FORMAT)))
      if (name === 'cellXfs') inFormats = true
      if (name === 'xf' && inFormats && dates.length < MOST_FORMATS) dates.push(custom.get(id) ?? isDateId(id))
    },
    closed(name) { if (name === 'cellXfs') inFormats = false },
  })
  return dates
}
const MOST_FORMATS = 65_536
const LONGEST_FORMAT = 255
const isDateId = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
const isDateCode = (code: string): boolean => /[yd年日]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))
