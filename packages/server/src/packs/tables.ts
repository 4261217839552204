import type { Generated, JSONColumnType } from 'kysely'
import type { Left, Report } from './report.ts'

export type Files = Readonly<Record<string, string>>
export type PackKind = 'policy' | 'library' | 'completing'
export type Step = 'draft' | 'checked' | 'signed off' | 'in force' | 'replaced'

export interface PackTables {
  pack_version: {
    tenant: string; id: string; pack: string; kind: PackKind; title: string; en: string | null; document: string | null; completes: string | null; replaces: string | null; begins: string
    hash: string; files: JSONColumnType<Files, string, never>; submitted_by: string | null; submitted_at: Generated<Date>
  }
  pack_step: {
    tenant: string; version: string; number: number; step: Step; taken_by: string | null; organisation: string | null; taken_at: Generated<Date>
    document: string | null; note: string | null; on_day: string | null
    errors: number | null; report: JSONColumnType<Report | null, string | null, never>; questions: JSONColumnType<readonly Left[] | null, string | null, never>
  }
  decision: {
    tenant: string; id: string; pack: string; kind: 'setting' | 'reading'; question: string; words: string | null; chosen: string
    role: 'head' | 'leader'; organisation: string | null; decided_by: string; decided_at: Generated<Date>
    document: string; document_date: string; evidence: string | null; from_day: string; note: string | null; supersedes: string | null
  }
}
