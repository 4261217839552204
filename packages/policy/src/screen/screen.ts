import { bytesOf, emptyResults, javascript, ownBytes, padded, type Cells, type Column, type Kernel, type Plan, type Results, type Room, type Arena } from '@lizhu/feel/kernel'
import { assess, prepare, type Assessment } from '../assess/index.ts'
import { framing, type City, type Frame, type Framing } from '../city/index.ts'
import { settleStage } from './between.ts'
import { cellOf, type Cell } from './cell.ts'
import { FLAG, LINES, summed, type LinePlan } from './lines.ts'
import { DEFER, type InstrumentPlan, type ScreenPlan } from './plan.ts'

/** One instrument over all rows of its kind. */
export interface Screened {
  readonly instrument: string
  readonly frame: Frame
  /** Absent: the closure did every row. */
  readonly kernel?: { readonly plan: InstrumentPlan; readonly results: Results }
  /** Rows that the closure did. */
  readonly closures: ReadonlyMap<number, Cell>
}

/** How kernels are made, and the arena in which all that they read and write lies. */
export interface Means {
  readonly kernel?: (plan: Plan) => Kernel
  readonly arena?: Arena
  /** Rows that the closure must do stay marked (DEFER), for a caller who reads their units anew. */
  readonly leave?: boolean
}

/** Bytes of an arena in which a plan runs over a city, results included. */
export function arenaBytes({ kernels }: ScreenPlan, city: City): number {
  const count = (kind: string): number => padded(city.tables.get(kind)?.count ?? 0) + ALIGNED
  const perRow = (columns: readonly Column[]): number => columns.reduce((sum, { store }) => sum + bytesOf(store) + 1, 0)
  const columns = new Map(kernels.flatMap(({ kind, plan, lines }) => [...plan.columns.map(column => [`${kind} ${column.key}`, { kind, column }] as const), ...(lines?.plan.columns ?? []).map(column => [`${lines?.kind ?? ''} ${column.key}`, { kind: lines?.kind ?? '', column }] as const)]))
  const read = [...columns.values()].reduce((sum, { kind, column }) => sum + count(kind) * perRow([column]), 0)
  // A membership or an owner's fact is made of another column, which lies there too.
  const owners = [...new Map(kernels.flatMap(({ plan }) => plan.columns.map(column => [column.key, column] as const))).values()].reduce((sum, column) => sum + (city.tables.has(column.ref.owner) || column.ref.owner === 'roster' ? Math.max(0, ...[...city.tables.values()].filter(table => table.cells.has(column.key)).map(table => count(table.kind))) * perRow([column]) : 0), 0)
  const made = kernels.reduce((sum, { kind, plan, lines }) => sum + count(kind) * written(plan) + (lines === undefined ? 0 : count(lines.kind) * written(lines.plan)), 0)
  return read + owners + made + Math.max(0, ...kernels.flatMap(({ plan, lines }) => [ownBytes(plan), ...(lines === undefined ? [] : [ownBytes(lines.plan)])])) + SPARE
}
const written = ({ outputs }: Plan): number => outputs.reduce((sum, { kind }) => sum + (kind === 'figure' ? 8 : 1), 0)
/** Every array begins at a multiple of 16. */
const ALIGNED = 32
const SPARE = 1 << 20

/** All that a plan reads of a city. */
export function columnsOf({ kernels, stages }: ScreenPlan): Column[] {
  const grains = stages.flatMap(stage => [...stage.grains.values()].flatMap(grain => ('fact' in grain ? [grain.fact] : [])))
  const read = kernels.flatMap(({ plan, lines }) => [...plan.columns.filter(isTold), ...lines?.plan.columns ?? []])
  return [...new Map([...read, ...grains].map(column => [column.key, column])).values()]
}

/** What lines are summed into is worked out, not told. */
const isTold = ({ ref }: Column): boolean => ref.owner !== LINES

/** Every instrument for every subject of a city: in columns where that can be, else by `assess`; the answer is the same. */
export function screen(plan: ScreenPlan, city: City, { kernel: make = javascript, arena, leave = false }: Means = {}): readonly Screened[] {
  const { program, options, kernels, refused, stages, wanted } = plan
  const frames = framing(program, city, options.asOf, arena)
  const awarded = awardedIn(city, frames)
  // A reading that was chosen may bind any two together.
  const bearing = (id: string): ReadonlySet<string> | undefined => (Object.keys(options.readings ?? {}).length === 0 ? prepare(program).bearingOn([id]) : undefined)
  const done = new Map(kernels.map(one => [one.instrument, inColumns(one, frames, awarded, bearing(one.instrument), make, arena?.room)]))
  for (const stage of stages) {
    const lanes = stage.instruments.map(id => {
      const here = done.get(id)
      return { plan: here?.plan, results: here?.results, frame: here?.frame ?? frames.frame(program.instruments.find(one => one.id === id)?.for ?? '', []) }
    })
    settleStage(stage, lanes, frames)
  }
  const screened = [...kernels, ...refused].filter(one => wanted.has(one.instrument)).map(({ instrument, kind }): Screened & { readonly closures: Map<number, Cell> } => {
    const here = done.get(instrument)
    const frame = here?.frame ?? frames.frame(kind, [])
    return { instrument, frame, closures: new Map(), ...(here === undefined ? {} : { kernel: { plan: here.plan, results: here.results } }) }
  })
  if (!leave) byClosure(plan, city, screened)
  return screened
}

