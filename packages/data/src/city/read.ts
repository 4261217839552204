import { randomUUID } from 'node:crypto'
import type { FactRef } from '@lizhu/feel'
import { MOST_TEXTS, columnOf, emptyCells, type Cells, type Column, type Room } from '@lizhu/feel/kernel'
import { identifier } from '@lizhu/feel/sql'
import type { Award, Program } from '@lizhu/policy'
import { dossiersFrom, rosterColumn, type City, type Table } from '@lizhu/policy/city'
import { AREA, AWARDS, ID, OWNER_ROW, ROW, UNIT, assessorOrder, besideRow, cellSql, factsOf, noneOf, ownersFirst, rosterName, type Shape } from '@lizhu/policy/tables'
import type { Database, Wanted } from '../database/database.ts'

/** Everything that the tables tell of this program's facts: by kind (and `area`), each column as the kernel holds it. */
export function columnsTold(program: Program, shape: Shape): ReadonlyMap<string, readonly Column[]> {
  return new Map([...shape.columns].map(([kind, names]) => [kind, columnsIn(program, kind, names)]))
}

function columnsIn(program: Program, kind: string, names: ReadonlySet<string>): Column[] {
  const facts = new Map(factsOf(program, kind).map(fact => [fact.name, fact]))
  const rosters = program.rosters.filter(one => one.of === kind).flatMap(({ name }): Column[] => (names.has(rosterName(name)) || names.has(noneOf(rosterName(name))) ? [rosterColumn({ owner: 'roster', name, type: { kind: 'boolean' } })] : []))
  const told = new Map<string, Column>()
  for (const name of names) {
    const [fact = '', period] = name.replace(/=无$/, '').split('@')
    const ref = facts.get(fact)
    const column = ref === undefined ? undefined : columnAt(ref, period)
    if (column !== undefined) told.set(column.key, column)
  }
  return [...rosters, ...told.values()]
}

function columnAt(ref: FactRef, period: string | undefined): Column | undefined {
  if (ref.every === undefined || period === undefined) return ref.every === undefined && period === undefined ? columnOf(ref) : undefined
  const [year = '', part] = period.split(/-Q?/)
  const per = ref.every === 'year' ? 1 : ref.every === 'quarter' ? 4 : 12
  return columnOf(ref, Number(year) * per + (part === undefined ? 0 : Number(part) - 1))
}

export interface Part {
  /** Only these units; absent: all. */
  readonly units?: readonly number[] | { readonly from: number; readonly to: number }
  /** Only these columns; absent: all that are told. */
  readonly columns?: (column: Column) => boolean
  readonly room?: Room
}

/** A city, or some of its units, with the numbers that they have there. */
export type PartOfCity = City & { readonly numbers: readonly number[] }

/** A city, or some of its units, out of a database. Units keep their order and are numbered anew from 0. */
export async function readCity(program: Program, database: Database, shape: Shape, part: Part = {}): Promise<PartOfCity> {
  const { units } = part
  if (units === undefined) return readWhere(program, database, shape, '', part)
  if ('from' in units) return readWhere(program, database, shape, between(units), part)
  // A list as long as this one is read through again and again where it stands in a query's text.
  const table = database.scratch(`units ${randomUUID()}`)
  await database.run(`CREATE ${database.dialect.temporary}TABLE ${table} AS SELECT unit FROM (VALUES ${units.map(unit => `(${unit})`).join(', ')}) AS listed(unit)`)
  try { return await readWhere(program, database, shape, `${between({ from: least(units), to: most(units) + 1 })} AND ${identifier(UNIT)} IN (SELECT unit FROM ${table})`, part) } finally { await database.run(`DROP TABLE ${table}`) }
}

