import { setImmediate } from 'node:timers/promises'
import { arena, javascript, webassembly } from '@lizhu/feel/kernel'
import type { Program } from '@lizhu/policy'
import { arenaBytes, planScreen } from '@lizhu/policy/screen'
import { mergedComparison, simulation, type Assumptions, type Comparison, type Simulation, type Trial } from '@lizhu/policy/simulate'
import { readCity } from '../city/read.ts'
import { shapeOf } from '../city/shape.ts'
import type { Database } from '../database/database.ts'
import { unitsIn } from './kernel.ts'

/** So many units are screened together. */
const UNITS = 65_536

/** `onUnits`: how many are done, and of how many. */
export interface SimulateOptions { readonly asOf: number; readonly onUnits?: (done: number, all: number) => void; readonly signal?: AbortSignal }

/** A city in parts, each ready to be tried under other rules; whoever lets a part go before the next one has no more than one in memory. */
export async function* simulationsIn(program: Program, database: Database, { asOf, onUnits, signal }: SimulateOptions): AsyncIterable<Simulation> {
  const shape = await shapeOf(program, database)
  const units = await unitsIn(program, database)
  const plan = planScreen(program, { asOf, bounds: true })
  for (let from = 0; from < units; from += UNITS) {
    signal?.throwIfAborted()
    const city = await readCity(program, database, shape, { units: { from, to: from + UNITS } })
    const room = arena(arenaBytes(plan, city) + SPARE)
    const made = simulation(program, city, { asOf, kernel: one => webassembly(one, room) ?? javascript(one), ...(room === undefined ? {} : { arena: room }) })
    yield made
    onUnits?.(Math.min(units, from + UNITS), units)
  }
}
/** Other rules may read facts that today's do not. */
const SPARE = 64 << 20

/** What trials come to over a whole city, in their order, each worked out to the last dossier; one part of the city is in memory at a time. */
export async function comparisonsIn(program: Program, database: Database, trials: readonly ((part: Simulation) => Trial)[], assumptions: Assumptions, options: SimulateOptions): Promise<readonly Comparison[]> {
  const done = trials.map((): Comparison[] => [])
  for await (const part of simulationsIn(program, database, options)) for (const [i, trial] of trials.entries()) done[i]?.push(await workedOut(trial(part), assumptions, options.signal))
  return done.map(parts => mergedComparison(parts, assumptions))
}

/** So long (ms) the closure works before whoever wants it ended is heard. */
const SLICE = 50
async function workedOut(trial: Trial, assumptions: Assumptions, signal: AbortSignal | undefined): Promise<Comparison> {
  for (let left = 1; left > 0;) {
    await setImmediate()
    signal?.throwIfAborted()
    const until = performance.now() + SLICE
    left = trial.settle(() => performance.now() < until)
  }
  return trial.compare(assumptions)
}
