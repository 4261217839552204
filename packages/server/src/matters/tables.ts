import type { ColumnType, Generated } from 'kysely'
import type { Way } from '@lizhu/policy'

export type MatterState = 'draft' | 'proposed' | 'in review' | 'supplement' | 'approved' | 'rejected' | 'withdrawn'
/** A step as the matter keeps it: of the pack on the day it began. */
/** What experts score, with the most points that it can have. */
export interface KeptCriterion { readonly criterion: string; readonly en?: string; readonly most: number }
export interface KeptStep { readonly step: string; readonly words: string; readonly workingDays?: number; readonly sample?: string; readonly allFrom?: string; readonly experts?: number; readonly sheet?: readonly KeptCriterion[]; readonly pass?: number }
/** Why nothing may be approved yet. */
export type Ground = { readonly setting: string; readonly owner?: string } | { readonly reading: string; readonly question: string; readonly readAs: string | null }
export interface KeptLimit { readonly key: string; readonly max: string }
export interface KeptPart { readonly amount: string; readonly due?: string; readonly condition?: string }
export interface Wanted { readonly name: string; readonly required: boolean }

/** What became of a party that was looked through: asked; asked before and not over; asked before within the year, and it is over; or it could not be looked at. */
export type ProposalOutcome = 'proposed' | 'asked before' | 'declined' | 'set aside'

type At = Generated<Date>
type Json<T> = ColumnType<T, string, string>
type Event = 'drafted' | 'proposed' | 'submitted' | 'step' | 'agreed' | 'against' | 'asked again' | 'supplement asked' | 'supplement answered' | 'amount decided' | 'assessed anew' | 'change seen' | 'likeness answered' | 'published' | 'objection raised' | 'objection upheld' | 'objection dismissed' | 'inspection drawn' | 'inspection not drawn' | 'inspection added' | 'visit planned' | 'visit as told' | 'visit not as told' | 'visit confirmed' | 'evaluated reached' | 'evaluated partly' | 'evaluated not' | 'panel drawn' | 'expert replaced' | 'panel scored' | 'recusal asked' | 'recusal upheld' | 'recusal dismissed' | 'approved' | 'rejected' | 'withdrawn'
export interface MatterTables {
  call: { tenant: string; id: string; pack: string; title: string; instruments: string[]; opens_on: string; closes_on: string; budget: bigint | null; criteria: string | null; materials: Json<readonly Wanted[]>; document: string; published_by: string; published_at: At }
  matter: {
    tenant: string; id: string; number: string | null; instrument: string; article: number; procedure: string; way: Way; steps: Json<readonly KeptStep[]>; review: string | null; call: string | null
    party: string; area: string | null; claim: string | null; subject: string; subject_name: string | null; year: number | null; state: MatterState; step: number | null; step_since: At
    assessed: string | null; seen: string | null; award: string | null; pledge: string | null; offered: Generated<boolean>
    created_by: string; created_at: At; submitted_by: string | null; submitted_at: Date | null; ended_at: Date | null; version: Generated<number>
  }
  assessment: {
    tenant: string; id: string; matter: string; made_by: string; made_at: At; as_of: string; rules: string; versions: Json<unknown>; decisions: Json<unknown>; facts: string; dossier: Json<unknown>
    status: string; how: string | null; least: bigint | null; most: bigint | null; result: Json<unknown>; grounds: Json<readonly Ground[]>; limits: Json<readonly KeptLimit[]>; instalments: Json<readonly KeptPart[]>
  }
  opinion: { tenant: string; id: string; matter: string; step: number; kind: string; organisation: string | null; area: string | null; state: Generated<'open' | 'agreed' | 'against'>; round: Generated<number>; opened_at: At; given_at: Date | null }
  opinion_given: { tenant: string; opinion: string; round: number; verdict: 'agreed' | 'against'; phrase: string | null; reason: string | null; assessment: string; given_by: string; given_at: At; deputy: Generated<boolean> }
  tick: { tenant: string; opinion: string; phrase: string; assessment: string; ticked_by: string; ticked_at: At }
  deputy: { tenant: string; id: string; organisation: string; person: string; since: string; until: string; reason: string; set_by: string; set_at: At; ended_at: Date | null; ended_by: string | null }
  supplement: { tenant: string; id: string; matter: string; opinion: string; what: string; until: string; asked_by: string; asked_at: At; answer: string | null; answered_by: string | null; answered_at: Date | null }
  material: { tenant: string; id: string; matter: string; name: string; file: string; added_by: string; added_at: At; removed_at: Date | null }
  support: { tenant: string; matter: string; claim: string; kind: string; key: string; name: string | null; amount: string | null }
  likeness_answer: { tenant: string; matter: string; other: string; claim: string; reason: string; answered_by: string; answered_at: At }
  legality_review: { tenant: string; id: string; pack: string; instrument: string; review: string; passed: boolean; document: string; evidence: string | null; organisation: string | null; reviewed_by: string; reviewed_at: At }
  proposal: { tenant: string; id: string; instrument: string; made_by: string; made_at: At; looked: Generated<number>; made: Generated<number>; problem: Json<{ readonly zh: string; readonly en: string }> | null }
  proposal_party: { tenant: string; proposal: string; party: string; subject: string; outcome: ProposalOutcome; matter: string | null; why: Json<{ readonly zh: string; readonly en: string }> | null }
  matter_event: { tenant: string; matter: string; id: string; kind: Event; person: string | null; organisation: string | null; at: At; note: Json<Readonly<Record<string, string>>> }
}
