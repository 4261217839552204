import { expect, it } from 'vitest'
import type { FactRef } from '../../src/index.ts'
import { Builder, columnKey, emptyCells, emptyResults, javascript, webassembly, type Plan } from '../../src/kernel/index.ts'
import type { DateCall } from '../../src/kernel/ir.ts'

const CALLS: readonly DateCall[] = ['year', 'month', 'day', 'weekday', 'month of', 'months between', 'add months']
const fact = (name: string, type: FactRef['type']): FactRef => ({ owner: '企业', name, type })
const [A, B, M] = [fact('甲', { kind: 'date' }), fact('乙', { kind: 'date' }), fact('月', { kind: 'duration', unit: 'months' })]

function planOf(): Plan {
  const builder = new Builder()
  const load = (ref: FactRef): number => builder.load(builder.column(ref).place)
  for (const call of CALLS) builder.output({ name: call, kind: 'figure', from: builder.date(call, load(A), call === 'months between' ? load(B) : call === 'add months' ? load(M) : load(A)) })
  // Against a written day, as sums over periods have it.
  builder.output({ name: 'to a day', kind: 'figure', from: builder.date('months between', load(A), builder.number(18_320)) })
  builder.output({ name: 'from a day', kind: 'figure', from: builder.date('months between', builder.number(11_016), load(B)) })
  return builder.plan()
}

/** Every day of six years about leap years and centuries, the ends of the calendar, and days in between; each beside days and months near and far. */
function days(): number[] {
  const about = [-719_162, 0, 10_957, 11_016, 18_320, 47_540, -25_509, 2_932_896 - 400]
  const every = about.flatMap(day => Array.from({ length: 400 }, (_, i) => day + i))
  return [...every, ...Array.from({ length: 40_000 }, (_, i) => -719_162 + ((i * 911_382_629) % 3_652_059))].filter(day => day <= 2_932_896)
}

it('vectors say of the calendar what is said of one day after another', () => {
  const plan = planOf()
  const all = days()
  const cells = new Map(plan.columns.map(column => [column.key, emptyCells(column, all.length)]))
  const put = (ref: FactRef, value: (row: number) => number): void => { cells.get(columnKey(ref))!.values.set(all.map((_, row) => value(row))); cells.get(columnKey(ref))!.states.fill(0) }
  put(A, row => all[row]!)
  put(B, row => (row % 3 === 0 ? all[(row * 7919) % all.length]! : Math.min(2_932_896, all[row]! + (row % 800) - 400)))
  put(M, row => (row % 5 === 0 ? ((row * 7919) % 200_000) - 100_000 : (row % 100) - 50))
  const rows = { count: all.length, cells }
  const [want, given] = [javascript, (one: Plan) => webassembly(one)!].map(make => { const results = emptyResults(plan.outputs, all.length); make(plan).run(rows, results); return results.figures })
  for (const { name } of plan.outputs) {
    const [a, b] = [want!.get(name)!, given!.get(name)!]
    expect(all.flatMap((day, row) => (a[row] === b[row] ? [] : [`${name} ${day} ${a[row]} ${b[row]}`])).slice(0, 3), name).toEqual([])
  }
})
