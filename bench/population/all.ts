import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDuckDB, saveFolder, tablesOf } from '@lizhu/data'
import { ALL, cityOf, planOf } from './columns.ts'
import { started, type Started } from './contender.ts'
import { show, sideBySide } from './side.ts'

const KERNELS = ['kernels, WebAssembly, one thread', 'kernels, WebAssembly, two threads', 'kernels, JavaScript', 'screen: owners’ facts, kernels, sums, rows that meet', 'screening, a city made ready: kernels, sums, rows that meet'] as const
const SIX = 'the six rules, WebAssembly, one thread'
const SQL = 'DuckDB SQL, everything, two threads'
const CLOSURE = 'closure with trace'
/** Beyond these an engine is not measured: a pass would take minutes. */
const SQL_MOST = 100_000
const CLOSURE_MOST = 10_000

/** Every instrument of the policy over a made-up city. */
export async function all(sizes: readonly number[]): Promise<void> {
  const plan = planOf(ALL)
  for (const size of sizes) {
    const folder = join('.cache', 'bench', `all-${size}`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const city = cityOf(plan, size)
    if (size <= SQL_MOST) {
      const database = await openDuckDB()
      for (const [kind, { columns, count }] of tablesOf(city, city.columns)) await database.fill(kind, columns, count)
      await saveFolder(database, join(folder, 'tables'))
      await database.close()
    }
    const rows = plan.kernels.reduce((sum, { kind }) => sum + (city.tables.get(kind)?.count ?? 0), 0)
    console.log(`\n全部工具，${size} 家企业 · All ${plan.kernels.length} computable instruments, ${size} enterprises: ${rows} rows of instruments`)
    const contenders: Started[] = []
    for (const name of [...KERNELS, SIX, ...(size <= SQL_MOST ? [SQL] : []), ...(size <= CLOSURE_MOST ? [CLOSURE] : [])]) contenders.push(await started(name, process.execPath, [process.argv[1] ?? '', 'contender', 'all', name, String(size), folder]))
    const slowest = contenders[0]?.ready['slowest']
    const passes = await sideBySide(contenders)
    show(passes.filter(one => one.name !== SIX), rows)
    const [mine, six] = [passes.find(one => one.name === KERNELS[0]), passes.find(one => one.name === SIX)]
    if (mine !== undefined && six !== undefined) {
      const [each, ofSix] = [(mine.best * 1e6) / rows, (six.best * 1e6) / (size * 6)]
      console.log(`${each <= 2 * ofSix ? '✓' : '✗'} a row and instrument: ${each.toFixed(2)} ns, of the six ${ofSix.toFixed(2)} ns: ${(each / ofSix).toFixed(2)} (≤ 2)`)
      if (Array.isArray(slowest)) console.log(`slowest · ${slowest.map(String).join('; ')}`)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
