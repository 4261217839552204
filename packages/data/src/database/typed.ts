import { calendar } from '@lizhu/feel'
import { NOTHING_THERE, TOLD, type Cells, type Column } from '@lizhu/feel/kernel'
import type { City, Table } from '@lizhu/policy/city'
import { AREA, AWARDS, ID, OWNER_ROW, ROW, UNIT, besideRow, columnName, noneOf, storedAs, type Stored } from '@lizhu/policy/tables'

/** One column of a table to be written. `number`: a day as days since 1970; null where `at` says so. */
export interface TypedColumn {
  readonly name: string
  readonly type: Stored | 'row'
  readonly at: (row: number) => number | boolean | string | null
}

const SCALE: Readonly<Record<Stored, number>> = { fen: 1, count: 1, number: 10_000, rate: 1_000_000, truth: 1, text: 1, day: 1, length: 1 }
/** SQL types that all our databases know. */
export const SQL_TYPE: Readonly<Record<Stored | 'row', string>> = {
  row: 'BIGINT', fen: 'BIGINT', count: 'BIGINT', number: 'DECIMAL(18,4)', rate: 'DECIMAL(18,6)', truth: 'BOOLEAN', text: 'VARCHAR', day: 'DATE', length: 'INTEGER',
}

/** What a database holds already, when a city comes in blocks: rows and units are numbered on from there. */
export interface Behind { readonly rows: (kind: string) => number; readonly units: number }
const NOTHING: Behind = { rows: () => 0, units: 0 }

/** A city's tables as columns, by kind; the area too, where anything of it is told. */
export function tablesOf(city: City, columns: readonly Column[], behind = NOTHING): ReadonlyMap<string, { readonly count: number; readonly columns: readonly TypedColumn[] }> {
  const { tables, area, units } = city
  const byKey = new Map(columns.map(column => [column.key, column]))
  const written = [...tables.values()].map(table => [table.kind, { count: table.told, columns: columnsOf(table, tables, units, byKey, behind) }] as const)
  const held = awardColumns(city, behind)
  const ofArea = [...area.cells].flatMap(([key, cells]) => { const column = byKey.get(key); return column === undefined ? [] : factColumns(column, cells, 1) })
  return new Map([...written, ...(ofArea.length === 0 ? [] : [[AREA, { count: 1, columns: ofArea }] as const]), ...(held.count === 0 ? [] : [[AWARDS, held] as const])])
}

function columnsOf(table: Table, tables: City['tables'], units: City['units'], columns: ReadonlyMap<string, Column>, behind: Behind): TypedColumn[] {
  const { under, ids, told } = table
  const first = behind.rows(table.kind)
  const owner = tables.get(table.owner ?? '')
  const some = new Map([...table.without.keys()].map(kind => [kind, new Set(tables.get(kind)?.under?.subarray(0, tables.get(kind)?.told))]))
  return [
    { name: ROW, type: 'row', at: row => first + row }, { name: ID, type: 'text', at: row => ids[row] ?? '' }, { name: UNIT, type: 'row', at: row => behind.units + unitOf(tables, units, table.kind, row) },
    ...(owner === undefined || under === undefined ? [] : [{ name: OWNER_ROW, type: 'row', at: (row: number) => behind.rows(owner.kind) + (under[row] ?? 0) } as const, { name: owner.kind, type: 'text', at: (row: number) => owner.ids[under[row] ?? 0] ?? '' } as const]),
    ...[...table.beside].flatMap(([kind, rows]): TypedColumn[] => [
      { name: besideRow(kind), type: 'row', at: row => { const to = rows[row] ?? -1; return to < 0 ? null : behind.rows(kind) + to } }, { name: kind, type: 'text', at: row => { const to = rows[row] ?? -1; return to < 0 ? null : tables.get(kind)?.ids[to] ?? null } },
    ]),
    ...[...table.without].map(([kind, none]): TypedColumn => ({ name: noneOf(kind), type: 'truth', at: row => (none[row] === 1 ? true : some.get(kind)?.has(row) === true ? false : null) })),
    ...[...table.cells].flatMap(([key, cells]) => { const column = columns.get(key); return column === undefined ? [] : factColumns(column, cells, told) }),
  ]
}

/** What was granted before, a row an award. */
function awardColumns({ awards, tables, units }: City, behind: Behind): { readonly count: number; readonly columns: readonly TypedColumn[] } {
  const all = [...awards].flatMap(([kind, rows]) => [...rows].flatMap(([row, held]) => held.map(award => ({ kind, row: behind.rows(kind) + row, award, unit: behind.units + unitOf(tables, units, kind, row) }))))
  return {
    count: all.length, columns: [
      { name: 'kind', type: 'text', at: i => all[i]?.kind ?? '' }, { name: 'holder', type: 'row', at: i => all[i]?.row ?? 0 }, { name: UNIT, type: 'row', at: i => all[i]?.unit ?? 0 },
      { name: 'instrument', type: 'text', at: i => all[i]?.award.instrument ?? '' }, { name: 'subject', type: 'text', at: i => all[i]?.award.subject ?? null },
      { name: 'amount', type: 'fen', at: i => Number(all[i]?.award.amount ?? 0) }, { name: 'date', type: 'day', at: i => all[i]?.award.date ?? 0 },
    ],
  }
}

function unitOf(tables: City['tables'], units: City['units'], kind: string, row: number): number {
  const { owner, under } = tables.get(kind) ?? {}
  return owner === undefined || under === undefined ? units.get(kind)?.[row] ?? row : unitOf(tables, units, owner, under[row] ?? 0)
}

/** A fact, and where anybody is known to have none, that too. */
function factColumns(column: Column, { values, states, texts }: Cells, told: number): TypedColumn[] {
  const type = column.ref.owner === 'roster' ? 'day' : storedAs(column.ref.type)
  if (type === undefined) return []
  const value = (row: number): number | boolean | string => { const cell = values[row] ?? 0; return type === 'text' ? texts?.[cell] ?? '' : type === 'truth' ? cell === 1 : cell / SCALE[type] }
  const name = columnName(column)
  const some = states.subarray(0, told).includes(NOTHING_THERE)
  return [{ name, type, at: row => (states[row] === TOLD ? value(row) : null) }, ...(some ? [{ name: noneOf(name), type: 'truth' as const, at: (row: number) => states[row] === NOTHING_THERE }] : [])]
}

/** As SQL's own literal, or COPY, has it. */
export function textOf(type: TypedColumn['type'], value: number | boolean | string): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'string') return value
  if (type === 'day') return calendar.isoDate(value)
  return type === 'rate' ? value.toFixed(6) : type === 'number' ? value.toFixed(4) : String(value)
}
