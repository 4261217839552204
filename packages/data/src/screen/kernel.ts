import { arena, javascript, webassembly, type Column } from '@lizhu/feel/kernel'
import { identifier } from '@lizhu/feel/sql'
import { DEFER, arenaBytes, cellsOf, columnsOf, screen, type ScreenPlan, type Screened } from '@lizhu/policy/screen'
import { UNIT } from '@lizhu/policy/tables'
import { readCity } from '../city/read.ts'
import { shapeOf } from '../city/shape.ts'
import type { Database } from '../database/database.ts'
import { byClosure, leave, leaveAll, type Left, type OnUnits } from './closure.ts'
import type { Outcomes } from './outcomes.ts'

/** So many units are in memory at a time, whatever the size of the city. */
const UNITS = 65_536

/** Screens in this process: the tables stream through the kernel, block by block; what columns leave open, the closure says. */
export async function* screenInKernel(plan: ScreenPlan, database: Database, { onUnits, onLeft }: { readonly onUnits?: OnUnits; readonly onLeft?: OnUnits } = {}): AsyncIterable<Outcomes> {
  const shape = await shapeOf(plan.program, database)
  const read = new Set(columnsOf(plan).map(column => column.key))
  const columns = (column: Column): boolean => read.has(column.key)
  const units = await unitsIn(plan.program, database, shape.columns)
  const left: Left = new Map()
  for (let from = 0; from < units; from += UNITS) {
    const city = await readCity(plan.program, database, shape, { units: { from, to: from + UNITS }, columns })
    const room = arena(arenaBytes(plan, city))
    const screened = screen(plan, city, { leave: true, kernel: one => webassembly(one, room) ?? javascript(one), ...(room === undefined ? {} : { arena: room }) })
    for (const one of screened) if (one.kernel !== undefined) yield outcomesOf(plan, one, city.numbers, left)
    onUnits?.(Math.min(units, from + UNITS), units)
  }
  await leaveAll(left, plan, database, shape)
  yield* byClosure(plan, left, database, shape, onLeft)
}

/** How many units there are. */
export async function unitsIn(program: ScreenPlan['program'], database: Database, columns: ReadonlyMap<string, ReadonlySet<string>>): Promise<number> {
  let most = -1
  for (const { name } of program.kinds.filter(kind => kind.party && columns.has(kind.name))) {
    for await (const chunk of database.rows(`SELECT COALESCE(MAX(${identifier(UNIT)}), -1) AS most FROM ${database.table(name)}`, new Map([['most', 'number']]))) most = Math.max(most, chunk.numbers('most')[0] ?? -1)
  }
  return most + 1
}

/** All rows but those of units that the closure does. */
function outcomesOf({ program }: ScreenPlan, one: Screened, numbers: readonly number[], left: Left): Outcomes {
  const { frame: { table, unit, parties, party }, kernel } = one
  const cell = cellsOf(program, one)
  const status = kernel?.results.bytes.get('status') ?? new Uint8Array(0)
  const open = new Set<number>()
  for (let row = 0; row < table.count; row++) if (((status[row] ?? 0) & DEFER) !== 0) open.add(unit[row] ?? -1)
  for (const local of open) leave(left, numbers[local] ?? -1, one.instrument)
  const rows = open.size === 0 ? undefined : Int32Array.from({ length: table.count }, (_, row) => row).filter(row => !open.has(unit[row] ?? -1))
  const at = (row: number): number => (rows === undefined ? row : rows[row] ?? 0)
  return { instrument: one.instrument, count: rows?.length ?? table.count, party: row => parties.ids[party[at(row)] ?? -1] ?? '', subject: row => table.ids[at(row)] ?? '', cell: row => cell(at(row)) }
}
