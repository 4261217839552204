/**
 * `npm run bench -- population`: a whole city in columns. What stands: the kernel's two back ends on the six rules of the assess bench
 * and on all computable instruments, two of the rules written out by hand beside it. What is wanting: docs/kernel.md.
 */
import { calendar } from '@lizhu/feel'
import { javascript, webassembly, type Column, type Kernel, type Plan } from '@lizhu/feel/kernel'
import { planScreen } from '@lizhu/policy/screen'
import { DAY, load } from '../assess/lizhu.ts'
import { table } from '../lib/table.ts'
import { differences, handResults, rated } from './by-hand.ts'
import { population, type Population } from './population.ts'
import { sideBySide, type Passes } from './side.ts'

const SIZE = Number(process.argv[2] ?? 1_000_000)

sixRules()
everything()

/** Days of 2023 to 2025; money around the thresholds of the law. */
function figure({ store }: Column, next: () => number): number {
  return store === 'i32' ? calendar.dayNumber(2023, 1, 1) + Math.floor(next() * 1095) : Math.floor(10 ** (6 + 5.5 * next()))
}

function runs(plans: readonly Plan[], { rows, place, results }: Population) {
  const outputs = plans.map(results)
  const all = (kernels: readonly Kernel[]) => () => kernels.forEach((kernel, i) => { const out = outputs[i]; if (out !== undefined) kernel.run(rows, out) })
  const wasm = plans.flatMap(plan => webassembly(plan, place) ?? [])
  return { outputs, javascript: all(plans.map(javascript)), webassembly: all(wasm) }
}

function sixRules(): void {
  const { kernels, refused } = planScreen(load('bench/assess/six'), { asOf: DAY })
  console.log(`\n1  六条规则，${SIZE} 行，一成缺失 · Six rules, ${SIZE} rows, 10 % not told${refused.length > 0 ? `; refused: ${refused.map(one => `${one.instrument} ${one.code}`).join(', ')}` : ''}`)
  const plans = kernels.map(one => one.plan)
  const made = population(plans, SIZE, 1, figure)
  const ours = runs(plans, made)
  const robots = rated(made.rows, '设备采购.类别', ['工业机器人整机', '工业机器人成套设备'], '设备采购.采购额', [1, 10], 100_000_000)
  const design = rated(made.rows, '设计服务合同.服务内容', ['工业设计'], '设计服务合同.实际发生额', [1, 2], 20_000_000)
  const hand = [handResults(SIZE), handResults(SIZE)] as const
  const two = kernels.flatMap((one, i) => (one.instrument === 'robots' || one.instrument === 'design' ? [i] : []))
  const some = runs(two.flatMap(i => plans[i] ?? []), { ...made, results: plan => ours.outputs[plans.indexOf(plan)] ?? made.results(plan) })
  const timings = sideBySide([
    { name: 'kernel, JavaScript', run: ours.javascript }, { name: 'kernel, WebAssembly', run: ours.webassembly },
    { name: 'two rules: by hand, typed arrays', run: () => { robots(hand[0]); design(hand[1]) } },
    { name: 'two rules: kernel, JavaScript', run: some.javascript }, { name: 'two rules: kernel, WebAssembly', run: some.webassembly },
  ])
  show(timings, 6)
  console.log(`differ from the hand-written loops: ${two.map((i, place) => { const out = ours.outputs[i]; const [a, b] = hand; return out === undefined ? '?' : differences(out, place === 0 ? a : b) }).join(', ')} rows`)
}

function everything(): void {
  const { kernels } = planScreen(load('policies/shaoguan-2020-2'), { asOf: DAY })
  const size = Math.min(SIZE, 200_000)
  console.log(`\n2  全部可按列计算的工具 · All ${kernels.length} computable instruments, ${size} rows each`)
  const plans = kernels.map(one => one.plan)
  const ours = runs(plans, population(plans, size, 2, figure))
  show(sideBySide([{ name: 'kernel, JavaScript', run: ours.javascript }, { name: 'kernel, WebAssembly', run: ours.webassembly }]), kernels.length, size)
}

function show(passes: readonly Passes[], instruments: number, size = SIZE): void {
  console.log(table([['', 'ms best', 'ms median', 'CPU s', 'ns a row and instrument, best'], ...passes.map(({ name, best, median, cpuSeconds }) =>
    [name, best.toFixed(1), median.toFixed(1), cpuSeconds.toFixed(3), ((best * 1e6) / size / (name.startsWith('two') ? 2 : instruments)).toFixed(2)])]))
}
