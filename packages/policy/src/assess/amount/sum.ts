import { rational, UNKNOWN, calendar, type Rational } from '@lizhu/feel'
import type { Amount, Cap, Words } from '../../program.ts'
import { NOTHING, ZERO, between, oneOf, plus, rounded, rising, type Figure } from '../figure.ts'
import { takeNotes, type Scene } from '../scene.ts'
import { useInOrder } from '../share.ts'
import { figureOf } from '../value.ts'
import { typeOf, type Side, type Taken } from './given.ts'
import { capped, limitOf } from './limits.ts'
import { calendarOf, linesOf, type Line } from './lines.ts'
import { single } from './single.ts'

export interface LineAmount { readonly line: Line; figure: Figure; limitedBy?: Words }
export interface Summed extends Taken { readonly lines: readonly LineAmount[]; readonly none: false | 'no lines' | 'perhaps'; readonly limitedBy: Words | undefined }

/** Where a cap of a sum bites: each line, lines of a group, or the whole (left to the caller). */
export type Grain = 'line' | 'group' | 'whole'

export function grainOf(cap: Cap, sum: NonNullable<Amount['sum']>, scene: Scene): Grain {
  const every = calendarOf(sum)
  if (every !== undefined) return cap.every === undefined ? 'whole' : cap.every === every ? 'line' : 'group'
  if (isCount(cap)) return cap.per === sum.lines ? 'line' : 'group'
  if (cap.per === undefined || cap.per === scene.subject.kind || scene.subject.owners.has(cap.per)) return 'whole'
  if (cap.per === sum.lines) return 'line'
  const kind = scene.run.prepared.kind(sum.lines)
  return (kind?.of.includes(cap.per) ?? false) || (kind?.facts.some(fact => fact.name === cap.per) ?? false) ? 'group' : 'whole'
}
/** `4个`: how many lines, not how much. */
const isCount = ({ max }: Cap): boolean => max.type.kind === 'number' && max.type.unit !== undefined

/** Every line by the same rules, each exactly; caps of a line, then of groups of lines in order. */
export function summed(scene: Scene, amount: Amount, sum: NonNullable<Amount['sum']>, caps: readonly { readonly cap: Cap; readonly unread: boolean }[], side: Side): Summed {
  const { told, items, ordered } = linesOf(scene, sum)
  if (!told) return { figure: between(ZERO, undefined), how: howOf(amount), decidedBy: byOf(amount), lines: [], none: 'perhaps', limitedBy: undefined }
  const lines = items.map(line => lineAmount(line, amount, sum, caps, side, scene))
  for (const { cap, unread } of caps) if (grainOf(cap, sum, scene) === 'group') groupCap(scene, cap, unread, lines, ordered)
  for (const one of lines) takeNotes(scene.notes, one.line.scene.notes, one.line.id)
  const figures = lines.map(({ line, figure }) => (line.belongs === true ? figure : oneOf([NOTHING, figure])))
  const total = figures.reduce(plus, NOTHING)
  const limitedBy = lines.findLast(one => one.limitedBy !== undefined)?.limitedBy
  const none = lines.length === 0 ? 'no lines' : lines.some(one => one.line.belongs === true) ? false : 'perhaps'
  return { figure: total, how: howOf(amount), decidedBy: byOf(amount), lines, none, limitedBy }
}
const byOf = ({ given }: Amount): string | undefined => (given?.how === 'between' ? given.decidedBy : undefined)
const howOf = ({ given, table }: Amount): Taken['how'] => given?.how ?? table?.rows.find(row => row.given.how !== 'exact')?.given.how ?? 'exact'

function lineAmount(line: Line, amount: Amount, sum: NonNullable<Amount['sum']>, caps: readonly { readonly cap: Cap; readonly unread: boolean }[], side: Side, scene: Scene): LineAmount {
  const result: LineAmount = { line, figure: single(line.scene, amount, side).figure }
  for (const { cap, unread } of caps) {
    if (isCount(cap) || grainOf(cap, sum, scene) !== 'line') continue
    const { figure, limitedBy } = capped(line.scene, cap, unread, result.figure, typeOf(amount))
    result.figure = figure
    if (limitedBy !== undefined) result.limitedBy = limitedBy
  }
  if (amount.round.perLine) result.figure = rising(result.figure, value => rounded(value, amount.round.to, amount.round.mode))
  return result
}

