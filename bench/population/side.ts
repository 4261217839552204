import { table } from '../lib/table.ts'
import type { Started } from './contender.ts'

/** Passes over a city, in milliseconds; seconds of CPU a pass; peak memory of the process, in bytes. */
export interface Passes { readonly name: string; readonly best: number; readonly median: number; readonly cpu: number; readonly rss: number; readonly rounds: number }

const ROUNDS = 15
/** Those that take longer than this a pass run in fewer rounds, and the table says so. */
const LONG_MS = 4000
const FEW = 3

/** Every round runs each contender once, in turning order, after two that do not count. Ends them all. */
export async function sideBySide(contenders: readonly Started[]): Promise<Passes[]> {
  const times = contenders.map(() => new Array<number>())
  const cpu = contenders.map(() => 0)
  const most = contenders.map(() => ROUNDS)
  for (let round = -2; round < ROUNDS; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const place = (turn + Math.max(0, round)) % contenders.length
      if (round >= (most[place] ?? 0) || (round === -1 && most[place] === FEW)) continue
      const said = await contenders[place]?.ask('run')
      const ms = Number(said?.['ms'])
      if (round < 0) { if (ms > LONG_MS) most[place] = FEW; continue }
      times[place]?.push(ms)
      cpu[place] = (cpu[place] ?? 0) + Number(said?.['cpu'])
    }
  }
  const passes: Passes[] = []
  for (const [i, one] of contenders.entries()) {
    const sorted = [...times[i] ?? []].sort((a, b) => a - b)
    passes.push({ name: one.name, best: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN, cpu: (cpu[i] ?? 0) / sorted.length, rss: Number((await one.end())['rss']), rounds: sorted.length })
  }
  return passes
}

/** `rows`: of all instruments together. */
export function show(passes: readonly Passes[], rows: number): void {
  const ms = (value: number): string => value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0)
  console.log(table([['', 'ms best', 'median', 'CPU s', 'ns a row and instrument, best', 'peak MB', 'rounds'],
    ...passes.map(({ name, best, median, cpu, rss, rounds }) => [name, ms(best), ms(median), cpu.toFixed(4), ((best * 1e6) / rows).toFixed(2), (rss / 1e6).toFixed(0), String(rounds)])]))
}

/** One line: is a ratio of best times what was wanted? */
export function judge(what: string, passes: readonly Passes[], a: string, b: string, wanted: { readonly most: number } | { readonly least: number }): void {
  const [x, y] = [passes.find(one => one.name === a), passes.find(one => one.name === b)]
  if (x === undefined || y === undefined) return
  const [best, median] = [x.best / y.best, x.median / y.median]
  const well = 'most' in wanted ? best <= wanted.most : best >= wanted.least
  console.log(`${well ? '✓' : '✗'} ${what}: ${best.toFixed(2)} best, ${median.toFixed(2)} median (${'most' in wanted ? `≤ ${wanted.most}` : `≥ ${wanted.least}`})`)
}
