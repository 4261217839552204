import type { Generated, JSONColumnType } from 'kysely'
import type { Params } from './words.ts'

export interface NoticeTables {
  contact: { tenant: string; person: string; mail: string | null; phone: string | null; by_mail: Generated<boolean>; by_sms: Generated<boolean>; language: Generated<'zh' | 'en'>; version: Generated<number> }
  notice: { tenant: string; id: string; person: string; kind: string; matter: string | null; number: string | null; params: JSONColumnType<Params>; at: Generated<Date>; read_at: Date | null }
}
