import { columnOf, type Column } from '@lizhu/feel/kernel'
import { rosterColumn } from '../../src/city/index.ts'
import type { Program } from '../../src/program.ts'
import { factsOf } from '../../src/tables/index.ts'

/** What a column key of a city's table stands for. */
export function columnsTold(program: Program, kind: string, key: string): Column | undefined {
  const [name = '', at] = key.slice(key.indexOf('.') + 1).split('@')
  if (key.startsWith('roster.')) return rosterColumn({ owner: 'roster', name, type: { kind: 'boolean' } })
  const fact = factsOf(program, kind).find(one => one.name === name)
  return fact === undefined ? undefined : columnOf(fact, at === undefined ? undefined : Number(at))
}
