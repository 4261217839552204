import type { ColumnType, Generated } from 'kysely'

type At = Generated<Date>
/** What is published of a matter, and stays. amount: fen. name: masked where it is a natural person's. document, words: of the law. subject: the project or the like, if any. */
export interface Snapshot { readonly name: string; readonly instrument: string; readonly instrumentName: string; readonly article: number; readonly document: string; readonly words: string; readonly amount: string; readonly subject: string | null }
export interface PublicityTables {
  publicity: { tenant: string; id: string; title: string; organisation: string; opened_by: string; opened_at: At; ended_by: string | null; ended_at: Date | null }
  publicity_item: { tenant: string; publicity: string; matter: string; number: number; opinion: string; round: number; clock: string; snapshot: ColumnType<Snapshot, string, never> }
  publicity_objection: {
    tenant: string; id: string; publicity: string; matter: string; name: string; contact: string; words: string; raised_at: At
    outcome: 'upheld' | 'dismissed' | null; answer: string | null; answered_by: string | null; answered_at: Date | null
  }
}
