import { rational } from '@lizhu/feel'
import type { Assessment, Granted, Missing, Status, Undecided } from '../assessment.ts'
import type { Reading } from '../program.ts'
import { openOf } from './conditions.ts'
import { notBelowZero } from './figure.ts'
import { kept } from './keep.ts'
import { paid } from './pay.ts'
import { typeOf, type Row } from './row.ts'
import { isUntold } from './scene.ts'
import { yearOf } from './rows.ts'
import { unique } from './value.ts'

/** What a row says, now that it has been settled among the others. */
export function settle(row: Row): Assessment {
  const { instrument, subject, party, scene: { run }, notes } = row
  const open = openOf(row.verdict, row.conditions.filter(one => typeof one.verdict !== 'boolean'))
  const missing = unique([...open.missing ?? [], ...notes.missing])
  const undecided = distinct([...open.undecided ?? [], ...notes.undecided])
  const status = statusOf(row, missing, undecided)
  const granted = status === 'eligible' ? grantedOf(row) : undefined
  const waits = status === 'unknown' || status === 'undecided'
  const paying: Undecided[] = []
  const around = status === 'ineligible' || status === 'outside' ? {} : aroundOf(row, granted, paying)
  const name = subject.name ?? undefined
  return {
    instrument: instrument.id, pack: instrument.pack, hash: run.prepared.program.pack.hash, asOf: run.asOf, ...yearOf(instrument, run.asOf),
    subject: { kind: subject.kind, id: subject.id, party: party.id, ...(name === undefined ? {} : { name }), ...underOf(row) },
    status, ...(granted === undefined ? {} : { granted }), ...linesOf(row),
    conditions: row.conditions, steps: notes.steps, ...(row.limitedBy === undefined || status === 'ineligible' ? {} : { limitedBy: row.limitedBy }),
    ...worthOf(row, status),
    missing: waits ? missing : [], undecided: waits ? undecided : distinct(paying), restsOn: readings(notes.rests),
    ...(instrument.what.kind === 'outside' ? { document: instrument.what.document } : {}),
    ...(row.balance === undefined ? {} : { balance: row.balance }), ...around,
  }
}

function underOf({ subject, scene: { run } }: Row): { under?: string } {
  const owner = isUntold(subject) ? subject.owners.get(run.prepared.kind(subject.kind)?.of[0] ?? '') : undefined
  return owner === undefined ? {} : { under: owner.id }
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

function linesOf({ amount }: Row): Pick<Assessment, 'lines'> {
  if (amount?.lines === undefined) return {}
  return { lines: amount.lines.flatMap(({ id, figure }) => (figure.known ? [{ id, value: figure.lo }] : [])) }
}

/** What it would be worth were the conditions met: exactly, or between bounds. */
function worthOf(row: Row, status: Status): Pick<Assessment, 'worth'> {
  const { amount, figure, how } = row
  if (amount === undefined || status === 'eligible' || status === 'outside' || amount.none === 'below' || amount.none === 'no lines') return {}
  const least = how === 'ceiling' ? undefined : how === 'between' ? row.least?.lo : figure.lo
  return { worth: { type: typeOf(row), ...(least === undefined ? {} : { least: notBelowZero(least) }), ...(figure.hi === undefined ? {} : { most: figure.hi }) } }
}

function aroundOf(row: Row, granted: Granted | undefined, undecided: Undecided[]): Pick<Assessment, 'pay' | 'keep'> {
  const { scene, instrument } = row
  const award = granted?.how === 'exact' && granted.type.kind === 'money' ? granted.value : undefined
  const pay = paid(scene, award, undecided)
  const keep = instrument.keep.length > 0 || scene.run.prepared.generalsOf(instrument.id).some(one => one.keep.length > 0) ? kept(scene, award) : undefined
  return { ...(pay === undefined ? {} : { pay }), ...(keep === undefined ? {} : { keep }) }
}

function distinct(undecided: readonly Undecided[]): Undecided[] {
  if (undecided.length < 2) return [...undecided]
  const all = new Map<string, Undecided>()
  for (const one of undecided) {
    const key = 'setting' in one ? `setting ${one.setting}` : one.reading.id
    const known = all.get(key)
    if (known === undefined || ('figures' in one && !('figures' in known))) all.set(key, one)
  }
  return [...all.values()]
}
function readings(rests: readonly Reading[]): Reading[] {
  return rests.length < 2 ? [...rests] : [...new Map(rests.map(one => [one.id, one])).values()]
}
