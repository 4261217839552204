/** The kind of party that a natural person is, in the vocabulary that policies share. */
export const isPerson = (kind: string): boolean => kind === '个人'

/** A person's name as the public may read it: the first character of it, 张*. */
export function maskedName(name: string): string {
  const [first, ...rest] = [...name.trim()]
  return first === undefined ? '' : `${first}${'*'.repeat(Math.max(1, rest.length))}`
}

/** Of an account its first four figures and its last four. */
export const maskedAccount = (account: string): string => `${account.slice(0, 4)}${'*'.repeat(Math.max(4, account.length - 8))}${account.slice(-4)}`

/** Numbers that identify a person: an identity card's, which no public paper has. */
const IDENTITY = /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])|(?<!\d)\d{15}(?!\d)/g

/** Whether a text holds what looks like the number of an identity card. */
export function holdsIdentityNumber(text: string): boolean {
  // A unified social credit code or an account of figures alone has no date in it; one such number hides no other.
  return [...text.matchAll(IDENTITY)].some(([found]) => isDay(found.length === 15 ? `19${found.slice(6, 12)}` : found.slice(6, 14)))
}

function isDay(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))]
  return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}
