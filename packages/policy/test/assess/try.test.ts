import { test } from 'vitest'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { readCases } from '../../src/cases/read.ts'
import { runCase } from '../../src/cases/run.ts'

test('try', () => {
  const path = '../../policies/shaoguan-2020-2'
  const root = process.cwd().endsWith('policy') ? path : 'policies/shaoguan-2020-2'
  const folder = readFolder(root)
  const diagnostics: never[] = []
  const cases = readCases(folder, diagnostics)
  let ok = 0
  for (const one of cases) {
    const packs = (one.raw.packs ?? []).map(p => readFolder(`policies/${p.text}`))
    const { program, diagnostics: d } = loadPack(folder, siblings(root), packs)
    if (ok === 0 && one === cases[0]) console.log('diagnostics', d.filter(x => x.severity === 'error').slice(0, 5))
    const wrong = runCase(program, one)
    if (wrong.length === 0) ok++
    else console.log(one.file, one.raw.case.text, '\n   ', wrong.join('\n    '))
  }
  console.log(ok, 'of', cases.length)
}, 120000)
