import type { Operation } from '../api/operation.ts'
import { appropriate, carryOver, lapse, openBudget, reuse } from './act-on-budget.ts'
import { confirmCondition } from './confirm-condition.ts'
import { listAwards, readAward } from './list-awards.ts'
import { listBudgets, readBudget } from './list-budgets.ts'
import { commitmentsByInstrument } from './list-instruments.ts'
import { commitmentsByMonth } from './list-months.ts'
import { listTransfers } from './list-transfers.ts'
import { decideShortfall, listShortfalls } from './shortfalls.ts'

export const ledgerOperations: readonly Operation[] = [listBudgets, readBudget, openBudget, appropriate, lapse, reuse, carryOver, decideShortfall, listShortfalls, commitmentsByMonth, commitmentsByInstrument, listTransfers, listAwards, readAward, confirmCondition]
