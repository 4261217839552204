import type { Operation } from '../api/operation.ts'
import type { Secrets } from '../people/index.ts'
import type { Networks } from './address.ts'
import { listDeliveries, redeliver, testWebhook } from './deliveries.ts'
import { createWebhook, editWebhook, listWebhooks, renewWebhookSecret } from './webhooks.ts'

/** Other systems are told what happens here. */
export const webhookOperations = (secrets: Secrets, networks: Networks): readonly Operation[] => [
  listWebhooks, createWebhook(secrets, networks), editWebhook(networks), renewWebhookSecret(secrets), testWebhook, listDeliveries, redeliver,
]
