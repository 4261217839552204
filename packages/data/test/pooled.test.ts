import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { allot, assess, readDossier, type Dossier, type Program } from '@lizhu/policy'
import { openDuckDB, PLACE_WORDS, writeFromDuckDB, writeFromKernel, writeFromSql, type PoolSaid } from '../src/index.ts'
import { amountFor, facts, program } from '../../policy/test/assess/build.ts'
import { planOf } from '../../policy/test/screen/agreement.ts'
import { fill } from './agree.ts'

const folder = mkdtempSync(join(tmpdir(), 'lizhu-pooled-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

const FACTS = facts('投资额 money', '名次 number', '受理日期 date', '集团 text')
/** Half of what was invested; of one group together at most 3元. */
const pack = (pool: string): Program => program([amountFor('give: "50%"\nof: "投资额"\nat most:\n  - words: "试"\n    max: "3元"\n    per: 集团', `allocate:\n  words: "试"\n  ${pool}`)], FACTS)
const all = [
  ['1元', '1', '2025-01-02', '甲'], ['2元', '2', '2025-01-02', '乙'], ['4元', '2', '2025-03-04', '甲'], ['3.33元', '3', '2024-12-31', '丙'], ['0元', '4', '2025-03-05', '丁'], ['5元', '无', '无', '戊'], ['4元', '5', '2025-06-01', '甲'],
] as const
const city = (made: Program, untold: boolean): Dossier => readDossier(made, { 企业: all.map(([invested, rank, day, group], i) => ({ id: String(i), 投资额: invested, 名次: rank, 受理日期: day, 集团: group })).map(one => (untold && one.id === '1' ? { id: one.id, 名次: one.名次, 受理日期: one.受理日期, 集团: one.集团 } : one)) }).dossier

const ENGINES = [['kernel', writeFromKernel], ['DuckDB', writeFromDuckDB], ['database', writeFromSql]] as const

async function inFile(write: (typeof ENGINES)[number][1], made: Program, dossier: Dossier): Promise<{ readonly rows: string[]; readonly said: PoolSaid[] }> {
  const database = await openDuckDB()
  await fill(database, made, [dossier])
  const said: PoolSaid[] = []
  const path = join(folder, 'pooled.parquet')
  await write(planOf(made), database, path, { language: 'zh', format: 'parquet', onPool: one => { said.push(one) } })
  const found = await database.connection.runAndReadAll(`SELECT 主体 || ' ' || COALESCE(CAST("分配金额（分）" AS VARCHAR), '-') || ' ' || COALESCE(资金池, '-') FROM '${path}' ORDER BY CAST(主体 AS INTEGER)`)
  await database.close()
  return { rows: found.getRows().map(([text]) => String(text)), said }
}

it.each(ENGINES)('pools in a file of the %s are divided as the assessor does it', async (_, write) => {
  let short = 0
  for (const rule of ['close and queue', 'queue', 'part', 'pro rata', 'decide']) for (const pool of ['pool: "4元"', 'pool: "3个"']) for (const order of ['', 'order: "名次"', 'order: "受理日期"']) {
    const made = pack(`${pool}\n  ${order === '' ? '' : `${order}\n  `}when short: ${rule}`)
    const dossier = city(made, false)
    const [wanted] = allot(made, dossier, assess(made, dossier, { asOf: planOf(made).options.asOf }))
    if (wanted === undefined || !('rows' in wanted)) throw new Error('not divided')
    const { rows, said } = await inFile(write, made, dossier)
    expect(rows, `${rule} ${pool} ${order}`).toEqual(wanted.rows.map(row => `${row.id} ${row.granted} ${PLACE_WORDS.zh[row.place]}`))
    expect(said.map(one => [one.size, one.left])).toEqual([[Number(wanted.pool), wanted.left]])
    if (wanted.short) short++
  }
  expect(short).toBeGreaterThan(20)
})

it.each(ENGINES)('a pool in which an amount is open is not divided, and the file of the %s says why', async (_, write) => {
  const made = pack('pool: "4元"\n  when short: queue')
  const { rows, said } = await inFile(write, made, city(made, true))
  expect(rows[1]).toMatch(/^1 - 未分配：\d+ 行金额未定$/)
  expect(said.map(one => one.why ?? '').join()).toMatch(/行金额未定$/)
})

it('a pool that is a new one each year is not divided among days of several years, aloud', async () => {
  const made = pack('pool: "4元"\n  order: "受理日期"\n  when short: queue\n  every: 年')
  const { rows, said } = await inFile(writeFromKernel, made, city(made, false))
  expect(rows[0]).toMatch(/^0 - 未分配：资金池按期/)
  expect(said).toMatchObject([{ instrument: 'A', places: {} }])
  // The day of the assessment lies in one year.
  const today = pack('pool: "4元"\n  order: "评估日期"\n  when short: queue\n  every: 年')
  expect((await inFile(writeFromKernel, today, city(today, false))).said).toMatchObject([{ size: 400 }])
})
