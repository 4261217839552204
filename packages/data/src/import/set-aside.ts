import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { identifier } from '@lizhu/feel/sql'
import type { Language } from '@lizhu/policy'
import { problemText, type Problem } from './problem.ts'
import { scratch } from './quick.ts'
import type { Reading } from './reading.ts'
import type { Input } from './sources.ts'

const HEADS = { zh: ['文件', '工作表', '行', '列', '原因', '原文'], en: ['file', 'sheet', 'row', 'column', 'reason', 'original'] } as const

/** A cell of a file that people open: it runs no formula. */
export const harmlessCell = (text: string): string => { const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text; return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe }

/** Writes the rows that were set aside, each with the reason and what stood there. The file is there whole, or not at all. */
export async function writeSetAside(reading: Reading, inputs: readonly Input[], path: string, language: Language): Promise<void> {
  const part = `${path}.part`
  const out = createWriteStream(part)
  const write = async (cells: readonly string[]): Promise<void> => { if (!out.write(`${cells.map(harmlessCell).join(',')}\r\n`)) await once(out, 'drain') }
  try {
    out.write('\ufeff')
    await write(HEADS[language])
    for (const [number, input] of inputs.entries()) {
      const { file, sheet = '', raw } = input
      for await (const row of wrongRows(reading, input, number)) {
        const reasons = row.says.map(say => { const said = reading.says[say]; return said === undefined ? '' : problemText(said, language) })
        const columns = row.columns.filter(column => column >= 0).map(column => raw.headers[column] ?? '')
        await write([file, sheet, String(raw.line(row.row)), columns.join('、'), reasons.join(language === 'zh' ? '；' : '; '), JSON.stringify(Object.fromEntries(raw.headers.map((header, i) => [header, row.cells[i] ?? ''])))])
      }
      if (raw.rejects !== undefined) for await (const { count, numbers, texts } of reading.database.rows(`SELECT line, ANY_VALUE(csv_line) AS text FROM ${identifier(raw.rejects)} GROUP BY line ORDER BY line`, new Map([['line', 'number'], ['text', 'text']]))) {
        const [lines, all] = [numbers('line'), texts('text')]
        for (let i = 0; i < count; i++) await write([file, sheet, String(lines[i] ?? 0), '', problemText({ code: 'row-shape', params: {} }, language), JSON.stringify(all[i] ?? '')])
      }
    }
    out.end()
    await finished(out)
    await rename(part, path)
  } finally { out.destroy(); await rm(part, { force: true }) }
}

interface WrongRow { readonly row: number; readonly columns: readonly number[]; readonly says: readonly number[]; readonly cells: readonly (string | null)[] }

async function* wrongRows({ database }: Reading, { raw }: Input, number: number): AsyncIterable<WrongRow> {
  const names = raw.headers.map((_, i) => `c${i}`)
  const sql = `SELECT w.row AS row, w.columns AS columns, w.says AS says, ${names.map(name => `raw.${name} AS ${name}`).join(', ')} FROM (SELECT row, string_agg(col, ',' ORDER BY col, say) AS columns, string_agg(say, ',' ORDER BY col, say) AS says FROM (SELECT DISTINCT row, col, say FROM ${scratch('wrong')} WHERE input = ${number}) GROUP BY row) AS w JOIN ${identifier(raw.name)} AS raw ON raw.rowid = w.row ORDER BY w.row`
  for await (const { count, numbers, texts } of database.rows(sql, new Map([['row', 'number'], ...['columns', 'says', ...names].map(name => [name, 'text'] as const)]))) {
    const [rows, columns, says, cells] = [numbers('row'), texts('columns'), texts('says'), names.map(texts)]
    const list = (text: string | null | undefined): number[] => (text ?? '').split(',').map(Number)
    for (let i = 0; i < count; i++) yield { row: rows[i] ?? 0, columns: list(columns[i]), says: list(says[i]), cells: cells.map(one => one[i] ?? null) }
  }
}

const EXAMPLES = 3

/** The same, counted: by file, column and sort of trouble, with the first few. */
export async function countWrong(reading: Reading, inputs: readonly Input[]): Promise<void> {
  const { database, says, note } = reading
  for (const [number, input] of inputs.entries()) {
    const { raw } = input
    const found = await database.connection.runAndReadAll(`SELECT col, say, COUNT(*), array_to_string(min(row, ${EXAMPLES}), ',') FROM ${scratch('wrong')} WHERE input = ${number} GROUP BY col, say ORDER BY col, say`)
    const sorts = new Map<string, { readonly col: number; readonly say: number; count: number; readonly rows: number[] }>()
    for (const [col, say, count, rows] of found.getRows()) {
      const key = `${String(col)} ${says[Number(say)]?.code ?? ''}`
      const known = sorts.get(key) ?? { col: Number(col), say: Number(say), count: 0, rows: [] }
      known.count += Number(count)
      known.rows.push(...String(rows).split(',').map(Number))
      sorts.set(key, known)
    }
    for (const { col, say, count, rows } of sorts.values()) {
      const said = says[say]
      if (said !== undefined) note(input, said, 'error', raw.headers[col], count, await examplesOf(reading, input, col, rows))
    }
    if (raw.rejects !== undefined) note(input, { code: 'row-shape', params: {} }, 'error', undefined, raw.rejected, (await database.connection.runAndReadAll(`SELECT line, ANY_VALUE(csv_line) FROM ${identifier(raw.rejects)} GROUP BY line ORDER BY line LIMIT ${EXAMPLES}`)).getRows().map(([line, text]) => ({ row: Number(line), text: String(text) })))
  }
}

/** What stands in the first few of some rows. */
export async function examplesOf({ database }: Reading, { raw }: Input, col: number, rows: readonly number[]): Promise<Problem['examples']> {
  const first = [...new Set(rows)].sort((a, b) => a - b).slice(0, EXAMPLES)
  if (first.length === 0) return []
  const found = await database.connection.runAndReadAll(`SELECT rowid, ${col < 0 ? (raw.headers.length > 0 ? 'c0' : `''`) : `c${col}`} FROM ${identifier(raw.name)} WHERE rowid IN (${first.join(', ')}) ORDER BY rowid`)
  return found.getRows().map(([row, text]) => ({ row: raw.line(Number(row)), text: text === null ? '' : String(text) }))
}
