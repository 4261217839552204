import { assess, type Dossier } from '@lizhu/policy'
import { cityOf, toldColumns } from '@lizhu/policy/city'
import { cellOf, type Cell, type ScreenPlan } from '@lizhu/policy/screen'
import { tablesOf, type Database, type Outcomes } from '../src/index.ts'

/** Every cell as text, so that two engines' cells can be laid side by side: instrument, party, subject → what is said. */
export type Said = ReadonlyMap<string, readonly string[]>

export function text({ status, how, amount, least, failing, missing }: Cell): string {
  const figure = (value: typeof amount): string => (value === undefined ? '' : value.d === 1n ? String(value.n) : `${value.n}/${value.d}`)
  return [status, how ?? '', figure(amount), figure(least), [...failing].sort().join(','), missing.join(',')].join(' | ')
}

function add(said: Map<string, string[]>, key: string, cell: Cell): void {
  const known = said.get(key)
  if (known === undefined) said.set(key, [text(cell)])
  else known.push(text(cell))
}
const sorted = (said: Map<string, string[]>): Said => { for (const all of said.values()) all.sort(); return said }

/** One dossier at a time. */
export function byClosure({ program, options: { asOf, readings = {} } }: ScreenPlan, dossiers: readonly Dossier[]): Said {
  const said = new Map<string, string[]>()
  for (const dossier of dossiers) for (const one of assess(program, dossier, { asOf, readings }).assessments) {
    if (one.subject.id === '' && one.conditions[0]?.id === `${one.instrument}/for`) continue
    add(said, `${one.instrument} ${one.subject.party} ${one.subject.id}`, cellOf(one))
  }
  return sorted(said)
}

export async function byEngine(outcomes: AsyncIterable<Outcomes>): Promise<Said> {
  const said = new Map<string, string[]>()
  for await (const some of outcomes) for (let row = 0; row < some.count; row++) add(said, `${some.instrument} ${some.party(row)} ${some.subject(row)}`, some.cell(row))
  return sorted(said)
}

export function differences(a: Said, b: Said): string[] {
  const found: string[] = []
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(key) ?? ['nothing'], b.get(key) ?? ['nothing']]
    if (x.join('\n') !== y.join('\n')) found.push(`${key}\n  ${x.join('\n  ')}\n  ${y.join('\n  ')}`)
  }
  return found
}

/** Lays dossiers into a database, each a unit. */
export async function fill(database: Database, program: ScreenPlan['program'], dossiers: readonly Dossier[]): Promise<void> {
  const columns = toldColumns(program, dossiers)
  for (const [kind, { columns: written, count }] of tablesOf(cityOf(program, columns, dossiers), columns)) await database.fill(kind, written, count)
}
