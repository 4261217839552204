import { columnOf, refuse, type Column } from '@lizhu/feel/kernel'
import type { Frame, Framing } from '../city/index.ts'
import type { Prepared } from './outside.ts'
import type { Rule } from './rules.ts'

/** A rule between rows, ready to run: plain data. */
export interface Stage {
  readonly rule: Rule['rule']
  readonly instruments: readonly string[]
  /** By the kind of the rows: what two of them must share to meet. */
  readonly grains: ReadonlyMap<string, Grain>
  /** Of a shared limit: what it comes to (fen, or a count). */
  readonly max: number
  /** Nobody has decided how it is read. */
  readonly unread: boolean
  /** Columns cannot settle it: where two meet, the closure does. */
  readonly closure: boolean
}
/** The row of some kind (itself, an owner), or a text that names a group. */
export type Grain = { readonly kind: string } | { readonly kind: string; readonly fact: Column }

/** Of each row the group that it belongs to, below `count`; -1 where that was not told. `asked`: then it is asked for. */
export interface Keys {
  readonly rows: readonly Int32Array[]
  readonly count: number
  readonly asked: boolean
  /** Room to string rows that meet together (between.ts): by group the first and the last, by row the next, and the groups that have several. */
  readonly heads: Int32Array
  readonly tails: Int32Array
  readonly links: Int32Array
  readonly groups: Int32Array
}

/** Whether rows meet alike under both. */
export function sameGrains(a: Stage, b: Stage): boolean {
  return a.instruments.join() === b.instruments.join() && a.grains.size === b.grains.size && [...a.grains].every(([kind, grain]) => grainText(grain) === grainText(b.grains.get(kind)))
}
export const sameStage = (a: Stage, b: Stage): boolean => a.rule === b.rule && a.max === b.max && a.unread === b.unread && a.closure === b.closure && sameGrains(a, b)
const grainText = (grain: Grain | undefined): string => (grain === undefined ? '' : 'fact' in grain ? `${grain.kind} ${grain.fact.key}` : grain.kind)

/** What two rows of a kind share, seen from `per`; refuses where that cannot be said in columns. */
export function grainOf(prepared: Prepared, kind: string, per: string | undefined): Grain {
  if (per === undefined || per === kind) return { kind }
  const line = [kind, ...ownersOf(prepared, kind)]
  if (line.includes(per)) return { kind: per }
  for (const holder of line) {
    const fact = prepared.kind(holder)?.facts.find(one => one.name === per)
    const column = fact === undefined || fact.every !== undefined || fact.type.kind !== 'text' ? undefined : columnOf(fact)
    if (column !== undefined) return { kind: holder, fact: column }
    if (fact !== undefined) break
  }
  return refuse('group', { name: per })
}
/** Every kind that a row of `kind` may hang off. */
export function ownersOf(prepared: Prepared, kind: string, seen: string[] = []): string[] {
  for (const owner of prepared.kind(kind)?.of ?? []) if (!seen.includes(owner)) { seen.push(owner); ownersOf(prepared, owner, seen) }
  return seen
}

/** The groups of the rows of several frames, numbered alike. */
export function keysOf({ grains }: Stage, frames: readonly Frame[], framing: Framing): Keys {
  const offsets = new Map<string, number>()
  const names = new Map<string, number>()
  let count = 0
  const offset = (kind: string): number => {
    const known = offsets.get(kind)
    if (known !== undefined) return known
    offsets.set(kind, count)
    count += framing.frame(kind, []).table.count
    return count - framing.frame(kind, []).table.count
  }
  let asked = false
  const rows = frames.map(frame => {
    const { kind } = frame.table
    const grain = grains.get(kind) ?? { kind }
    if (!('fact' in grain)) {
      const at = offset(grain.kind)
      const to = grain.kind === kind ? undefined : framing.rowsTo(kind, grain.kind)
      return rowsFrom(at, frame.table.count, to)
    }
    asked = true
    return named(frame, grain.fact, framing, names)
  })
  const most = Math.max(count, names.size)
  return { rows, count: most, asked, heads: new Int32Array(most), tails: new Int32Array(most), groups: new Int32Array(most), links: new Int32Array(1 + rows.reduce((sum, one) => sum + one.length, 0)) }
}

/** Each row's owner, or the row itself, numbered from `at`. */
function rowsFrom(at: number, count: number, to: Int32Array | undefined): Int32Array {
  const rows = new Int32Array(count)
  for (let row = 0; row < count; row++) { const owner = to === undefined ? row : to[row] ?? -1; rows[row] = owner < 0 ? -1 : at + owner }
  return rows
}

/** Groups by name, within one unit; who is known to be in none is a group of its own. */
function named({ table, unit }: Frame, fact: Column, framing: Framing, names: Map<string, number>): Int32Array {
  const cells = framing.frame(table.kind, [fact]).rows.cells.get(fact.key)
  const place = (name: string): number => {
    const known = names.get(name) ?? names.size
    names.set(name, known)
    return known
  }
  return Int32Array.from({ length: table.count }, (_, row) => {
    const state = cells?.states[row]
    return state === 0 ? place(`${unit[row] ?? -1} ${cells?.texts?.[cells.values[row] ?? 0] ?? ''}`) : state === 2 ? place(`#${table.kind} ${row}`) : -1
  })
}

