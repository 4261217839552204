import type { ColumnType, Generated } from 'kysely'

type At = Generated<Date>
/** What an undone import had made. */
type Withdrawn = ColumnType<Date | null, Date | null | undefined>
export interface RegistryTables {
  party: { tenant: string; id: string; kind: string; code: string | null; code_override: string | null; name: string; initials: string; area: string | null; version: Generated<number>; created_at: At; recorded_by: string | null; withdrawn_at: Withdrawn }
  claim: { tenant: string; id: string; party: string; kind: string; parent: string | null; key: string; name: string | null; created_at: At; recorded_by: string | null; withdrawn_at: Withdrawn }
  claim_owner: { tenant: string; claim: string; kind: string; party: string }
  fact: {
    tenant: string; id: string; party: string; claim: string | null; name: string; period: string; written: string; number: string | null; none: boolean; private: boolean
    valid_from: string | null; valid_to: string | null; source: string; evidence: string | null; organisation: string | null; import: string | null; recorded_by: string; recorded_at: At; supersedes: string | null
  }
  fact_to_check: { tenant: string; fact: string; party: string; told_at: Date }
  fact_check: { tenant: string; id: string; fact: string; verdict: 'confirmed' | 'rejected'; note: string | null; evidence: string | null; organisation: string | null; checked_by: string; checked_at: At }
  dispute: { tenant: string; id: string; fact: string; reason: string; evidence: string | null; raised_by: string; raised_at: At }
  dispute_answer: { tenant: string; dispute: string; outcome: 'upheld' | 'dismissed'; reason: string; organisation: string | null; answered_by: string; answered_at: At }
  consent: { tenant: string; id: string; party: string; fact: string; purpose: string; until: string | null; given_by: string; given_at: At }
  consent_end: { tenant: string; consent: string; ended_by: string; ended_at: At }
}
