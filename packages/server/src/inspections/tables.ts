import type { ColumnType, Generated } from 'kysely'

type At = Generated<Date>
/** Why a matter stands in a draw as it does. */
export type Why = 'all from' | 'sample' | 'not drawn'
/** What was found of a phrase of the assessment. */
export interface Finding { readonly phrase: string; readonly words: string | null; readonly found: 'as found' | 'not as found' | 'not looked at'; readonly note: string | null }
export interface InspectionTables {
  inspection_draw: { tenant: string; id: string; number: number; instrument: string; organisation: string; seed: Buffer; sample: string; all_from: bigint | null; drawn_by: string; drawn_at: At }
  inspection_item: { tenant: string; draw: string; matter: string; opinion: string; amount: bigint; place: number; hash: string; why: Why }
  inspection_addition: { tenant: string; id: string; matter: string; opinion: string; reason: string; added_by: string; added_at: At }
  inspection_visit: { tenant: string; id: string; matter: string; opinion: string; planned_on: string; place: string; planned_by: string; planned_at: At }
  inspection_inspector: { tenant: string; visit: string; person: string; name: Generated<string> }
  inspection_record: {
    tenant: string; id: string; matter: string; opinion: string; visit: string; assessment: string; visited_on: string; findings: ColumnType<readonly Finding[], string, never>
    statement: string; note: string | null; outcome: 'as told' | 'not as told'; written_by: string; written_at: At
  }
  inspection_photo: { tenant: string; record: string; number: number; file: string; taken_at: Date | null; latitude: string | null; longitude: string | null; note: string | null }
  inspection_confirmation: { tenant: string; record: string; confirmed_by: string; confirmed_at: At }
}
