import { DEFER, cellReader, type InstrumentPlan, type ScreenPlan } from '@lizhu/policy/screen'
import { screenSql, type Shape } from '@lizhu/policy/tables'
import { shapeOf } from '../city/shape.ts'
import type { Database, Wanted } from '../database/database.ts'
import { byClosure, leave, leaveAll, type Left, type OnUnits } from './closure.ts'
import type { Outcomes } from './outcomes.ts'

/** Screens where the data lies; what SQL leaves open (DEFER), the closure says, unit by unit. */
export async function* screenInSql(plan: ScreenPlan, database: Database, { onInstruments, onLeft }: { readonly onInstruments?: (done: number, all: number) => void; readonly onLeft?: OnUnits } = {}): AsyncIterable<Outcomes> {
  const shape = await shapeOf(plan.program, database)
  const left: Left = new Map()
  yield* settledInSql(plan, database, shape, left, onInstruments)
  yield* byClosure(plan, left, database, shape, onLeft)
}

/** What SQL settles; `left` takes what it does not. */
export async function* settledInSql(plan: ScreenPlan, database: Database, shape: Shape, left: Left, onInstruments?: (done: number, all: number) => void): AsyncIterable<Outcomes> {
  const { before, results, after } = screenSql(plan, shape, database.dialect, database.scratch)
  try {
    for (const statement of before) await database.run(statement)
    for (const [done, { plan: one, sql, leaves }] of results.entries()) {
      const open = new Set<number>()
      if (leaves) for await (const chunk of database.rows(`SELECT DISTINCT unit FROM (${sql}) AS r WHERE status % 128 >= ${DEFER}`, new Map([['unit', 'number']]))) for (const unit of chunk.numbers('unit')) open.add(unit)
      for (const unit of open) leave(left, unit, one.instrument)
      yield* outcomesOf(plan, one, sql, open, database)
      onInstruments?.(done + 1, results.length)
    }
  } finally { for (const statement of after) await database.run(statement) }
  await leaveAll(left, plan, database, shape)
}

export async function* outcomesOf(plan: ScreenPlan, one: InstrumentPlan, sql: string, open: ReadonlySet<number>, database: Database): AsyncIterable<Outcomes> {
  const read = cellReader(plan.program, one)
  const outputs = one.plan.outputs.map(output => output.name)
  const wanted: Wanted = new Map([['party', 'text'], ['subject', 'text'], ['untold', 'text'], ['unit', 'number'], ...outputs.map(name => [name, 'number'] as const)])
  for await (const chunk of database.rows(sql, wanted)) {
    const [units, party, subject, untold] = [chunk.numbers('unit'), chunk.texts('party'), chunk.texts('subject'), chunk.texts('untold')]
    const values = new Map(outputs.map(name => [name, chunk.numbers(name)]))
    const rows = Array.from({ length: chunk.count }, (_, row) => row).filter(row => !open.has(units[row] ?? -1))
    const at = (row: number): number => rows[row] ?? 0
    yield {
      instrument: one.instrument, count: rows.length, party: row => party[at(row)] ?? '', subject: row => subject[at(row)] ?? '',
      cell: row => read(untold[at(row)] ?? undefined, name => values.get(name)?.[at(row)] ?? 0),
    }
  }
}
