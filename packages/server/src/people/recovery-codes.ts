import { randomBytes } from 'node:crypto'
import type { Secrets } from './secrets.ts'

const HOW_MANY = 10
/** Without letters that look like others. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Text that nobody guesses, in groups that can be read out: 16 letters of 31, 79 bits. */
export function randomText(groups = 4): string {
  return Array.from({ length: groups }, () => Array.from({ length: 4 }, letter).join('')).join('-')
}
/** Bytes that would make some letters likelier are thrown away. */
function letter(): string {
  for (;;) {
    const [byte = 255] = randomBytes(1)
    if (byte < LETTERS.length * 8) return LETTERS[byte % LETTERS.length] ?? ''
  }
}

/** Codes to sign in with when the authenticator is lost, each once; kept only as marks. */
export function newRecoveryCodes(secrets: Secrets, whose: string): { readonly codes: string[]; readonly marks: Buffer[] } {
  const codes = Array.from({ length: HOW_MANY }, () => randomText())
  return { codes, marks: codes.map(code => markOfCode(secrets, whose, code)) }
}

export const markOfCode = (secrets: Secrets, whose: string, code: string): Buffer => secrets.mark(code.toLowerCase().replace(/[^a-z0-9]/g, ''), `recovery ${whose}`)
