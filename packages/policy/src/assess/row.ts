import type { Type } from '@lizhu/feel'
import type { Assessment, ConditionTrace, Joint, Verdict } from '../assessment.ts'
import type { Subject } from '../dossier.ts'
import type { Cap, Instrument, Words } from '../program.ts'
import type { CapHere, Reckoning } from './amount/reckon.ts'
import { NOTHING, ZERO, oneOf, type Figure } from './figure.ts'
import type { Notes, Scene } from './scene.ts'
import { merge } from './value.ts'

/** An instrument applied to a subject, while the rows of one enterprise are still settled among each other. */
export interface Row {
  readonly instrument: Instrument
  readonly subject: Subject
  readonly party: Subject
  readonly scene: Scene
  readonly notes: Notes
  verdict: Verdict
  readonly conditions: ConditionTrace[]
  readonly amount: Reckoning | undefined
  /** The amount as it stands now; of a range the upper end. */
  figure: Figure
  how: Reckoning['how'] | 'none'
  least: Figure | undefined
  /** It may turn out to be a ceiling only, when more is told: until then it uses nothing up for sure. */
  perhapsCeiling: boolean
  limitedBy: Words | undefined
  /** The amount is undecided whatever the facts: a rate or a base hangs on settings or readings alone. */
  readonly held: boolean
  /** Of a general clause and of the amount: caps shared with other rows. */
  readonly shared: readonly CapHere[]
  readonly balance: NonNullable<Assessment['balance']> | undefined
  /** Of one application: the limits that it shares with others, granted before or to be granted. */
  limits: Assessment['limits']
}

/** It may still be granted. */
export const isAlive = (row: Row): boolean => row.verdict !== false && row.amount !== undefined && row.amount.none !== 'below' && row.amount.none !== 'no lines'
/** Its conditions hold for sure. */
export const isSure = (row: Row): boolean => isAlive(row) && row.verdict === true && row.amount?.none === false && !row.held
/** Exact, and known. */
export const isExact = (row: Row): boolean => row.how === 'exact' && row.figure.known

export const typeOf = (row: Row): Type => row.amount?.type ?? { kind: 'money', currency: 'CNY' }
export const sameType = (a: Row, b: Row): boolean => {
  const [x, y] = [typeOf(a), typeOf(b)]
  return x.kind === y.kind && (x.kind !== 'money' || y.kind !== 'money' || x.currency === y.currency)
}

type Told = Pick<Cap, 'words'>

/** Another row, an earlier award or a rule takes it away altogether. */
export function takeAway(row: Row, { words }: Told, step: 'once' | 'stacking' | 'shared'): void {
  row.figure = NOTHING
  if (row.least !== undefined) row.least = NOTHING
  if (words !== undefined) row.limitedBy = words
  row.notes.steps.push({ step, limits: true, value: ZERO, type: typeOf(row), ...(words === undefined ? {} : { words }) })
}
/** Open others may take it away: between nothing and what it is now, and it waits for what they wait for. */
export function makeOpen(row: Row, { words }: Told, step: 'once' | 'stacking' | 'shared', others: readonly Row[]): void {
  row.figure = oneOf([NOTHING, row.figure])
  waitFor(row, others)
  row.notes.steps.push({ step, type: typeOf(row), ...(words === undefined ? {} : { words }) })
}
export function waitFor(row: Row, others: readonly Row[]): void {
  for (const other of others) if (other !== row) {
    merge(row.notes, other.notes)
    for (const trace of other.conditions) if (typeof trace.verdict !== 'boolean') merge(row.notes, { missing: [...trace.missing ?? []], undecided: [...trace.undecided ?? []] })
  }
}
/** Exact until now, but what is decided elsewhere may leave less: from here on a ceiling. */
export function makeCeiling(row: Row, { words }: Told, step: 'once' | 'stacking' | 'shared'): void {
  if (row.how === 'exact') row.how = 'ceiling'
  row.notes.steps.push({ step, ...(row.figure.known ? { value: row.figure.lo } : {}), type: typeOf(row), ...(words === undefined ? {} : { words }) })
}

/** Rows by what `keyOf` says; in the order in which they come. */
export function grouped<K>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, Row[]> {
  const groups = new Map<K, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}
/** Words of 一次性: those of the amount, where it stands; else the whole clause. */
export function onceWords({ instrument: { what, words } }: Row): Told {
  return { words: what.kind === 'amount' && what.amount.words !== undefined ? what.amount.words : words }
}
export const memberOf = (row: Row): Joint['members'][number] => ({ instrument: row.instrument.id, subject: row.subject.id })
