import { MOST_TEXTS, NOTHING_THERE, TOLD, columnOf, emptyCells, type Cells, type Column, type Room } from '@lizhu/feel/kernel'
import { dossiersFrom, rosterColumn, type City, type Table } from '../city/index.ts'
import { readPeriod } from '../dossier/value.ts'
import type { Award } from '../dossier.ts'
import type { Fact, Kind, Program } from '../program.ts'
import { cellReaderOf, type Wrong } from './read-cell.ts'
import { AREA, AWARDS, ID, NAME, ROW, UNIT, factsOf, noneOf, rosterName } from './names.ts'
import { assessorOrder, ownersFirst } from './order.ts'
import { unitsAmong } from './units.ts'

/** A table as docs/tables.md has it, column by column; a cell that is null or undefined was not told. */
export interface ColumnTable { readonly file: string; readonly kind: string; readonly count: number; readonly columns: ReadonlyMap<string, ArrayLike<unknown>> }
/** A row that is left out, and why; row 0: the whole file. Rows count from 1. */
export interface Aside extends Wrong { readonly file: string; readonly row: number; readonly column?: string; readonly text: string }
export interface FromColumns { readonly city: City; readonly asides: readonly Aside[]; /** Columns that nothing is read from. */ readonly unread: readonly { readonly file: string; readonly column: string }[] }

/** What is known of one kind's rows before they are put in order. */
interface Rows {
  readonly table: ColumnTable
  /** Rows that are kept, claims in the order of their owners. */
  readonly order: readonly number[]
  readonly owners: readonly number[]
  readonly places: ReadonlyMap<string, number>
  readonly cells: ReadonlyMap<string, { readonly column: Column; readonly cells: Cells; readonly misfits: ReadonlySet<number> }>
}

/** A city out of tables in memory. Rows that are wrong are set aside with what hangs off them, and do not stop the rest. */
export function cityFromColumns(program: Program, tables: readonly ColumnTable[], room?: Room): FromColumns {
  const [asides, unread] = [new Array<Aside>(), new Array<{ file: string; column: string }>()]
  const byKind = new Map<string, ColumnTable>()
  for (const one of tables) {
    if (byKind.has(one.kind)) asides.push({ file: one.file, row: 0, text: one.kind, code: 'same-table', params: { other: byKind.get(one.kind)?.file ?? '' } })
    else byKind.set(one.kind, one)
  }
  const read = new Map<string, Rows>()
  for (const kind of ownersFirst(program)) {
    const table = byKind.get(kind.name)
    const rows = table === undefined ? undefined : rowsOf(program, kind, table, read, asides, unread)
    if (rows !== undefined) read.set(kind.name, rows)
  }
  const made = new Map<string, Table>()
  for (const kind of ownersFirst(program)) made.set(kind.name, tableOf(program, kind, read, made, room))
  const areaTable = byKind.get(AREA)
  const area = areaTable === undefined ? new Map<string, Cells>() : new Map([...cellsOf(program, AREA, { ...areaTable, count: Math.min(1, areaTable.count) }, new Uint8Array(1), asides, unread)].map(([key, { cells }]) => [key, cells]))
  const units = unitsAmong(program, made, kind => { const rows = read.get(kind); const told = rows?.table.columns.get(UNIT); return told === undefined ? undefined : rows?.order.map(row => Number(told[row] ?? -1)) })
  const columns = new Map([...[...read.values()].flatMap(one => [...one.cells.values()]).map(one => one.column), ...factsIn(program, AREA, [...areaTable?.columns.keys() ?? []]).map(one => one.column)].map(column => [column.key, column]))
  const awards = awardsOf(byKind.get(AWARDS), read, asides)
  const city = { tables: made, area: { count: 1, cells: area }, units }
  return { city: { ...city, awards, dossier: dossiersFrom(city, columns, awards) }, asides, unread }
}

