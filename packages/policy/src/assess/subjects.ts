import { UNKNOWN } from '@lizhu/feel'
import type { Dossier, Subject } from '../dossier.ts'
import type { Instrument } from '../program.ts'
import type { Prepared } from './prepare.ts'
import { untold } from './scene.ts'

/** Meets everyone an instrument is for: a subject with its party; or an owner known to have no such claim. */
export interface Meet {
  subject(instrument: Instrument, subject: Subject, party: Subject): void
  without(instrument: Instrument, owner: Subject, party: Subject): void
}

/** The parties of a kind, or the claims of a kind under every party. A kind of claims that was not told may have one. */
export function eachSubject(prepared: Prepared, dossier: Dossier, instrument: Instrument, meet: Meet): void {
  const line = prepared.lineOf(instrument.for)
  for (const party of dossier.parties) if (party.kind === line[0]) below(instrument, party, party, line, 1, meet)
}
/** `line`: the kinds from the party down to the one that is looked for. */
function below(instrument: Instrument, owner: Subject, party: Subject, line: readonly string[], depth: number, meet: Meet): void {
  const kind = line[depth]
  if (kind === undefined) { meet.subject(instrument, owner, party); return }
  const told = owner.claims.get(kind)
  if (told === undefined) below(instrument, untold(kind, owner), party, line, depth + 1, meet)
  else if (told.length === 0) meet.without(instrument, owner, party)
  else for (const claim of told) below(instrument, claim, party, line, depth + 1, meet)
}

/** Whose total is meant: a subject, or a group by name. UNKNOWN: to which group it belongs was not told. */
export type Key = Subject | string | typeof UNKNOWN

/** The grain of `per` seen from a subject: itself, an owner, or a group that a text fact of either names. */
export function keyOf(subject: Subject, per: string | undefined): Key {
  if (per === undefined || per === subject.kind) return subject
  const owner = subject.owners.get(per)
  if (owner !== undefined) return owner
  for (const one of [subject, ...subject.owners.values()]) {
    const told = one.facts.get(per)?.value
    if (typeof told === 'string') return `${per}=${told}`
    // Known to belong to no group: it stands for itself.
    if (told !== undefined && told !== UNKNOWN) return one
  }
  return UNKNOWN
}
/** Whether `per` is a fact that names a group, and whose. */
export function groupFact(prepared: Prepared | undefined, subject: Subject, per: string): { readonly subject: Subject; readonly fact: NonNullable<ReturnType<Prepared['kind']>>['facts'][number] } | undefined {
  for (const one of [subject, ...subject.owners.values()]) {
    const fact = prepared?.kind(one.kind)?.facts.find(known => known.name === per)
    if (fact !== undefined) return { subject: one, fact }
  }
  return undefined
}
