import type { SheetLimits } from './limits.ts'
import { decoded, isUndecodable, type Encoding } from './encoding.ts'
import { SheetProblem, cellProblem } from './problem.ts'
import { gathering, type SheetRow } from './row.ts'

/** What stands between cells: whatever of comma, tab and semicolon the first record has most of, outside its quotes. */
export function delimiterOf(head: string): string {
  const [line = ''] = head.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/)
  return [',', '\t', ';'].map(one => [one, line.split(one).length] as const).reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}

/** Of the text that tells the delimiter. */
const HEAD = 1 << 16

/** The records of a text file as they stream past (RFC 4180; also after a lone CR). */
export async function* recordsIn(path: string, encoding: Encoding, name: string, limits: SheetLimits, signal?: AbortSignal): AsyncGenerator<SheetRow> {
  const into = gathering(name, limits)
  let records: Records | undefined
  let head = ''
  try {
    for await (const text of decoded(path, encoding)) {
      signal?.throwIfAborted()
      if (records === undefined) {
        head += text
        if (head.length < HEAD) continue
      }
      records ??= scanning(delimiterOf(head), into, name, limits)
      records.write(head === '' ? text : head)
      head = ''
      yield* into.take()
    }
  } catch (error) {
    if (isUndecodable(error)) throw new SheetProblem('encoding')
    throw error
  }
  records ??= scanning(delimiterOf(head), into, name, limits)
  records.write(head)
  records.end()
  yield* into.take()
}

interface Records { readonly write: (text: string) => void; readonly end: () => void }
const [LF, CR, QUOTE] = [10, 13, 34]

function scanning(delimiter: string, into: ReturnType<typeof gathering>, sheet: string, limits: SheetLimits): Records {
  const between = delimiter.charCodeAt(0)
  let [row, column, cell, opened] = [1, 0, '', 0]
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let [afterCr, stray] = [false, false]
  into.start(row)
  const endCell = (): void => {
    into.put(column, harmed(cell))
    if (stray) into.problem(cellProblem(column, 'stray-quote'))
    cell = ''
    state = 'start'
    stray = false
    column++
  }
  const endRecord = (): void => { endCell(); into.end(); column = 0; into.start(++row) }
  const add = (text: string): void => {
    cell += text
    if (cell.length > limits.cellLength + 1) throw new SheetProblem(state === 'quoted' ? 'open-quote' : 'cell-too-long', { most: limits.cellLength }, { sheet, row: state === 'quoted' ? opened : row, column })
  }
  /** From `at` to the next character that means something. */
  const run = (text: string, at: number): number => {
    if (state === 'quoted') { const end = text.indexOf('"', at); return end < 0 ? text.length : end }
    let end = at
    for (let code = text.charCodeAt(end); end < text.length && code !== between && code !== LF && code !== CR; code = text.charCodeAt(end)) end++
    return end
  }
  const scan = (text: string): void => {
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at)
      if (afterCr) { afterCr = false; if (code === LF) { at++; continue } }
      if (state === 'quoted') {
        const end = run(text, at)
        add(text.slice(at, end))
        if (end < text.length) state = 'closed'
        at = end + 1
      } else if (state === 'closed' && code === QUOTE) { state = 'quoted'; add('"'); at++ }
      else if (code === between) { endCell(); at++ }
      else if (code === LF || code === CR) { endRecord(); afterCr = code === CR; at++ }
      else if (state === 'start' && code === QUOTE) { state = 'quoted'; opened = row; at++ }
      else {
        if (state === 'closed') stray = true
        state = 'plain'
        const end = run(text, at)
        add(text.slice(at, end))
        at = end
      }
    }
  }
  return {
    write(text) {
      const nul = text.indexOf('\0')
      scan(nul < 0 ? text : text.slice(0, nul))
      if (nul >= 0) throw new SheetProblem('nul', {}, { sheet, row, column })
    },
    end() {
      if (state === 'quoted') throw new SheetProblem('open-quote', { most: limits.cellLength }, { sheet, row: opened, column })
      endRecord()
    },
  }
}

const FORMULA = new Set(['=', '+', '-', '@', '\t', '\r'])

/**
 * A cell of a file that people open: a spreadsheet takes it for a text and runs no formula (OWASP, CSV injection).
 * One apostrophe more where some stand already, so that `harmed` gives back what was there.
 */
export const harmless = (text: string): string => (isFormula(text) ? `'${text}` : text)
/** The same cell read: a spreadsheet's mark of a text is no part of it. */
const harmed = (text: string): string => (text.startsWith("'") && isFormula(text) ? text.slice(1) : text)
function isFormula(text: string): boolean {
  let at = 0
  while (text[at] === "'") at++
  return FORMULA.has(text[at] ?? '')
}
