import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no letter that is taken for a figure. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A hundred bits that nobody guesses, short enough to be typed. */
export const newVerification = (): string => [...randomBytes(20)].map(byte => LETTERS.charAt(byte % 32)).join('')
export const spelled = (code: string): string => code.replace(/.{4}(?=.)/g, '$&-')

/** A code as somebody typed it; undefined where it can be none. */
export function readVerification(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === 20 && [...code].every(one => LETTERS.includes(one)) ? code : undefined
}
