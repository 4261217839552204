/** The text of a FEEL string literal, quotes included in `raw`. Undefined when an escape means nothing. */
export function unescape(raw: string): string | undefined {
  const inner = raw.slice(1, -1)
  if (!inner.includes('\\')) return inner
  let bad = false
  const text = inner.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]?))/g, (_, four?: string, six?: string, one = '') => {
    const code = Number.parseInt(four ?? six ?? '', 16)
    if (!Number.isNaN(code)) {
      if (code > 0x10ffff) bad = true
      return bad ? '' : String.fromCodePoint(code)
    }
    const plain = SIMPLE[String(one)]
    if (plain === undefined) bad = true
    return plain ?? ''
  })
  return bad ? undefined : text
}

const SIMPLE: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t', "'": "'" }
