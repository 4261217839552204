import type { Operation } from '../api/operation.ts'
import type { FileStore } from '../files/store.ts'
import { confirmAccount, listAccounts, proposeAccount, readAccount, refuseAccount, setCoolingDays } from './accounts.ts'
import { listPayments } from './list-payments.ts'
import { listReceipts } from './list-receipts.ts'
import { listPayable, listRuns, readRun } from './list-runs.ts'
import { downloadPaymentFile } from './payment-file.ts'
import { readPaymentReceipt, retryReceipt, uploadReceipt } from './receipts.ts'
import { demandRecovery, listRecoveries, recordRecoveryReceipt, writeOffRecovery } from './recoveries.ts'
import { createRun, dropRun, releaseRun } from './runs.ts'

export { paymentMigrations } from './migrations.ts'
export { settleReceipt, takeReceipt } from './receipts.ts'
export type { PaymentTables } from './tables.ts'

/** From an approved award to money that has arrived, and back. */
export function paymentOperations(store: FileStore): readonly Operation[] {
  return [
    listAccounts, readAccount, proposeAccount, confirmAccount, refuseAccount, setCoolingDays, listPayable, createRun, releaseRun, dropRun, listRuns, readRun, downloadPaymentFile,
    listPayments, uploadReceipt(store), listReceipts, readPaymentReceipt, retryReceipt, listRecoveries, demandRecovery, recordRecoveryReceipt, writeOffRecovery,
  ]
}
