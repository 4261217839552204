import { rational, type Value } from '@lizhu/feel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { cityOf, type City } from '../../src/city/index.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { population } from '../../src/population/index.ts'
import type { Program } from '../../src/program.ts'
import { cellsOf, columnsOf, planScreen, replan, screen, screening, type ScreenPlan, type Screened } from '../../src/screen/index.ts'
import { AS_OF, claim, facts, program } from '../assess/build.ts'
import { dossiersOf } from './agreement.ts'

type Path = readonly string[]
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where a number is written in a part of a program, its readings too. */
function numbersIn(node: unknown, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) return []
  if ('op' in node && node.op === 'literal') return 'value' in node && isNumber(node.value) ? [[...path, 'value']] : []
  return Object.entries(node).flatMap(([key, value]) => (['type', 'span', 'ref', 'words'].includes(key) ? [] : numbersIn(value, [...path, key])))
}
const isNumber = (value: unknown): value is Extract<Value, { n: bigint }> => typeof value === 'object' && value !== null && 'n' in value && 'd' in value

/** The same with one number another; the rest stays the same objects. */
function withNumber<T>(node: T, [step, ...rest]: Path, times: { readonly n: bigint; readonly d: bigint }): T {
  if (step === undefined) return node
  const copy: T & object = Object.assign(Array.isArray(node) ? [] : {}, node)
  const here: unknown = Reflect.get(copy, step)
  Reflect.set(copy, step, rest.length === 0 && isNumber(here) ? rational.multiply(here, times) : withNumber(here, rest, times))
  return copy
}
function changed(before: Program, whole: Program, places: readonly { readonly path: Path }[], times: { readonly n: bigint; readonly d: bigint }): Program {
  return places.length === 0 ? whole : places.reduce((now, { path }) => withNumber(now, path, times), before)
}

/** All that is said of every row. */
const said = (plan: ScreenPlan, all: readonly Screened[]): string[] => all.flatMap(one => { const cell = cellsOf(plan.program, one); return Array.from({ length: one.frame.table.count }, (_, row) => `${one.instrument} ${row} ${JSON.stringify(cell(row), (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`) })
const marks = (all: readonly Screened[]): string[] => all.map(({ instrument, kernel, frame: { table } }) => `${instrument} ${String(kernel?.results.bytes.get('status')?.slice(0, table.count))} ${String(kernel?.results.figures.get('amount')?.slice(0, table.count))} ${String(kernel?.results.figures.get('least')?.slice(0, table.count))}`)

/** Numbers changed again and again, from what was changed before or from the law: as screened afresh. */
function holds(whole: Program, city: City, seed: number, runs: number): number {
  const start = planScreen(whole, { asOf: AS_OF })
  const [kept, marked] = [screening(start, city), screening(start, city, { leave: true })]
  kept.run()
  let before = marked.run()
  let same = 0
  const places = [...whole.instruments.flatMap((one, i) => numbersIn(one, ['instruments', String(i)]).map(path => ({ path, id: one.id }))), ...whole.generals.flatMap((one, i) => numbersIn(one, ['generals', String(i)]).map(path => ({ path, id: one.id })))]
  fc.assert(fc.property(fc.array(fc.constantFrom(...places), { maxLength: 3 }), fc.constantFrom({ n: 1n, d: 2n }, { n: 3n, d: 2n }, { n: 9n, d: 10n }, { n: 7n, d: 1n }, { n: 0n, d: 1n }), fc.boolean(), (some, times, onTop) => {
    const now = changed(onTop ? marked.plan.program : whole, whole, some, times)
    const plan = replan(marked.plan, now, new Set(some.map(one => one.id)))
    const fresh = planScreen(now, { asOf: AS_OF })
    const after = marked.change(plan)
    same += after.filter((one, i) => one === before[i]).length
    before = after
    expect(marks(after)).toEqual(marks(screen(fresh, city, { leave: true })))
    expect(said(plan, kept.change(plan))).toEqual(said(fresh, screen(fresh, city)))
  }), { numRuns: runs, seed, endOnFailure: true })
  return same
}

describe('a plan that changes under a city', () => {
  it('says what the changed law says of a made-up city', () => {
    const folder = at('../../../../policies/shaoguan-2020-2')
    const { program: whole } = loadPack(readFolder(folder), siblings(folder), [readFolder(at('../../../../policies/shaoguan-demo'))])
    expect(holds(whole, population(whole, { size: 60, seed: 3, asOf: AS_OF }), 5, 25)).toBeGreaterThan(500)
  })
  it('says it of small packs whose rows meet', () => {
    const block = (id: string, given: string, more = '', limits = ''): readonly [string, string] => ['instrument', `id: ${id}\nname: 甲\nwords: "试"\nfor: 项目\n${more}when:\n  - words: "试"\n    test: "面积 > 2"\namount:\n  ${given}\n  of: "投资额"\n${limits}`]
    const whole = program([
      block('A', 'give: "10%"', 'once: 企业\n'), block('B', 'give: "20%"'), block('C', 'up to: "15%"'), ['general', 'id: G\nwords: "试"\napplies to:\n  - B\n  - C\n  - F\nstacking:\n  - highest: 项目\n'],
      block('D', 'give: "30%"', '', '  at most:\n    - max: "9元"\n      per: 企业\n    - max: "12元"\n      per: 企业\n      over:\n        - D\n        - E\n'), block('E', 'give: "5%"'), block('F', 'give: "50%"'),
    ], `${facts('失信 boolean')}claims:\n${claim('项目', ['企业'], '投资额 money most=50元', '面积 number')}`)
    expect(holds(whole, cityOf(whole, columnsOf(planScreen(whole, { asOf: AS_OF })), dossiersOf(whole, 40, 10, 8)), 6, 60)).toBeGreaterThan(60)
  })
})