/** Rows that meet, in their order. */
export interface Group {
  /** What each may be granted at most; of a settled one exactly, or as its ceiling. */
  readonly amounts: readonly number[]
  readonly settled: readonly boolean[]
  readonly exact: readonly boolean[]
  /** Place of the instrument among the stage's. */
  readonly instruments: readonly number[]
  /** Whether it is unknown what one is granted, and it waits for all that the other waits for. */
  readonly covers?: (one: number, other: number) => boolean
}

/** What each is granted beside the others, or that it hangs on a reading that nobody has decided; undefined, of one or of all: the closure must say. */
export function settled({ rule, max, closure, unread }: Pick<Stage, 'rule' | 'max' | 'closure' | 'unread'>, group: Group): readonly (number | 'undecided' | undefined)[] | undefined {
  if (closure) return undefined
  switch (rule) {
    case 'once': return once(group)
    case 'highest': return group.settled.every(Boolean) && group.exact.every(Boolean) ? highest(group.amounts, group.amounts.map((_, i) => i)) : undefined
    case 'not with': return notWith(group)
    case 'difference': return difference(group, unread)
    case 'shared': return shared(group, max)
  }
}

/** The first takes it. Ceilings stay as they are: nobody has decided which of them it will be. */
function once({ amounts, settled: sure, exact }: Group): readonly number[] | undefined {
  if (exact.every(one => !one) && sure.slice(0, -1).every(Boolean)) return amounts
  if (!sure.every(Boolean) || !exact.every(Boolean)) return undefined
  const first = amounts.findIndex(amount => amount > 0)
  return amounts.map((amount, i) => (i > first && first !== -1 ? 0 : amount))
}

/** Of those named only the highest stays; of equals the first. */
function highest(amounts: readonly number[], among: readonly number[]): readonly number[] {
  const rivals = among.filter(i => (amounts[i] ?? 0) > 0)
  const best = rivals.reduce((a, b) => ((amounts[b] ?? 0) > (amounts[a] ?? 0) ? b : a), rivals[0] ?? -1)
  return amounts.map((amount, i) => (rivals.includes(i) && i !== best ? 0 : amount))
}

function notWith({ amounts, settled: sure, exact, instruments }: Group): readonly number[] | undefined {
  const first = instruments.flatMap((one, i) => (one === 0 ? [i] : []))
  const others = instruments.flatMap((one, i) => (one === 0 ? [] : [i]))
  if (first.length === 0 || others.length === 0) return amounts
  if (!sure.every(Boolean) || !exact.every(Boolean)) return undefined
  return first.reduce((now, i) => highest(now, [i, ...others]), amounts)
}

/**
 * Each instrument pays what it is more than what those before it gave; or the whole of it, where that has not been read. Below the first
 * that is open nothing changes; above it a row waits for it too, and only one that waits for as much already stays what it is.
 */
function difference({ amounts, settled: sure, exact, instruments, covers = () => false }: Group, unread: boolean): readonly (number | 'undecided' | undefined)[] {
  // They stand in the order of the ladder.
  if (instruments[0] === instruments.at(-1)) return amounts
  const first = sure.includes(false) ? sure.indexOf(false) : Infinity
  let [received, here, below] = [0, 0, 0]
  const waits = (i: number): boolean => { for (let j = 0; j < below; j++) if (sure[j] === true ? exact[j] !== true : !covers(i, j)) return false; return true }
  return amounts.map((amount, i) => {
    if (i > 0 && instruments[i] !== instruments[i - 1]) { received += here; here = 0; below = i }
    if (first < below) return sure[i] !== true && waits(i) ? amount : undefined
    const open = received > 0 && amount > 0
    if (sure[i] !== true) return received > 0 ? undefined : amount
    const now = open && !unread ? Math.max(0, amount - received) : amount
    here += now
    return open && unread ? 'undecided' : now
  })
}

/** Exact amounts use a limit up in order; a ceiling takes nothing, since nobody has decided it. */
function shared({ amounts, settled: sure, exact }: Group, max: number): readonly number[] | undefined {
  if (exact.every(one => !one) || amounts.reduce((sum, amount) => sum + amount, 0) <= max) return amounts
  if (!sure.every(Boolean)) return undefined
  const after: number[] = []
  let [used, ceilings] = [0, 0]
  for (const [i, amount] of amounts.entries()) {
    const left = Math.min(amount, max - used)
    after.push(left)
    if (exact[i] !== true) { ceilings += left; continue }
    // What is decided of a ceiling before it may leave less: no longer exact.
    if (left > 0 && ceilings > 0 && left + ceilings > max - used) return undefined
    used += left
  }
  return after
}
