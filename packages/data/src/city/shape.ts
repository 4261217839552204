import type { Column } from '@lizhu/feel/kernel'
import { identifier } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { columnName, mayBeBeyond, rosterName, type Shape } from '@lizhu/policy/tables'
import type { Database } from '../database/database.ts'
import { columnsTold } from './read.ts'

/** Some databases forget which letters of a name are large: the program knows. */
function inOurCase(program: Program, found: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const names = [...program.kinds.flatMap(kind => [kind.name, ...kind.facts.map(fact => fact.name)]), ...program.area.map(fact => fact.name), ...program.rosters.map(one => rosterName(one.name))]
  const known = new Map(names.map(name => [name.toLowerCase(), name]))
  const restored = (name: string): string => { const [own = '', rest = ''] = /^(#?)([^@=]*)(.*)$/.exec(name)?.slice(2) ?? [name]; const mark = name.startsWith('#') ? '#' : ''; return `${mark}${known.get(own) ?? own}${rest}` }
  return new Map([...found].map(([table, columns]) => [known.get(table) ?? table, new Set([...columns].map(restored))]))
}

/** What tables a database has; nobody has looked into them. */
export async function tablesIn(program: Program, database: Database): Promise<Shape> {
  return { columns: inOurCase(program, await database.columns()), beyond: new Map(), table: database.table }
}

/** What tables a database has, and which of their columns hold values beyond what a kernel's do: one look at each table. */
export async function shapeOf(program: Program, database: Database): Promise<Shape> {
  const plain = await tablesIn(program, database)
  const { columns } = plain
  const beyond = new Map<string, Set<string>>()
  for (const [kind, told] of columnsTold(program, plain)) {
    const names = columns.get(kind) ?? new Set()
    const whole = told.filter(column => mayBeBeyond(column) && names.has(columnName(column)))
    if (whole.length === 0) continue
    const wanted = new Map(whole.flatMap((_, i) => [[`least ${i}`, 'number'], [`most ${i}`, 'number']] as const))
    const sql = `SELECT ${whole.map((column, i) => `COALESCE(MIN(${identifier(columnName(column))}), 0) AS ${identifier(`least ${i}`)}, COALESCE(MAX(${identifier(columnName(column))}), 0) AS ${identifier(`most ${i}`)}`).join(', ')} FROM ${database.table(kind)}`
    for await (const chunk of database.rows(sql, wanted)) {
      const wrong = whole.filter((column: Column, i) => (chunk.numbers(`least ${i}`)[0] ?? 0) < Number(column.least) || (chunk.numbers(`most ${i}`)[0] ?? 0) > Number(column.most))
      if (wrong.length > 0) beyond.set(kind, new Set(wrong.map(columnName)))
    }
  }
  return { ...plain, beyond }
}
