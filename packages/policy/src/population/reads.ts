import { calendar, childrenOf, testChildren, type Tree } from '@lizhu/feel'
import { columnKey } from '@lizhu/feel/kernel'
import type { Amount, Program } from '../program.ts'
import { equationsOf, equationsOfAmount, type Equation } from './equations.ts'
import { YEARS, periodIn, placesOf, valueOf, type Place, type Settings } from './forms.ts'

/** What a program reads of its facts, and where what it makes of them turns; in every reading that there is. */
export interface Reads {
  /** By fact (`owner.name`) the periods in which it is read; none of a fact that has none. */
  readonly periods: ReadonlyMap<string, ReadonlySet<number>>
  readonly equations: readonly Equation[]
  /** By text fact: texts that it is compared with, and beginnings, endings, parts of it. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>
  /** By text fact the facts that it is compared with. */
  readonly alike: ReadonlyMap<string, ReadonlySet<string>>
  /** Facts of which the program asks whether there is one. */
  readonly mayBeNone: ReadonlySet<string>
}

interface Reading {
  readonly settings: Settings
  readonly periods: Map<string, Set<number>>
  readonly equations: Map<string, Equation>
  readonly texts: Map<string, Set<string>>
  readonly parts: Map<string, Set<string>>
  readonly alike: Map<string, Set<string>>
  readonly mayBeNone: Set<string>
}

export function readsOf(program: Program, asOf: number): Reads {
  const reading: Reading = { settings: new Map(program.settings.map(one => [one.id, one])), periods: new Map(), equations: new Map(), texts: new Map(), parts: new Map(), alike: new Map(), mayBeNone: new Set() }
  within([program.instruments, program.generals, program.settings, program.rosters], [{ today: asOf, month: calendar.monthOf(asOf) }], reading)
  groupsIn(program, reading)
  return { ...reading, equations: [...reading.equations.values()] }
}

/** Every expression in a part of a program, read at each of these places; lines that are periods, in each of theirs. */
function within(part: unknown, places: readonly Place[], reading: Reading): void {
  if (typeof part !== 'object' || part === null) return
  if (isTree(part)) { for (const place of places) visit(part, place, reading); return }
  const here = isAmount(part) && part.sum?.from !== undefined ? places.flatMap(inLines) : places
  if (isAmount(part)) for (const place of here) note(equationsOfAmount(part, place, reading.settings), reading)
  for (const one of Object.values(part)) within(one, here, reading)
}
const isTree = (part: object): part is Tree => 'op' in part && 'span' in part && 'type' in part
const isAmount = (part: object): part is Amount => 'adjust' in part && 'atLeast' in part && 'atMost' in part

/** The first of several lines may lie in any year. */
const inLines = ({ today, month, line }: Place): Place[] => (line !== undefined ? [{ today, month, line }] : Array.from({ length: YEARS }, (_, back) => back).flatMap(back => Array.from({ length: back + 1 }, (_, i) => ({ today, month: month - 12 * back, line: i + 1 }))))

function visit(tree: Tree, place: Place, reading: Reading): void {
  const { settings } = reading
  if (tree.op === 'fact') { const at = periodIn(tree, place); into(reading.periods, columnKey(tree.ref), ...(at === undefined ? [] : [at])) }
  if (tree.op === 'at') { visit(tree.when, place, reading); for (const one of placesOf(tree, place, settings)) visit(tree.of, one, reading); return }
  if (tree.op === 'total') { totalled(tree, place, reading); return }
  if (tree.op === 'default' || tree.op === 'none') for (const key of factsIn(tree.of)) reading.mayBeNone.add(key)
  note(equationsOf(tree, place, settings), reading)
  texted(tree, place, reading)
  for (const child of childrenOf(tree)) visit(child, place, reading)
}

function totalled({ of, every, from, to }: Extract<Tree, { op: 'total' }>, place: Place, reading: Reading): void {
  const [first, last] = [from, to].map(end => valueOf(end, place, reading.settings))
  const ordinal = (value: unknown, end: Tree): number | undefined => (typeof value !== 'number' ? undefined : end.type.kind === 'date' ? calendar.periodOf(value, every) : value)
  const now = calendar.periodOfMonth(place.month, every)
  const until = ordinal(last, to) ?? now
  for (const end of [from, to]) visit(end, place, reading)
  for (let period = Math.max(ordinal(first, from) ?? 0, until - YEARS * PER_YEAR[every] + 1); period <= until; period++) visit(of, { ...place, month: calendar.firstMonthOf(period, every) }, reading)
}
const PER_YEAR = { year: 1, quarter: 4, month: 12 } as const

function note(equations: readonly Equation[], reading: Reading): void {
  for (const { terms, constant, months } of equations) reading.equations.set(`${[...terms].map(([key, { n, d }]) => `${n}/${d} ${key}`).sort().join(' ')} ${constant.n}/${constant.d} ${months}`, { terms, constant, months })
}

/** Texts beside a fact, whichever branch they stand in. */
function texted(tree: Tree, place: Place, reading: Reading): void {
  const pair = (left: Tree, right: Tree): void => {
    const [facts, others, texts] = [factsIn(left), factsIn(right), textsIn(right, place, reading.settings)]
    for (const key of facts) { into(reading.texts, key, ...texts); if (others.length > 0) into(reading.alike, key, ...others) }
  }
  if (tree.op === 'compare' && tree.left.type.kind === 'text') { pair(tree.left, tree.right); pair(tree.right, tree.left) }
  if (tree.op === 'in' && tree.of.type.kind === 'text') for (const test of tree.tests) for (const value of testChildren(test)) pair(tree.of, value)
  if (tree.op !== 'call' || !PARTS.has(tree.name)) return
  const [of, part] = tree.args
  if (of !== undefined && part !== undefined) for (const key of factsIn(of)) into(reading.parts, key, ...textsIn(part, place, reading.settings))
}
const PARTS: ReadonlySet<string> = new Set(['starts with', 'ends with', 'contains'])

/** The facts that a value may be, and not those that choose it. */
function factsIn(tree: Tree): string[] {
  switch (tree.op) {
    case 'fact': return [columnKey(tree.ref)]
    case 'define': case 'at': case 'default': return factsIn(tree.of)
    case 'if': return [...factsIn(tree.then), ...factsIn(tree.else)]
    default: return []
  }
}
function textsIn(tree: Tree, place: Place, settings: Settings): string[] {
  const value = valueOf(tree, place, settings)
  const flat = (one: unknown): string[] => (typeof one === 'string' ? [one] : Array.isArray(one) ? one.flatMap(flat) : [])
  const { op } = tree
  if (op === 'define' || op === 'at') return textsIn(tree.of, place, settings)
  if (op === 'if') return [tree.then, tree.else].flatMap(one => textsIn(one, place, settings))
  return flat(value)
}

/** Facts by whose text rows belong together: nothing compares them, yet rules read them. */
function groupsIn(program: Program, reading: Reading): void {
  const named = new Set(namesIn([program.instruments, program.generals]))
  for (const { name: kind, facts } of program.kinds) for (const { name, type } of facts) if (type.kind === 'text' && named.has(name)) into(reading.periods, columnKey({ owner: kind, name, type }))
}
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null || isTree(part)) return []
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => (typeof value === 'string' ? (GRAINS.has(key) ? [value] : []) : namesIn(value)))
}
const GRAINS: ReadonlySet<string> = new Set(['per', 'once', 'what'])

function into<T>(map: Map<string, Set<T>>, key: string, ...values: readonly T[]): void {
  const known = map.get(key) ?? new Set()
  for (const value of values) known.add(value)
  map.set(key, known)
}
