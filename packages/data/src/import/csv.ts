import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { DuckDB } from '../database/duckdb.ts'
import { delimiterOf } from '../sheet/csv.ts'
import { decoded, encodingOf, headOf as bytesOf, isUndecodable } from '../sheet/encoding.ts'
import { trimmed } from './quick.ts'
import { SayError } from './say.ts'
import type { RawTable } from './raw.ts'

const HEAD = 1 << 20

/** A text file as UTF-8: itself, or a copy at `copy` where it is GB18030 or UTF-16. */
export async function asUtf8(path: string, copy: string): Promise<string> {
  const encoding = await encodingOf(path)
  if (encoding === 'utf-8') return path
  if (encoding === undefined) throw new SayError('encoding', {})
  try {
    await pipeline(decoded(path, encoding), createWriteStream(copy))
  } catch (error) {
    if (isUndecodable(error)) throw new SayError('encoding', {})
    throw error
  }
  return copy
}

/** The names of the columns and what stands between them, read from the first line. */
async function headOf(path: string): Promise<{ readonly headers: readonly string[]; readonly delimiter: string }> {
  const text = (await bytesOf(path, HEAD)).toString('utf8').replace(/^\ufeff/, '')
  const delimiter = delimiterOf(text)
  return { headers: fieldsOf(text, delimiter), delimiter }
}

/** The fields of the first record. */
export function fieldsOf(text: string, delimiter: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    let field = ''
    if (text[at] === '"') {
      for (at++; at < text.length; at++) { if (text[at] !== '"') field += text[at] ?? ''; else if (text[at + 1] === '"') { field += '"'; at++ } else break }
      at++
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') field += text[at++] ?? ''
    fields.push(field)
    if (text[at] !== delimiter) return fields
    at++
  }
}

/** A UTF-8 file as a table of texts. Records of another shape are not in it. */
export async function readCsv(database: DuckDB, path: string, name: string): Promise<RawTable> {
  const { headers, delimiter } = await headOf(path)
  if (headers.every(one => one.trim() === '')) throw new SayError('unreadable', { why: '没有标题行 no header' })
  const columns = headers.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ')
  // The options take plain names only.
  const rejects = `${name.replaceAll(' ', '_')}_rejects`
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${identifier(name)} AS SELECT ${headers.map((_, i) => `${trimmed(`c${i}`)} AS c${i}`).join(', ')} FROM read_csv(${textLiteral(path)}, auto_detect=false, delim=${textLiteral(delimiter)}, quote='"', escape='"', header=true, columns={${columns}}, ignore_errors=true, store_rejects=true, max_line_size=10000000, rejects_table=${textLiteral(rejects)}, rejects_scan=${textLiteral(`${name.replaceAll(' ', '_')}_scans`)})`)
  const lines = (await database.connection.runAndReadAll(`SELECT DISTINCT CAST(line AS INTEGER) FROM ${identifier(rejects)} ORDER BY 1`)).getRows().map(([line]) => Number(line))
  // The row of a record counts those before it that are not there; in a single column an empty one is.
  const absent = headers.length === 1 ? lines : [...lines, ...await blankLines(path)].sort((a, b) => a - b)
  const starts = absent.map((line, i) => line - 2 - i)
  return { name, headers, rejects: lines.length === 0 ? undefined : rejects, rejected: lines.length, line: row => row + 2 + upTo(starts, row) }
}

/** Records in which nothing stands, counted from 1 with the header. Few files have any: only those are read byte by byte. */
async function blankLines(path: string): Promise<number[]> {
  const [LF, CR, QUOTE] = [10, 13, 34]
  let tail = Buffer.alloc(0)
  let any = false
  for await (const chunk of createReadStream(path, { highWaterMark: HEAD })) {
    const bytes = Buffer.concat([tail, Buffer.from(chunk)])
    if (bytes.includes('\n\n') || bytes.includes('\n\r\n')) { any = true; break }
    tail = Buffer.from(bytes.subarray(-2))
  }
  if (!any) return []
  const blank: number[] = []
  let [record, length, quoted] = [1, 0, false]
  for await (const chunk of createReadStream(path, { highWaterMark: HEAD })) for (const byte of Buffer.from(chunk)) {
    if (byte === QUOTE) quoted = !quoted
    if (byte !== LF || quoted) { if (byte !== CR) length++; continue }
    if (length === 0) blank.push(record)
    record++
    length = 0
  }
  return blank
}

/** How many of some ascending numbers are no larger. */
function upTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) { const middle = (low + high) >> 1; if ((numbers[middle] ?? 0) <= most) low = middle + 1; else high = middle }
  return low
}
