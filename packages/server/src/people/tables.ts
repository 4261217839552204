import type { ColumnType, Generated } from 'kysely'

/** What the app sees of the tables of people; credentials, sign-ins under way and second factors are closed to it. */
export interface PeopleTables {
  session: { tenant: string; person: string; id: string; created_at: Date; seen_at: Date; ends_at: Date; ended_at: ColumnType<Date | null, never, Date>; agent: string; address: string }
  oidc_issuer: { tenant: string; issuer: string; client: string; secret: Buffer | null; second_factor: boolean; version: Generated<number>; set_by: string; set_at: Generated<Date> }
  record_claim: {
    tenant: string; id: string; party: string; person: string; code: string; representative: string; statement: string; evidence: string | null; at: Generated<Date>
    outcome: Generated<'granted' | 'refused' | null>; reason: Generated<string | null>; decided_by: Generated<string | null>; decided_at: Generated<Date | null>
  }
}
