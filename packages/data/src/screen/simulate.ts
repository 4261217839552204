import { arena, javascript, webassembly } from '@lizhu/feel/kernel'
import type { Program } from '@lizhu/policy'
import { arenaBytes, planScreen } from '@lizhu/policy/screen'
import { simulation, type Simulation } from '@lizhu/policy/simulate'
import { readCity } from '../city/read.ts'
import { shapeOf } from '../city/shape.ts'
import type { Database } from '../database/database.ts'
import { unitsIn } from './kernel.ts'

/** So many units are screened together. */
const UNITS = 65_536

/** A city in parts, each ready to be tried under other rules; whoever lets a part go before the next one has no more than one in memory. */
export async function* simulationsIn(program: Program, database: Database, { asOf, onUnits, signal }: { readonly asOf: number; readonly onUnits?: (done: number, all: number) => void; readonly signal?: AbortSignal }): AsyncIterable<Simulation> {
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
