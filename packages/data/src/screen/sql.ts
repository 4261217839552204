import { assess, type Assessment } from '@lizhu/policy'
import { DEFER, cellFrom, cellOf, type InstrumentPlan, type ScreenPlan } from '@lizhu/policy/screen'
import { screenSql, type Shape } from '@lizhu/policy/tables'
import { readCity } from '../city/read.ts'
import { shapeOf } from '../city/shape.ts'
import type { Database, Wanted } from '../database/database.ts'
import type { Outcomes } from './outcomes.ts'

/** Units that columns leave to the closure are read so many at a time. */
const UNITS = 500

/** Screens where the data lies; what SQL leaves open (DEFER), the closure says, unit by unit. */
export async function* screenInSql(plan: ScreenPlan, database: Database): AsyncIterable<Outcomes> {
  const shape = await shapeOf(plan.program, database)
  const { before, results, after } = screenSql(plan, shape, database.dialect, database.scratch)
  const left = new Map<number, Set<string>>()
  try {
    for (const statement of before) await database.run(statement)
    for (const { plan: one, sql, leaves } of results) {
      const open = new Set<number>()
      if (leaves) for await (const chunk of database.rows(`SELECT DISTINCT unit FROM (${sql}) AS r WHERE status % 128 >= ${DEFER}`, new Map([['unit', 'number']]))) for (const unit of chunk.numbers('unit')) open.add(unit)
      for (const unit of open) left.set(unit, (left.get(unit) ?? new Set()).add(one.instrument))
      yield* outcomesOf(plan, one, sql, open, database)
    }
  } finally { for (const statement of after) await database.run(statement) }
  // What columns cannot do at all is left for every unit.
  const refused = plan.refused.filter(one => plan.wanted.has(one.instrument)).map(one => one.instrument)
  if (refused.length > 0) throw new Error(`not yet: ${refused.join(', ')}`)
  yield* byClosure(plan, left, database, shape)
}

async function* outcomesOf(plan: ScreenPlan, one: InstrumentPlan, sql: string, open: ReadonlySet<number>, database: Database): AsyncIterable<Outcomes> {
  const outputs = one.plan.outputs.map(output => output.name)
  const wanted: Wanted = new Map([['party', 'text'], ['subject', 'text'], ['untold', 'text'], ['unit', 'number'], ...outputs.map(name => [name, 'number'] as const)])
  for await (const chunk of database.rows(sql, wanted)) {
    const [units, party, subject, untold] = [chunk.numbers('unit'), chunk.texts('party'), chunk.texts('subject'), chunk.texts('untold')]
    const values = new Map(outputs.map(name => [name, chunk.numbers(name)]))
    const rows = Array.from({ length: chunk.count }, (_, row) => row).filter(row => !open.has(units[row] ?? -1))
    const at = (row: number): number => rows[row] ?? 0
    yield {
      instrument: one.instrument, count: rows.length, party: row => party[at(row)] ?? '', subject: row => subject[at(row)] ?? '',
      cell: row => cellFrom(plan.program, one, untold[at(row)] ?? undefined, name => values.get(name)?.[at(row)] ?? 0),
    }
  }
}

async function* byClosure({ program, options: { asOf, readings = {} } }: ScreenPlan, left: ReadonlyMap<number, ReadonlySet<string>>, database: Database, shape: Shape): AsyncIterable<Outcomes> {
  const units = [...left.keys()].sort((a, b) => a - b)
  for (let from = 0; from < units.length; from += UNITS) {
    const some = units.slice(from, from + UNITS)
    const city = await readCity(program, database, shape, { units: some })
    const found = new Map<string, Assessment[]>()
    city.numbers.forEach((unit, local) => {
      const wanted = left.get(unit) ?? new Set()
      const only = Object.keys(readings).length === 0 ? { instruments: [...wanted] } : {}
      for (const one of assess(program, city.dossier(local), { asOf, readings, ...only }).assessments) {
        // An owner known to have no such claim is no row.
        if (!wanted.has(one.instrument) || (one.subject.id === '' && one.conditions[0]?.id === `${one.instrument}/for`)) continue
        found.set(one.instrument, [...found.get(one.instrument) ?? [], one])
      }
    })
    for (const [instrument, all] of found) yield { instrument, count: all.length, party: row => all[row]?.subject.party ?? '', subject: row => all[row]?.subject.id ?? '', cell: row => cellOf(all[row] ?? fail()) }
  }
}
const fail = (): never => { throw new RangeError('no such row') }
