import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { planScreen } from '@lizhu/policy/screen'
import { openDuckDB, screenInKernel, screenInSql } from '../src/index.ts'
import { byClosure, byEngine, differences, fill } from './agree.ts'

const PACK = fileURLToPath(new URL('../../../policies/shaoguan-2020-2', import.meta.url))
const AS_OF = 20_453

it('counts what was granted before, in the kernel and in SQL', async () => {
  const { program } = loadPack(readFolder(PACK), siblings(PACK))
  const plan = planScreen(program, { asOf: AS_OF, instruments: ['I14-7', 'I13-1'] })
  const city = population(program, { size: 400, seed: 5, asOf: AS_OF })
  // Each had nearly all that its limit allows.
  const dossiers = Array.from({ length: 400 }, (_, unit) => city.dossier(unit))
  // Claims know their party: it stays the same one.
  for (const { parties } of dossiers) for (const party of parties) Object.assign(party, { awards: [{ instrument: 'I14-7', amount: 100_000_000n, date: AS_OF - 500 }, { instrument: 'I13-1', amount: 90_000_000n, date: AS_OF - 500 }] })
  const wanted = new Map([...byClosure({ ...plan, program }, dossiers)].filter(([key]) => plan.wanted.has(key.split(' ')[0]!)))
  for (const screen of [screenInKernel, screenInSql]) {
    const database = await openDuckDB()
    await fill(database, program, dossiers)
    expect(differences(wanted, await byEngine(screen(plan, database))).slice(0, 3).join('\n')).toBe('')
    await database.close()
  }
})
