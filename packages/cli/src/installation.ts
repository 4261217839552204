import { EXIT, Refusal } from './open.ts'

/** Runs what works on an installation. What the server refuses in words is a refusal of ours, with those words. */
export async function inWords(action: () => Promise<number>): Promise<number> {
  try { return await action() } catch (error) {
    const words: unknown = error instanceof Error && 'words' in error ? error.words : undefined
    if (typeof words === 'object' && words !== null && 'zh' in words && 'en' in words) throw new Refusal(`${String(words.zh)}\n${String(words.en)}`, EXIT.missing)
    throw error
  }
}
