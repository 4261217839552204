import { UNKNOWN } from '@lizhu/feel'
import type { Dossier, Subject } from '../dossier.ts'
import type { Prepared } from './prepare.ts'
import { untold } from './scene.ts'

/** Whom an instrument is for: the parties of its kind, or the claims of its kind under every party. */
export interface Found {
  readonly subjects: readonly Subject[]
  /** Parties that are known to have no such claim. */
  readonly without: readonly Subject[]
}

export function subjectsOf(prepared: Prepared, dossier: Dossier, kind: string): Found {
  const found: { subjects: Subject[]; without: Subject[] } = { subjects: [], without: [] }
  const parent = prepared.kind(kind)?.of[0]
  if (parent === undefined) found.subjects.push(...dossier.parties.filter(party => party.kind === kind))
  else {
    const above = subjectsOf(prepared, dossier, parent)
    found.without.push(...above.without)
    for (const owner of above.subjects) {
      const told = owner.claims.get(kind)
      if (told === undefined) found.subjects.push(untold(kind, owner))
      else if (told.length === 0) found.without.push(owner)
      else found.subjects.push(...told)
    }
  }
  return found
}

/** The party at the root of a subject. */
export function partyOf(prepared: Prepared, subject: Subject): Subject {
  for (let at = subject; ;) {
    const parent = prepared.kind(at.kind)?.of[0]
    const owner = parent === undefined ? undefined : at.owners.get(parent)
    if (owner === undefined) return at
    at = owner
  }
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
