import { join } from 'node:path'
import { crew, openFolder, shapeOf, type DuckDB } from '@lizhu/data'
import { arena, bytesOf, emptyResults, javascript, merged, ownBytes, padded, taskOf, webassembly, type Arena, type Kernel, type Results } from '@lizhu/feel/kernel'
import { identifier, query } from '@lizhu/feel/sql'
import { assess } from '@lizhu/policy'
import { columnsOf, type ScreenPlan } from '@lizhu/policy/screen'
import { framesSql } from '@lizhu/policy/tables'
import { DAY } from '../assess/lizhu.ts'
import { byHand, differences, handResults } from './by-hand.ts'
import { SIX, cityOf, planOf, readColumns } from './columns.ts'
import { serve } from './contender.ts'

/** One of ours, or DuckDB, as a process of its own. */
export async function sixContender(name: string, size: number, folder: string): Promise<void> {
  const plan = planOf(SIX)
  const threads = name.includes('two threads') ? 2 : 1
  if (name.startsWith('DuckDB')) return duckdb(plan, name, join(folder, 'tables'), threads)
  if (name.startsWith('closure')) return closure(plan, size)
  if (name.startsWith('by hand')) return hand(plan, size, folder)
  if (name.includes('JavaScript')) return inJavaScript(plan, size, folder)
  const room = roomFor(plan, size)
  const rows = readColumns(plan, size, folder, room.room)
  const results = plan.kernels.map(one => emptyResults(one.plan.outputs, size, room.room))
  const tasks = plan.kernels.flatMap((one, i) => { const result = results[i]; const task = result === undefined ? undefined : taskOf(one.plan, rows, result, room); return task === undefined ? [] : [{ task, rows: size }] })
  const all = await crew(room, tasks, threads)
  all.run()
  return serve(all.run, { sums: sumsOf(plan, results, size) }, all.close)
}

/** Memory that threads share, for all columns and results. */
export function roomFor(plan: ScreenPlan, size: number): Arena {
  const perRow = columnsOf(plan).reduce((sum, { store }) => sum + bytesOf(store) + 1, 0) + plan.kernels.reduce((sum, one) => sum + one.plan.outputs.reduce((bytes, { kind }) => bytes + (kind === 'figure' ? 8 : 1), 0), 0)
  const made = arena((padded(size) + 32) * perRow + plan.kernels.reduce((sum, one) => sum + ownBytes(one.plan), 0) + (8 << 20), { shared: true })
  if (made === undefined) throw new Error('no WebAssembly')
  return made
}

/** By rule: not eligible, eligible, not known, and fen of what is eligible. */
function sumsOf({ kernels }: ScreenPlan, results: readonly Results[], size: number): Record<string, number[]> {
  return Object.fromEntries(kernels.map(({ instrument }, i) => {
    const [status, amount] = [results[i]?.bytes.get('status'), results[i]?.figures.get('amount')]
    const sums = [0, 0, 0, 0]
    for (let row = 0; row < size; row++) { const said = (status?.[row] ?? 0) & 7; sums[said] = (sums[said] ?? 0) + 1; if (said === 1) sums[3] = (sums[3] ?? 0) + (amount?.[row] ?? 0) }
    return [instrument, sums]
  }))
}

function inJavaScript(plan: ScreenPlan, size: number, folder: string): Promise<void> {
  const rows = readColumns(plan, size, folder)
  const results = plan.kernels.map(one => emptyResults(one.plan.outputs, size))
  const kernels = plan.kernels.map(one => javascript(one.plan))
  const run = (): void => runAll(kernels, rows, results)
  run()
  return serve(run, { sums: sumsOf(plan, results, size) })
}
function runAll(kernels: readonly Kernel[], rows: Parameters<Kernel['run']>[0], results: readonly Results[]): void {
  kernels.forEach((kernel, i) => { const out = results[i]; if (out !== undefined) kernel.run(rows, out) })
}

