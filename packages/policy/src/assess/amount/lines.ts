import { UNKNOWN, calendar, rational, type Every, type Value } from '@lizhu/feel'
import type { Amount } from '../../program.ts'
import { blank, isUntold, type Scene } from '../scene.ts'
import { rationalOf } from '../figure.ts'
import { figureOf, untoldKind, verdictOf } from '../value.ts'
import { treeOf } from '../tree.ts'

/** A line under `sum`: a claim, or a year (month) counted from the first. */
export interface Line {
  readonly id: string
  readonly scene: Scene
  /** Undefined: not known whether it belongs. */
  readonly belongs: boolean | undefined
  /** Of a calendar line: the last day in it. */
  readonly until?: number
}
export interface Lines { readonly told: boolean; readonly items: readonly Line[]; /** What `order` says is known of every line. */ readonly ordered: boolean }

type Sum = NonNullable<Amount['sum']>

const CALENDAR: Readonly<Record<string, Every>> = { 年: 'year', 季: 'quarter', 月: 'month' }
/** More periods than any plan has. */
const MOST = 1200

export const calendarOf = ({ lines }: Sum): Every | undefined => CALENDAR[lines]

/** The lines that belong or may belong, in `order`. Each has notes of its own, so that a line left out asks for nothing. */
export function linesOf(scene: Scene, sum: Sum): Lines {
  const every = calendarOf(sum)
  const all = every === undefined ? claims(scene, sum.lines) : periods(scene, sum, every)
  if (all === undefined) return { told: false, items: [], ordered: true }
  const items = all.flatMap(line => {
    const belongs = sum.where === undefined ? true : belongsTo(line.scene, sum.where)
    return belongs === false ? [] : [{ ...line, belongs }]
  })
  return inOrder(items, sum)
}

function belongsTo(scene: Scene, where: NonNullable<Sum['where']>): boolean | undefined {
  const { verdict, missing, undecided } = verdictOf(scene, where)
  if (typeof verdict === 'boolean') return verdict
  scene.notes.missing.push(...missing)
  scene.notes.undecided.push(...undecided)
  return undefined
}

function claims(scene: Scene, kind: string): Omit<Line, 'belongs'>[] | undefined {
  const { subject, run, notes } = scene
  const parent = run.prepared.kind(kind)?.of[0] ?? ''
  const owner = scene.holder(parent)
  const told = owner?.claims.get(kind)
  if (owner === undefined || told === undefined || isUntold(owner)) { notes.missing.push(untoldKind(scene, kind)); return undefined }
  const own = parent === subject.kind ? told : told.filter(claim => !claim.owners.has(subject.kind) || claim.owners.get(subject.kind) === subject)
  const { skip } = scene
  return own.filter(claim => skip?.has(claim) !== true).map((lineSubject, index) => ({ id: lineSubject.id, scene: scene.with({ lineSubject, line: index + 1, notes: blank() }) }))
}

/** Years from the first to the one we are in: a year that has not begun is not reckoned. Inside a line, its own year is 本年. */
function periods(scene: Scene, { from }: Sum, every: Every): Omit<Line, 'belongs'>[] | undefined {
  const { run } = scene
  if (from === undefined) return []
  const start = treeOf(from).trace(scene).value
  if (typeof start !== 'number') {
    if (start === UNKNOWN) { figureOf(scene, from); return undefined }
    return []
  }
  const first = calendar.periodOf(start, every)
  const last = Math.min(calendar.periodOf(run.asOf, every), first + MOST - 1)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const period = first + index
    const until = calendar.periodEnd(period, every)
    const today = Math.min(until, run.asOf)
    return { id: nameOf(period, every), until, scene: scene.with({ line: index + 1, today, notes: blank() }) }
  })
}
function nameOf(period: number, every: Every): string {
  if (every === 'year') return String(period)
  const per = every === 'month' ? 12 : 4
  const year = Math.floor(period / per)
  const part = period - year * per + 1
  return every === 'month' ? `${year}-${String(part).padStart(2, '0')}` : `${year}-Q${part}`
}

/** Sorted by `order`, stable. Where the order of a line is not known, they stay as they are told and nothing that hangs on the order is known. */
function inOrder(items: readonly Line[], { order }: Sum): Lines {
  if (order === undefined || items.length < 2) return { told: true, items, ordered: true }
  const runner = treeOf(order)
  const keyed: { line: Line; key: Value }[] = items.map(line => ({ line, key: runner.run(line.scene) }))
  if (keyed.some(({ key }) => key === UNKNOWN)) return { told: true, items, ordered: false }
  return { told: true, items: keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ line }) => line), ordered: true }
}

export function compareKeys(a: Value, b: Value): number {
  const x = rationalOf(a)
  const y = rationalOf(b)
  if (x !== undefined && y !== undefined) return rational.compare(x, y)
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  // Known none comes last.
  return x === undefined && typeof a !== 'string' ? (y === undefined && typeof b !== 'string' ? 0 : 1) : -1
}
