import type { Language } from '@lizhu/policy'
import { problemText, type Problem } from './problem.ts'

export interface ImportReport {
  readonly files: readonly { readonly file: string; readonly sheet?: string; readonly kind?: string; readonly rows: number; readonly kept: number; readonly setAside: number }[]
  readonly problems: readonly Problem[]
}

const EXAMPLE = 40

/** The quality of the data as text, by file and column. */
export function qualityText({ files, problems }: ImportReport, language: Language): string {
  const zh = language === 'zh'
  const lines: string[] = []
  const placeOf = ({ file, sheet }: { readonly file: string; readonly sheet?: string }): string => (sheet === undefined ? file : `${file} [${sheet}]`)
  const places = new Set([...files.map(placeOf), ...problems.map(placeOf)])
  for (const place of places) {
    const of = files.find(one => placeOf(one) === place)
    lines.push(of === undefined ? place : `${place}${of.kind === undefined ? '' : zh ? ` → ${of.kind}` : ` → ${of.kind}`}${zh ? `：${of.rows} 行，收 ${of.kept} 行，搁置 ${of.setAside} 行` : `: ${of.rows} rows, ${of.kept} kept, ${of.setAside} set aside`}`)
    for (const one of problems.filter(problem => placeOf(problem) === place)) lines.push(lineOf(one, language))
  }
  return `${lines.join('\n')}\n`
}

function lineOf(problem: Problem, language: Language): string {
  const zh = language === 'zh'
  const { severity, column, count, examples } = problem
  const mark = zh ? (severity === 'error' ? '错误' : '提醒') : severity
  const many = examples.length === 0 ? '' : zh ? `（${count} 处：` : ` (${count}: `
  const shown = examples.map(({ row, text }) => (zh ? `第 ${row} 行“${cut(text)}”` : `row ${row} “${cut(text)}”`)).join(zh ? '、' : ', ')
  return `  ${mark} ${column === undefined ? '' : zh ? `“${column}”：` : `“${column}”: `}${problemText(problem, language)}${many}${shown}${examples.length === 0 ? '' : `${count > examples.length ? '…' : ''}${zh ? '）' : ')'}`}`
}
const cut = (text: string): string => { const line = text.replace(/\s+/g, ' '); return line.length > EXAMPLE ? `${line.slice(0, EXAMPLE)}…` : line }
