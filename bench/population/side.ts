/** Whole passes over a city, side by side: every round runs each once, in turning order. Best and median, in milliseconds. */
export interface Pass { readonly name: string; readonly run: () => void }
export interface Passes { readonly name: string; readonly best: number; readonly median: number; readonly cpuSeconds: number }

export function sideBySide(passes: readonly Pass[], rounds = 15): Passes[] {
  const times = passes.map(() => new Array<number>())
  const cpu = passes.map(() => 0)
  // Two rounds that do not count: the engine compiles.
  for (let round = -2; round < rounds; round++) {
    passes.forEach((_, turn) => {
      const place = (turn + Math.max(0, round)) % passes.length
      const before = process.cpuUsage()
      const start = performance.now()
      passes[place]?.run()
      const took = performance.now() - start
      const { user, system } = process.cpuUsage(before)
      if (round >= 0) { times[place]?.push(took); cpu[place] = (cpu[place] ?? 0) + (user + system) / 1e6 }
    })
  }
  return passes.map(({ name }, i) => {
    const sorted = [...times[i] ?? []].sort((a, b) => a - b)
    return { name, best: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN, cpuSeconds: (cpu[i] ?? 0) / rounds }
  })
}