function rowsOf(program: Program, kind: Kind, table: ColumnTable, read: ReadonlyMap<string, Rows>, asides: Aside[], unread: { file: string; column: string }[]): Rows | undefined {
  const { file, columns, count } = table
  const ids = columns.get(ID)
  const missing = ids === undefined ? ID : kind.of.slice(0, 1).find(owner => !columns.has(owner))
  if (ids === undefined || missing !== undefined) { asides.push({ file, row: 0, text: missing ?? ID, code: 'no-column', params: { column: missing ?? ID } }); return undefined }
  const bad = new Uint8Array(count)
  const wrong = (row: number, column: string, text: unknown, code: Aside['code'], params: Aside['params'] = {}): void => { if (bad[row] === 0) asides.push({ file, row: row + 1, column, text: shown(text), code, params }); bad[row] = 1 }
  const cells = cellsOf(program, kind.name, table, bad, asides, unread)
  const [owner] = kind.of
  const owners = new Int32Array(count).fill(-1)
  const met = new Set<string>()
  for (let row = 0; row < count; row++) {
    const id = textOf(ids[row])
    if (id === '') wrong(row, ID, '', 'empty-id')
    else if (met.has(id)) wrong(row, ID, id, 'repeated-id')
    met.add(id)
    if (owner === undefined || bad[row] === 1) continue
    const of = textOf(columns.get(owner)?.[row])
    owners[row] = read.get(owner)?.places.get(of) ?? -1
    if (owners[row] === -1) wrong(row, owner, of, 'owner-missing', { kind: owner })
  }
  const kept = Array.from({ length: count }, (_, row) => row).filter(row => bad[row] === 0)
  const order = owner === undefined ? kept : kept.sort((a, b) => (owners[a] ?? 0) - (owners[b] ?? 0) || a - b)
  return { table, order, owners: order.map(row => owners[row] ?? -1), places: new Map(order.map((row, place) => [textOf(ids[row]), place])), cells }
}
const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell.trim() : typeof cell === 'number' || typeof cell === 'bigint' ? String(cell) : '')

const shown = (cell: unknown): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : typeof cell === 'boolean' ? String(cell) : textOf(cell))

/** The columns of a table that tell facts, and each one's header. */
function factsIn(program: Program, kind: string, headers: readonly string[]): { readonly header: string; readonly column: Column; readonly fact: Pick<Fact, 'type' | 'least' | 'most'> }[] {
  const facts = new Map(factsOf(program, kind).map(fact => [fact.name, fact]))
  const rosters = new Map(program.rosters.filter(one => one.of === kind).map(one => [rosterName(one.name), one.name]))
  return [...new Set(headers.map(header => header.replace(/=无$/, '')))].flatMap((header): ReturnType<typeof factsIn> => {
    const roster = rosters.get(header)
    if (roster !== undefined) return [{ header, column: rosterColumn({ owner: 'roster', name: roster, type: { kind: 'boolean' } }), fact: { type: { kind: 'date' } as const } }]
    const [name = '', period] = header.split('@')
    const fact = facts.get(name)
    const at = fact?.every === undefined || period === undefined ? undefined : readPeriod(fact.every, period)
    const column = fact === undefined || (fact.every === undefined) !== (period === undefined) || (period !== undefined && at === undefined) ? undefined : columnOf(fact, at)
    return fact === undefined || column === undefined ? [] : [{ header, column, fact }]
  })
}

function cellsOf(program: Program, kind: string, { file, columns, count }: ColumnTable, bad: Uint8Array, asides: Aside[], unread: { file: string; column: string }[]): Map<string, { readonly column: Column; readonly cells: Cells; readonly misfits: ReadonlySet<number> }> {
  const found = factsIn(program, kind, [...columns.keys()])
  const known = new Set<string>([ID, NAME, ...found.flatMap(({ header }) => [header, noneOf(header)]), ...program.kinds.find(one => one.name === kind)?.of ?? [], ...program.kinds.filter(one => one.of[0] === kind).map(one => noneOf(one.name))])
  for (const column of columns.keys()) if (!known.has(column) && !column.startsWith('#')) unread.push({ file, column })
  return new Map(found.map(({ header, column, fact }) => {
    const [told, none] = [columns.get(header), columns.get(noneOf(header))]
    const [values, misfits] = [emptyCells(column, count), new Set<number>()]
    const places = new Map<string, number>()
    const readCell = cellReaderOf(column, fact)
    for (let row = 0; row < count; row++) {
      const raw = told?.[row]
      if (raw === null || raw === undefined) { if (none?.[row] === true) values.states[row] = NOTHING_THERE; continue }
      const cell = readCell(raw)
      if (typeof cell === 'object') { if (bad[row] === 0) asides.push({ file, row: row + 1, column: header, text: shown(raw), ...cell }); bad[row] = 1; continue }
      values.states[row] = TOLD
      const place = typeof cell === 'string' ? places.get(cell) ?? places.size : cell
      if (typeof cell === 'string' && place >= MOST_TEXTS) { if (bad[row] === 0) asides.push({ file, row: row + 1, column: header, text: cell, code: 'many-texts', params: { most: String(MOST_TEXTS) } }); bad[row] = 1; continue }
      if (typeof cell === 'string') places.set(cell, place)
      else if (BigInt(cell) < column.least || BigInt(cell) > column.most) misfits.add(row)
      values.values[row] = place
    }
    return [column.key, { column, misfits, cells: column.store === 'u16' ? { ...values, texts: [...places.keys()] } : values }] as const
  }))
}

