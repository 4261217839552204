import type { Generated } from 'kysely'

export interface LookupTables {
  lookup: { tenant: string; id: Generated<bigint>; party: string; person: string; organisation: string | null; operation: string; request: string; at: Date }
}
