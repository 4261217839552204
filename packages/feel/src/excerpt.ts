import type { Span } from './problem.ts'

export interface ExcerptOptions {
  /** Line number of the source's first line (default 1). */
  readonly line?: number
}

/** Columns a character takes in a terminal: Han and full-width forms two, combining marks none. */
function width(char: string): number {
  if (/\p{Mn}|\p{Cf}/u.test(char)) return 0
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(char) ? 2 : 1
}

const columns = (text: string): number => [...text].reduce((sum, char) => sum + width(char), 0)

/** What would upset a terminal is shown as a picture of itself. */
const visible = (text: string): string => text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f]/g, char => String.fromCharCode(0x2400 + (char === '\u007f' ? 0x21 : char.charCodeAt(0))))

const LONGEST = 120
const AROUND = 50

/**
 * The line that a span begins on, with carets under the span, lined up also under double-width characters:
 * ```
 * 1 | 固定资产投资 ＞ 1000万元
 *   |              ^^
 * ```
 */
export function excerpt(source: string, span: Span, options: ExcerptOptions = {}): string {
  const from = Math.min(Math.max(0, span.from), source.length)
  const lineStart = source.lastIndexOf('\n', from - 1) + 1
  const newline = source.indexOf('\n', from)
  const lineEnd = newline === -1 ? source.length : newline
  const number = String((options.line ?? 1) + [...source.slice(0, lineStart).matchAll(/\n/g)].length)
  const cut = lineEnd - lineStart > LONGEST
  const start = cut ? Math.max(lineStart, from - AROUND) : lineStart
  const end = cut ? Math.min(lineEnd, from + AROUND) : lineEnd
  const text = (start > lineStart ? '…' : '') + visible(source.slice(start, end)) + (end < lineEnd ? '…' : '')
  const before = (start > lineStart ? 1 : 0) + columns(visible(source.slice(start, from)))
  const marked = Math.max(1, columns(visible(source.slice(from, Math.min(Math.max(span.to, from), end)))))
  const margin = ' '.repeat(number.length)
  return `${number} | ${text}\n${margin} | ${' '.repeat(before)}${'^'.repeat(marked)}`
}
