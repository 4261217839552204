import type { Problem, Span } from '../problem.ts'
import { quantityAt, type Quantity } from '../quantity.ts'

/**
 * One pass over the source before the grammar sees it. It refuses every character that the grammar would take silently
 * into a name, replaces each quantity by a name of the same length (so that spans keep) and blanks strings and comments.
 */
export interface Scan {
  /** As long as the source. */
  readonly text: string
  /** By the offset at which they start. */
  readonly quantities: ReadonlyMap<number, Quantity & { readonly to: number }>
  readonly problems: readonly Problem[]
}

/** A longer expression is a mistake, or an attack. The grammar's own time grows faster than the length. */
export const LONGEST_SOURCE = 10_000
const DEEPEST = 60

const NAME_START = /[\p{Script=Han}\p{L}_]/u
const NAME_PART = /[\p{Script=Han}\p{L}0-9_]/u
/** Compatibility forms look like what they are not: Ａ, １, ﾊ, ㈱. */
const COMPATIBILITY = /[\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb4f\uff00-\uffef]/
const PUNCTUATION = '+-*/()[],.=<>!@:'
const PLAIN_NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y

/** What somebody meant who typed a character that the language does not have. */
const REPAIRS: Readonly<Record<string, string>> = {
  '（': '(', '）': ')', '［': '[', '］': ']', '【': '[', '】': ']', '，': ',', '、': ',', '。': '.', '．': '.', '：': ':', '＝': '=', '＞': '>', '＜': '<',
  '≥': '>=', '≤': '<=', '≠': '!=', '＋': '+', '－': '-', '—': '-', '–': '-', '−': '-', '×': '*', '＊': '*', '÷': '/', '／': '/',
  '％': '%', '“': '"', '”': '"', '＂': '"', '‘': '"', '’': '"', "'": '"', '「': '"', '」': '"', '\u3000': ' ', '\u00a0': ' ',
  '&': 'and', '＆': 'and', '|': 'or', '｜': 'or', '！': '!=', '～': '..', '~': '..', '…': '..',
}

/** Scans `source`; with any problem in it, `text` is not to be parsed. */
export function scan(source: string): Scan {
  const problems: Problem[] = []
  const quantities = new Map<number, Quantity & { to: number }>()
  const report = (code: string, from: number, to: number, params: Record<string, string> = {}): void => {
    problems.push({ code, params, span: { from, to }, severity: 'error' })
  }
  if (source.length > LONGEST_SOURCE) {
    report('too-long', LONGEST_SOURCE, source.length, { length: String(source.length), most: String(LONGEST_SOURCE) })
    return { text: '', quantities, problems }
  }
  const out: string[] = []
  let depth = 0
  let at = 0
  while (at < source.length && problems.length < 5) {
    const from = at
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0)
    if (char === '"') {
      at = endOfString(source, from, report)
      out.push(blankString(at - from))
    } else if (source.startsWith('//', from) || source.startsWith('/*', from)) {
      at = endOfComment(source, from, report)
      out.push(source.slice(from, at).replace(/[^\n]/g, ' '))
    } else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(source.charAt(from + 1)) && source.charAt(from - 1) !== '.')) {
      const found = quantityAt(source, from)
      at = found?.to ?? endOfNumber(source, from)
      if (found !== undefined) quantities.set(from, found)
      out.push(found === undefined ? source.slice(from, at) : 'q'.repeat(at - from))
      const glued = endOfName(source, at)
      if (glued > at || source.slice(from, at).includes('：')) report('bad-quantity', from, glued, { text: source.slice(from, glued) })
      at = glued
    } else if (NAME_START.test(char) && !COMPATIBILITY.test(char)) {
      at = endOfName(source, from)
      out.push(source.slice(from, at))
    } else {
      at = from + char.length
      if ('([{'.includes(char) && ++depth > DEEPEST) {
        report('too-deep', from, at, { most: String(DEEPEST) })
        break
      }
      if (')]}'.includes(char)) depth = Math.max(0, depth - 1)
      if (!PUNCTUATION.includes(char) && !' \t\n\r'.includes(char)) report(...badCharacter(char, from))
      out.push(char === '\t' || char === '\r' ? ' ' : char)
    }
  }
  return { text: out.join(''), quantities, problems }
}

type Report = (code: string, from: number, to: number, params?: Record<string, string>) => void

/** The offset after the closing quote. */
function endOfString(source: string, from: number, report: Report): number {
  for (let i = from + 1; i < source.length; i++) {
    const char = source.charAt(i)
    if (char === '"') return i + 1
    if (char === '\\') { i++; continue }
    if (isControl(char)) {
      report(...badCharacter(char, i))
      return source.length
    }
  }
  report('open-string', from, source.length)
  return source.length
}

const blankString = (length: number): string => (length < 2 ? '"' : `"${'x'.repeat(length - 2)}"`)

function endOfComment(source: string, from: number, report: Report): number {
  if (source.startsWith('//', from)) {
    const end = source.indexOf('\n', from)
    return end === -1 ? source.length : end
  }
  const end = source.indexOf('*/', from + 2)
  if (end !== -1) return end + 2
  report('open-comment', from, source.length)
  return source.length
}

function endOfNumber(source: string, from: number): number {
  PLAIN_NUMBER.lastIndex = from
  return from + (PLAIN_NUMBER.exec(source)?.[0].length ?? 1)
}

function endOfName(source: string, from: number): number {
  let at = from
  while (at < source.length) {
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0)
    if (!NAME_PART.test(char) || COMPATIBILITY.test(char)) break
    at += char.length
  }
  return at
}

const isControl = (char: string): boolean => /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/.test(char)

function badCharacter(char: string, from: number): [string, number, number, Record<string, string>] {
  const span = [from, from + char.length] as const
  const invisible = isControl(char) || /[\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Z}]/u.test(char)
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  if (char === '\u3000' || char === '\u00a0') return ['bad-space', ...span, { character: code }]
  if (invisible) return ['bad-control', ...span, { character: code }]
  const repair = REPAIRS[char] ?? halfWidth(char)
  if (char === '%' || char === '‰') return ['lone-percent', ...span, { character: char }]
  if (char === '{' || char === '}') return ['no-context', ...span, {}]
  return repair === undefined ? ['bad-character', ...span, { character: char }] : ['wrong-character', ...span, { character: char, repair }]
}

/** １ and Ａ have a half-width twin. */
function halfWidth(char: string): string | undefined {
  const code = char.charCodeAt(0)
  return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : undefined
}

/** The span of what a scan blanked or kept, without white space at its ends. */
export function trimmed(source: string): Span {
  const from = source.length - source.trimStart().length
  return { from, to: Math.max(from, source.trimEnd().length) }
}
