/** Why something about an installation cannot be done: what, where, and what to do. */
export class InstallationProblem extends Error {
  readonly words: { readonly zh: string; readonly en: string }
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.words = { zh, en }
  }
}

/** What a long piece of work is at, for whoever waits. */
export interface Told {
  step(zh: string, en: string): void
  at(done: number, of?: number): void
}
export const SILENT: Told = { step: () => undefined, at: () => undefined }

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
