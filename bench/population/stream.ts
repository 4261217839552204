import { crew } from '@lizhu/data'
import { emptyCells, emptyResults, taskOf, type Cells } from '@lizhu/feel/kernel'
import { columnsOf } from '@lizhu/policy/screen'
import { table } from '../lib/table.ts'
import { SIX, cityOf, planOf } from './columns.ts'
import { serve, started } from './contender.ts'
import { roomFor } from './six-contender.ts'

/** Enterprises in memory at a time. */
const BLOCK = 65_536

/** Whether time and memory stay in step with the size: a city that streams past, block by block. */
export async function stream(sizes: readonly number[]): Promise<void> {
  console.log(`\n流过 · Streamed: the six rules, ${BLOCK} enterprises at a time, two threads`)
  const rows: string[][] = []
  for (const size of sizes) {
    const one = await started(String(size), process.execPath, [process.argv[1] ?? '', 'contender', 'stream', 'stream', String(size)])
    const { kernels, all, granted } = one.ready
    const { rss } = await one.end()
    rows.push([`${size} enterprises`, Number(kernels).toFixed(1), ((Number(kernels) * 1e6) / size / 6).toFixed(2), (Number(all) / 1000).toFixed(1), (Number(rss) / 1e6).toFixed(0), String(granted)])
  }
  console.log(table([['', 'kernels ms', 'ns a row and instrument', 'making them up too, s', 'peak MB', 'fen granted'], ...rows]))
}

export async function streamContender(size: number): Promise<void> {
  const plan = planOf(SIX)
  const room = roomFor(plan, BLOCK)
  const columns = columnsOf(plan)
  const cells = new Map(columns.map(column => [column.key, { ...emptyCells(column, BLOCK, room.room), texts: new Array<string>() }]))
  const results = plan.kernels.map(one => emptyResults(one.plan.outputs, BLOCK, room.room))
  const start = performance.now()
  let [kernels, granted] = [0, 0]
  let together: Awaited<ReturnType<typeof crew>> | undefined
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(size, from + BLOCK)
    const city = cityOf(plan, size, { from, to }).tables.get('企业')?.cells
    for (const { key } of columns) lay(city?.get(key), cells.get(key))
    // Texts have the same places in every block: those of the rules, in their order.
    together ??= await crew(room, plan.kernels.flatMap((one, i) => { const result = results[i]; const task = result === undefined ? undefined : taskOf(one.plan, { count: BLOCK, cells }, result, room); return task === undefined ? [] : [{ task, rows: BLOCK }] }), 2)
    const began = performance.now()
    together.run()
    kernels += performance.now() - began
    for (const { figures, bytes } of results) {
      const [amount, status] = [figures.get('amount'), bytes.get('status')]
      for (let row = 0; row < to - from; row++) if (((status?.[row] ?? 0) & 7) === 1) granted += amount?.[row] ?? 0
    }
  }
  await serve(() => undefined, { kernels, granted, all: performance.now() - start }, () => together?.close())
}

function lay(from: Cells | undefined, to: { values: Cells['values']; states: Uint8Array; texts: string[] } | undefined): void {
  if (from === undefined || to === undefined) throw new Error('a column is missing')
  to.values.set(from.values)
  to.states.set(from.states)
  const texts = from.texts ?? []
  if (to.texts.length === 0) to.texts.push(...texts)
  else if (texts.some((text, place) => to.texts[place] !== text)) throw new Error('texts have other places in this block')
}
