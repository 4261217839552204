import { zhApprovals } from './zh-approvals.ts'
import { zhAccount } from './zh-account.ts'
import { zhInspections } from './zh-inspections.ts'
import { zhMatters } from './zh-matters.ts'
import { zhMoney } from './zh-money.ts'
import { zhNotices } from './zh-notices.ts'
import { zhOffice } from './zh-office.ts'
import { zhPanels } from './zh-panels.ts'
import { zhPapers } from './zh-papers.ts'
import { zhPermits } from './zh-permits.ts'
import { zhPublicity } from './zh-publicity.ts'
import { zhVerify } from './zh-verify.ts'
import { zhRecord } from './zh-record.ts'
import { zhWays } from './zh-ways.ts'
import { zhWebhooks } from './zh-webhooks.ts'

/** All that the pages of the system of record say in Chinese; `en-system.ts` has the same keys. */
export const zhSystem = { ...zhAccount, ...zhApprovals, ...zhRecord, ...zhOffice, ...zhVerify, ...zhInspections, ...zhMatters, ...zhMoney, ...zhNotices, ...zhPanels, ...zhPapers, ...zhPermits, ...zhPublicity, ...zhWays, ...zhWebhooks }
