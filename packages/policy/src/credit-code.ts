/** 统一社会信用代码, GB 32100-2015, upper case: 18 characters, the last a check of the others. */
export type CreditCode = string & { readonly kind: 'credit code' }

export type ReadCreditCode =
  | { readonly code: CreditCode }
  /** `form`: not 18 characters of its alphabet, which no registered code lacks. */
  | { readonly wrong: 'form' }
  /** The check fails. Registered codes that fail exist: with evidence such a one may be taken in. */
  | { readonly code: CreditCode; readonly wrong: 'check' | 'organisation check'; readonly expected: string }

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** GB 11714-1997: characters 9 to 16 and their check at 17. */
const ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2]

/** Reads a code as somebody typed it: case and spaces are theirs. */
export function readCreditCode(typed: string): ReadCreditCode {
  const text = typed.replace(/\s/g, '').toUpperCase()
  if (!isForm(text)) return { wrong: 'form' }
  const expected = checkOf(text)
  if (text.charAt(17) !== expected) return { code: text, wrong: 'check', expected }
  const organisation = organisationCheckOf(text)
  return text.charAt(16) === organisation ? { code: text } : { code: text, wrong: 'organisation check', expected: organisation }
}

/** A code out of its first 16 characters. @throws RangeError where they are not of its alphabet */
export function completeCreditCode(first: string): CreditCode {
  const seventeen = `${first}${organisationCheckOf(first)}`
  const text = `${seventeen}${checkOf(seventeen)}`
  if (!isForm(text)) throw new RangeError(`${first} does not begin a credit code`)
  return text
}

function checkOf(text: string): string {
  return ALPHABET.charAt((31 - sum(text, WEIGHTS, one => ALPHABET.indexOf(one)) % 31) % 31)
}
function organisationCheckOf(text: string): string {
  const left = 11 - sum(text.slice(8), ORGANISATION, one => parseInt(one, 36)) % 11
  return left === 10 ? 'X' : left === 11 ? '0' : String(left)
}

function isForm(text: string): text is CreditCode {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)
}
function sum(text: string, weights: readonly number[], value: (one: string) => number): number {
  return weights.reduce((total, weight, i) => total + weight * value(text.charAt(i)), 0)
}
