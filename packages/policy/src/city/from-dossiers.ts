import { UNKNOWN, type FactRef, type Value } from '@lizhu/feel'
import { MOST_TEXTS, cellOf, columnOf, emptyCells, stateOf, type Cells, type Column } from '@lizhu/feel/kernel'
import type { Dossier, Subject } from '../dossier.ts'
import type { Kind, Program } from '../program.ts'
import type { City, Table } from './city.ts'
import { rosterColumn } from './rosters.ts'

/** A subject of some kind, or the owner of whom it was not told; and its row, once all are met. */
interface Met { readonly subject: Subject | undefined; readonly under: Met | undefined; readonly unit: number; row: number }

/** Dossiers in columns: of each kind its facts in `columns`. Each dossier is a unit of its own. */
export function cityOf(program: Program, columns: readonly Column[], dossiers: readonly Dossier[]): City {
  const met = new Map<string, readonly Met[]>()
  const rows = new Map<Subject, number>()
  const tables = new Map<string, Table>()
  for (const kind of inOrder(program.kinds)) {
    const all = kind.party ? dossiers.flatMap(({ parties }, unit) => parties.filter(one => one.kind === kind.name).map((subject): Met => ({ subject, under: undefined, unit, row: 0 }))) : below(kind, met.get(kind.of[0] ?? '') ?? [])
    met.set(kind.name, all)
    inTable(all).forEach((one, row) => { one.row = row; if (one.subject !== undefined) rows.set(one.subject, row) })
  }
  for (const kind of program.kinds) tables.set(kind.name, tableOf(program, kind, inTable(met.get(kind.name) ?? []), columns, rows))
  const area = new Map(columns.filter(({ ref }) => ref.owner === 'area').map(column => [column.key, filled(column, dossiers.map(one => valueOf(one.area, column)), new Set())]))
  const units = new Map(program.kinds.filter(kind => kind.party).map(kind => [kind.name, Int32Array.from(met.get(kind.name) ?? [], one => one.unit)]))
  const awards = new Map([...met].map(([kind, all]) => [kind, new Map(all.flatMap(({ subject, row }) => (subject === undefined || subject.awards.length === 0 ? [] : [[row, subject.awards] as const])))]))
  return { tables, area: { count: dossiers.length, cells: area }, units, awards, dossier: unit => dossiers[unit] ?? { parties: [], area: { facts: new Map(), series: new Map() } } }
}

/** Owners before what hangs off them. */
function inOrder(kinds: readonly Kind[]): Kind[] {
  const done: Kind[] = []
  const visit = (kind: Kind | undefined): void => {
    if (kind === undefined || done.includes(kind)) return
    visit(kinds.find(one => one.name === kind.of[0]))
    done.push(kind)
  }
  kinds.forEach(visit)
  return done
}

/** In the assessor's order: owner by owner. */
function below(kind: Kind, owners: readonly Met[]): Met[] {
  return owners.flatMap((owner): Met[] => {
    const told = owner.subject?.claims.get(kind.name)
    return told === undefined ? [{ subject: undefined, under: owner, unit: owner.unit, row: 0 }] : told.map(subject => ({ subject, under: owner, unit: owner.unit, row: 0 }))
  })
}
const inTable = (met: readonly Met[]): readonly Met[] => [...met.filter(one => one.subject !== undefined), ...met.filter(one => one.subject === undefined)]

function tableOf(program: Program, kind: Kind, met: readonly Met[], columns: readonly Column[], rows: ReadonlyMap<Subject, number>): Table {
  const told = met.findIndex(one => one.subject === undefined)
  const misfits = new Map<string, Set<number>>()
  const cells = new Map<string, Cells>()
  for (const column of columns) {
    const roster = column.ref.owner === 'roster' && program.rosters.some(one => one.name === column.ref.name && one.of === kind.name)
    if (column.ref.owner !== kind.name && !roster) continue
    const wrong = new Set<number>()
    cells.set(column.key, filled(roster ? rosterColumn(column.ref) : column, met.map(({ subject }) => (subject === undefined ? UNKNOWN : roster ? sinceOf(subject, column.ref) : valueOf(subject, column))), wrong))
    if (wrong.size > 0) misfits.set(column.key, wrong)
  }
  const beside = kind.of.slice(1).map(owner => [owner, Int32Array.from(met, ({ subject }) => { const found = subject?.owners.get(owner); return found === undefined ? -1 : rows.get(found) ?? -1 })] as const)
  const claims = program.kinds.filter(one => one.of[0] === kind.name)
  return {
    kind: kind.name, count: met.length, told: told === -1 ? met.length : told, ids: met.map(one => one.subject?.id ?? ''), cells, misfits, beside: new Map(beside),
    ...(kind.of[0] === undefined ? {} : { owner: kind.of[0], under: Int32Array.from(met, one => one.under?.row ?? -1) }),
    without: new Map(claims.map(({ name }) => [name, Uint8Array.from(met, ({ subject }) => Number(subject?.claims.get(name)?.length === 0))])),
  }
}

const valueOf = (subject: Pick<Subject, 'facts' | 'series'>, { ref, at }: Pick<Column, 'ref' | 'at'>): Value => (at === undefined ? subject.facts.get(ref.name) : subject.series.get(ref.name)?.get(at))?.value ?? UNKNOWN
/** A member for ever, since before anybody was. */
function sinceOf(subject: Subject, { name }: FactRef): Value {
  const value = subject.rosters.get(name)?.value ?? UNKNOWN
  return value === true ? FOR_EVER : value
}
const FOR_EVER = -719_162

function filled(column: Column, values: readonly Value[], misfits: Set<number>): Cells {
  const cells = emptyCells(column, values.length)
  const places = new Map<string, number>()
  values.forEach((value, row) => {
    const cell = typeof value === 'string' ? placeOf(places, value) : cellOf(column, value)
    if (cell === undefined) { misfits.add(row); return }
    cells.states[row] = stateOf(value)
    cells.values[row] = cell
  })
  return { ...cells, texts: [...places.keys()] }
}
function placeOf(places: Map<string, number>, text: string): number | undefined {
  const known = places.get(text)
  if (known !== undefined) return known
  if (places.size >= MOST_TEXTS) return undefined
  places.set(text, places.size)
  return places.size - 1
}

/** Every column that anything was told for. */
export function toldColumns(program: Program, dossiers: readonly Dossier[]): Column[] {
  const found = new Map<string, Column>()
  const add = (ref: FactRef | undefined, at?: number): void => {
    const column = ref === undefined ? undefined : columnOf(ref, at)
    if (column !== undefined && !found.has(column.key)) found.set(column.key, column)
  }
  const ofFacts = ({ facts, series }: Pick<Subject, 'facts' | 'series'>, known: readonly FactRef[]): void => {
    for (const name of facts.keys()) add(known.find(one => one.name === name))
    for (const [name, told] of series) for (const at of told.keys()) add(known.find(one => one.name === name), at)
  }
  const visit = (subject: Subject): void => {
    ofFacts(subject, program.kinds.find(one => one.name === subject.kind)?.facts ?? [])
    for (const name of subject.rosters.keys()) add({ owner: 'roster', name, type: { kind: 'boolean' } })
    for (const claims of subject.claims.values()) claims.forEach(visit)
  }
  for (const { parties, area } of dossiers) { parties.forEach(visit); ofFacts(area, program.area) }
  return [...found.values()]
}
