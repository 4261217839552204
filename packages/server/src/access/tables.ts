import type { ColumnType, Generated } from 'kysely'

export interface AccessTables {
  tenant: { tenant: string; name: string; en: string | null; demo: boolean; created_at: Generated<Date> }
  jurisdiction: { tenant: string; code: string; name: string; en: string | null; parent: string | null; kind: 'province' | 'city' | 'county' | 'functional area' | 'park' }
  organisation: { tenant: string; id: string; name: string; en: string | null; kind: string | null; area: string | null }
  person: { tenant: string; id: string; login: string; name: string; disabled: Generated<boolean>; version: Generated<number>; created_at: Generated<Date> }
  membership: {
    tenant: string; id: string; person: string; role: string; organisation: string | null; area: string | null; party: string | null
    permits: string[] | null; since: Generated<string>; until: string | null; granted_by: string | null; ended_at: ColumnType<Date | null, Date | string | null | undefined>
  }
}
