import { NONE, UNKNOWN, type FactRef, type Value } from '@lizhu/feel'
import { MOST_TEXTS, cellOf, emptyCells, stateOf, type Cells, type Column, type Rows } from '@lizhu/feel/kernel'
import { prepare, type Dossier, type Subject } from '../assess/index.ts'
import type { Program } from '../program.ts'
import type { Prepared } from './outside.ts'
import type { InstrumentPlan, ScreenPlan } from './plan.ts'

/** One subject: a party, a claim, or a claim of which nothing was told. */
export interface FrameRow {
  /** Which dossier it came from. */
  readonly unit: number
  readonly party: Subject
  readonly id: string
  /** Absent: not told. */
  readonly subject: Subject | undefined
  readonly owners: ReadonlyMap<string, Subject>
  /** The topmost kind of claim that was not told, asked for before any fact under it. */
  readonly untold?: string
}
/** All rows of one kind, in columns. */
export interface Frame {
  readonly kind: string
  readonly rows: readonly FrameRow[]
  readonly cells: Rows
  /** Rows with a value that its column does not hold. */
  readonly misfits: ReadonlySet<number>
  /** Owners that are known to have no such claim. */
  readonly without: readonly { readonly unit: number; readonly owner: Subject }[]
}

/** Dossiers flattened: claims become rows, periods columns. */
export function framesOf({ program, kernels, refused, options }: ScreenPlan, dossiers: readonly Dossier[]): ReadonlyMap<string, Frame> {
  const prepared = prepare(program)
  const frames = new Map<string, Frame>()
  for (const kind of new Set([...kernels, ...refused].map(one => one.kind))) {
    const { rows, without } = rowsOf(prepared, dossiers, kind)
    const columns = new Map(kernels.filter(one => one.kind === kind).flatMap(({ plan }) => plan.columns.map(column => [column.key, column])))
    const misfits = new Set<number>()
    const cells = new Map([...columns.values()].map(column => [column.key, fill(column, rows, (row, ref, at) => readFact(prepared, dossiers[row.unit], row, ref, at, options.asOf), misfits)]))
    frames.set(kind, { kind, rows, without, misfits, cells: { count: rows.length, cells } })
  }
  return frames
}

type Found = Pick<Frame, 'without'> & { readonly rows: FrameRow[] }

function rowsOf(prepared: Prepared, dossiers: readonly Dossier[], kind: string): Found {
  const parent = prepared.kind(kind)?.of[0]
  if (parent === undefined) return { without: [], rows: dossiers.flatMap(({ parties }, unit) => parties.filter(one => one.kind === kind).map(subject => ({ unit, party: subject, id: subject.id, subject, owners: subject.owners }))) }
  const above = rowsOf(prepared, dossiers, parent)
  const without = [...above.without]
  const rows = above.rows.flatMap((owner): FrameRow[] => {
    const told = owner.subject?.claims.get(kind)
    if (told?.length === 0 && owner.subject !== undefined) without.push({ unit: owner.unit, owner: owner.subject })
    if (told !== undefined) return told.map(subject => ({ unit: owner.unit, party: owner.party, id: subject.id, subject, owners: subject.owners }))
    const owners = owner.subject === undefined ? owner.owners : new Map([...owner.owners, [parent, owner.subject]])
    return [{ unit: owner.unit, party: owner.party, id: '', subject: undefined, owners, untold: owner.untold ?? kind }]
  })
  return { rows, without }
}

function readFact(prepared: Prepared, dossier: Dossier | undefined, { subject, owners }: FrameRow, ref: FactRef, at: number | undefined, asOf: number): Value {
  const holder = (kind: string): Subject | undefined => (subject?.kind === kind ? subject : owners.get(kind))
  if (ref.owner === 'roster') {
    const kind = prepared.rosterKind(ref.name)
    const since = kind === undefined ? undefined : holder(kind)?.rosters.get(ref.name)?.value
    if (since === undefined || since === UNKNOWN) return UNKNOWN
    return typeof since === 'number' ? since <= asOf : since !== NONE && since !== false
  }
  const of = ref.owner === 'area' ? dossier?.area : holder(ref.owner)
  const told = at === undefined ? of?.facts.get(ref.name) : of?.series.get(ref.name)?.get(at)
  return told?.value ?? UNKNOWN
}

function fill(column: Column, rows: readonly FrameRow[], read: (row: FrameRow, ref: FactRef, at: number | undefined) => Value, misfits: Set<number>): Cells {
  const cells = emptyCells(column, rows.length)
  const places = new Map<string, number>()
  rows.forEach((row, i) => {
    const value = read(row, column.ref, column.at)
    const cell = typeof value === 'string' ? placeOf(places, value) : cellOf(column, value)
    if (cell === undefined) { misfits.add(i); return }
    cells.states[i] = stateOf(value)
    cells.values[i] = cell
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

/** Whether any subject of a dossier was granted something before: limits and 一次性 reach back to it. */
export const hasAwards = ({ parties }: Dossier): boolean => parties.some(heldBy)
const heldBy = (subject: Subject): boolean => subject.awards.length > 0 || [...subject.claims.values()].some(claims => claims.some(heldBy))

/** What a bit of `missing` says of a row: the fact, or the kind of claim that was not told at all. */
export function missingIn(program: Program, { facts }: Pick<InstrumentPlan, 'facts'>, row: FrameRow, kind: string, bit: number): string {
  const fact = facts[bit]
  if (fact === undefined) return ''
  const prepared = prepare(program)
  const owner = fact.ref.owner === 'roster' ? prepared.rosterKind(fact.ref.name) ?? '' : fact.ref.owner
  const name = `${owner}|${fact.ref.owner}.${fact.ref.name}|${fact.at ?? ''}`
  if (row.untold === undefined) return name
  // Below the untold kind everything is untold.
  for (let at: string | undefined = kind; at !== undefined; at = prepared.kind(at)?.of[0]) {
    if (at === owner) return `${row.untold}||`
    if (at === row.untold) break
  }
  return name
}
