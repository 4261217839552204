import type { Operation } from '../api/operation.ts'
import { readEvaluation, recordEvaluation } from './evaluations.ts'

export { evaluationDue } from './due.ts'
export { evaluationMigrations } from './migrations.ts'
export type { EvaluationTables } from './tables.ts'

/** What came of the money. */
export const evaluationOperations: readonly Operation[] = [recordEvaluation, readEvaluation]
