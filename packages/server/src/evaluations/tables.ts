import type { Generated } from 'kysely'

export interface EvaluationTables {
  evaluation: { tenant: string; id: string; matter: string; award: string; outcome: 'reached' | 'partly' | 'not'; figures: string; evidence: string | null; evaluated_by: string; evaluated_at: Generated<Date> }
}
