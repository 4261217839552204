import { describe, expect, it } from 'vitest'
import type { FactRef } from '../../src/index.ts'
import { Builder, Figures, columnOf, emptyCells, emptyResults, javascript, webassembly, type Kernel, type Plan } from '../../src/kernel/index.ts'
import { amounts, exactly, naive, random, RATES } from './exact.ts'

const AMOUNT: FactRef = { name: '金额', owner: '企业', type: { kind: 'money', currency: 'CNY' } }
const MOST = Number(columnOf(AMOUNT)!.most)

export const BACKENDS: readonly (readonly [string, (plan: Plan) => Kernel])[] = [['javascript', javascript], ['webassembly', plan => webassembly(plan)!]]

/** round down(金额 × p/q) to the fen. */
function planOf([p, q]: readonly [bigint, bigint]): Plan {
  const builder = new Builder()
  const figures = new Figures(builder)
  const { place, column } = builder.column(AMOUNT)
  const product = figures.multiply(figures.cells(builder.load(place), column.least, column.most, column.scale), figures.constant({ n: p, d: q }))
  builder.output({ name: 'amount', kind: 'figure', from: figures.held(figures.floor(product), 1n)!.reg })
  builder.output({ name: 'beyond', kind: 'byte', parts: [{ mask: figures.beyond, bits: 1 }] })
  return builder.plan()
}

describe.each(BACKENDS)('%s', (_, make) => {
  it('money × rate is what BigInt says, or said to be beyond', () => {
    const next = random(2020)
    const count = 20_000
    let caught = 0
    let beyond = 0
    for (const rate of RATES) {
      const plan = planOf(rate)
      const values = amounts(count, rate, MOST, next)
      const cells = emptyCells(plan.columns[0]!, count)
      cells.values.set(values)
      const results = emptyResults(plan.outputs, count)
      make(plan).run({ count, cells: new Map([[plan.columns[0]!.key, cells]]) }, results)
      for (let i = 0; i < count; i++) {
        const want = exactly(values[i]!, rate)
        if (results.bytes.get('beyond')![i] === 1) beyond++
        else if (results.figures.get('amount')![i] !== want) expect.fail(`${values[i]} × ${rate.join('/')}: ${results.figures.get('amount')![i]}, not ${want}`)
        if (naive(values[i]!, rate) !== want) caught++
      }
    }
    expect(caught).toBeGreaterThan(1000)
    expect(beyond).toBe(0)
  })
})