async function readWhere(program: Program, database: Database, shape: Shape, where: string, { columns = () => true, room }: Part): Promise<PartOfCity> {
  const told = columnsTold(program, shape)
  const raw = new Map<string, Raw>()
  for (const { name } of program.kinds) if (shape.columns.has(name)) raw.set(name, await readTable(program, database, shape, name, (told.get(name) ?? []).filter(columns), where, room))
  const tables = new Map<string, Table>()
  for (const { name } of ownersFirst(program)) tables.set(name, tableOf(program, name, raw, tables))
  const numbers = [...new Set(program.kinds.filter(kind => kind.party).flatMap(kind => [...raw.get(kind.name)?.units ?? []]))].sort((a, b) => a - b)
  const local = new Map(numbers.map((unit, i) => [unit, i]))
  const unitsOf = new Map(program.kinds.filter(kind => kind.party).map(kind => [kind.name, Int32Array.from(raw.get(kind.name)?.units ?? [], unit => local.get(unit) ?? -1)]))
  const area = { count: 1, cells: (told.get(AREA) ?? []).length > 0 ? (await readTable(program, database, shape, AREA, told.get(AREA) ?? [], '', room)).cells : new Map<string, Cells>() }
  const awards = shape.columns.has(AWARDS) ? await readAwards(database, shape, where, raw) : new Map<string, Map<number, Award[]>>()
  const byKey = new Map([...told.values()].flat().map(column => [column.key, column]))
  return { tables, area, units: unitsOf, awards, numbers, dossier: dossiersFrom({ tables, area, units: unitsOf }, byKey, awards) }
}

/** A range besides a list: by it a database passes over whole blocks of a file. */
const between = ({ from, to }: { readonly from: number; readonly to: number }): string => `${identifier(UNIT)} >= ${from} AND ${identifier(UNIT)} < ${to}`
const least = (units: readonly number[]): number => units.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER)
const most = (units: readonly number[]): number => units.reduce((a, b) => Math.max(a, b), -1)

/** One table as it lies in the database. */
interface Raw {
  readonly count: number
  readonly rows: ReadonlyMap<number, number>
  readonly ids: readonly string[]
  readonly units: Float64Array
  readonly owners: Float64Array
  readonly beside: ReadonlyMap<string, Float64Array>
  /** By kind of claims: 0 some, 1 none, 2 not told. */
  readonly claims: ReadonlyMap<string, Float64Array>
  readonly cells: ReadonlyMap<string, Cells>
  readonly misfits: ReadonlyMap<string, ReadonlySet<number>>
}

