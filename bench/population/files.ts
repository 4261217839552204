import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openDuckDB, openFolder, saveFolder, tablesOf, writeFromDuckDB, writeWide, type DuckDB } from '@lizhu/data'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import { table } from '../lib/table.ts'
import { SIX, cityOf, planOf } from './columns.ts'

const ROUNDS = 15

/** From a Parquet file to a Parquet file, the six rules: status, amount, reasons and missing facts of every enterprise. */
export async function files(size: number): Promise<void> {
  const plan = planOf(SIX)
  const folder = join('.cache', 'bench', `files-${size}`)
  const here = join(folder, 'in')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const city = cityOf(plan, size)
  const database = await openDuckDB()
  for (const [kind, { columns, count }] of tablesOf(city, city.columns)) if (kind === '企业') await database.fill(kind, columns, count)
  await saveFolder(database, here)
  await database.close()
  console.log(`\n文件到文件 · File to file: ${size} enterprises, ${(statSync(join(here, '企业.parquet')).size / 1e6).toFixed(0)} MB of Parquet in`)
  const out = join(folder, 'out')
  const all = identifier('企业')
  const works: readonly (readonly [string, (database: DuckDB) => Promise<unknown>])[] = [
    ['wide: statuses, amounts, bits of reasons and missing facts', from => writeWide(plan, from, out, 'zh')],
    ['long: a row an enterprise and instrument, in words', from => writeFromDuckDB(plan, from, `${out}.parquet`, { language: 'zh', format: 'parquet' })],
    ['the reader alone: all columns into memory', from => from.run(`CREATE TABLE city AS SELECT * FROM ${all}`)],
    ['the reader and the writer alone: the same columns out again', from => from.run(`COPY (SELECT * FROM ${all}) TO ${textLiteral(`${out}-copy.parquet`)} (FORMAT PARQUET)`)],
  ]
  const times = works.map(() => new Array<number>())
  for (let round = -1; round < ROUNDS; round++) for (let turn = 0; turn < works.length; turn++) {
    const place = (turn + Math.max(0, round)) % works.length
    const start = performance.now()
    const from = await openFolder(here)
    await works[place]?.[1](from)
    await from.close()
    if (round >= 0) times[place]?.push(performance.now() - start)
  }
  const sorted = times.map(one => [...one].sort((a, b) => a - b))
  console.log(table([['', 'ms best', 'median'], ...works.map(([name], i) => [name, (sorted[i]?.[0] ?? NaN).toFixed(0), (sorted[i]?.[ROUNDS >> 1] ?? NaN).toFixed(0)])]))
  console.log(`${(sorted[0]?.[0] ?? NaN) <= 700 ? '✓' : '✗'} wide (≤ 700 ms)`)
  rmSync(folder, { recursive: true, force: true })
}
