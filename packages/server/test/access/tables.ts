/**
 * For each table what of it each standing sees: nothing, the rows of its own enterprise or person, those of its county,
 * or those of its tenant. Written by hand from the design, not from the policies.
 */
export type Seen = 'nothing' | 'own' | 'area' | 'tenant'
export interface Expected { readonly tenant: Seen; readonly area: Seen; readonly own: Seen; readonly self: Seen; readonly accounts: Seen; readonly system: Seen; readonly trail: Seen }
export type Standing = keyof Expected
export const STANDINGS = ['tenant', 'area', 'own', 'self', 'accounts', 'system', 'trail'] as const satisfies readonly Standing[]

const business: Expected = { tenant: 'tenant', area: 'area', own: 'own', self: 'nothing', accounts: 'nothing', system: 'nothing', trail: 'nothing' }
const everybody: Expected = { tenant: 'tenant', area: 'tenant', own: 'tenant', self: 'tenant', accounts: 'tenant', system: 'tenant', trail: 'tenant' }
const nobody: Expected = { tenant: 'nothing', area: 'nothing', own: 'nothing', self: 'nothing', accounts: 'nothing', system: 'nothing', trail: 'nothing' }
/** Of the one person who stands there. */
const mine: Expected = { tenant: 'own', area: 'own', own: 'own', self: 'own', accounts: 'own', system: 'own', trail: 'own' }

export const EXPECTED: Readonly<Record<string, Expected>> = {
  tenant: everybody, jurisdiction: everybody, organisation: everybody,
  person: { tenant: 'tenant', area: 'tenant', own: 'own', self: 'own', accounts: 'tenant', system: 'own', trail: 'tenant' },
  membership: { ...mine, accounts: 'tenant' },
  credential: nobody, session: mine, sign_in: nobody, totp_enrolment: nobody, recovery_code: nobody,
  oidc_issuer: { ...nobody, accounts: 'tenant' },
  party: business, claim: business, claim_owner: business, fact: business, fact_to_check: business, fact_check: business, dispute: business, dispute_answer: business, consent: business, consent_end: business,
  record_claim: { ...business, self: 'own', accounts: 'own', system: 'own', trail: 'own' },
  // A fund is the offices' affair; an award and what became of it is its enterprise's too. A duty is one's own to see.
  budget: { ...nobody, tenant: 'tenant' }, reservation: { ...nobody, tenant: 'tenant' }, spending_limit: { ...nobody, tenant: 'tenant' }, shortfall_decision: { ...nobody, tenant: 'tenant' },
  award: business, award_limit: business, instalment: business, transfer: business, shortfall_award: business, duty: { ...mine, tenant: 'tenant' },
  lookup: { ...nobody, own: 'own', trail: 'tenant' },
  audit: { ...nobody, trail: 'tenant' },
  calendar_year: everybody, calendar_day: everybody, calendar_setting: everybody, clock: business,
  webhook: { ...nobody, system: 'tenant' }, webhook_delivery: { ...nobody, system: 'tenant' }, webhook_attempt: { ...nobody, system: 'tenant' },
  contact: mine, notice: mine, notice_delivery: nobody, notice_attempt: nobody, clock_reminder: nobody,
  call: everybody, matter_number: nobody, deputy: everybody, proposal: { ...nobody, tenant: 'tenant' }, proposal_party: { ...nobody, tenant: 'tenant' }, legality_review: everybody,
  ...Object.fromEntries(['matter', 'assessment', 'opinion', 'opinion_given', 'tick', 'supplement', 'material', 'support', 'likeness_answer', 'matter_event'].map(table => [table, business])),
  idempotency: mine, job: mine, file: { ...mine, tenant: 'tenant', area: 'area' },
  import: { ...mine, tenant: 'tenant' }, import_row: { ...mine, tenant: 'tenant' }, column_match: everybody,
  paper_issuer: everybody, paper_series: nobody, paper: business, paper_file: business, paper_withdrawal: business,
  // An expert sees their places through the pages made for it, an enterprise what came of its matter.
  ...Object.fromEntries(['expert', 'panel', 'panel_matter', 'panel_place', 'panel_score'].map(table => [table, { ...nobody, tenant: 'tenant' as const }])), recusal_request: business,
  publicity: everybody, publicity_item: business, publicity_objection: { ...nobody, tenant: 'tenant' },
  inspection_draw: everybody, ...Object.fromEntries(['inspection_item', 'inspection_addition', 'inspection_visit', 'inspection_inspector', 'inspection_record', 'inspection_photo', 'inspection_confirmation'].map(table => [table, business])),
  evaluation: business,
  // Account numbers are for whoever owns them and for the offices.
  payment_setting: everybody, payment_number: nobody, payee_account: { ...business, area: 'nothing' }, payment_line: { ...business, area: 'nothing' },
  payment_run: { ...nobody, tenant: 'tenant' }, payment_receipt: { ...nobody, tenant: 'tenant' }, payment_receipt_line: { ...nobody, tenant: 'tenant' }, recovery: business, recovery_entry: business,
  // A draft is the offices’ own affair; what is in force is everybody’s.
  pack_version: { ...nobody, tenant: 'tenant' }, pack_step: { ...nobody, tenant: 'tenant' }, decision: everybody,
}

/** Of no tenant, or with nothing of business in them. */
export const BESIDE: readonly string[] = ['migration', 'audit_seal']
