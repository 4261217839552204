/** What each kind of paper is made from. Amounts in fen; days as YYYY-MM-DD; texts are whole sentences without line breaks. */

/** An article and its words, as they are quoted. */
export interface Law {
  /** 《关于推动制造业高质量发展的实施意见》（韶委字〔2020〕2号） */
  readonly document: string
  /** 第十三条 */
  readonly article: string
  readonly words: string
}

/** Whom a paper is about. Of a person the public reads a masked name. */
export interface Subject { readonly name: string; readonly person?: boolean }

export interface AwardNotice {
  readonly to: Subject
  readonly instrument: string
  readonly law: Law
  readonly amount: bigint
  readonly instalments: readonly { readonly name: string; readonly amount: bigint; readonly condition: string }[]
  /** What is asked of the party afterwards. */
  readonly requirements: readonly string[]
}

export interface RejectionNotice {
  readonly to: Subject
  readonly instrument: string
  readonly law: Law
  /** Each condition that is not met, in the article's words, and what was found. */
  readonly reasons: readonly { readonly words: string; readonly finding: string }[]
  /** Where and until when it may be disputed. */
  readonly remedy: string
}

export interface PublicityList {
  readonly instrument: string
  readonly law: Law
  readonly from: string
  readonly until: string
  readonly workingDays: number
  readonly rows: readonly (Subject & { readonly area: string; readonly project: string; readonly amount: bigint })[]
  /** How objections are raised. */
  readonly objections: string
}

export interface ApprovalForm {
  readonly matter: string
  readonly to: Subject & { readonly code: string }
  readonly instrument: string
  readonly law: Law
  readonly asked?: bigint
  readonly assessed?: bigint
  readonly amount: bigint
  readonly opinions: readonly { readonly organisation: string; readonly opinion: string; readonly by: string; readonly on: string }[]
}

export interface PaymentRequest {
  /** The treasury's or the bureau of finance's name. */
  readonly to: string
  readonly fund: string
  readonly year: number
  readonly budgetCode: string
  readonly rows: readonly { readonly payee: string; readonly account: string; readonly bank: string; readonly purpose: string; readonly amount: bigint }[]
}

export interface Reminder {
  readonly to: string
  readonly matter: string
  readonly duty: string
  readonly due: string
  /** Whole days past it, on the day of the paper. */
  readonly overdue: number
  /** By when it is to be done now. */
  readonly until: string
  readonly law?: Law
}

export interface RecoveryDecision {
  readonly to: Subject
  readonly instrument: string
  readonly law: Law
  /** The paper by which it was awarded, and what was paid. */
  readonly awarded: { readonly number: string; readonly on: string; readonly paid: bigint }
  readonly reason: string
  readonly amount: bigint
  readonly until: string
  readonly payTo: { readonly name: string; readonly bank: string; readonly account: string }
  readonly remedy: string
}

export interface LedgerStatement {
  readonly fund: string
  readonly year: number
  readonly on: string
  readonly appropriated: bigint
  readonly rows: readonly { readonly line: string; readonly available: bigint; readonly reserved: bigint; readonly committed: bigint; readonly paid: bigint; readonly receivable: bigint; readonly recovered: bigint }[]
}

export interface Inputs {
  readonly 'award notice': AwardNotice
  readonly 'rejection notice': RejectionNotice
  readonly 'publicity list': PublicityList
  readonly 'approval form': ApprovalForm
  readonly 'payment request': PaymentRequest
  readonly reminder: Reminder
  readonly 'recovery decision': RecoveryDecision
  readonly 'ledger statement': LedgerStatement
}
export type PaperKind = keyof Inputs

/** Who issues: an organisation with its 机关代字, as it is registered. */
export interface Office { readonly name: string; readonly letterhead: string }