/** Rows that were told of, then one for each owner of whom it was not told, in the assessor's order. */
function tableOf(program: Program, kind: Kind, read: ReadonlyMap<string, Rows>, made: ReadonlyMap<string, Table>, room: Room | undefined): Table {
  const [owner] = kind.of
  const own = read.get(kind.name)
  const above = owner === undefined ? undefined : made.get(owner)
  const [under, told] = [own?.owners ?? [], own?.order.length ?? 0]
  const having = new Set(under)
  const none = owner === undefined ? undefined : above?.without.get(kind.name)
  const untold = above === undefined ? [] : assessorOrder(above, made).filter(row => !having.has(row) && none?.[row] !== 1)
  const count = told + untold.length
  const ofOrder = (row: number): number => own?.order[row] ?? -1
  return {
    kind: kind.name, count, told, ids: own?.order.map(row => textOf(own.table.columns.get(ID)?.[row])) ?? [],
    ...(owner === undefined ? {} : { owner, under: Int32Array.from([...under, ...untold]) }),
    cells: new Map([...own?.cells ?? []].map(([key, { column, cells }]) => [key, gathered(column, cells, own?.order ?? [], count, room)])),
    misfits: new Map([...own?.cells ?? []].flatMap(([key, { misfits }]) => (misfits.size === 0 ? [] : [[key, new Set((own?.order ?? []).flatMap((row, place) => (misfits.has(row) ? [place] : [])))] as const]))),
    beside: new Map(kind.of.slice(1).map(to => { const column = own?.table.columns.get(to); return [to, Int32Array.from({ length: count }, (_, row) => (row < told ? read.get(to)?.places.get(textOf(column?.[ofOrder(row)])) ?? -1 : -1))] })),
    without: new Map(program.kinds.filter(one => one.of[0] === kind.name).map(({ name }) => { const flag = own?.table.columns.get(noneOf(name)); return [name, Uint8Array.from({ length: count }, (_, row) => Number(row < told && flag?.[ofOrder(row)] === true))] })),
  }
}

function gathered(column: Column, { values, states, texts }: Cells, order: readonly number[], count: number, room: Room | undefined): Cells {
  const cells = emptyCells(column, count, room)
  order.forEach((row, place) => { cells.values[place] = values[row] ?? 0; cells.states[place] = states[row] ?? 1 })
  return texts === undefined ? cells : { ...cells, texts }
}

/** What was granted before; its holder is named by its `#row`. */
function awardsOf(table: ColumnTable | undefined, read: ReadonlyMap<string, Rows>, asides: Aside[]): Map<string, Map<number, readonly Award[]>> {
  const found = new Map<string, Map<number, readonly Award[]>>()
  if (table === undefined) return found
  const cell = (name: string, row: number): unknown => table.columns.get(name)?.[row]
  const rows = new Map([...read].map(([kind, one]) => [kind, new Map(one.order.map((row, place) => [Number(one.table.columns.get(ROW)?.[row] ?? row), place]))]))
  for (let row = 0; row < table.count; row++) {
    const [kind, amount, date, subject] = [textOf(cell('kind', row)), cell('amount', row), cell('date', row), textOf(cell('subject', row))]
    const holder = rows.get(kind)?.get(Number(cell('holder', row) ?? -1))
    if (holder === undefined || !(typeof amount === 'bigint' || Number.isSafeInteger(amount)) || !(date instanceof Date)) { asides.push({ file: table.file, row: row + 1, text: `${kind} ${shown(cell('holder', row))}`, code: holder === undefined ? 'owner-missing' : 'award', params: { kind } }); continue }
    const award: Award = { instrument: textOf(cell('instrument', row)), amount: BigInt(typeof amount === 'bigint' ? amount : Number(amount)), date: Math.floor(date.getTime() / 86_400_000), ...(subject === '' ? {} : { subject }) }
    const ofKind = found.get(kind) ?? new Map<number, readonly Award[]>()
    found.set(kind, ofKind.set(holder, [...ofKind.get(holder) ?? [], award]))
  }
  return found
}
