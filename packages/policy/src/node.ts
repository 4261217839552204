import { readFileSync, readdirSync, existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Folder } from './source/pack.ts'
import type { Library } from './compile/load.ts'

/** Reads a pack's folder from disk: every .md and .yaml file under it. */
export function readFolder(path: string): Folder {
  const root = resolve(path)
  const files = new Map<string, string>()
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name)
      if (statSync(file).isDirectory()) walk(file)
      else if (/\.(md|yaml|yml)$/.test(name)) files.set(relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8'))
    }
  }
  if (existsSync(root)) walk(root)
  return { name: relative(process.cwd(), root) || basename(root), files }
}

/** Packs are found by their folder's name beside the one given. */
export function siblings(path: string): Library {
  const parent = dirname(resolve(path))
  return id => existsSync(join(parent, id, 'policy.md')) ? readFolder(join(parent, id)) : undefined
}
