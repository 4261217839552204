import type { ColumnType, Generated } from 'kysely'
import type { Words } from '../jobs/tables.ts'
import type { Counts, Matching, Target } from './matching.ts'

export type ImportState = 'draft' | 'checking' | 'ready' | 'running' | 'done' | 'undoing' | 'undone'
export type Outcome = 'new' | 'change' | 'same' | 'wrong'
/** What is wrong with a row, or with a cell of it (column from 0). A warning is imported where somebody chooses it and says why. */
export interface RowProblem extends Words { readonly column: number | null; readonly severity: 'error' | 'warning' }
/** What an import changed of a party that was there. */
export interface PartyWas { readonly name: string; readonly area: string | null }

type Json<T> = ColumnType<T | null, string | null | undefined, string | null>
type When = ColumnType<Date | null, Date | null | undefined>

export interface ImportTables {
  import: {
    tenant: string; id: string; kind: string; name: string; file: string; state: Generated<ImportState>; headers: string[] | null; matching: Json<Matching>; pack: string | null; counts: Json<Counts>
    job: string | null; problem: Json<Words>; version: Generated<number>; by: string; at: Generated<Date>; done_at: When; undone_by: string | null; undone_at: When
  }
  import_row: {
    tenant: string; import: string; row: number; cells: string[]; outcome: Outcome; warned: boolean; chosen: boolean; reason: string | null; problems: Json<readonly RowProblem[]>
    party: string | null; new_party: boolean; code: string | null; name: string | null; initials: string | null; area: string | null; party_version: number | null; party_was: Json<PartyWas>
    claim: string | null; new_claim: boolean; key: string | null; title: string | null
    at_column: number[] | null; periods: string[] | null; written: string[] | null; numbers: (string | null)[] | null; nones: boolean[] | null; before: (string | null)[] | null; was: (string | null)[] | null
  }
  column_match: { tenant: string; kind: string; header: string; target: ColumnType<Target, string>; by: string; at: Generated<Date> }
}
