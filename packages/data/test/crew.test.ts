import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { arena, emptyCells, emptyResults, taskOf, webassembly, type Arena, type Plan, type Results, type Rows, type Task } from '@lizhu/feel/kernel'
import { loadPack, type Program } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { arenaBytes, planScreen, screen } from '@lizhu/policy/screen'
import { crew } from '../src/index.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const load = (path: string): Program => loadPack(readFolder(at(path)), siblings(at(path))).program
const AS_OF = 20_453

interface Job { readonly plan: Plan; readonly rows: Rows; readonly results: Results }

/** All kernels of a pack over a made-up city, as one thread did them; sums over lines are moved into the arena. */
function jobsOf(path: string, size: number): { readonly jobs: readonly Job[]; readonly room: Arena } {
  const program = load(path)
  const plan = planScreen(program, { asOf: AS_OF })
  const city = population(program, { size, seed: 3, asOf: AS_OF })
  const room = arena(arenaBytes(plan, city) * 2 + (64 << 20), { shared: true })!
  const jobs: Job[] = []
  screen(plan, city, { arena: room, leave: true, kernel: one => ({ run: (rows, results) => { webassembly(one, room)!.run(rows, results); jobs.push({ plan: one, rows: moved(one, rows, room), results: copied(results) }) } }) })
  return { jobs, room }
}
function moved({ columns }: Plan, { count, cells }: Rows, room: Arena): Rows {
  return { count, cells: new Map(columns.map(column => {
    const one = cells.get(column.key)!
    if (room.holds(one.values) && room.holds(one.states)) return [column.key, one]
    const here = { ...one, ...emptyCells(column, count, room.room) }
    here.values.set(one.values); here.states.set(one.states)
    return [column.key, here]
  })) }
}
/** What is settled between rows afterwards changes the results themselves. */
const copied = ({ figures, bytes }: Results): Results => ({ figures: new Map([...figures].map(([name, one]) => [name, one.slice()])), bytes: new Map([...bytes].map(([name, one]) => [name, one.slice()])) })

const clear = ({ figures, bytes }: Results): void => { for (const one of [...figures.values(), ...bytes.values()]) one.fill(0) }
const same = (a: Results, b: Results, count: number): boolean => [...a.figures].every(([name, one]) => one.subarray(0, count).every((value, row) => value === b.figures.get(name)![row])) && [...a.bytes].every(([name, one]) => one.subarray(0, count).every((value, row) => value === b.bytes.get(name)![row]))

describe('a crew', () => {
  it.each([1, 2, 3])('of %i says what one kernel says, again and again', async threads => {
    for (const [path, size] of [['../../../bench/population/flat', 50_003], ['../../../policies/shaoguan-2020-2', 3001]] as const) {
      const { jobs, room } = jobsOf(path, size)
      const made = jobs.filter(job => job.rows.count > 0).map(job => { const results = emptyResults(job.plan.outputs, job.rows.count, room.room); return { ...job, mine: results, task: taskOf(job.plan, job.rows, results, room)! } })
      const together = await crew(room, made.map(({ task, rows }) => ({ task, rows: rows.count })), threads)
      for (let round = 0; round < 20; round++) {
        for (const { mine } of made) clear(mine)
        together.run()
        expect(made.flatMap(({ mine, results, rows }, i) => (same(results, mine, rows.count) ? [] : [i]))).toEqual([])
      }
      await together.close()
    }
  })

  it('says what its threads could not do, and is ready for the next round', async () => {
    const { jobs, room } = jobsOf('../../../bench/population/flat', 100_000)
    const { plan, rows } = jobs[0]!
    const task = taskOf(plan, rows, emptyResults(plan.outputs, rows.count, room.room), room)!
    // Columns that begin behind the end of the memory, seen by every thread as it takes a block.
    const broken: Task = { ...task, words: task.words.map(() => room.memory.buffer.byteLength) }
    const together = await crew(room, [{ task: broken, rows: rows.count }], 3)
    for (let round = 0; round < 5; round++) expect(() => together.run()).toThrow(/out of bounds/)
    await together.close()
    expect(() => together.run()).toThrow(/has ended/)
  })
})
