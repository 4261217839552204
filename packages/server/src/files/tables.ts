import type { Generated } from 'kysely'

export interface FileTables {
  file: { tenant: string; hash: string; size: number; type: string; name: string; uploaded_by: string; at: Generated<Date> }
}
