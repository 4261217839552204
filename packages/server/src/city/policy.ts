import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadPack, type Loaded } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { Refusal } from './refusal.ts'

/** The policy that the pages show: the first with instruments of its own, with the pack that completes it, as the pages are built. */
export function policyIn(folder: string): Loaded {
  const paths = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'policy.md'))).map(entry => join(folder, entry.name)).sort()
  const all = paths.map(path => ({ path, loaded: load(path, []) }))
  const first = all.find(({ loaded: { program } }) => program.pack.completes === undefined && program.instruments.length > 0)
  if (first === undefined) throw new Refusal(`${folder} 里没有带政策工具的政策包。`, `There is no policy with instruments in ${folder}.`)
  const completing = all.find(({ loaded }) => loaded.program.pack.completes === first.loaded.program.pack.id)
  const loaded = completing === undefined ? first.loaded : load(first.path, [completing.path])
  if (loaded.diagnostics.some(one => one.severity === 'error')) throw new Refusal(`政策包 ${first.path} 有错误；用 lizhu check 查看并修正。`, `The pack ${first.path} has errors; lizhu check shows them.`)
  return loaded
}

const load = (path: string, completing: readonly string[]): Loaded => loadPack(readFolder(path), siblings(path), completing.map(readFolder))
