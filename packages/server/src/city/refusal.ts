import type { InWords } from '@lizhu/policy/simulate'

/** What somebody can mend, in both languages. */
export class Refusal extends Error {
  readonly words: InWords
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.words = { zh, en }
  }
}
