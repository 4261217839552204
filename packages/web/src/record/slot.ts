import { rational } from '@lizhu/feel'
import { readValue, type Fact as Known, type Kind, type Program } from '@lizhu/policy'
import type { Claim, Fact, Party } from '../api/types.ts'
import { decimal, show } from '../pack/figures.ts'

/** What one fact of one period is told in: all that was ever said of it, the newest first. */
export interface Slot {
  readonly claim: string | null
  readonly name: string
  readonly period: string
  /** As known on the day that the page is of; absent: nothing was told. */
  readonly current?: Fact
  readonly told: readonly Fact[]
}
/** A party or a claim, with what is told of it. */
export interface Subject {
  readonly claim: Claim | undefined
  readonly kind: Kind | undefined
  readonly slots: readonly Slot[]
  /** Of a claim under another: that one's key. */
  readonly under?: string
}
/** A record: the party, then the claims of each kind in the order of the pack. */
export interface Whole { readonly party: Subject; readonly groups: readonly { readonly name: string; readonly kind: Kind | undefined; readonly claims: readonly Subject[] }[] }

export type FactState = 'confirmed' | 'unchecked' | 'rejected' | 'disputed' | 'upheld'

/** How a fact stands: an open dispute comes before a check, a dispute that was upheld before all. */
export function stateOf({ checks, disputes }: Fact): FactState {
  if (disputes.some(one => one.answer?.outcome === 'upheld')) return 'upheld'
  if (disputes.some(one => one.answer === null)) return 'disputed'
  return checks.at(-1)?.verdict ?? 'unchecked'
}

/** The facts of a record by what they are of; in the order of the pack. */
export function wholeOf(program: Program, party: Party, claims: readonly Claim[], facts: readonly Fact[]): Whole {
  const kindOf = (name: string) => program.kinds.find(one => one.name === name)
  const order = (name: string) => program.kinds.findIndex(one => one.name === name)
  const subject = (claim: Claim | undefined, kind: Kind | undefined): Subject => {
    const above = claims.find(one => one.id === claim?.parent)
    return { claim, kind, slots: slotsOf(facts.filter(fact => fact.claim === (claim?.id ?? null)), kind), ...(above === undefined ? {} : { under: above.key }) }
  }
  const names = [...new Set(claims.map(one => one.kind))].sort((a, b) => order(a) - order(b))
  return {
    party: subject(undefined, kindOf(party.kind)),
    groups: names.map(name => ({ name, kind: kindOf(name), claims: claims.filter(one => one.kind === name).sort((a, b) => a.key.localeCompare(b.key, 'zh-CN', { numeric: true })).map(one => subject(one, kindOf(name))) })),
  }
}

function slotsOf(facts: readonly Fact[], kind: Kind | undefined): readonly Slot[] {
  const slots = new Map<string, Fact[]>()
  for (const fact of facts) {
    const key = `${fact.name}\0${fact.period}`
    slots.set(key, [fact, ...slots.get(key) ?? []])
  }
  const order = (name: string) => { const at = kind?.facts.findIndex(one => one.name === name) ?? -1; return at === -1 ? Infinity : at }
  return [...slots.values()].flatMap(told => {
    const [newest] = told
    if (newest === undefined) return []
    const current = told.find(one => one.current)
    return [{ claim: newest.claim, name: newest.name, period: newest.period, told, ...(current === undefined ? {} : { current }) }]
  }).sort((a, b) => order(a.name) - order(b.name) || b.period.localeCompare(a.period))
}

export const allSlots = ({ party, groups }: Whole): readonly Slot[] => [party, ...groups.flatMap(one => one.claims)].flatMap(one => one.slots)

export const knownFact = (kind: Kind | undefined, name: string): Known | undefined => kind?.facts.find(one => one.name === name)

/** A value as the pages write it; what this policy does not know stands as it was told. */
export function valueOf(known: Known | undefined, written: string): string {
  if (known === undefined) return written
  const read = readValue(known, written)
  return 'value' in read ? show(read.value, known.type) : written
}

/** The same as a bare figure, where its unit stands in a head. */
export function figureOf(known: Known | undefined, written: string): string {
  const unit = unitOf(known)
  const read = known === undefined || unit === undefined ? undefined : readValue(known, written)
  if (known === undefined || unit === undefined || read === undefined || !('value' in read) || typeof read.value !== 'object' || !('n' in read.value)) return valueOf(known, written)
  return decimal(known.type.kind === 'money' ? rational.divide(read.value, rational.whole(FEN_IN[unit] ?? 1)) : read.value)
}
const FEN_IN: Readonly<Record<string, number>> = { 元: 100, 万元: 1_000_000, 亿元: 10_000_000_000 }

/** The unit that figures of a fact are shown in side by side. */
export function unitOf(known: Known | undefined): string | undefined {
  if (known?.type.kind === 'money') return known.type.currency === 'CNY' ? known.shown ?? '万元' : undefined
  return known?.type.kind === 'number' ? known.type.unit : undefined
}

/** Facts as they were known at the end of a day in China: what was said of them later is left out. */
export function knownOn(facts: readonly Fact[], day: string | undefined): readonly Fact[] {
  if (day === undefined) return facts
  const end = Date.parse(`${day}T23:59:59.999+08:00`)
  const by = ({ at }: { readonly at: string }) => Date.parse(at) <= end
  return facts.map(fact => ({ ...fact, checks: fact.checks.filter(by), disputes: fact.disputes.filter(by).map(one => ({ ...one, answer: one.answer !== null && by(one.answer) ? one.answer : null })) }))
}

/** A day in China, of a time. */
export const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
export const timeOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
export const todayInChina = (): string => dayOf(new Date().toISOString())
