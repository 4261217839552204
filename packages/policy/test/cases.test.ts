import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPack, readCases, runCase, type Diagnostic, type Loaded } from '../src/index.ts'
import { readFolder, siblings } from '../src/node.ts'

const policies = join(import.meta.dirname, '../../../policies')

// Every pack of the repository keeps its own worked examples; each is a test.
describe.each(readdirSync(policies))('the cases of %s', id => {
  const path = join(policies, id)
  const folder = readFolder(path)
  const diagnostics: Diagnostic[] = []
  const cases = readCases(folder, diagnostics)
  const loaded = new Map<string, Loaded>()
  const withPacks = (packs: readonly string[]) => {
    const key = packs.join()
    const found = loaded.get(key) ?? loadPack(folder, siblings(path), packs.map(name => readFolder(join(policies, name))))
    loaded.set(key, found)
    return found
  }
  it('are well formed', () => { expect(diagnostics).toEqual([]) })
  if (cases.length > 0) it.each(cases.map(one => [`${one.file.split('/').at(-1) ?? ''} · ${one.raw.case.text}`, one] as const))('%s', (_name, one) => {
    expect(runCase(withPacks((one.raw.packs ?? []).map(pack => pack.text)), one)).toEqual([])
  })
})
