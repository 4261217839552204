import { Builder, Figures, columnOf, emptyCells, emptyResults, javascript, webassembly, type Plan } from '@lizhu/feel/kernel'
import type { FactRef } from '@lizhu/feel'
import { RATES, amounts, exactly, naive, random } from '../../packages/feel/test/kernel/exact.ts'

const COUNT = 10_000_000
const AMOUNT: FactRef = { name: '金额', owner: '企业', type: { kind: 'money', currency: 'CNY' } }

/** Ten million products of money and a rate, everyday and adversarial, beside BigInt's. */
export function exact(): void {
  const most = Number(columnOf(AMOUNT)?.most ?? 0n)
  const count = Math.ceil(COUNT / RATES.length)
  const next = random(2020)
  const seen = { products: 0, javascript: 0, webassembly: 0, beyond: 0, naive: 0 }
  for (const rate of RATES) {
    const values = amounts(count, rate, most, next)
    const plan = planOf(rate)
    const cells = emptyCells(plan.columns[0] ?? { store: 'f64' }, count)
    cells.values.set(values)
    cells.states.fill(0)
    const rows = { count, cells: new Map(plan.columns.map(column => [column.key, cells])) }
    const [plain, fast] = [emptyResults(plan.outputs, count), emptyResults(plan.outputs, count)]
    javascript(plan).run(rows, plain)
    webassembly(plan)?.run(rows, fast)
    const [a, b, beyond] = [plain.figures.get('amount'), fast.figures.get('amount'), plain.bytes.get('beyond')]
    values.forEach((value, i) => {
      const want = exactly(value, rate)
      seen.products++
      if (beyond?.[i] === 1) seen.beyond++
      if (a?.[i] !== want) seen.javascript++
      if (b?.[i] !== want) seen.webassembly++
      if (naive(value, rate) !== want) seen.naive++
    })
  }
  console.log(`\n精确 · Exactness: ${seen.products} products of money and rate as BigInt has them: JavaScript differs in ${seen.javascript}, WebAssembly in ${seen.webassembly}; ${seen.beyond} left to the closure`)
  console.log(`${seen.javascript + seen.webassembly === 0 && seen.naive > 0 ? '✓' : '✗'} a formula without care, floor(amount × (p ÷ q)), is caught in ${seen.naive}`)
}

/** round down(金额 × p/q) to the fen. */
function planOf([n, d]: readonly [bigint, bigint]): Plan {
  const builder = new Builder()
  const figures = new Figures(builder)
  const { place, column } = builder.column(AMOUNT)
  const product = figures.multiply(figures.cells(builder.load(place), column.least, column.most, column.scale), figures.constant({ n, d }))
  builder.output({ name: 'amount', kind: 'figure', from: figures.held(figures.floor(product), 1n)?.reg ?? 0 })
  builder.output({ name: 'beyond', kind: 'byte', parts: [{ mask: figures.beyond, bits: 1 }] })
  return builder.plan()
}