function hand(plan: ScreenPlan, size: number, folder: string): Promise<void> {
  const rows = readColumns(plan, size, folder)
  const rules = byHand(rows)
  const made = plan.kernels.map(({ instrument }) => ({ rule: rules.get(instrument), out: handResults(size) }))
  const run = (): void => { for (const { rule, out } of made) rule?.(out) }
  run()
  const differ = plan.kernels.reduce((sum, one, i) => {
    const results = emptyResults(one.plan.outputs, size)
    const kernel = webassembly(one.plan) ?? javascript(one.plan)
    kernel.run(rows, results)
    const out = made[i]?.out
    return sum + (out === undefined ? size : differences(results, out))
  }, 0)
  const results = made.map(({ out }): Results => ({ figures: new Map([['amount', out.amount]]), bytes: new Map([['status', out.status]]) }))
  return serve(run, { differ, sums: sumsOf(plan, results, size) })
}

/** Of dossiers that stand. What was granted before is left out: columns alone do not know of it. */
function closure(plan: ScreenPlan, size: number): Promise<void> {
  const city = cityOf(plan, size)
  const dossiers = Array.from({ length: size }, (_, unit) => { const dossier = city.dossier(unit); return { ...dossier, parties: dossier.parties.map(party => ({ ...party, awards: [] })) } })
  const sums = Object.fromEntries(plan.kernels.map(({ instrument }) => [instrument, [0, 0, 0, 0]]))
  for (const dossier of dossiers) for (const { instrument, status, granted } of assess(plan.program, dossier, { asOf: DAY }).assessments) {
    const of = sums[instrument]
    const place = ['ineligible', 'eligible', 'unknown'].indexOf(status)
    if (of !== undefined) { of[place] = (of[place] ?? 0) + 1; if (granted?.how === 'exact') of[3] = (of[3] ?? 0) + Number(granted.value.n) }
  }
  return serve(() => { for (const dossier of dossiers) assess(plan.program, dossier, { asOf: DAY }) }, { sums })
}

async function duckdb(plan: ScreenPlan, name: string, folder: string, threads: number): Promise<void> {
  const files = await openFolder(folder, { threads })
  await files.run(`CREATE TABLE city AS SELECT * FROM ${identifier('企业')}`)
  return name.includes('SQL') ? sql(plan, files) : sum(plan, files, name.includes('DOUBLE'))
}

/** The same columns summed: money, how many are true, how many texts are told. */
async function sum(plan: ScreenPlan, database: DuckDB, double: boolean): Promise<void> {
  const columns = columnsOf(plan).map(({ ref, at, store }) => ({ name: identifier(at === undefined ? ref.name : `${ref.name}@${at}`), store }))
  if (double) await database.run(`CREATE OR REPLACE TABLE city AS SELECT ${columns.map(({ name, store }) => (store === 'f64' ? `CAST(${name} AS DOUBLE) AS ${name}` : name)).join(', ')} FROM city`)
  const wanted = columns.map(({ name, store }) => (store === 'f64' ? `SUM(${name})` : store === 'u8' ? `COUNT_IF(${name})` : `COUNT(${name})`)).join(', ')
  const prepared = await database.connection.prepare(`SELECT ${wanted} FROM city`)
  return serve(async () => { await prepared.runAndReadAll() }, {}, database.close)
}

/** All outputs of all six in one pass, into a table in memory. */
async function sql(plan: ScreenPlan, database: DuckDB): Promise<void> {
  await database.run(`DROP VIEW ${identifier('企业')}`)
  await database.run(`ALTER TABLE city RENAME TO ${identifier('企业')}`)
  const together = merged(new Map(plan.kernels.map(one => [one.instrument, one.plan])))
  const shape = await shapeOf(plan.program, database)
  const text = framesSql(plan, shape, '企业', together, database.dialect).map(({ source }) => query(together, source, database.dialect)).join(' UNION ALL ')
  const run = (): Promise<void> => database.run(`CREATE OR REPLACE TEMPORARY TABLE said AS ${text}`)
  await run()
  const sums: [string, number[]][] = []
  for (const { instrument } of plan.kernels) {
    const [status, amount] = [identifier(`${instrument} status`), identifier(`${instrument} amount`)]
    const reader = await database.connection.runAndReadAll(`SELECT COUNT_IF(${status} % 8 = 0), COUNT_IF(${status} % 8 = 1), COUNT_IF(${status} % 8 = 2), COALESCE(SUM(CASE WHEN ${status} % 8 = 1 THEN ${amount} END), 0) FROM said`)
    sums.push([instrument, (reader.getRows()[0] ?? []).map(Number)])
  }
  return serve(run, { sums: Object.fromEntries(sums) }, database.close)
}
