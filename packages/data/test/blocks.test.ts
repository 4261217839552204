import { describe, expect, inject, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { layer, openDuckDB, openPostgres, screenInSql, tablesOf, type Database } from '../src/index.ts'
import { planOf } from '../../policy/test/screen/agreement.ts'
import { AS_OF } from '../../policy/test/assess/build.ts'
import { byEngine, differences } from './agree.ts'

const shaoguan = fileURLToPath(new URL('../../../policies/shaoguan-2020-2', import.meta.url))
const program = loadPack(readFolder(shaoguan), siblings(shaoguan)).program
const options = { size: 640, seed: 3, asOf: AS_OF }
const postgres = inject('postgres')

describe.each([['DuckDB', () => openDuckDB()], ...(postgres === '' ? [] : [['PostgreSQL', () => openPostgres(postgres, { schema: 'blocks' })] as const])] as const)('%s', (_, open: () => Promise<Database>) => {
  it('a city laid in blocks is the city laid at once', async () => {
    const whole = await openDuckDB()
    const city = population(program, options)
    for (const [kind, { columns, count }] of tablesOf(city, city.columns)) await whole.fill(kind, columns, count)
    const blocks = await open()
    const lay = layer(blocks)
    for (let from = 0; from < options.size; from += 16) { const block = population(program, { ...options, from, to: from + 16 }); await lay(block, block.columns) }
    expect(differences(await byEngine(screenInSql(planOf(program), whole)), await byEngine(screenInSql(planOf(program), blocks))).slice(0, 3).join('\n')).toBe('')
    await whole.close()
    await blocks.close()
  })
})
