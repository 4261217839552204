import { rational } from '@lizhu/feel'
import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { population } from '../../src/population/index.ts'
import { effectsOf, meetingsOf, parametersOf, readReform, reformed, simulation, solve, writtenAs } from '../../src/simulate/index.ts'
import { AS_OF } from '../assess/build.ts'

const at = (path: string) => fileURLToPath(new URL(`../../../../policies/${path}`, import.meta.url))
const program = loadPack(readFolder(at('shaoguan-2020-2')), siblings(at('shaoguan-2020-2')), [readFolder(at('shaoguan-demo'))]).program
const here = simulation(program, population(program, { size: 960, seed: 4, asOf: AS_OF }), { asOf: AS_OF, instruments: ['I13-1', 'I06-2', 'I08-1'] })
const PLAIN = { takeUp: 100, share: 100 }
const parameter = (id: string) => here.parameters.find(one => one.id === id)!
const cost = (id: string, value: { n: bigint; d: bigint }, figure: 'low' | 'high') => here.run(new Map([[id, value]]), PLAIN).cost[1][figure]

it.each([['I13-1.amount', 'high', 1n, 1000n], ['I13-1.amount.at most.1', 'low', 500_000n, 1n], ['I13-1.when.1', 'high', -10_000_000n, 1n]] as const)('the most of %s that %s leaves room for, and one step more is too much', (id, figure, n, d) => {
  const now = here.run(new Map(), PLAIN).cost[0][figure]
  const target = now + now / 100n
  const answer = solve(here, { parameter: parameter(id), figure, target, reform: new Map(), assumptions: PLAIN })
  if (!('value' in answer) || typeof answer.value !== 'object' || !('n' in answer.value)) throw new Error('no answer')
  expect(answer.comparison.cost[1][figure]).toBeLessThanOrEqual(target)
  expect(cost(id, answer.value, figure)).toBe(answer.comparison.cost[1][figure])
  expect(cost(id, rational.add(answer.value, { n, d }), figure)).toBeGreaterThan(target)
  expect(writtenAs(parameter(id), answer.value)).toBeDefined()
})

it('says what can be had where a budget is out of reach', () => {
  const answer = solve(here, { parameter: parameter('I13-1.amount'), figure: 'low', target: 1n, reform: new Map(), assumptions: PLAIN })
  if ('value' in answer) throw new Error('too cheap')
  expect(answer.least).toBe(cost('I13-1.amount', { n: 0n, d: 1n }, 'low'))
  expect(answer.least).toBeGreaterThan(1n)
})

it('shows what each change does alone', () => {
  const { reform } = readReform('I13-1.amount=6%;I13-1.amount.at most.1=60万元', here.parameters)
  const effects = effectsOf(here, reform, PLAIN)
  expect(effects.map(one => one.parameter)).toEqual([...reform.keys()])
  for (const { parameter: id, cost: [before, after], winners } of effects) {
    const alone = here.run(new Map([[id, reform.get(id)!]]), PLAIN)
    expect([after, winners]).toEqual([alone.cost[1], alone.winners])
    expect(after.low).toBeGreaterThan(before.low)
  }
})

it('finds the upgrading projects between 500万 and 1000万 that nobody supports, and sees the gap narrow', () => {
  const gap = (rules = program) => meetingsOf(rules).find(one => one.instruments.join() === 'I06-2,I13-1')
  const wan = (n: bigint) => ({ n: n * 1_000_000n, d: 1n })
  expect(gap()).toMatchObject({ kind: 'gap', subject: '技改项目', fact: '固定资产投资', from: wan(500n), to: wan(1000n), articles: [6, 13], readAs: ['固定资产投资'] })
  const rules = (text: string) => { const parameters = parametersOf(program); return reformed(program, parameters, readReform(text, parameters).reform) }
  expect(gap(rules('I13-1.when.1=800万元'))).toMatchObject({ kind: 'gap', from: wan(500n), to: wan(800n) })
  expect(gap(rules('I13-1.when.1=400万元'))).toMatchObject({ kind: 'overlap', from: wan(400n), to: wan(500n) })
  expect(gap(rules('I13-1.when.1=500万元'))).toBeUndefined()
})
