import { javascript, webassembly } from '@lizhu/feel/kernel'
import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import type { Program } from '../../src/program.ts'
import { agreement, dossiersOf, planOf } from './agreement.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const load = (path: string, completing: readonly string[] = []): Program => loadPack(readFolder(at(path)), siblings(at(path)), completing.map(one => readFolder(at(one)))).program

const SHAOGUAN = '../../../../policies/shaoguan-2020-2'
const PROGRAMS: readonly (readonly [string, Program, number, number])[] = [
  ['shaoguan', load(SHAOGUAN), 25, 52],
  ['shaoguan with its demo settings', load(SHAOGUAN, ['../../../../policies/shaoguan-demo']), 25, 50],
]
const CLAUSES = ['C01', 'C02', 'C03', 'C04', 'C06', 'C07', 'C09', 'C10', 'C11', 'C13', 'C14', 'C15', 'C17', 'C19', 'C20', 'C22', 'C24', 'C27', 'C28', 'C30', 'C32']

describe.each(PROGRAMS)('%s', (_, program, count, kernels) => {
  it('says in columns what it says one at a time', () => {
    const plan = planOf(program)
    expect(plan.kernels.length).toBeGreaterThanOrEqual(kernels)
    for (const [share, seed, awards] of [[10, 1, false], [0, 2, false], [40, 3, true]] as const) {
      const { cells, byKernel, differ } = agreement(plan, dossiersOf(program, count, share, seed, awards), seed === 2 ? javascript : one => webassembly(one)!)
      expect(differ.slice(0, 3).join('\n')).toBe('')
      if (!awards) expect(byKernel / cells).toBeGreaterThan(0.5)
    }
  })
})

describe('clauses of other policies', () => {
  it('say in columns what they say one at a time', () => {
    const ofKernels: string[] = []
    for (const id of CLAUSES) {
      const program = load(`../clauses/${id}`)
      const plan = planOf(program)
      if (plan.kernels.length > 0) ofKernels.push(id)
      const { differ } = agreement(plan, dossiersOf(program, 40, 10, 4))
      expect(differ.slice(0, 3).join('\n'), id).toBe('')
    }
    expect(ofKernels.length).toBeGreaterThan(8)
  })
})
