import { NOTE, WRONG } from '../workbook/parts.ts'
import { writeWorkbook, type PlacedRow, type SheetCell } from '../workbook/write.ts'
import { columnName } from './problem.ts'
import { readSheet, type ReadOptions } from './read.ts'

/** What is wrong in a row, or in a cell of it (column from 0). */
export interface RowProblem { readonly row: number; readonly column?: number; readonly zh: string; readonly en: string }
export interface AnnotateOptions extends ReadOptions {
  readonly language: 'zh' | 'en'
  /** By default the first. */
  readonly sheet?: string
}

/** The column that `annotate` adds: none of a table's own. */
export const PROBLEMS_HEADERS = { zh: '问题', en: 'Problems' } as const

/**
 * Writes a sheet anew at `out` as .xlsx: the same rows where they were, wrong cells coloured, and a last column that says what is wrong.
 * Cells are what was read: of a formula its result. Annotated once more, the column is written over.
 */
export async function annotate(path: string, problems: Iterable<RowProblem>, out: string, { language, sheet, ...options }: AnnotateOptions): Promise<void> {
  const file = await readSheet(path, options)
  const name = sheet ?? file.sheets[0]?.name ?? ''
  const header: string[] = []
  let width = 0
  for await (const { cells } of file.rows(name)) {
    if (width === 0) header.push(...cells)
    width = Math.max(width, cells.length)
  }
  const last = header.length === width && Object.values<string>(PROBLEMS_HEADERS).includes(header.at(-1) ?? '') ? width - 1 : width
  await writeWorkbook(out, name, number => (number > 0 ? undefined : annotated(file.rows(name), byRow(problems), header, last, language)), last)
}

function byRow(problems: Iterable<RowProblem>): Map<number, RowProblem[]> {
  const rows = new Map<number, RowProblem[]>()
  for (const problem of problems) {
    const known = rows.get(problem.row)
    if (known === undefined) rows.set(problem.row, [problem]); else known.push(problem)
  }
  return rows
}

async function* annotated(rows: ReturnType<Awaited<ReturnType<typeof readSheet>>['rows']>, wrong: Map<number, RowProblem[]>, header: readonly string[], last: number, language: 'zh' | 'en'): AsyncGenerator<PlacedRow> {
  /** Rows in which nothing stands may be wrong for just that. */
  const empty = [...wrong.keys()].sort((a, b) => a - b)
  const noted = (row: number, cells: readonly string[], note: string | undefined): PlacedRow => {
    const found = wrong.get(row) ?? []
    const looks = new Map<number, number>(found.flatMap(({ column }) => (column === undefined || column >= last ? [] : [[column, WRONG] as const])))
    const text = [note ?? [], found.slice(0, MOST_SAID).map(problem => said(problem, header, language)), found.length > MOST_SAID ? `… ${found.length}` : []].flat().join('\n')
    looks.set(last, NOTE)
    return { row, cells: [...Array.from({ length: last }, (_, i) => figure(cells[i] ?? '')), text === '' ? null : text], looks: text === '' && note === undefined ? new Map() : looks }
  }
  let [first, at] = [true, 0]
  for await (const { row, cells } of rows) {
    for (; (empty[at] ?? row) < row; at++) yield noted(empty[at] ?? 0, [], undefined)
    if (empty[at] === row) at++
    yield noted(row, cells, first ? PROBLEMS_HEADERS[language] : undefined)
    first = false
  }
  for (; at < empty.length; at++) yield noted(empty[at] ?? 0, [], undefined)
}

/** In one row: more are not read, and Excel would not take them. */
const MOST_SAID = 100

function said({ column, zh, en }: RowProblem, header: readonly string[], language: 'zh' | 'en'): string {
  const text = language === 'zh' ? zh : en
  if (column === undefined) return text
  const name = header[column] ?? ''
  return language === 'zh' ? `${name === '' ? `${columnName(column)} 列` : name}：${text}` : `${name === '' ? `column ${columnName(column)}` : name}: ${text}`
}

/** What reads back the same as a figure is written as one; Excel shows no more than eleven digits whole. */
const figure = (text: string): SheetCell => (text === '' ? null : text.length <= 11 && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text)
