import { calendar } from '@lizhu/feel'
import { plainDecimal } from '../import/cell.ts'
import type { SheetLimits } from './limits.ts'
import { SheetProblem, cellProblem } from './problem.ts'
import { gathering, type Gathering, type SheetRow } from './row.ts'
import { unescaped, type Book, type WorkbookSheet } from './xlsx.ts'
import { walk, type Attributes, type Heard } from './xml.ts'
import type { Parts } from './zip.ts'

/** The rows of a sheet as they stream past. Of merged cells the first holds the text. */
export async function* rowsIn(parts: Parts, { name, part }: WorkbookSheet, book: Book, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const into = gathering(name, limits)
  const pieces = walk(parts, part, listening(into, book, name, limits), Infinity)
  while ((await pieces.next()).done !== true) yield* into.take()
  yield* into.take()
}

function listening(into: Gathering, book: Book, sheet: string, limits: SheetLimits): Heard {
  let [row, column] = [0, -1]
  let [type, style, value] = ['', '', '']
  let [inCell, inValue, phonetic, formula, told] = [false, false, false, false, false]
  const startRow = (attributes: Attributes): void => {
    const next = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
    if (!Number.isSafeInteger(next) || next <= row) throw new SheetProblem('row-order', {}, { sheet, row })
    row = next
    column = -1
    into.start(row)
  }
  const startCell = (attributes: Attributes): void => {
    const next = attributes['r'] === undefined ? column + 1 : columnAt(attributes['r'])
    if (next <= column) throw new SheetProblem('row-order', {}, { sheet, row })
    column = next
    type = attributes['t'] ?? 'n'
    style = attributes['s'] ?? '0'
    value = ''
    inCell = true
    formula = told = false
  }
  const endCell = (): void => {
    inCell = false
    if (formula) into.formula(column)
    if (formula && !told) into.problem(cellProblem(column, 'formula-without-value'))
    if (type === 'e' && told) into.problem(cellProblem(column, 'error-value', { value }))
    const text = shown(value, type, book.dates[Number(style)] === true, book)
    if (text === undefined) into.problem(cellProblem(column, 'missing-text'))
    into.put(column, text ?? '')
  }
  return {
    opened(name, attributes) {
      if (name === 'row') startRow(attributes)
      else if (name === 'c') startCell(attributes)
      else if (!inCell) return
      else if (name === 'v') inValue = told = true
      else if (name === 't' && !phonetic) inValue = told = true
      else if (name === 'f') formula = true
      else if (name === 'rPh') phonetic = true
    },
    text(text) {
      if (!inValue) return
      value += text
      if (value.length > limits.cellLength * ESCAPED) throw new SheetProblem('cell-too-long', { most: limits.cellLength }, { sheet, row, column })
    },
    closed(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'c') endCell()
      else if (name === 'row') into.end()
    },
  }
}
/** A character written as `_x000D_`. */
const ESCAPED = 7

/** `AB12` → 27. No sheet has more than three letters. */
function columnAt(reference: string): number {
  let at = 0
  for (const letter of /^[A-Z]{1,3}(?=\d*$)/.exec(reference)?.[0] ?? '') at = at * 26 + letter.charCodeAt(0) - 64
  return at - 1
}

/** A cell as a person would have written it; `undefined`: the shared text it names is not there. */
function shown(value: string, type: string, date: boolean, { texts, date1904 }: Book): string | undefined {
  if (type === 's') return value === '' ? '' : texts[Number(value)]
  if (type === 'b') return value === '' ? '' : value === '1' ? 'true' : 'false'
  if (type === 'd') return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
  if (type !== 'n') return unescaped(value)
  if (value === '') return ''
  return date && /^\d+(?:\.\d+)?$/.test(value) ? moment(Number(value), date1904) : number(value)
}

/** To the second, where it is not a day alone. Day 60 of the calendar from 1900 is a 29 February that never was. */
function moment(serial: number, date1904: boolean): string {
  const seconds = Math.round(serial * 86_400)
  const [day, second] = [Math.floor(seconds / 86_400), seconds % 86_400]
  if (day >= MOST_DAYS) return number(String(serial))
  const date = calendar.isoDate(date1904 ? day - 24_107 : day - 25_569 + (day < 60 ? 1 : 0))
  return second === 0 ? date : `${date} ${[second / 3600, second / 60 % 60, second % 60].map(part => String(Math.floor(part)).padStart(2, '0')).join(':')}`
}
/** Excel's calendar ends with the year 9999. */
const MOST_DAYS = 2_958_466

/** A number is kept as a double with 17 digits: its shortest decimal is what was written. */
function number(value: string): string {
  const plain = /^-?\d+(?:\.\d+)?(?:E[+-]?\d{1,3})?$/i.test(value) && Number.isFinite(Number(value))
  return plain ? plainDecimal(value.length > 15 && value.replace(/\D/g, '').length > 15 ? String(Number(value)) : value) : value
}
