import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { openDuckDB, tablesOf, writeFromDuckDB, writeWide, type DuckDB } from '../src/index.ts'
import { planOf } from '../../policy/test/screen/agreement.ts'
import { AS_OF } from '../../policy/test/assess/build.ts'

const shaoguan = fileURLToPath(new URL('../../../policies/shaoguan-2020-2', import.meta.url))
const { program } = loadPack(readFolder(shaoguan), siblings(shaoguan))
const plan = planOf(program)
const folder = mkdtempSync(join(tmpdir(), 'lizhu-wide-'))

let city: DuckDB
beforeAll(async () => {
  city = await openDuckDB()
  const made = population(program, { size: 400, seed: 3, asOf: AS_OF })
  for (const [kind, { columns, count }] of tablesOf(made, made.columns)) await city.fill(kind, columns, count)
  await writeWide(plan, city, join(folder, 'wide'), 'zh')
  await writeFromDuckDB(plan, city, join(folder, 'long.parquet'), { language: 'zh', format: 'parquet' })
})
afterAll(async () => { await city.close(); rmSync(folder, { recursive: true, force: true }) })

interface Reason { readonly column: string; readonly bit: number; readonly failing: string | undefined; readonly missing: string | undefined }
const part = (of: unknown, name: string): unknown => (typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined)
const textIn = (of: unknown, name: string): string | undefined => { const found = part(of, name); return typeof found === 'string' ? found : undefined }
const listIn = (of: unknown, name: string): readonly unknown[] => { const found = part(of, name); return Array.isArray(found) ? found : [] }
const instrumentsIn = (legend: unknown): { readonly id: string; readonly kind: string; readonly reasons: readonly Reason[] }[] => Object.entries(part(legend, 'instruments') ?? {}).map(([id, one]: [string, unknown]) => ({
  id, kind: textIn(one, 'kind') ?? '', reasons: listIn(one, 'reasons').map(reason => ({ column: textIn(reason, 'column') ?? '', bit: Number(part(reason, 'bit')), failing: textIn(reason, 'failing'), missing: textIn(reason, 'missing') })),
}))
const bitAt = (column: string, bit: number): string => `((w."${column}" >> ${bit - 1}) & 1)`

/** Of each row what stands in words in the long form, out of the bits by the legend. */
it('says with bits what the long form says in words', async () => {
  const instruments = instrumentsIn(JSON.parse(readFileSync(join(folder, 'wide', 'legend.json'), 'utf8')))
  let looked = 0
  for (const { id, kind, reasons } of instruments) {
    const party = program.kinds.some(one => one.name === kind && one.party)
    const set = (of: 'failing' | 'missing'): string => `(${['0', ...reasons.filter(one => one[of] !== undefined).map(({ column, bit }) => bitAt(column, bit))].join(' + ')})`
    const words = reasons.filter(one => one.failing !== undefined).map(({ column, bit, failing }) => `CASE WHEN ${bitAt(column, bit)} = 1 THEN '${failing ?? ''}' END`)
    const said = words.length === 0 ? "''" : `concat_ws('；', ${words.join(', ')})`
    const wide = `read_parquet('${join(folder, 'wide', `${kind}.parquet`)}') AS w`
    const found = await city.connection.runAndReadAll(`SELECT count(*), count(*) FILTER (${said} <> l."原因"), count(*) FILTER ((${set('missing')} > 0) <> (l."缺" <> ''))
      FROM ${wide} JOIN read_parquet('${join(folder, 'long.parquet')}') AS l ON l."政策工具" = '${id}' AND l."主体" = w.party AND l."事项" = ${party ? 'w.party' : 'w.subject'} AND l."事项" <> '' WHERE w."${id} status" IS NOT NULL`)
    const [rows = 0, reasonsDiffer, missingDiffer] = (found.getRows()[0] ?? []).map(Number)
    looked += rows
    expect([id, reasonsDiffer, missingDiffer]).toEqual([id, 0, 0])
  }
  expect(looked).toBeGreaterThan(5000)
})
