import { Refused } from '../api/problem.ts'

/** Least lengths in characters: of an enterprise's people, and of an office's (ASVS 5: 8, better 15; no rule of composition). */
export const SHORTEST = { enterprise: 8, office: 12 } as const
const LONGEST = 128

export const lengthOf = (password: string): number => [...password.normalize('NFKC')].length
export const isLong = (password: string): boolean => lengthOf(password) >= SHORTEST.office

/** Refuses a password that is too short or long, names its owner, or is among those everybody tries first. */
export async function requireGoodPassword(password: string, { login, office }: { readonly login: string; readonly office: boolean }, field = '/password'): Promise<void> {
  const least = office ? SHORTEST.office : SHORTEST.enterprise
  const length = lengthOf(password)
  const refuse = (zh: string, en: string): never => { throw new Refused(422, 'password-refused', { params: { zh, en }, field }) }
  if (length < least) refuse(`密码至少 ${least} 个字符。`, `A password has at least ${least} characters.`)
  if (length > LONGEST) refuse(`密码最多 ${LONGEST} 个字符。`, `A password has at most ${LONGEST} characters.`)
  const plain = password.normalize('NFKC').toLowerCase()
  if (login.length > 3 && plain.includes(login)) refuse('密码里不要有登录名。', 'A password does not hold the login.')
  if (new Set(plain).size < 5 || isRun(plain) || isCommon(plain, await commonest())) refuse('这个密码太常见，别人最先会试它。请换一个，例如几个不相干的词。', 'This password is among those that are tried first. Choose another, such as a few words that have nothing to do with each other.')
}

/** 12345678, abcdefgh, 87654321: each character next to the one before. */
function isRun(text: string): boolean {
  const points = [...text].map(character => character.codePointAt(0) ?? 0)
  const steps = new Set(points.slice(1).map((point, i) => point - (points[i] ?? 0)))
  return steps.size === 1 || (steps.size === 2 && steps.has(-9))
}

/** One of the commonest, or little more than one with figures and signs about it: woaini1314. */
function isCommon(text: string, common: ReadonlySet<string>): boolean {
  const word = text.replace(/^\P{L}+|\P{L}+$/gu, '')
  return common.has(text) || (word.length >= 4 && word.length * 2 >= text.length && common.has(word))
}

let list: Promise<ReadonlySet<string>> | undefined
/** The 49,000 commonest passwords, as zxcvbn-ts collects them (MIT). */
function commonest(): Promise<ReadonlySet<string>> {
  return list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
}
