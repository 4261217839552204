/** The text of a FEEL string literal, quotes included in `raw`. Undefined when an escape means nothing. */
export function unescape(raw: string): string | undefined {
  const inner = raw.slice(1, -1)
  const pieces = inner.split(ESCAPE).map((piece, i) => (i % 2 === 0 ? piece : character(piece)))
  return pieces.includes(undefined) ? undefined : pieces.join('')
}

const ESCAPE = /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|[\s\S]?)/

/** What stands after a backslash. */
function character(escape: string): string | undefined {
  if (escape.length <= 1) return SIMPLE[escape]
  const code = Number.parseInt(escape.slice(1), 16)
  return code > 0x10ffff ? undefined : String.fromCodePoint(code)
}

const SIMPLE: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t', "'": "'" }