function inColumns(one: InstrumentPlan, frames: Framing, awarded: ReadonlyMap<number, ReadonlySet<string>>, bearing: ReadonlySet<string> | undefined, make: (plan: Plan) => Kernel, room: Room | undefined) {
  const told = one.plan.columns.filter(isTold)
  const frame = frames.frame(one.kind, told)
  const results = emptyResults(one.plan.outputs, frame.table.count, room)
  const sums = one.lines === undefined ? undefined : ofLines(one.lines, frame, frames, make, room)
  if (frame.table.count > 0) make(one.plan).run(sums === undefined ? frame.rows : { ...frame.rows, cells: new Map([...frame.rows.cells, ...sums]) }, results)
  const status = results.bytes.get('status')
  const leave = (row: number): void => { if (status !== undefined) status[row] = (status[row] ?? 0) | DEFER }
  for (const column of told) for (const row of frames.misfits(one.kind, column)) leave(row)
  // What was granted before counts against limits, 一次性 and ladders.
  if (awarded.size > 0) frame.unit.forEach((unit, row) => { for (const id of awarded.get(unit) ?? []) if (bearing?.has(id) !== false) leave(row) })
  return { plan: one, frame, results }
}

/** The instruments under which a unit was granted something before. */
function awardedIn({ awards }: City, frames: Framing): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  for (const [kind, rows] of awards) {
    if (rows.size === 0) continue
    const { unit } = frames.frame(kind, [])
    for (const [row, held] of rows) {
      const known = found.get(unit[row] ?? -1) ?? new Set()
      for (const { instrument } of held) known.add(instrument)
      found.set(unit[row] ?? -1, known)
    }
  }
  return found
}

/** The lines of each row, summed. */
function ofLines(lines: LinePlan, owners: Frame, frames: Framing, make: (plan: Plan) => Kernel, room: Room | undefined): ReadonlyMap<string, Cells> {
  const frame = frames.frame(lines.kind, lines.plan.columns)
  const results = emptyResults(lines.plan.outputs, frame.table.count, room)
  if (frame.table.count > 0) make(lines.plan).run(frame.rows, results)
  const flags = results.bytes.get('flags')
  for (const column of lines.plan.columns) for (const row of frames.misfits(lines.kind, column)) if (flags !== undefined) flags[row] = (flags[row] ?? 0) | FLAG.left | FLAG.perhaps
  return summed(lines, frame, results, owners.table.count)
}

/** One assessment for each unit that has rows which columns leave to it, of the instruments that it has them for. */
function byClosure({ program, options: { asOf, readings = {} } }: ScreenPlan, city: City, screened: readonly (Screened & { readonly closures: Map<number, Cell> })[]): void {
  const wanted = new Map<number, Map<string, number[]>>()
  screened.forEach(({ instrument, frame, kernel }) => {
    const status = kernel?.results.bytes.get('status')
    for (let row = 0; row < frame.table.count; row++) {
      if (status !== undefined && ((status[row] ?? 0) & DEFER) === 0) continue
      const unit = frame.unit[row] ?? -1
      const ofUnit = wanted.get(unit) ?? new Map<string, number[]>()
      wanted.set(unit, ofUnit)
      const rows = ofUnit.get(instrument)
      if (rows === undefined) ofUnit.set(instrument, [row])
      else rows.push(row)
    }
  })
  const places = new Map(screened.map(({ frame: { unit } }) => [unit, placesIn(unit)]))
  const units = new Map(screened.map(one => [one.instrument, one.frame.unit]))
  const into = new Map(screened.map(one => [one.instrument, one.closures]))
  for (const [unit, instruments] of wanted) {
    const some = Object.keys(readings).length === 0 ? { instruments: [...instruments.keys()] } : {}
    const { assessments } = assess(program, city.dossier(unit), { asOf, readings, ...some })
    for (const [instrument, rows] of instruments) {
      const answers = inRows(assessments.filter(one => one.instrument === instrument))
      const place = places.get(units.get(instrument) ?? NO_ROWS)
      for (const row of rows) { const answer = answers[place?.[row] ?? -1]; if (answer !== undefined) into.get(instrument)?.set(row, cellOf(answer)) }
    }
  }
}

/** As rows stand in a table: what was told of, then those of whom it was not told; owners known to have none have no row. */
function inRows(assessments: readonly Assessment[]): readonly Assessment[] {
  const rows = assessments.filter(({ instrument, subject, conditions }) => subject.id !== '' || conditions[0]?.id !== `${instrument}/for`)
  return [...rows.filter(one => one.subject.id !== ''), ...rows.filter(one => one.subject.id === '')]
}

/** Each row's place among the rows of its unit. */
function placesIn(unit: Int32Array): Int32Array {
  const seen = new Int32Array(1 + unit.reduce((a, b) => Math.max(a, b), -1))
  return unit.map(one => { const place = seen[one] ?? 0; seen[one] = place + 1; return place })
}
const NO_ROWS = new Int32Array(0)
