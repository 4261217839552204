import { calendar, rational } from '@lizhu/feel'
import type { Assessment, Granted, Missing, Status, Undecided } from '../assessment.ts'
import type { Reading } from '../program.ts'
import { openOf } from './conditions.ts'
import { notBelowZero } from './figure.ts'
import { kept } from './keep.ts'
import { paid } from './pay.ts'
import { typeOf, type Row } from './row.ts'
import { isUntold } from './scene.ts'
import type { Mutable } from './steps.ts'
import { unique } from './value.ts'

/** What a row says, now that it has been settled among the others. */
export function settle(row: Row): Assessment {
  const { instrument, scene: { run }, notes } = row
  const { missing, undecided } = waitsOf(row)
  const status = statusOf(row, missing, undecided)
  const settled: Mutable<Assessment> = {
    instrument: instrument.id, pack: instrument.pack, hash: run.prepared.program.pack.hash, asOf: run.asOf,
    year: instrument.every === 'year' ? calendar.yearOf(run.asOf) : undefined, subject: subjectOf(row), status,
    granted: status === 'eligible' ? grantedOf(row) : undefined, lines: row.amount?.lines?.flatMap(({ id, figure }) => (figure.known ? [{ id, value: figure.lo }] : [])),
    conditions: row.conditions, steps: notes.steps, limitedBy: status === 'ineligible' ? undefined : row.limitedBy,
    worth: status === 'eligible' ? undefined : worthOf(row, status), missing: NO_FACTS, undecided: NO_SETTINGS, restsOn: readings(notes.rests),
    document: instrument.what.kind === 'outside' ? instrument.what.document : undefined, keep: undefined, limits: row.limits, balance: row.balance, pay: undefined,
  }
  if (status === 'unknown' || status === 'undecided') { settled.missing = missing; settled.undecided = undecided }
  if (status !== 'ineligible' && status !== 'outside') around(row, settled)
  return settled
}
const NO_FACTS: readonly Missing[] = []
const NO_SETTINGS: readonly Undecided[] = []
const NO_READINGS: readonly Reading[] = []

interface Waits { readonly missing: readonly Missing[]; readonly undecided: readonly Undecided[] }
const NOTHING_WAITS: Waits = { missing: NO_FACTS, undecided: NO_SETTINGS }

/** What it waits for: its conditions first, then its amount. */
function waitsOf({ verdict, conditions, notes }: Row): Waits {
  if (verdict === false) return NOTHING_WAITS
  if (verdict === true) return notes.missing.length + notes.undecided.length === 0 ? NOTHING_WAITS : { missing: unique(notes.missing), undecided: distinct(notes.undecided) }
  const open = openOf(verdict, conditions.filter(one => typeof one.verdict !== 'boolean'))
  return { missing: unique([...open.missing ?? [], ...notes.missing]), undecided: distinct([...open.undecided ?? [], ...notes.undecided]) }
}

function subjectOf(row: Row): Assessment['subject'] {
  const { subject: { kind, id, name }, party } = row
  const subject: Mutable<Assessment['subject']> = { kind, id, party: party.id }
  if (name !== undefined) subject.name = name
  const under = underOf(row)
  if (under !== undefined) subject.under = under
  return subject
}
function underOf({ subject, scene: { run } }: Row): string | undefined {
  return isUntold(subject) ? subject.owners.get(run.prepared.kind(subject.kind)?.of[0] ?? '')?.id : undefined
}

/** Conditions first; of what is not settled, facts before settings: what can be asked is asked. */
function statusOf(row: Row, missing: readonly Missing[], undecided: readonly Undecided[]): Status {
  const { verdict, amount, figure, instrument: { what } } = row
  if (verdict === false || amount?.none === 'below' || amount?.none === 'no lines') return 'ineligible'
  if (verdict !== true) return verdict
  if (what.kind === 'outside') return 'outside'
  if (what.kind === 'measure') return 'eligible'
  if (figure.known && (row.least?.known ?? true) && amount?.none !== 'perhaps') return 'eligible'
  // Whatever is told yet, nothing is left to give.
  if (amount?.none === false && !row.held && figure.hi !== undefined && figure.hi.n <= 0n) return 'eligible'
  if (row.held) return 'undecided'
  return missing.length > 0 || undecided.length === 0 ? 'unknown' : 'undecided'
}

function grantedOf(row: Row): Granted {
  const { figure, how, least, instrument: { what } } = row
  if (what.kind === 'measure') return { how: 'measure' }
  const type = typeOf(row)
  const most = figure.hi ?? rational.ZERO
  // Nothing left to give is nothing, however it came; only what the law itself calls a ceiling stays one.
  if (most.n === 0n && row.amount !== undefined && row.amount.how !== 'ceiling') return { how: 'exact', value: most, type }
  if (how === 'between' && least?.known === true) {
    const decidedBy = row.amount?.decidedBy
    return { how: 'between', least: least.lo, most, type, ...(decidedBy === undefined ? {} : { decidedBy }) }
  }
  if (how === 'ceiling') return { how: 'ceiling', most, type }
  return { how: 'exact', value: most, type }
}

/** What it would be worth were the conditions met: exactly, or between bounds. */
function worthOf(row: Row, status: Status): Assessment['worth'] {
  const { amount, figure, how } = row
  if (amount === undefined || status === 'outside' || amount.none === 'below' || amount.none === 'no lines') return undefined
  const worth: Mutable<NonNullable<Assessment['worth']>> = { type: typeOf(row) }
  const least = how === 'ceiling' ? undefined : how === 'between' ? row.least?.lo : figure.lo
  if (least !== undefined) worth.least = notBelowZero(least)
  if (figure.hi !== undefined) worth.most = figure.hi
  return worth
}

/** How it is paid and what must be kept. */
function around({ scene, instrument }: Row, settled: Mutable<Assessment>): void {
  const { granted } = settled
  const award = granted?.how === 'exact' && granted.type.kind === 'money' ? granted.value : undefined
  const undecided: Undecided[] = []
  const pay = paid(scene, award, undecided)
  if (pay !== undefined) settled.pay = pay
  if (undecided.length > 0) settled.undecided = distinct([...settled.undecided, ...undecided])
  if (instrument.keep.length > 0 || scene.run.prepared.generalsOf(instrument.id).some(one => one.keep.length > 0)) settled.keep = kept(scene, award)
}

function distinct(undecided: readonly Undecided[]): readonly Undecided[] {
  if (undecided.length < 2) return undecided
  const all = new Map<string, Undecided>()
  for (const one of undecided) {
    const key = 'setting' in one ? `setting ${one.setting}` : one.reading.id
    const known = all.get(key)
    if (known === undefined || ('figures' in one && !('figures' in known))) all.set(key, one)
  }
  return [...all.values()]
}
function readings(rests: readonly Reading[]): readonly Reading[] {
  return rests.length === 0 ? NO_READINGS : rests.length === 1 ? rests : [...new Map(rests.map(one => [one.id, one])).values()]
}
