import { openDuckDB, openPostgres, openTrino, screenInKernel, screenInSql, tablesOf, type Database, type Outcomes } from '@lizhu/data'
import { assess } from '@lizhu/policy'
import { cellOf, type Cell, type ScreenPlan } from '@lizhu/policy/screen'
import { text } from '../../packages/data/test/agree.ts'
import { findPostgres, startPostgres } from '../../scripts/lib/postgres.mjs'
import { requireTrino, startTrino } from '../../scripts/lib/trino.mjs'
import { DAY } from '../assess/lizhu.ts'
import { ALL, cityOf, planOf } from './columns.ts'

/** For each instrument, party and subject a sum of hashes of what is said of it, in whatever order: millions of cells fit in memory. */
type Said = Map<string, number>
const keyOf = (instrument: string, party: string, subject: string): string => `${instrument} ${party} ${subject}`

/** Two of 26 bits each. */
function hash(said: string): number {
  let [a, b] = [0x811c9dc5, 0x9e3779b9]
  for (let i = 0; i < said.length; i++) { const code = said.charCodeAt(i); a = Math.imul(a ^ code, 0x01000193); b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13) }
  return (a >>> 6) * 2 ** 26 + (b >>> 6)
}
function add(said: Said, key: string, cell: Cell): void { said.set(key, ((said.get(key) ?? 0) + hash(text(cell))) % Number.MAX_SAFE_INTEGER) }

/** Every engine on the same made-up enterprises, a tenth of the facts not told, figures on each threshold and a fen beside it. */
export async function agreement(size: number): Promise<void> {
  const plan = planOf(ALL)
  const city = cityOf(plan, size)
  console.log(`\n一致 · Agreement: ${size} enterprises, ${plan.kernels.length} instruments, 10 % not told: status, amount, reasons, missing facts`)
  const start = performance.now()
  const closure = byClosure(plan, city)
  console.log(`closure: ${[...closure.values()].length} cells, ${((performance.now() - start) / 1000).toFixed(0)} s`)
  const fill = async (database: Database): Promise<Database> => { for (const [kind, { columns, count }] of tablesOf(city, city.columns)) await database.fill(kind, columns, count); return database }
  await beside('kernel', closure, plan, async () => fill(await openDuckDB()), screenInKernel)
  await beside('DuckDB', closure, plan, async () => fill(await openDuckDB()), screenInSql)
  const bin = findPostgres()
  if (bin === undefined) console.log('跳过 PostgreSQL：这里没有 · POSTGRESQL SKIPPED: it is not here')
  else {
    const server = await startPostgres(bin)
    await beside('PostgreSQL', closure, plan, async () => fill(await openPostgres(server.url)), screenInSql).finally(server.stop)
  }
  const trino = process.env['TRINO'] === '1' ? await requireTrino() : undefined
  if (trino === undefined) console.log('跳过 Trino：设 TRINO=1 才运行 · TRINO SKIPPED: set TRINO=1')
  else {
    const server = await startTrino(trino)
    await beside('Trino', closure, plan, async () => fill(await openTrino(server.url)), screenInSql).finally(server.stop)
  }
}

function byClosure({ program }: ScreenPlan, city: ReturnType<typeof cityOf>): Said {
  const said: Said = new Map()
  const units = 1 + [...city.units.values()].reduce((most, rows) => rows.reduce((a, b) => Math.max(a, b), most), -1)
  for (let unit = 0; unit < units; unit++) {
    if (unit % 20_000 === 0 && unit > 0) console.log(`  closure ${unit} / ${units}`)
    for (const one of assess(program, city.dossier(unit), { asOf: DAY }).assessments) {
      // An owner known to have no such claim is no row.
      if (one.subject.id !== '' || one.conditions[0]?.id !== `${one.instrument}/for`) add(said, keyOf(one.instrument, one.subject.party, one.subject.id), cellOf(one))
    }
  }
  return said
}

async function beside(name: string, closure: Said, plan: ScreenPlan, open: () => Promise<Database>, screen: (plan: ScreenPlan, database: Database) => AsyncIterable<Outcomes>): Promise<void> {
  const start = performance.now()
  const database = await open()
  try {
    const said: Said = new Map()
    for await (const some of screen(plan, database)) for (let row = 0; row < some.count; row++) add(said, keyOf(some.instrument, some.party(row), some.subject(row)), some.cell(row))
    const differ = [...new Set([...closure.keys(), ...said.keys()])].filter(key => closure.get(key) !== said.get(key))
    console.log(`${differ.length === 0 ? '✓' : '✗'} ${name}: ${said.size} cells, ${differ.length} differ (${((performance.now() - start) / 1000).toFixed(0)} s)${differ.slice(0, 5).map(key => `\n  ${key}`).join('')}`)
  } finally { await database.close() }
}