/** Lines that share a limit: those with the same value of the fact (展会), under the same owner, or in the same year. */
function groupCap(scene: Scene, cap: Cap, unread: boolean, lines: readonly LineAmount[], ordered: boolean): void {
  const groups = new Map<unknown, LineAmount[]>()
  const untold = lines.filter(one => keyOf(one.line, cap, scene) === UNKNOWN)
  for (const one of lines) {
    const key = untold.length > 0 ? '' : keyOf(one.line, cap, scene)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  for (const group of groups.values()) {
    const before = group.map(one => one.figure)
    const steps = group.map(one => one.line.scene.notes.steps.length)
    if (isCount(cap)) countCap(cap, group, ordered)
    else moneyCap(cap, group, ordered)
    if (unread) group.forEach((one, i) => { one.figure = oneOf([before[i] ?? NOTHING, one.figure]) })
    if (untold.length > 0 && group.some((one, i) => one.figure !== before[i])) ungrouped(scene, cap, untold, group, before, steps)
  }
}

/** To which group a line belongs was not told, and it matters: were they all one group, the limit would bite. */
function ungrouped(scene: Scene, { per }: Cap, untold: readonly LineAmount[], group: readonly LineAmount[], before: readonly Figure[], steps: readonly number[]): void {
  group.forEach((one, i) => {
    one.figure = oneOf([NOTHING, before[i] ?? NOTHING])
    one.line.scene.notes.steps.length = steps[i] ?? 0
    delete one.limitedBy
  })
  for (const { line: { scene: { lineSubject } } } of untold) {
    const fact = scene.run.prepared.kind(lineSubject?.kind ?? '')?.facts.find(one => one.name === per)
    if (lineSubject !== undefined && fact !== undefined) scene.notes.missing.push({ subject: lineSubject.id, kind: lineSubject.kind, fact })
  }
}

function keyOf({ scene: { lineSubject, today } }: Line, { per, every }: Cap, { subject }: Scene): unknown {
  if (lineSubject === undefined) return every === undefined ? '' : calendar.periodOf(today, every)
  if (per === undefined || per === subject.kind) return ''
  const owner = lineSubject.owners.get(per)
  if (owner !== undefined) return owner
  const told = lineSubject.facts.get(per)?.value
  // Known to be in no group: one of its own.
  return typeof told === 'string' ? told : told === undefined || told === UNKNOWN ? UNKNOWN : lineSubject
}

function moneyCap(cap: Cap, group: readonly LineAmount[], ordered: boolean): void {
  const first = group[0]
  if (first === undefined) return
  const limit = limitOf(first.line.scene, cap, undefined)
  const uses = group.map(({ figure, line }) => ({ figure, sure: line.belongs === true, exact: true }))
  const shares = useInOrder(limit, uses)
  shares.forEach((share, i) => {
    const one = group[i]
    if (one === undefined) return
    if (share.limited) limitLine(one, cap, share.figure)
    one.figure = share.figure
  })
  const total = group.reduce((sum, { figure }) => plus(sum, figure), NOTHING)
  if (!ordered && total.hi !== undefined && limit.lo !== undefined && rational.compare(total.hi, limit.lo) > 0) for (const one of group) one.figure = oneOf([NOTHING, one.figure])
}

/** At most so many lines, in order; those over the count come to nothing. */
function countCap(cap: Cap, group: readonly LineAmount[], ordered: boolean): void {
  const first = group[0]
  if (first === undefined) return
  const { lo, hi } = figureOf(first.line.scene, cap.max).figure
  let certain = ZERO
  let possible = ZERO
  const over = hi === undefined || rational.compare(rational.whole(group.length), hi) > 0 || lo === undefined
  for (const one of group) {
    const surelyIn = lo !== undefined && rational.compare(possible, lo) < 0
    const surelyOut = hi !== undefined && rational.compare(certain, hi) >= 0
    if (!ordered && over) one.figure = oneOf([NOTHING, one.figure])
    else if (surelyOut) limitLine(one, cap, NOTHING)
    else if (!surelyIn) one.figure = oneOf([NOTHING, one.figure])
    possible = rational.add(possible, ONE)
    if (one.line.belongs === true) certain = rational.add(certain, ONE)
  }
}
const ONE: Rational = rational.ONE

function limitLine(one: LineAmount, cap: Cap, figure: Figure): void {
  const words = cap.words
  one.line.scene.notes.steps.push({ step: 'at most', line: one.line.id, limits: true, ...(words === undefined ? {} : { words }), ...(figure.known ? { value: figure.lo } : {}) })
  one.figure = figure
  if (words !== undefined) one.limitedBy = words
}
