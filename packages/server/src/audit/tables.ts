export interface AuditTables {
  audit: { id: bigint; at: Date; tenant: string | null; person: string | null; operation: string | null; request: string | null; relation: string; key: unknown; change: 'insert' | 'update' | 'delete' | 'event'; before: unknown; after: unknown }
  audit_seal: { number: bigint; at: Date; upto: bigint; count: number; total: bigint; covers: string; missing: string; root: Buffer; previous: Buffer; hash: Buffer }
}