async function readTable(program: Program, database: Database, shape: Shape, kind: string, columns: readonly Column[], where: string, room: Part['room']): Promise<Raw> {
  const has = shape.columns.get(kind) ?? new Set()
  const of = program.kinds.find(one => one.name === kind)?.of ?? []
  const claims = program.kinds.filter(one => one.of[0] === kind && has.has(noneOf(one.name))).map(one => one.name)
  const beside = of.slice(1).filter(owner => has.has(besideRow(owner)))
  const t = identifier(kind)
  const cells = columns.map((column, i) => ({ column, i, sql: cellSql(column, has, t, undefined, database.dialect) }))
  const numbers = new Map<string, string>([
    ...(kind === AREA ? [] : [['row', `${t}.${identifier(ROW)}`], ['unit', `${t}.${identifier(UNIT)}`]] as const), ...(of.length === 0 ? [] : [['owner', `${t}.${identifier(OWNER_ROW)}`]] as const),
    ...beside.map((owner): [string, string] => [`beside ${owner}`, `COALESCE(${t}.${identifier(besideRow(owner))}, -1)`]),
    ...claims.map((name): [string, string] => [`claims ${name}`, `CASE WHEN ${t}.${identifier(noneOf(name))} THEN 1 WHEN ${t}.${identifier(noneOf(name))} IS NULL THEN 2 ELSE 0 END`]),
    ...cells.filter(({ column }) => column.store !== 'u16').map(({ column, i, sql }): [string, string] => [`value ${i}`, column.store === 'u8' ? `CASE WHEN ${sql.value} THEN 1 ELSE 0 END` : sql.value]),
    ...cells.map(({ i, sql }): [string, string] => [`state ${i}`, `CASE WHEN ${sql.none} THEN 2 WHEN ${sql.untold} THEN 1 ELSE 0 END`]),
  ])
  const texts = new Map<string, string>([...(kind === AREA ? [] : [['id', `${t}.${identifier(ID)}`]] as const), ...cells.filter(({ column }) => column.store === 'u16').map(({ i, sql }): [string, string] => [`value ${i}`, sql.value])])
  const from = `FROM ${shape.table(kind)} AS ${t}${where === '' ? '' : ` WHERE ${where}`}`
  const count = await counted(database, from)
  const sql = `SELECT ${[...numbers, ...texts].map(([name, value]) => `${value} AS ${identifier(name)}`).join(', ')} ${from}${kind === AREA ? '' : ` ORDER BY ${t}.${identifier(ROW)}`}`
  const wanted: Wanted = new Map([...[...numbers.keys()].map(name => [name, 'number'] as const), ...[...texts.keys()].map(name => [name, 'text'] as const)])
  const made = columns.map(column => ({ ...emptyCells(column, count, room), places: new Map<string, number>() }))
  const plain = new Map([...numbers.keys()].filter(name => !/^(value|state) /.test(name)).map(name => [name, new Float64Array(count)]))
  const ids: string[] = []
  const misfits = new Map<string, Set<number>>()
  let base = 0
  for await (const chunk of database.rows(sql, wanted)) {
    for (const [name, into] of plain) into.set(chunk.numbers(name), base)
    if (kind !== AREA) for (const id of chunk.texts('id')) ids.push(id ?? '')
    cells.forEach(({ column, i }) => { const into = made[i]; if (into !== undefined) fill(column, into, chunk.count, base, chunk.numbers(`state ${i}`), column.store === 'u16' ? chunk.texts(`value ${i}`) : chunk.numbers(`value ${i}`), misfits) })
    base += chunk.count
  }
  const rows = new Map<number, number>()
  plain.get('row')?.forEach((row, i) => rows.set(row, i))
  const named = (prefix: string): ReadonlyMap<string, Float64Array> => new Map([...plain].flatMap(([name, values]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), values] as const] : [])))
  return {
    count, ids, rows, misfits, units: plain.get('unit') ?? new Float64Array(0), owners: plain.get('owner') ?? new Float64Array(0), beside: named('beside '), claims: named('claims '),
    cells: new Map(columns.flatMap((column, i) => { const one = made[i]; return one === undefined ? [] : [[column.key, { values: one.values, states: one.states, ...(column.store === 'u16' ? { texts: [...one.places.keys()] } : {}) }] as const] })),
  }
}

function fill(column: Column, into: Cells & { readonly places: Map<string, number> }, count: number, base: number, states: Float64Array, values: Float64Array | readonly (string | null)[], misfits: Map<string, Set<number>>): void {
  const [least, most] = [Number(column.least), Number(column.most)]
  const wrong = (row: number): void => { misfits.set(column.key, (misfits.get(column.key) ?? new Set()).add(row)) }
  for (let row = 0; row < count; row++) {
    const state = states[row] ?? 1
    into.states[base + row] = state
    if (state !== 0) continue
    const value = values[row] ?? 0
    if (typeof value === 'number') { if (value < least || value > most) wrong(base + row); into.values[base + row] = value; continue }
    const place = into.places.get(value) ?? into.places.size
    if (place >= MOST_TEXTS) { wrong(base + row); continue }
    into.places.set(value, place)
    into.values[base + row] = place
  }
}

async function counted(database: Database, from: string): Promise<number> {
  let count = 0
  for await (const chunk of database.rows(`SELECT COUNT(*) AS ${identifier('count')} ${from}`, new Map([['count', 'number']]))) count = chunk.numbers('count')[0] ?? 0
  return count
}

