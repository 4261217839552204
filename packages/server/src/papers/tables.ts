import type { Generated } from 'kysely'
import type { PaperKind } from './kinds/index.ts'

export interface PaperTables {
  paper_issuer: { tenant: string; organisation: string; code: string; letterhead: string; version: Generated<number> }
  paper: {
    tenant: string; id: string; organisation: string; code: Generated<string>; year: Generated<number>; number: Generated<number>; kind: PaperKind; title: string; issued_on: string; open: boolean
    matter: string | null; party: string | null; area: string | null; verification: string; issued_by: string; issued_at: Generated<Date>
  }
  paper_file: { tenant: string; paper: string; format: 'pdf' | 'docx'; hash: string; size: number }
  paper_withdrawal: { tenant: string; paper: string; reason: string; withdrawn_by: string; at: Generated<Date> }
}
