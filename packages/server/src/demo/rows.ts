import { v7 as uuid } from 'uuid'
import { NONE, UNKNOWN, rational, type Value } from '@lizhu/feel'
import type { Column } from '@lizhu/feel/kernel'
import { writePeriod, writeValue, type Fact, type Kind, type Program } from '@lizhu/policy'
import { valueAt, type City, type Table } from '@lizhu/policy/city'
import { mainKind, type Population } from '@lizhu/policy/population'
import { ownersFirst } from '@lizhu/policy/tables'
import { AREA, initialsOf } from '../registry/index.ts'
import { codeFor, nameFor } from './names.ts'

export interface PartyRow { readonly id: string; readonly kind: string; readonly code: string | null; readonly name: string; readonly initials: string; readonly area: string | null }
export interface ClaimRow { readonly id: string; readonly party: string; readonly kind: string; readonly parent: string | null; readonly key: string }
export interface OwnerRow { readonly claim: string; readonly kind: string; readonly party: string }
export interface FactRow { readonly id: string; readonly party: string; readonly claim: string | null; readonly name: string; readonly period: string; readonly written: string; readonly number: string | null; readonly none: boolean; readonly private: boolean; readonly source: string }
export interface Rows { readonly parties: PartyRow[]; readonly claims: ClaimRow[]; readonly owners: OwnerRow[]; facts: FactRow[] }

/** Where each row of a city went: the party it is of, and the claim it is. */
interface Holder { readonly party: string; readonly claim: string | null }

/** A made-up city as the registry keeps it. `places`: by the name that facts give a county, its code. */
export function rowsOf(program: Program, city: Population, places: ReadonlyMap<string, string>): Rows {
  const rows: Rows = { parties: [], claims: [], owners: [], facts: [] }
  const holders = new Map<string, Holder[]>()
  const columns = new Map(city.columns.map(column => [column.key, column]))
  const main = mainKind(program)
  for (const kind of ownersFirst(program)) {
    const table = city.tables.get(kind.name)
    if (table === undefined) continue
    holders.set(kind.name, Array.from({ length: table.told }, (_, row) => kind.party ? addParty(rows, kind, { table, row, main: kind.name === main }, columns, places) : addClaim(rows, kind, table, row, holders)))
    addFacts(rows, kind, table, columns, holders.get(kind.name) ?? [])
    addNones(rows, table, holders.get(kind.name) ?? [])
  }
  addArea(rows, program, city, columns)
  return rows
}

function addParty(rows: Rows, kind: Kind, { table, row, main }: { readonly table: Table; readonly row: number; readonly main: boolean }, columns: ReadonlyMap<string, Column>, places: ReadonlyMap<string, string>): Holder {
  const id = uuid()
  const words = [...table.cells].flatMap(([key, cells]) => { const column = columns.get(key); const value = column === undefined ? UNKNOWN : valueAt(column, cells, row); return typeof value === 'string' ? [value] : [] })
  const area = words.map(word => places.get(word)).find(code => code !== undefined) ?? null
  const name = nameFor(kind, main, row)
  rows.parties.push({ id, kind: kind.name, code: main ? codeFor(area, row) : null, name, initials: initialsOf(name), area })
  return { party: id, claim: null }
}

function addClaim(rows: Rows, kind: Kind, table: Table, row: number, holders: ReadonlyMap<string, Holder[]>): Holder {
  const above = holders.get(table.owner ?? '')?.[table.under?.[row] ?? -1]
  if (above === undefined) throw new Error(`${kind.name} ${row} hangs off nobody`)
  const id = uuid()
  rows.claims.push({ id, party: above.party, kind: kind.name, parent: above.claim, key: table.ids[row] ?? String(row) })
  for (const [owner, at] of table.beside) {
    const beside = holders.get(owner)?.[at[row] ?? -1]
    if (beside !== undefined && beside.claim === null) rows.owners.push({ claim: id, kind: owner, party: beside.party })
  }
  return { party: above.party, claim: id }
}

function addFacts(rows: Rows, kind: Kind, table: Table, columns: ReadonlyMap<string, Column>, holders: readonly Holder[]): void {
  for (const [key, cells] of table.cells) {
    const column = columns.get(key)
    const fact = kind.facts.find(one => one.name === column?.ref.name && column.ref.owner === kind.name)
    if (column === undefined || fact === undefined) continue
    holders.forEach((holder, row) => { tell(rows, holder, fact, column.at, valueAt(column, cells, row)) })
  }
}

/** That there are no claims of a kind is a fact under that kind's name. */
function addNones(rows: Rows, table: Table, holders: readonly Holder[]): void {
  for (const [claims, none] of table.without) holders.forEach((holder, row) => {
    if (none[row] === 1) rows.facts.push({ id: uuid(), ...holder, name: claims, period: '', written: '无', number: null, none: true, private: false, source: SOURCE })
  })
}

function addArea(rows: Rows, program: Program, city: City, columns: ReadonlyMap<string, Column>): void {
  const id = uuid()
  rows.parties.push({ id, kind: AREA, code: null, name: '全市', initials: 'qs', area: null })
  for (const [key, cells] of city.area.cells) {
    const column = columns.get(key)
    const fact = program.area.find(one => one.name === column?.ref.name)
    if (column !== undefined && fact !== undefined) tell(rows, { party: id, claim: null }, fact, column.at, valueAt(column, cells, 0))
  }
}

const SOURCE = '演示数据'

function tell(rows: Rows, holder: Holder, fact: Fact, at: number | undefined, value: Value): void {
  const written = value === UNKNOWN ? undefined : writeValue(fact.type, value)
  if (written === undefined) return
  const number = typeof value === 'object' && 'n' in value ? rational.decimalText(value) ?? null : null
  const period = fact.every !== undefined && at !== undefined ? writePeriod(fact.every, at) : ''
  rows.facts.push({ id: uuid(), ...holder, name: fact.name, period, written, number, none: value === NONE, private: fact.private ?? false, source: SOURCE })
}
