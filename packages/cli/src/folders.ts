import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EXIT, Refusal } from './open.ts'

/** A folder for what is only there meanwhile, beside what is being made (the same disk has room for both). It goes, whatever happens. */
export async function inWorkFolder<T>(beside: string, action: (folder: string) => Promise<T>): Promise<T> {
  const parent = dirname(resolve(beside))
  if (!existsSync(parent)) throw new Refusal(`没有文件夹 ${parent}，先建好再写。\nThere is no folder ${parent}; make it first.`, EXIT.missing)
  const folder = mkdtempSync(join(parent, '.lizhu-'))
  try { return await action(folder) } finally { rmSync(folder, { recursive: true, force: true }) }
}

/** Refuses a folder that holds something else than what we write there (`mark`: a file that tells). */
export function mayReplace(path: string, mark: string): void {
  if (!existsSync(path)) return
  let inside: string[]
  try { inside = readdirSync(path) } catch { throw new Refusal(`${path} 是文件，不是文件夹。\n${path} is a file, not a folder.`, EXIT.usage) }
  if (inside.length > 0 && !inside.includes(mark)) throw new Refusal(`文件夹 ${path} 里有别的东西，不覆盖；换一个文件夹。\nThe folder ${path} holds other things and is not overwritten; name another.`, EXIT.usage)
}

/** Puts a finished folder in the place of an older one, which lies beside it (`.old`) until the new one is there: a crash loses neither. */
export function replaceFolder(from: string, to: string): void {
  const old = `${resolve(to)}.old`
  if (existsSync(to)) { rmSync(old, { recursive: true, force: true }); renameSync(to, old) }
  renameSync(from, to)
  rmSync(old, { recursive: true, force: true })
}
