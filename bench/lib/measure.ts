/** What is timed: one call does one unit of work, such as one enterprise, or `units` of them. */
export type Work = { readonly name: string; readonly units?: number } & ({ readonly run: () => unknown } | { readonly runAsync: () => Promise<unknown> })

/** Microseconds for one unit of work, round by round; the rounds of one `measure` belong together. */
export interface Timings { readonly name: string; readonly rounds: readonly number[] }

export interface MeasureOptions {
  readonly rounds?: number
  /** How long each is run before anything counts, and how long one sample takes. */
  readonly warmUpMs?: number
  readonly sampleMs?: number
}

/**
 * Times several works side by side: each is warmed up, then in every round each runs for about one sample's time, in an
 * order that alternates, so that a slow moment of the machine meets all of them. Only ratios within one call count.
 */
export async function measure(works: readonly Work[], { rounds = 41, warmUpMs = 1000, sampleMs = 15 }: MeasureOptions = {}): Promise<Timings[]> {
  const calls: number[] = []
  for (const work of works) calls.push(Math.max(1, Math.round(sampleMs * 1000 / await warmUp(work, warmUpMs))))
  const timings = works.map(({ name }) => ({ name, rounds: new Array<number>() }))
  for (let round = 0; round < rounds; round++) {
    for (const place of orderOf(works.length, round)) {
      const work = works[place]
      if (work !== undefined) timings[place]?.rounds.push(await sample(work, calls[place] ?? 1) / (work.units ?? 1))
    }
  }
  return timings
}

/** Every place comes first equally often, in both directions. */
function orderOf(count: number, round: number): number[] {
  const order = Array.from({ length: count }, (_, i) => (i + round) % count)
  return round % 2 === 0 ? order : order.reverse()
}

/** Runs it for a while; says how long one call took at the end, in microseconds. */
async function warmUp(work: Work, ms: number): Promise<number> {
  const until = performance.now() + ms
  let last = 1
  do last = await sample(work, Math.max(1, Math.round(2000 / last))); while (performance.now() < until)
  return last
}

async function sample(work: Work, calls: number): Promise<number> {
  const start = performance.now()
  if ('run' in work) for (let i = 0; i < calls; i++) work.run()
  else for (let i = 0; i < calls; i++) await work.runAsync()
  return (performance.now() - start) * 1000 / calls
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

/** How many times as long `slow` took as `fast`: the median over rounds of what one round says. */
export function ratioOf(slow: Timings, fast: Timings): number {
  return median(slow.rounds.map((time, round) => time / (fast.rounds[round] ?? NaN)))
}
