import { bring, type Words } from './language.ts'

/** What the pages of the system of record say: fetched with the first of them. */
const words: Words = {
  zh: async () => (await import('./zh-system.ts')).zhSystem,
  en: async () => (await import('./en-system.ts')).enSystem,
}
let brought: Promise<void> | undefined
export const recordWords = (): Promise<void> => (brought ??= bring(words))
