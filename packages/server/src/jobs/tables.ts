import type { ColumnType, Generated } from 'kysely'

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
type Json<T> = ColumnType<T | null, string | null | undefined, string | null>
type When = ColumnType<Date | null, Date | null | undefined>
export interface Words { readonly zh: string; readonly en: string }

export interface JobTables {
  job: {
    tenant: string; id: string; person: string; operation: string; subject: string; state: Generated<JobState>; done: Generated<number>; total: number | null
    stop: Generated<boolean>; problem: Json<Words>; at: Generated<Date>; started_at: When; ended_at: When
  }
}
