import type { ColumnType, Generated } from 'kysely'
import type { KeptCriterion } from '../matters/index.ts'

type At = Generated<Date>
type Kept<T> = ColumnType<T, never, never>
export type PlaceState = 'asked' | 'declared' | 'scored' | 'recused'
/** What keeps somebody from judging a matter: employed by the party, of its people, with another duty in the matter, out of the pool since. */
export type Conflict = 'employer' | 'member' | 'duty' | 'left'
/** Of the pool as it stood at a draw, in the drawn order. */
export interface Pooled { readonly person: string; readonly name: string; readonly title: string; readonly employer: string; readonly employerCode: string | null; readonly fields: readonly string[]; readonly hash: string; readonly matter: string | null; readonly why: Conflict | null }
export interface PanelTables {
  expert: { tenant: string; person: string; fields: string[]; employer: string; employer_code: string | null; title: string; active: boolean; reason: string | null; kept_by: string; kept_at: At }
  panel: { tenant: string; id: string; instrument: string; organisation: string; experts: number; sheet: Kept<readonly KeptCriterion[]>; pass: number | null; seed: Buffer; pool: Kept<readonly Pooled[]>; drawn_by: string; drawn_at: At }
  panel_matter: { tenant: string; panel: string; matter: string; opinion: string; assessment: string }
  panel_place: { tenant: string; id: string; panel: string; matter: string; number: number; expert: string; state: PlaceState; asked_at: At; declared_at: Date | null; scored_at: Date | null; comment: string | null; recused_at: Date | null; recused_by: string | null; reason: string | null }
  panel_score: { tenant: string; place: string; criterion: number; points: number; comment: string }
  recusal_request: { tenant: string; id: string; panel: string; matter: string; place: string | null; whom: string; reason: string; by_party: boolean; raised_by: string; raised_at: At; outcome: 'upheld' | 'dismissed' | null; answer: string | null; answered_by: string | null; answered_at: Date | null }
}
