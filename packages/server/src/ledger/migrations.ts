import type { Migration } from '../database/migration.ts'
import { APPROVING } from './sql/approving.ts'
import { AWARDS } from './sql/awards.ts'
import { BUDGETS } from './sql/budgets.ts'
import { PAYING } from './sql/paying.ts'
import { POSTING } from './sql/posting.ts'
import { GUARDS, TABLES } from './sql/tables.ts'

/** Funds, awards and the journal between their stages. What each column and refusal is for: docs/ledger.md, docs/decisions/0015-ledger.md. */
export const ledgerMigrations: readonly Migration[] = [{ number: 12, name: 'ledger', sql: `${TABLES}${POSTING}${AWARDS}${APPROVING}${PAYING}${BUDGETS}${GUARDS}` }]
