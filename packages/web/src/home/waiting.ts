import type { Program } from '@lizhu/policy'
import type { Answer } from '../api/client.ts'
import type { Item } from '../api/useAnswer.ts'
import { namesOf } from '../pack/names.ts'

export type Matter = 'dispute' | 'claim' | 'import' | 'question' | 'pack'
export const MATTERS = ['dispute', 'claim', 'import', 'question', 'pack'] as const satisfies readonly Matter[]

/** One row of the queue: what waits, whose it is, since when, and where it is dealt with. */
export interface Waiting {
  readonly key: string
  readonly matter: Matter
  readonly what: string
  readonly party: string
  readonly detail: string
  /** ISO time; '' where it waits since the beginning. */
  readonly since: string
  readonly href: string
}

type Dispute = Item<'listDisputes'>
export const ofDisputes = (all: readonly Dispute[], shown: (one: Dispute) => string): readonly Waiting[] => all.map(one => ({
  key: one.id, matter: 'dispute', what: shown(one), party: one.partyName, detail: one.reason, since: one.at, href: `/parties/${one.party}?fact=${one.fact}`,
}))

export const ofRecordClaims = (all: readonly Item<'listRecordClaims'>[]): readonly Waiting[] => all.filter(one => one.outcome === null).map(one => ({
  key: one.id, matter: 'claim', what: one.claimant.name, party: one.partyName ?? one.code, detail: one.statement, since: one.at, href: `/home?claim=${one.id}`,
}))

type Question = Answer<'listOpenQuestions'>['items'][number]
/** Of what is open in the policy, what the reader's own office may decide. */
export const ofQuestions = (all: readonly Question[], mine: (one: Question) => boolean, article: (number: number) => string): readonly Waiting[] => all.filter(mine).map(one => ({
  key: `${one.kind} ${one.id}`, matter: 'question', what: one.words ?? one.id, party: one.article === null ? '' : article(one.article), detail: one.instruments.map(instrument => instrument.name).join('、'), since: '', href: `/questions?open=${encodeURIComponent(`${one.kind} ${one.id}`)}`,
}))

type Pack = Answer<'listPacks'>['items'][number]
/** Versions whose next step is the reader's: a draft to check, a checked one to sign off, a signed one to bring into force. */
export const ofPacks = (all: readonly Pack[], next: (state: Pack['state']) => string | undefined): readonly Waiting[] => all.flatMap(one => {
  const step = next(one.state)
  return step === undefined ? [] : [{ key: one.version, matter: 'pack', what: one.title, party: '', detail: step, since: one.steps.at(-1)?.at ?? one.submittedAt, href: `/packs/${one.version}` }]
})

export const ofImports = (all: readonly Item<'listImports'>[], stage: (one: Item<'listImports'>) => string | undefined): readonly Waiting[] => all.flatMap(one => {
  const detail = stage(one)
  return detail === undefined ? [] : [{ key: one.id, matter: 'import', what: one.name, party: '', detail, since: one.at, href: `/imports/${one.id}` }]
})

/** A fact of whatever kind, where only its name is known. */
export function factName(program: Program, name: string): string {
  const names = namesOf(program)
  return program.kinds.map(kind => names.fact(kind.name, name)).find(shown => shown !== name) ?? name
}
