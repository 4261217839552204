import { setImmediate } from 'node:timers/promises'
import { arena, javascript, webassembly } from '@lizhu/feel/kernel'
import { identifier } from '@lizhu/feel/sql'
import { arenaBytes, cellsOf, screen, waitingIn, type ScreenPlan, type Screened } from '@lizhu/policy/screen'
import { UNIT, type Shape } from '@lizhu/policy/tables'
import { readCity } from '../city/read.ts'
import { shapeOf, tablesIn } from '../city/shape.ts'
import type { Database } from '../database/database.ts'
import type { OnUnits } from './closure.ts'
import type { Outcomes } from './outcomes.ts'

/** So many units are in memory at a time, whatever the size of the city. */
export const BLOCK = 65_536
export interface Units { readonly from: number; readonly to: number }

/** Screens in this process: the tables stream through the kernel, block by block; what columns leave open, the closure says. */
export async function* screenInKernel(plan: ScreenPlan, database: Database, { onUnits }: { readonly onUnits?: OnUnits } = {}): AsyncIterable<Outcomes> {
  const shape = await shapeOf(plan.program, database)
  const units = await unitsIn(plan.program, database)
  for (let from = 0; from < units; from += BLOCK) {
    for (const one of await screenedBlock(plan, database, shape, { from, to: Math.min(units, from + BLOCK) })) yield outcomesOf(plan, one)
    onUnits?.(Math.min(units, from + BLOCK), units)
  }
}

/** Units that the closure does before whoever wants it ended is heard. */
const AT_ONCE = 50
/** Of the time of a block, what is spent before its first row goes to the closure, and with that; for people who watch, not exact. */
const [IN_COLUMNS, CLOSURE] = [0.5, 0.3]

/** Units in a row as the kernel and the closure have said it. Rows of the closure stay marked (DEFER) in columns. `onUnits`: how many are done, as far as can be said. */
export async function screenedBlock(plan: ScreenPlan, database: Database, shape: Shape, { from, to }: Units, onUnits?: (done: number) => void): Promise<readonly Screened[]> {
  // The closure reads more than columns do, out of the same tables.
  const city = await readCity(plan.program, database, shape, { units: { from, to } })
  const room = arena(arenaBytes(plan, city))
  const screened = screen(plan, city, { leave: true, kernel: one => webassembly(one, room) ?? javascript(one), ...(room === undefined ? {} : { arena: room }) })
  const waiting = waitingIn(plan, city, screened)
  const all = waiting.units()
  while (waiting.units() > 0) {
    for (let i = 0; i < AT_ONCE; i++) waiting.next()
    onUnits?.(Math.floor((to - from) * (IN_COLUMNS + CLOSURE * (1 - waiting.units() / all))))
    await setImmediate()
  }
  return screened.map(one => ({ ...one, closures: waiting.cells.get(one.instrument) ?? one.closures }))
}

/** How many units there are. */
export async function unitsIn(program: ScreenPlan['program'], database: Database): Promise<number> {
  const { columns, table } = await tablesIn(program, database)
  let most = -1
  for (const { name } of program.kinds.filter(kind => kind.party && columns.has(kind.name))) {
    for await (const chunk of database.rows(`SELECT COALESCE(MAX(${identifier(UNIT)}), -1) AS most FROM ${table(name)}`, new Map([['most', 'number']]))) most = Math.max(most, chunk.numbers('most')[0] ?? -1)
  }
  return most + 1
}

export function outcomesOf({ program }: ScreenPlan, one: Screened): Outcomes {
  const { instrument, frame: { table, parties, party } } = one
  return { instrument, count: table.count, party: row => parties.ids[party[row] ?? -1] ?? '', subject: row => table.ids[row] ?? '', cell: cellsOf(program, one) }
}
