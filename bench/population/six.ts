import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDuckDB, saveFolder, tablesOf } from '@lizhu/data'
import { requirePython } from '../lib/python.ts'
import { SIX, cityOf, planOf, writeColumns } from './columns.ts'
import { started, type Started } from './contender.ts'
import { judge, show, sideBySide, type Passes } from './side.ts'

/** Rows at which the closure is measured: one enterprise at a time. */
const CLOSURE_MOST = 10_000
const OURS = ['kernel, WebAssembly, one thread', 'kernel, WebAssembly, two threads', 'kernel, JavaScript', 'by hand, typed arrays'] as const
const DUCKDB = ['DuckDB sum, BIGINT, one thread', 'DuckDB sum, BIGINT, two threads', 'DuckDB sum, DOUBLE, one thread', 'DuckDB sum, DOUBLE, two threads', 'DuckDB SQL, the six rules, two threads'] as const
const CLOSURE = 'closure with trace'

/** The six rules, everybody side by side. */
export async function six(sizes: readonly number[]): Promise<void> {
  const plan = planOf(SIX)
  const python = requirePython()
  for (const size of sizes) {
    console.log(`\n六条规则，${size} 家企业，一成未告知 · Six rules, ${size} enterprises, 10 % not told`)
    const folder = join('.cache', 'bench', `six-${size}`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const city = cityOf(plan, size)
    writeColumns(plan, city, folder)
    const database = await openDuckDB()
    for (const [kind, { columns, count }] of tablesOf(city, city.columns)) if (kind === '企业') await database.fill(kind, columns, count)
    await saveFolder(database, join(folder, 'tables'))
    await database.close()
    const ours = [...OURS, ...DUCKDB, ...(size <= CLOSURE_MOST ? [CLOSURE] : [])]
    const all: Started[] = []
    for (const name of ours) all.push(await started(name, process.execPath, [process.argv[1] ?? '', 'contender', 'six', name, String(size), folder]))
    if (python !== undefined) {
      all.push(await started('numpy, no reasons', python, ['bench/population/numpy/contender.py', folder]))
      for (const part of ['calculate', 'build']) all.push(await started(`OpenFisca ${part === 'build' ? 'build and calculate' : 'calculate'}, no unknown, no reasons`, python, ['bench/population/openfisca/contender.py', folder, part]))
    }
    compare(all)
    const passes = await sideBySide(all)
    show(passes, size * plan.kernels.length)
    if (size >= 100_000) judgeAll(passes)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everybody's sums beside the kernel's. */
function compare(all: readonly Started[]): void {
  const sums = (one: Started | undefined): string => JSON.stringify(one?.ready['sums'] ?? one?.ready)
  const want = sums(all[0])
  const same = all.filter(one => one.name.startsWith('kernel') || one.name.startsWith('by hand') || one.name.includes('six rules') || one.name.startsWith('numpy') || one.name === CLOSURE)
  for (const one of same) if (sums(one) !== want) console.log(`✗ ${one.name} says otherwise than the kernel: ${sums(one)}, not ${want}`)
  console.log(`状态与金额之和一致 · The same statuses and sums of amounts: ${same.filter(one => sums(one) === want).map(one => one.name).join('; ')}`)
  const hand = all.find(one => one.name.startsWith('by hand'))
  console.log(`by hand and kernel differ (status, amount, reasons, missing) in ${String(hand?.ready['differ'])} rows`)
  const fisca = all.find(one => one.name.startsWith('OpenFisca'))
  if (fisca !== undefined) console.log(`OpenFisca, single precision, of what is eligible: ${String(fisca.ready['fen'])} amounts off by a fen or more, ${String(fisca.ready['wrong'])} by more than one part in 100,000`)
}

function judgeAll(passes: readonly Passes[]): void {
  const [, two] = OURS
  const floor = passes.filter(one => one.name.startsWith('DuckDB sum')).sort((a, b) => a.best - b.best)[0]?.name ?? ''
  judge(`kernel on two threads ÷ DuckDB's quickest sum (${floor})`, passes, two, floor, { most: 0.3 })
  judge('kernel on two threads ÷ DuckDB’s sum, BIGINT as fen are kept, two threads', passes, two, DUCKDB[1], { most: 0.3 })
  judge('OpenFisca calculate ÷ kernel on one thread', passes, 'OpenFisca calculate, no unknown, no reasons', OURS[0], { least: 4 })
  judge('OpenFisca calculate ÷ kernel on two threads', passes, 'OpenFisca calculate, no unknown, no reasons', two, { least: 4 })
  judge('OpenFisca build and calculate ÷ kernel on one thread', passes, 'OpenFisca build and calculate, no unknown, no reasons', OURS[0], { least: 10 })
  judge('OpenFisca build and calculate ÷ kernel on two threads', passes, 'OpenFisca build and calculate, no unknown, no reasons', two, { least: 10 })
}
