import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { openDuckDB, ownHands, screenInKernel, tablesOf, writeFromDuckDB, writeFromKernel, writeFromSql, writeOutcomes, type DuckDB, type Format, type Hands } from '../src/index.ts'
import { planOf } from '../../policy/test/screen/agreement.ts'
import { AS_OF } from '../../policy/test/assess/build.ts'

const shaoguan = fileURLToPath(new URL('../../../policies/shaoguan-2020-2', import.meta.url))
const { program } = loadPack(readFolder(shaoguan), siblings(shaoguan))
const plan = planOf(program)
const folder = mkdtempSync(join(tmpdir(), 'lizhu-files-'))
const at = (name: string): string => join(folder, name)
const common = { language: 'zh', format: 'parquet' satisfies Format } as const

describe('files of outcomes', () => {
  let city: DuckDB
  let hands: Hands
  /** As several would be given work, one after the other: a database has one user at a time. */
  const several = (count: number): Hands => {
    let before: Promise<unknown> = Promise.resolve()
    return { count, work: (...piece) => { const one = before.then(() => hands.work(...piece)); before = one.catch(() => undefined); return one } }
  }
  beforeAll(async () => {
    city = await openDuckDB()
    const made = population(program, { size: 640, seed: 3, asOf: AS_OF })
    for (const [kind, { columns, count }] of tablesOf(made, made.columns)) await city.fill(kind, columns, count)
    await writeOutcomes(program, screenInKernel(plan, city), at('cells.parquet'), common)
    hands = ownHands(plan, city, { language: 'zh' })
  })
  afterAll(async () => { await city.close(); rmSync(folder, { recursive: true, force: true }) })

  it.each([
    ['the kernel', (path: string) => writeFromKernel(plan, city, path, { ...common, hands })],
    ['the kernel in pieces', (path: string) => writeFromKernel(plan, city, path, { ...common, hands: several(3) })],
    ['DuckDB', (path: string) => writeFromDuckDB(plan, city, path, { ...common, hands: several(2) })],
    ['a database', (path: string) => writeFromSql(plan, city, path, { ...common, hands })],
  ])('%s writes what its cells say', async (name, write) => {
    const tallies = await write(at(`${name}.parquet`))
    expect(tallies.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(10_000)
    // What pools grant beside is pooled.test.ts's.
    const names = (await city.connection.runAndReadAll(`DESCRIBE SELECT * FROM '${at('cells.parquet')}'`)).getRows().map(([column]) => `"${String(column)}"`).join(', ')
    expect(names.split(', ')).toHaveLength(10)
    const [a, b] = ['cells', name].map(file => `(SELECT ${names} FROM '${at(`${file}.parquet`)}')`)
    const differ = await city.connection.runAndReadAll(`SELECT * FROM ((SELECT * FROM ${a} EXCEPT ALL SELECT * FROM ${b}) UNION ALL (SELECT * FROM ${b} EXCEPT ALL SELECT * FROM ${a})) LIMIT 3`)
    expect(differ.getRowsJson()).toEqual([])
  })

  it('leaves nothing where a piece fails, nor begins another', async () => {
    let begun = 0
    const failing: Hands = { ...several(2), work: async (...work) => { if (++begun === 2) throw new Error('out of paper'); return hands.work(...work) } }
    await expect(writeFromKernel(plan, city, at('never.parquet'), { ...common, hands: failing })).rejects.toThrow('out of paper')
    expect(begun).toBe(2)
    expect(readdirSync(folder).filter(name => name.startsWith('never'))).toEqual([])
  })
})
