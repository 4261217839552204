import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { checkWords, loadPack, type Coverage, type Diagnostic, type Loaded } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'

/** What went wrong for the user, not for the program: printed without a stack, with its exit code. */
export class Refusal extends Error {
  readonly exit: number
  constructor(message: string, exit: number) { super(message); this.exit = exit }
}
/** Exit codes (documented in docs/cli.md). */
export const EXIT = { ok: 0, findings: 1, usage: 2, missing: 3 } as const

export interface Opened extends Loaded { readonly coverage: Coverage; readonly all: readonly Diagnostic[] }

/** Opens a pack's folder with the packs that complete it, and runs every check. */
export function open(path: string, completing: readonly string[] = []): Opened {
  if (!existsSync(join(path, 'policy.md'))) throw new Refusal(`找不到政策包：${path} 里没有 policy.md。\nNo pack here: there is no policy.md in ${path}.`, EXIT.missing)
  const found = completing.map(id => {
    const folder = existsSync(join(id, 'policy.md')) ? id : join(dirname(resolve(path)), id)
    if (!existsSync(join(folder, 'policy.md'))) throw new Refusal(`找不到补充的政策包：${id}。\nThe completing pack ${id} cannot be found.`, EXIT.missing)
    return readFolder(folder)
  })
  const loaded = loadPack(readFolder(path), siblings(path), found)
  const words: Diagnostic[] = []
  const coverage = checkWords(loaded.source, words)
  for (const other of loaded.others) checkWords(other, words)
  return { ...loaded, coverage, all: [...loaded.diagnostics, ...words] }
}
