import { writtenCell, type SheetRow } from '@lizhu/data/sheets'
import { dossierMessage, readCreditCode, writePeriod, readPeriod } from '@lizhu/policy'
import { toldOf } from '../registry/index.ts'
import type { Areas } from './areas.ts'
import type { FactColumn, Plan } from './matching.ts'
import type { RowProblem } from './tables.ts'

export interface Told { readonly column: number; readonly name: string; readonly private: boolean; readonly period: string; readonly written: string; readonly number: string | null; readonly none: boolean }
/** A row as it reads by itself. */
export interface ReadRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly problems: RowProblem[]
  readonly code: string | null
  readonly name: string | null
  readonly area: string | null
  readonly key: string | null
  readonly title: string | null
  readonly told: readonly Told[]
}

export const error = (column: number | undefined, zh: string, en: string): RowProblem => ({ column: column ?? null, severity: 'error', zh, en })
const LONGEST = { name: 200, key: 100, title: 200, written: 2000 }

/** Reads a row by its plan; what is wrong stands beside it. */
export function readRow(plan: Plan, areas: Areas, { row, cells, problems }: SheetRow): ReadRow {
  const wrong: RowProblem[] = problems.filter(({ column }) => isRead(plan, column)).map(({ column, zh, en }) => ({ column, severity: 'error', zh, en }))
  const cell = (column: number | undefined): string | null => { const text = column === undefined ? '' : (cells[column] ?? '').trim(); return text === '' ? null : text }
  const short = (column: number | undefined, most: number): string | null => {
    const text = cell(column)
    if (text === null || text.length <= most) return text
    wrong.push(error(column, `超过 ${most} 个字符`, `it has more than ${most} characters`))
    return null
  }
  return {
    row, cells, problems: wrong,
    code: codeIn(plan.code, cell(plan.code), wrong), name: short(plan.name, LONGEST.name), area: areaIn(plan.area, cell(plan.area), areas, wrong),
    key: short(plan.key, LONGEST.key), title: short(plan.title, LONGEST.title), told: toldIn(plan, cells, cell(plan.period), wrong),
  }
}

function isRead(plan: Plan, column: number): boolean {
  return [plan.code, plan.name, plan.area, plan.key, plan.title, plan.period].includes(column) || plan.facts.some(one => one.column === column)
}

function codeIn(column: number | undefined, text: string | null, wrong: RowProblem[]): string | null {
  if (text === null) return null
  const read = readCreditCode(text)
  if (!('code' in read)) { wrong.push(error(column, '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）', 'a unified social credit code has 18 figures or capital letters, without I, O, S, V and Z')); return null }
  if ('wrong' in read) wrong.push({
    column: column ?? null, severity: 'warning', zh: `第 ${read.wrong === 'check' ? 18 : 17} 位校验不符，应为 ${read.expected}；确为登记机关所发的，选中这一行并写明依据`,
    en: `character ${read.wrong === 'check' ? 18 : 17} fails its check, ${read.expected} is expected; if the registry did issue the code, choose the row and say on what evidence`,
  })
  return read.code
}

function areaIn(column: number | undefined, text: string | null, areas: Areas, wrong: RowProblem[]): string | null {
  if (text === null) return null
  const code = areas.find(text)
  if (code === undefined) wrong.push(error(column, `没有叫“${text}”的县区；写全称或代码`, `no county is called “${text}”; write its full name or code`))
  return code ?? null
}

function toldIn(plan: Plan, cells: readonly string[], period: string | null, wrong: RowProblem[]): Told[] {
  const told: Told[] = []
  for (const one of plan.facts) {
    const raw = cells[one.column] ?? ''
    const written = raw === '' ? undefined : writtenCell(one.fact, raw, one.unit === null ? {} : { unit: one.unit })
    if (written === undefined) continue
    const read = written.length > LONGEST.written ? undefined : toldOf(one.fact, written, periodOf(one, period))
    if (read === undefined) wrong.push(error(one.column, `超过 ${LONGEST.written} 个字符`, `it has more than ${LONGEST.written} characters`))
    else if (!('wrong' in read)) told.push({ column: one.column, name: one.fact.name, private: one.fact.private ?? false, ...read })
    else wrong.push(error(read.wrong.code === 'period' ? plan.period ?? one.column : one.column, dossierMessage(read.wrong, 'zh'), dossierMessage(read.wrong, 'en')))
  }
  return told
}

/** That of the header, or of the column that tells periods. */
function periodOf({ fact: { every }, period }: FactColumn, ofRow: string | null): string | null {
  if (every === undefined) return null
  const text = period ?? ofRow
  const ordinal = text === null ? undefined : readPeriod(every, text)
  return ordinal === undefined ? text : writePeriod(every, ordinal)
}
