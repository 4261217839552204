import type { ColumnType, Generated } from 'kysely'

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'stopped'

export interface WebhookTables {
  webhook: { tenant: string; id: string; url: string; events: string[]; secret: Buffer; disabled: Generated<boolean>; version: Generated<number>; made_by: string; at: Generated<Date> }
  webhook_delivery: { tenant: string; id: string; webhook: string; event: string; body: string; state: Generated<DeliveryState>; at: Generated<Date>; ended_at: ColumnType<Date | null, never, Date | null> }
  webhook_attempt: { tenant: string; delivery: string; number: number; at: Date; ms: number; status: number | null; problem: string | null; answer: string | null }
}
