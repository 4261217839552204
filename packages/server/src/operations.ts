import type { Operation } from './api/operation.ts'
import { listChanges, readSeals } from './audit/index.ts'
import { calendarOperations } from './calendar/index.ts'
import type { City } from './city/index.ts'
import { evaluationOperations } from './evaluations/index.ts'
import { exportOperations } from './exports/operations.ts'
import { fileOperations } from './files/operations.ts'
import type { FileStore } from './files/store.ts'
import { importOperations } from './imports/operations.ts'
import { inspectionOperations } from './inspections/index.ts'
import { jobOperations } from './jobs/operations.ts'
import { ledgerOperations } from './ledger/index.ts'
import { listLookups } from './lookups/list-lookups.ts'
import { noticeOperations } from './notices/index.ts'
import { packOperations } from './packs/routes.ts'
import { panelOperations } from './panels/index.ts'
import { paperOperations } from './papers/index.ts'
import { matterOperations } from './matters/index.ts'
import { openMeans, peopleOperations, type Means } from './people/index.ts'
import { paymentOperations } from './payments/index.ts'
import { publicityOperations } from './publicity/index.ts'
import { registryOperations, type Vocabulary } from './registry/index.ts'
import { networksOf, type Networks } from './webhooks/address.ts'
import { webhookOperations } from './webhooks/operations.ts'

/** What operations work with. */
export interface Parts {
  readonly means: Means
  readonly vocabulary: Vocabulary
  readonly store: FileStore
  readonly city: City | undefined
  /** Private networks that webhooks may reach. */
  readonly networks: Networks
  /** The address people reach this server by. */
  readonly origin: string
}

/** The whole API, capability by capability. */
export function allOperations({ means, vocabulary, store, city, networks, origin }: Parts): readonly Operation[] {
  return [
    ...peopleOperations(means), ...registryOperations(vocabulary), listLookups, listChanges, readSeals, ...fileOperations(store), ...importOperations(store, vocabulary), ...exportOperations(vocabulary), ...jobOperations, ...webhookOperations(means.secrets, networks), ...packOperations(city), ...paperOperations(store, origin), ...calendarOperations, ...ledgerOperations, ...matterOperations, ...noticeOperations, ...publicityOperations(), ...panelOperations(store), ...inspectionOperations, ...evaluationOperations, ...paymentOperations(store),
  ]
}

/** The same, only to be described: nothing of it can run. */
export function describedOperations(): readonly Operation[] {
  const nowhere = () => Promise.reject(new Error('described only'))
  return allOperations({ means: openMeans({ key: Buffer.alloc(32), origin: '' }), vocabulary: nowhere, store: { receive: nowhere, keep: nowhere, pathOf: () => '' }, city: undefined, networks: networksOf([]), origin: '' })
}
