import { join } from 'node:path'
import { crew, openFolder, shapeOf } from '@lizhu/data'
import { arena, emptyCells, javascript, ownBytes, taskOf, webassembly, type Arena, type Kernel, type Plan, type Results, type Rows } from '@lizhu/feel/kernel'
import { assess } from '@lizhu/policy'
import { arenaBytes, screen, screening, type ScreenPlan } from '@lizhu/policy/screen'
import { screenSql } from '@lizhu/policy/tables'
import { DAY } from '../assess/lizhu.ts'
import { ALL, SIX, cityOf, planOf } from './columns.ts'
import { serve } from './contender.ts'

/** A kernel as screening runs it: sums over lines are there already. */
interface Job { readonly name: string; readonly plan: Plan; readonly rows: Rows; readonly results: Results; readonly kernel: Kernel }

export async function allContender(name: string, size: number, folder: string): Promise<void> {
  const plan = planOf(name.startsWith('the six') ? SIX : ALL)
  if (name.startsWith('DuckDB')) return sql(plan, join(folder, 'tables'))
  if (name.startsWith('closure')) return closure(plan, size)
  if (name.startsWith('screening')) return again(plan, size)
  if (name.startsWith('screen')) return whole(plan, size)
  const { jobs, room } = jobsOf(plan, size, name.includes('JavaScript'))
  if (!name.includes('two threads')) { const run = (): void => { for (const { kernel, rows, results } of jobs) kernel.run(rows, results) }; return serve(run, { slowest: slowest(jobs) }) }
  const tasks = jobs.flatMap(job => { const task = taskOf(job.plan, job.rows, job.results, room); return task === undefined ? [] : [{ task, rows: job.rows.count }] })
  const together = await crew(room, tasks, 2)
  return serve(together.run, {}, together.close)
}

function jobsOf(plan: ScreenPlan, size: number, inJavaScript: boolean): { readonly jobs: readonly Job[]; readonly room: Arena } {
  const city = cityOf(plan, size)
  const room = arena(arenaBytes(plan, city) + plan.kernels.reduce((sum, one) => sum + ownBytes(one.plan) + (one.lines === undefined ? 0 : ownBytes(one.lines.plan)), 0) + size * 64 + (64 << 20), { shared: true })
  if (room === undefined) throw new Error('no WebAssembly')
  const names = new Map(plan.kernels.flatMap(one => [[one.plan, one.instrument] as const, ...(one.lines === undefined ? [] : [[one.lines.plan, `${one.instrument} lines`] as const])]))
  const jobs: Job[] = []
  screen(plan, city, { arena: room, leave: true, kernel: one => ({
    run(rows, results) {
      const kernel = (inJavaScript ? undefined : webassembly(one, room)) ?? javascript(one)
      kernel.run(rows, results)
      jobs.push({ name: names.get(one) ?? '', plan: one, rows: moved(one, rows, room), results, kernel })
    },
  }) })
  return { jobs, room }
}
/** What was worked out outside the arena is moved there: a thread sees nothing else. */
function moved({ columns }: Plan, { count, cells }: Rows, room: Arena): Rows {
  return { count, cells: new Map(columns.flatMap(column => {
    const one = cells.get(column.key)
    if (one === undefined || (room.holds(one.values) && room.holds(one.states))) return one === undefined ? [] : [[column.key, one] as const]
    const here = { ...one, ...emptyCells(column, count, room.room) }
    here.values.set(one.values)
    here.states.set(one.states)
    return [[column.key, here] as const]
  })) }
}

/** Where the time goes: the five that take longest, best of three. */
function slowest(jobs: readonly Job[]): string[] {
  const timed = jobs.map(({ name, plan, rows, results, kernel }) => {
    const times = [0, 1, 2].map(() => { const start = performance.now(); kernel.run(rows, results); return performance.now() - start })
    return { name, ms: Math.min(...times), rows: rows.count, nodes: plan.nodes.length }
  })
  const sum = timed.reduce((total, one) => total + one.ms, 0)
  return timed.sort((a, b) => b.ms - a.ms).slice(0, 5).map(({ name, ms, rows, nodes }) => `${name} ${((100 * ms) / sum).toFixed(0)} % (${((ms * 1e6) / rows).toFixed(0)} ns a row, ${nodes} operations)`)
}

/** All of screening but the closure, from a city in columns; kernels are made once. */
function whole(plan: ScreenPlan, size: number): Promise<void> {
  const city = cityOf(plan, size)
  const room = arena(arenaBytes(plan, city))
  const made = new Map<Plan, Kernel>()
  const run = (): void => {
    const release = room?.mark()
    screen(plan, city, { ...(room === undefined ? {} : { arena: room }), leave: true, kernel: one => { const known = made.get(one) ?? webassembly(one, room) ?? javascript(one); made.set(one, known); return known } })
    release?.()
  }
  return serve(run, {})
}

/** The same of a city made ready once: what a slider waits for when every number changes. */
function again(plan: ScreenPlan, size: number): Promise<void> {
  const city = cityOf(plan, size)
  const room = arena(arenaBytes(plan, city))
  const { run } = screening(plan, city, { ...(room === undefined ? {} : { arena: room }), leave: true, kernel: one => webassembly(one, room) ?? javascript(one) })
  return serve(run, {})
}

function closure(plan: ScreenPlan, size: number): Promise<void> {
  const city = cityOf(plan, size)
  const units = 1 + [...city.units.values()].reduce((most, rows) => rows.reduce((a, b) => Math.max(a, b), most), -1)
  const dossiers = Array.from({ length: units }, (_, unit) => city.dossier(unit))
  return serve(() => { for (const dossier of dossiers) assess(plan.program, dossier, { asOf: DAY }) }, {})
}

/** Every instrument's query into a table in memory. */
async function sql(plan: ScreenPlan, folder: string): Promise<void> {
  const database = await openFolder(folder, { threads: 2 })
  for (const name of [...(await database.columns()).keys()]) {
    await database.run(`CREATE TABLE ${database.table(`${name} here`)} AS SELECT * FROM ${database.table(name)}`)
    await database.run(`DROP VIEW ${database.table(name)}`)
    await database.run(`ALTER TABLE ${database.table(`${name} here`)} RENAME TO ${database.table(name)}`)
  }
  const shape = await shapeOf(plan.program, database)
  const { before, results, after } = screenSql(plan, shape, database.dialect, database.scratch)
  return serve(async () => {
    for (const statement of before) await database.run(statement)
    for (const one of results) await database.run(`CREATE OR REPLACE TEMPORARY TABLE said AS ${one.sql}`)
    for (const statement of after) await database.run(statement)
  }, {}, database.close)
}
