import { emptyCells, type Arena, type Cells, type Column, type Room, type Rows } from '@lizhu/feel/kernel'
import type { Kind, Program } from '../program.ts'
import type { City, Table } from './city.ts'
import { membersOn } from './rosters.ts'

/** The rows that an instrument is for, with all that it reads of them and of their owners. */
export interface Frame {
  readonly table: Table
  /** The parties; the row of the one that each row hangs off, and the unit that it belongs to. */
  readonly parties: Table
  readonly party: Int32Array
  readonly unit: Int32Array
  readonly rows: Rows
  /** Of a row of whom nothing was told: the topmost kind of claim that was not told of, asked for before any fact under it. */
  readonly untold: (row: number) => string | undefined
}

export interface Framing {
  readonly frame: (kind: string, columns: readonly Column[]) => Frame
  /** For each row of `kind` the row of its owner of the kind `owner`, -1 where none is told; undefined: it has no such owner. */
  readonly rowsTo: (kind: string, owner: string) => Int32Array | undefined
  /** Rows of `kind` in which a column's value, the owner's too, is one that columns do not hold. */
  readonly misfits: (kind: string, column: Column) => ReadonlySet<number>
}

/** Rows for kernels out of a city's tables: what an owner has is spread over what hangs off it, once for all instruments. In an arena all of it lies there. */
export function framing(program: Program, city: City, asOf: number, arena?: Pick<Arena, 'room' | 'holds'>): Framing {
  const room = arena?.room
  const kinds = new Map(program.kinds.map(kind => [kind.name, kind]))
  const rosters = new Map(program.rosters.map(one => [one.name, one.of]))
  const tableOf = (kind: string): Table => city.tables.get(kind) ?? { kind, count: 0, told: 0, ids: [], beside: new Map(), cells: new Map(), misfits: new Map(), without: new Map() }
  const rowsTo = remembered((kind: string, owner: string) => pathTo(city, kinds, kind, owner))
  const partyOf = (kind: string): string => { const parent = kinds.get(kind)?.of[0]; return parent === undefined ? kind : partyOf(parent) }
  const partyRows = (kind: string): Int32Array => (partyOf(kind) === kind ? Int32Array.from({ length: tableOf(kind).count }, (_, row) => row) : rowsTo(kind, partyOf(kind)) ?? new Int32Array(tableOf(kind).count))
  const ownerOf = ({ ref }: Column): string => (ref.owner === 'roster' ? rosters.get(ref.name) ?? '' : ref.owner)
  const own = remembered((kind: string, key: string): Cells | undefined => {
    const cells = tableOf(kind).cells.get(key)
    if (cells === undefined) return undefined
    if (key.startsWith('roster.')) return membersOn(cells, asOf, room)
    return arena === undefined || arena.holds(cells.values) ? cells : moved(cells, arena.room)
  })
  const units = remembered((kind: string) => { const rows = partyRows(kind); const unit = city.units.get(partyOf(kind)) ?? new Int32Array(0); return rows.map(row => unit[row] ?? -1) })
  const cells = remembered((kind: string, key: string, column: Column): Cells => {
    const { count } = tableOf(kind)
    const owner = ownerOf(column)
    if (owner === kind) return own(kind, key) ?? emptyCells(column, count, room)
    const from = owner === 'area' ? city.area.cells.get(key) : own(owner, key)
    const rows = owner !== 'area' ? rowsTo(kind, owner) : city.area.count === 1 ? new Int32Array(count) : units(kind, '')
    return from === undefined || rows === undefined ? emptyCells(column, count, room) : spread(column, from, rows, room)
  })
  const party = remembered((kind: string) => partyRows(kind))
  const untold = (kind: string, row: number): string | undefined => {
    const { told, under } = tableOf(kind)
    return row < told ? undefined : untold(kinds.get(kind)?.of[0] ?? '', under?.[row] ?? -1) ?? kind
  }
  return {
    rowsTo,
    frame: (kind, columns) => ({ table: tableOf(kind), parties: tableOf(partyOf(kind)), party: party(kind, ''), unit: units(kind, ''), rows: { count: tableOf(kind).count, cells: new Map(columns.map(column => [column.key, cells(kind, column.key, column)])) }, untold: row => untold(kind, row) }),
    misfits(kind, column) {
      const owner = ownerOf(column)
      const wrong = tableOf(owner).misfits.get(column.key)
      if (wrong === undefined || owner === kind) return wrong ?? NONE
      const rows = rowsTo(kind, owner)
      return new Set([...rows?.keys() ?? []].filter(row => wrong.has(rows?.[row] ?? -1)))
    },
  }
}
const NONE: ReadonlySet<number> = new Set()

/** What an owner has, for each row that hangs off it. */
function spread(column: Column, from: Cells, rows: Int32Array, room: Room | undefined): Cells {
  const { values, states } = emptyCells(column, rows.length, room)
  for (let row = 0; row < rows.length; row++) {
    const owner = rows[row] ?? -1
    if (owner < 0) continue
    values[row] = from.values[owner] ?? 0
    states[row] = from.states[owner] ?? 1
  }
  return from.texts === undefined ? { values, states } : { values, states, texts: from.texts }
}

function moved({ values, states, texts }: Cells, room: Room): Cells {
  const store = values instanceof Float64Array ? 'f64' : values instanceof Int32Array ? 'i32' : values instanceof Uint16Array ? 'u16' : 'u8'
  const cells = emptyCells({ store }, states.length, room)
  cells.values.set(values)
  cells.states.set(states)
  return texts === undefined ? cells : { ...cells, texts }
}

/** Up the owners of a kind, the one that it stands under first. */
function pathTo({ tables }: Pick<City, 'tables'>, kinds: ReadonlyMap<string, Kind>, kind: string, owner: string): Int32Array | undefined {
  const table = tables.get(kind)
  const steps = (kinds.get(kind)?.of ?? []).flatMap((to, i) => { const rows = i === 0 ? table?.under : table?.beside.get(to); return rows === undefined ? [] : [[to, rows] as const] })
  const direct = steps.find(([to]) => to === owner)
  if (direct !== undefined) return direct[1]
  for (const [to, rows] of steps) {
    const further = pathTo({ tables }, kinds, to, owner)
    if (further !== undefined) return rows.map(row => (row < 0 ? -1 : further[row] ?? -1))
  }
  return undefined
}

/** Worked out once for each pair of names. */
function remembered<T, More extends readonly unknown[]>(work: (a: string, b: string, ...more: More) => T): (a: string, b: string, ...more: More) => T {
  const known = new Map<string, { readonly value: T }>()
  return (a, b, ...more) => {
    const key = `${a}\n${b}`
    const found = known.get(key) ?? { value: work(a, b, ...more) }
    known.set(key, found)
    return found.value
  }
}
