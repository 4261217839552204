import type { Answer } from '../api/client.ts'

export type EventName = Answer<'createWebhook'>['events'][number]
export const EVENTS = [
  'fact.recorded', 'fact.checked', 'dispute.raised', 'dispute.answered', 'record-claim.decided', 'import.finished', 'import.undone', 'pack.in-force', 'policy.decided',
] as const satisfies readonly EventName[]
