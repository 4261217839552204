import { calendar as civil } from '@lizhu/feel'
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { Refused } from '../api/problem.ts'
import { isWeekend } from './reckon.ts'

/** A day as a list of the official calendar has it. */
export interface Entry { readonly day: string; readonly working: boolean; readonly name: string }
interface Found extends Entry { readonly line: number }

/** As a city's packs carry it. */
export const LIST = 'lists/工作日.yaml'

/**
 * The days of a list. YAML or JSON as policies/cn/lists/工作日.yaml has it: `holidays` and `workdays`, day to name; or CSV with
 * a heading and the columns day, `holiday` or `workday` (放假, 上班), name. Refused with 422 at the first line that is wrong.
 * @param file its name: how it is read goes by how it ends
 */
export function readList(file: string, text: string): readonly Entry[] {
  const found = /\.csv$/i.test(file) ? fromCsv(file, text) : fromYaml(file, text)
  const met = new Map<string, Found>()
  for (const one of found) {
    const number = civil.parseDate(one.day)
    if (number === undefined) throw wrong(file, one.line, `“${one.day}”不是日期，应写作 2027-01-01`, `"${one.day}" is no day; write it as 2027-01-01`)
    const before = met.get(one.day)
    if (before !== undefined) throw wrong(file, one.line, `${one.day} 在第 ${before.line} 行已经有了，请删去一处`, `${one.day} stands in line ${before.line} already; take one of them out`)
    if (one.working && !isWeekend(number)) throw wrong(file, one.line, `${one.day} 不是周末，本来就上班，不能是调休上班日`, `${one.day} is no Saturday or Sunday and is worked anyway; it cannot be a make-up day`)
    met.set(one.day, one)
  }
  return found.map(({ day, working, name }) => ({ day, working, name }))
}

/** Whose word a list is: what it says itself, else its name. */
export function sourceOf(file: string, text: string): string {
  const said: unknown = /\.csv$/i.test(file) ? undefined : parseDocument(text, { schema: 'failsafe' }).get('source')
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : file
}

/** The list of one year, whole: no other year's day in it, and none of the holidays missing that have a fixed day (全国年节及纪念日放假办法 2). */
export function readYear(file: string, text: string, year: number): readonly Entry[] {
  const entries = readList(file, text)
  const strange = entries.find(one => !one.day.startsWith(`${year}-`))
  if (strange !== undefined) throw wrong(file, undefined, `${strange.day} 不在 ${year} 年，一次只导入一年`, `${strange.day} is not in ${year}; one year is imported at a time`)
  const missing = FIXED.map(day => `${year}-${day}`).filter(day => !entries.some(one => one.day === day && !one.working))
  if (missing.length > 0) throw wrong(file, undefined, `缺少放假的日子 ${missing.join('、')}，请补全整年`, `the holidays ${missing.join(', ')} are missing; give the whole year`)
  return entries
}
const FIXED = ['01-01', '05-01', '10-01', '10-02', '10-03']

function fromYaml(file: string, text: string): Found[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe' })
  const [error] = document.errors
  if (error !== undefined) throw wrong(file, error.linePos?.[0].line, '写法不对（YAML 或 JSON）', error.message.split('\n')[0] ?? '')
  return [...daysUnder(file, document, 'holidays', lines), ...daysUnder(file, document, 'workdays', lines)]
}

function daysUnder(file: string, document: Document, key: 'holidays' | 'workdays', lines: LineCounter): Found[] {
  const node = document.get(key, true)
  if (!isMap(node)) throw wrong(file, undefined, `缺少 ${key}（日期: 名称）`, `there is no ${key} (day: name)`)
  return node.items.map(({ key: day, value: name }) => {
    if (!isScalar(day)) throw wrong(file, undefined, `${key} 里有不是日期的内容`, `something in ${key} is no day`)
    const { line } = lines.linePos(day.range?.[0] ?? 0)
    if (!isScalar(name)) throw wrong(file, line, '日期后面应是名称', 'a name follows the day')
    return { day: String(day.value), working: key === 'workdays', name: String(name.value), line }
  })
}

const KINDS: Readonly<Record<string, boolean>> = { holiday: false, workday: true, 放假: false, 上班: true }
function fromCsv(file: string, text: string): Found[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/).flatMap((row, i) => {
    if (i === 0 || row.trim() === '') return []
    const [day = '', kind = '', name = '', ...more] = row.split(',').map(cell => cell.trim())
    const working = KINDS[kind]
    if (working === undefined || more.length > 0) throw wrong(file, i + 1, `应为 日期,${Object.keys(KINDS).join('|')},名称 三列，现在是“${row}”`, `it must be day,${Object.keys(KINDS).join('|')},name; it is "${row}"`)
    return [{ day, working, name, line: i + 1 }]
  })
}

function wrong(file: string, line: number | undefined, zh: string, en: string): Refused {
  const where = line === undefined ? file : `${file}:${line}`
  return new Refused(422, 'calendar-file', { params: { zh: `${where} ${zh}。`, en: `${where}: ${en}.` }, field: '/text' })
}
