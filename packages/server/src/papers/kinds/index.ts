import type { Draft } from './draft.ts'
import type { Inputs, Office, PaperKind } from './inputs.ts'
import { approvalForm, ledgerStatement, paymentRequest, publicityList } from './lists.ts'
import { awardNotice, recoveryDecision, rejectionNotice, reminder } from './notices.ts'

interface Kind<I> {
  readonly zh: string
  readonly en: string
  /** Anybody may read it: it names no person in full. */
  readonly open: boolean
  readonly draft: (office: Office, input: I) => Draft
}

/** The kinds of paper, and what each says. */
export const KINDS: { readonly [K in PaperKind]: Kind<Inputs[K]> } = {
  'award notice': { zh: '奖补通知', en: 'Notice of an award', open: false, draft: awardNotice },
  'rejection notice': { zh: '不予通过通知', en: 'Notice of a rejection', open: false, draft: rejectionNotice },
  'publicity list': { zh: '公示名单', en: 'Publicity list', open: true, draft: publicityList },
  'approval form': { zh: '审批表', en: 'Approval form', open: false, draft: approvalForm },
  'payment request': { zh: '拨款函', en: 'Payment request', open: false, draft: paymentRequest },
  reminder: { zh: '催办函', en: 'Reminder', open: false, draft: reminder },
  'recovery decision': { zh: '追回决定', en: 'Recovery decision', open: false, draft: recoveryDecision },
  'ledger statement': { zh: '资金台账', en: 'Ledger statement', open: false, draft: ledgerStatement },
}
export const PAPER_KINDS = ['award notice', 'rejection notice', 'publicity list', 'approval form', 'payment request', 'reminder', 'recovery decision', 'ledger statement'] as const satisfies readonly PaperKind[]

export type { ApprovalForm, AwardNotice, Inputs, Law, LedgerStatement, Office, PaperKind, PaymentRequest, PublicityList, RecoveryDecision, RejectionNotice, Reminder, Subject } from './inputs.ts'
