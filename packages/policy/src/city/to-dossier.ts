import { NONE, UNKNOWN, heldAs, rational, type FactRef, type Value } from '@lizhu/feel'
import { NOTHING_THERE, TOLD, type Cells, type Column } from '@lizhu/feel/kernel'
import type { Award, Dossier, Subject, Told } from '../dossier.ts'
import type { City, Table } from './city.ts'

/** A subject while it is put together: further owners are filled in when all of its unit are there. */
interface Draft extends Subject { readonly owners: Map<string, Subject>; readonly claims: Map<string, Draft[]> }

/** Puts units together again out of a city's tables. `columns`: what each column key stands for. */
export function dossiersFrom({ tables, area, units }: Pick<City, 'tables' | 'area' | 'units'>, columns: ReadonlyMap<string, Column>, awards: City['awards']): (unit: number) => Dossier {
  const parties = remember(() => partiesByUnit(units))
  const under = new Map<string, Map<number, number[]>>()
  const claimsOf = (table: Table, owner: number): readonly number[] => {
    let byOwner = under.get(table.kind)
    if (byOwner === undefined) {
      byOwner = new Map()
      for (let row = 0; row < table.told; row++) { const of = table.under?.[row] ?? -1; const known = byOwner.get(of); if (known === undefined) byOwner.set(of, [row]); else known.push(row) }
      under.set(table.kind, byOwner)
    }
    return byOwner.get(owner) ?? []
  }
  const own = new Map([...tables].map(([kind, { cells }]) => [kind, [...cells].flatMap(([key, one]) => { const column = columns.get(key); return column === undefined ? [] : [{ column, cells: one }] })]))

  const subjectOf = (table: Table, row: number, owner: Draft | undefined, met: Map<string, Draft>, pending: (() => void)[]): Draft => {
    const facts = new Map<string, Told>()
    const series = new Map<string, Map<number, Told>>()
    const rosters = new Map<string, Told>()
    for (const { column, cells } of own.get(table.kind) ?? []) {
      const value = valueAt(column, cells, row)
      if (value === UNKNOWN) continue
      if (column.ref.owner === 'roster') rosters.set(column.ref.name, { value })
      else if (column.at === undefined) facts.set(column.ref.name, { value })
      else { const known = series.get(column.ref.name) ?? new Map<number, Told>(); known.set(column.at, { value }); series.set(column.ref.name, known) }
    }
    const owners = new Map<string, Subject>(owner === undefined ? [] : [...owner.owners, [owner.kind, owner]])
    const claims = new Map<string, Draft[]>()
    const draft: Draft = { kind: table.kind, id: table.ids[row] ?? '', owners, facts, series, rosters, claims, awards: awards.get(table.kind)?.get(row) ?? NO_AWARDS }
    met.set(`${table.kind} ${row}`, draft)
    for (const [kind, none] of table.without) {
      const claimed = tables.get(kind)
      const rows = claimed === undefined ? [] : claimsOf(claimed, row)
      if (claimed !== undefined && (rows.length > 0 || none[row] === 1)) claims.set(kind, rows.map(one => subjectOf(claimed, one, draft, met, pending)))
    }
    for (const [kind, rows] of table.beside) { const to = rows[row] ?? -1; if (to >= 0) pending.push(() => { const found = met.get(`${kind} ${to}`); if (found !== undefined) adopt(draft, kind, found) }) }
    return draft
  }
  return unit => {
    const met = new Map<string, Draft>()
    const pending: (() => void)[] = []
    const drafts = (parties().get(unit) ?? []).flatMap(({ kind, row }) => { const table = tables.get(kind); return table === undefined ? [] : [subjectOf(table, row, undefined, met, pending)] })
    for (const join of pending) join()
    return { parties: drafts, area: areaOf(area, columns, unit) }
  }
}
const NO_AWARDS: readonly Award[] = []

function adopt(draft: Draft, kind: string, owner: Subject): void {
  draft.owners.set(kind, owner)
  for (const [above, one] of owner.owners) if (!draft.owners.has(above)) draft.owners.set(above, one)
  for (const claims of draft.claims.values()) for (const claim of claims) adopt(claim, kind, owner)
}

function partiesByUnit(units: City['units']): Map<number, { readonly kind: string; readonly row: number }[]> {
  const found = new Map<number, { kind: string; row: number }[]>()
  for (const [kind, of] of units) of.forEach((unit, row) => { const known = found.get(unit); if (known === undefined) found.set(unit, [{ kind, row }]); else known.push({ kind, row }) })
  return found
}

function areaOf({ count, cells }: City['area'], columns: ReadonlyMap<string, Column>, unit: number): Dossier['area'] {
  const facts = new Map<string, Told>()
  const series = new Map<string, Map<number, Told>>()
  for (const [key, one] of cells) {
    const column = columns.get(key)
    const value = column === undefined ? UNKNOWN : valueAt(column, one, count === 1 ? 0 : unit)
    if (column === undefined || value === UNKNOWN) continue
    if (column.at === undefined) facts.set(column.ref.name, { value })
    else { const known = series.get(column.ref.name) ?? new Map<number, Told>(); known.set(column.at, { value }); series.set(column.ref.name, known) }
  }
  return { facts, series }
}

/** What a cell says. A membership is the day since when. */
export function valueAt({ ref, scale }: Pick<Column, 'ref' | 'scale'>, { values, states, texts }: Cells, row: number): Value {
  const state = states[row]
  if (state === NOTHING_THERE) return NONE
  if (state !== TOLD) return UNKNOWN
  const cell = values[row] ?? 0
  return ref.owner === 'roster' ? cell : typed(ref, cell, scale, texts)
}
function typed({ type }: FactRef, cell: number, scale: bigint, texts: readonly string[] | undefined): Value {
  switch (heldAs(type)) {
    case 'rational': return rational.ratio(BigInt(cell), scale)
    case 'number': return cell
    case 'boolean': return cell === 1
    case 'text': return texts?.[cell] ?? ''
    case 'list': return UNKNOWN
  }
}

function remember<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => (known ??= { value: work() }).value
}