/** The rows that were told of, then those of whom it was not told, in the assessor's order. */
function tableOf(program: Program, kind: string, raw: ReadonlyMap<string, Raw>, tables: ReadonlyMap<string, Table>): Table {
  const owner = program.kinds.find(one => one.name === kind)?.of[0]
  const own = raw.get(kind)
  const above = owner === undefined ? undefined : tables.get(owner)
  const told = own?.count ?? 0
  const flags = owner === undefined ? undefined : raw.get(owner)?.claims.get(kind)
  const rowsAbove = owner === undefined ? undefined : raw.get(owner)?.rows
  const under = Array.from(own?.owners ?? [], row => rowsAbove?.get(row) ?? -1)
  const having = flags === undefined ? new Set(under) : undefined
  const isUntold = (row: number): boolean => above !== undefined && (row >= above.told || (flags === undefined ? having?.has(row) !== true : flags[row] === 2))
  const untold = above === undefined ? [] : assessorOrder(above, tables).filter(isUntold)
  const count = told + untold.length
  const longer = (cells: Cells, column: Cells['values']): Cells => (untold.length === 0 ? cells : extended(cells, count, column))
  return {
    kind, count, told, ids: own?.ids ?? [], misfits: own?.misfits ?? new Map(), cells: new Map([...own?.cells ?? []].map(([key, cells]) => [key, longer(cells, cells.values)])),
    ...(owner === undefined ? {} : { owner, under: Int32Array.from([...under, ...untold]) }),
    beside: new Map([...own?.beside ?? []].map(([to, rows]) => { const places = raw.get(to)?.rows; return [to, Int32Array.from({ length: count }, (_, row) => (row < told ? places?.get(rows[row] ?? -1) ?? -1 : -1))] })),
    without: new Map(program.kinds.filter(one => one.of[0] === kind).map(({ name }) => { const state = own?.claims.get(name); return [name, Uint8Array.from({ length: count }, (_, row) => Number(row < told && state?.[row] === 1))] })),
  }
}

function extended({ values, states, texts }: Cells, count: number, like: Cells['values']): Cells {
  const store = like instanceof Float64Array ? 'f64' : like instanceof Int32Array ? 'i32' : like instanceof Uint16Array ? 'u16' : 'u8'
  const cells = emptyCells({ store }, count)
  cells.values.set(values.subarray(0, Math.min(values.length, cells.values.length)))
  cells.states.set(states.subarray(0, Math.min(states.length, cells.states.length)))
  return texts === undefined ? cells : { ...cells, texts }
}

async function readAwards(database: Database, shape: Shape, where: string, raw: ReadonlyMap<string, Raw>): Promise<Map<string, Map<number, Award[]>>> {
  const found = new Map<string, Map<number, Award[]>>()
  const sql = `SELECT kind, holder, instrument, subject, amount, ${database.dialect.day('date')} AS day FROM ${shape.table(AWARDS)}${where === '' ? '' : ` WHERE ${where}`}`
  for await (const chunk of database.rows(sql, new Map([['kind', 'text'], ['holder', 'number'], ['instrument', 'text'], ['subject', 'text'], ['amount', 'number'], ['day', 'number']]))) {
    const [kinds, holders, instruments, subjects, amounts, days] = [chunk.texts('kind'), chunk.numbers('holder'), chunk.texts('instrument'), chunk.texts('subject'), chunk.numbers('amount'), chunk.numbers('day')]
    for (let i = 0; i < chunk.count; i++) {
      const kind = kinds[i] ?? ''
      const row = raw.get(kind)?.rows.get(holders[i] ?? -1)
      if (row === undefined) continue
      const subject = subjects[i]
      const award: Award = { instrument: instruments[i] ?? '', amount: BigInt(amounts[i] ?? 0), date: days[i] ?? 0, ...(subject === null || subject === undefined ? {} : { subject }) }
      const ofKind = found.get(kind) ?? new Map<number, Award[]>()
      found.set(kind, ofKind)
      ofKind.set(row, [...ofKind.get(row) ?? [], award])
    }
  }
  return found
}
