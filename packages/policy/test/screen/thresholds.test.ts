import { calendar } from '@lizhu/feel'
import { javascript, webassembly } from '@lizhu/feel/kernel'
import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { readCases } from '../../src/cases/read.ts'
import { chooseReadings } from '../../src/cases/readings.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readDossier } from '../../src/assess/index.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { planScreen } from '../../src/screen/index.ts'
import { agreement } from './agreement.ts'
import { variants } from './thresholds.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const SHAOGUAN = '../../../../policies/shaoguan-2020-2'
/** Of one example: enough for its thresholds; fewer where a reading is chosen, since all instruments are assessed then. */
const MOST = 24
const MOST_READ = 6

/** Every worked example, on every threshold ±1 and with every fact left out, of the instrument it is about. */
function tried(path: string): { cells: number; byKernel: number; differ: readonly string[]; kernels: number } {
  const folder = readFolder(at(path))
  const { program } = loadPack(folder, siblings(at(path)))
  const sum = { cells: 0, byKernel: 0, differ: [] as string[], kernels: 0 }
  for (const one of readCases(folder, [])) {
    const asOf = calendar.parseDate(one.raw['as of'].text)
    const readings = chooseReadings(program, one.raw.readings ?? [])
    const about = program.instruments.filter(({ id }) => one.raw.instrument === undefined ? program.instruments.length < 4 : id === one.raw.instrument.text)
    if (asOf === undefined || typeof readings === 'string' || one.raw.definition !== undefined) continue
    for (const instrument of about) {
      const plan = planScreen(program, { asOf, readings, instruments: [instrument.id] })
      if (plan.kernels.length === 0) continue
      const all = [...variants(one.facts, instrument, asOf)]
      const most = Object.keys(readings).length === 0 ? MOST : MOST_READ
      const dossiers = all.filter((_, i) => i === 0 || Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length)).map(facts => readDossier(program, facts).dossier)
      const { cells, byKernel, differ } = agreement(plan, dossiers, sum.kernels % 2 === 0 ? javascript : one => webassembly(one)!)
      sum.kernels++
      sum.cells += cells
      sum.byKernel += byKernel
      sum.differ.push(...differ)
    }
  }
  return sum
}

describe('worked examples, on every threshold ±1 and with every fact left out', () => {
  it('the policy', () => {
    const { cells, byKernel, differ } = tried(SHAOGUAN)
    expect(differ.slice(0, 4).join('\n')).toBe('')
    expect(byKernel / cells).toBeGreaterThan(0.5)
    expect(byKernel).toBeGreaterThan(1500)
  })
})
