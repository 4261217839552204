import type { Every } from '@lizhu/feel'
import { calendar } from '@lizhu/feel'
import type { Fact, Kind, Program, Result } from '@lizhu/policy'
import { periodKey } from '../sheet/facts.ts'
import { readsOf } from '../sheet/reads.ts'
import { AREA, type Item, type Place, type Sheet } from '../sheet/sheet.ts'

/** The fields a subject shows: what begins the form, what was filled in, and what some open assessment still wants. */
export interface Shown { readonly fact: Fact; readonly key: string; readonly period?: { readonly ordinal: number; readonly every: Every } }

/** Facts of a party that stand open from the beginning, in the order of the pack: industry, place, size. */
const FIRST = 4
/** So few questions left that those about the area may be asked. */
const FEW = 12
/** Further ones that open by themselves at a time. */
const OFFERED = 3

export function partyFields(program: Program, sheet: Sheet, kind: Kind, result: Result, asOf: number, everything: boolean): { readonly first: readonly Shown[]; readonly rest: readonly Shown[]; readonly more: number } {
  const wanted = wantedOf(result, kind.name, sheet.party.id)
  const begins = new Set(kind.facts.slice(0, FIRST).map(fact => fact.name))
  const all = (facts: readonly Fact[], always: boolean) => facts.flatMap(fact => fieldsOf(program, fact, kind.name, sheet.party, wanted, asOf, always))
  const begun = kind.facts.slice(0, FIRST).some(fact => Object.keys(sheet.party.values).some(key => key.split('@')[0] === fact.name))
  // Of what is wanted only the facts that settle most stand open by themselves.
  const rest = begun ? all(kind.facts.filter(fact => !begins.has(fact.name)), false) : []
  const offered = new Set([...wanted.keys()].filter(name => !begins.has(name)).slice(0, OFFERED))
  const shown = rest.filter(one => everything || offered.has(one.fact.name) || Object.keys(sheet.party.values).some(key => key.split('@')[0] === one.fact.name))
  return { first: all(kind.facts.filter(fact => begins.has(fact.name)), true), rest: shown, more: new Set(rest.map(one => one.fact)).size - new Set(shown.map(one => one.fact)).size }
}

export function claimFields(program: Program, item: Item, kind: Kind, result: Result, asOf: number): readonly Shown[] {
  const wanted = wantedOf(result, kind.name, item.id)
  return kind.facts.flatMap(fact => fieldsOf(program, fact, kind.name, item, wanted, asOf, false))
}

/** Of the area: what was told, and what is wanted once little else is. */
export function areaFields(program: Program, sheet: Sheet, result: Result, asOf: number): readonly Shown[] {
  const wanted = result.ask.length > FEW ? new Map<string, Set<number | undefined>>() : wantedOf(result, 'area', '')
  return program.area.flatMap(fact => fieldsOf(program, fact, 'area', { id: '', values: sheet.area, claims: {} }, wanted, asOf, false))
}

/** Facts an open assessment wants of a subject: name, or name and period. */
function wantedOf(result: Result, kind: string, id: string): ReadonlyMap<string, ReadonlySet<number | undefined>> {
  const wanted = new Map<string, Set<number | undefined>>()
  for (const { missing } of result.ask) {
    if (missing.fact === undefined || missing.kind !== kind || missing.subject !== id || missing.fact.owner === 'roster') continue
    const name = bare(missing.fact.name)
    wanted.set(name, (wanted.get(name) ?? new Set()).add(missing.at))
  }
  return wanted
}
export const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

function fieldsOf(program: Program, fact: Fact, kind: string, item: Item, wanted: ReadonlyMap<string, ReadonlySet<number | undefined>>, asOf: number, always: boolean): readonly Shown[] {
  const { every } = fact
  if (every === undefined) {
    const filled = item.values[fact.name] !== undefined
    return always || filled || wanted.has(fact.name) ? [{ fact, key: fact.name }] : []
  }
  const now = calendar.periodOf(asOf, every)
  const periods = new Set<number>()
  for (const at of wanted.get(fact.name) ?? []) if (at !== undefined) periods.add(at)
  if (always) for (const shift of readsOf(program).shifts.get(`${kind}.${fact.name}`) ?? [-1]) periods.add(now + shift)
  const keys = new Set([...periods].map(ordinal => periodKey(ordinal, every)))
  for (const key of Object.keys(item.values)) {
    const [name, period] = key.split('@')
    if (name !== fact.name || period === undefined || keys.has(period)) continue
    const ordinal = ordinalOf(period, every)
    if (ordinal !== undefined) periods.add(ordinal)
  }
  return [...periods].sort((a, b) => b - a).map(ordinal => ({ fact, key: `${fact.name}@${periodKey(ordinal, every)}`, period: { ordinal, every } }))
}

function ordinalOf(period: string, every: Every): number | undefined {
  const [, year, part] = /^(\d{4})(?:-Q?(\d{1,2}))?$/.exec(period) ?? []
  if (year === undefined) return undefined
  return every === 'year' ? Number(year) : Number(year) * (every === 'quarter' ? 4 : 12) + Number(part ?? 1) - 1
}

/** Kinds of claims that may hang off a kind, of those some instrument looks at; what most instruments are for comes first. */
export function claimKinds(program: Program, kind: string): readonly Kind[] {
  const { kinds } = readsOf(program)
  const used = (one: Kind): boolean => kinds.has(one.name) || program.kinds.some(other => other.of[0] === one.name && used(other))
  const bears = (one: Kind): number => program.instruments.filter(instrument => instrument.for === one.name).length
  return program.kinds.filter(one => one.of[0] === kind && used(one)).sort((a, b) => bears(b) - bears(a))
}

export const placeBelow = (place: Place, kind: string, id: string): Place => (place === AREA ? place : [...place, [kind, id]])
