import type { OperationName } from '../../src/access/permissions.ts'
import { v7 as uuid } from 'uuid'
import type { Cell } from './seed.ts'

/** A request of an operation about an enterprise and its rows, that is right in all but who sends it. */
export interface Asked { readonly query?: string; readonly body?: object }

const reason = '理由'

const act = () => ({ body: { id: uuid(), amount: '1', ref: uuid(), reason, document: '文' } })

/** What a body or a query must say for the operation to look at what it is about; absent: nothing is needed. */
export const REQUESTS: Partial<Readonly<Record<OperationName, (of: Cell) => Asked>>> = {
  listParties: () => ({ query: 'kind=企业' }),
  createParty: ({ area }) => ({ body: { kind: '企业', name: `新${Math.random()}`, area } }),
  editParty: ({ area }) => ({ body: { code: null, codeOverride: null, name: '改名', area } }),
  createClaim: () => ({ body: { kind: '技改项目', key: String(Math.random()) } }),
  recordFacts: () => ({ body: { facts: [{ name: '营业收入', period: '2023', written: '1万元', source: '年报' }] } }),
  checkFact: () => ({ body: { verdict: 'confirmed' } }),
  checkFacts: ({ ids: { fact = '' } }) => ({ body: { facts: [fact] } }),
  disputeFact: () => ({ body: { reason } }),
  answerDispute: () => ({ body: { outcome: 'dismissed', reason } }),
  giveConsent: () => ({ body: { fact: '营业收入', purpose: reason } }),
  decideRecordClaim: () => ({ body: { outcome: 'refused', reason } }),
  editPerson: () => ({ body: { name: '改名' } }),
  grantMembership: () => ({ body: { role: 'expert' } }),
  signOffPack: () => ({ body: { document: '文' } }), bringIntoForce: () => ({ body: { document: '文' } }),
  chooseRows: () => ({ body: { rows: [1], chosen: true } }), setMatching: () => ({ body: { sheet: '', headerRow: 1, columns: [{ to: 'ignored' }], source: '年报', organisation: null } }),
  withdrawPaper: () => ({ body: { reason } }), setPaperIssuer: () => ({ body: { code: '韶测', letterhead: '版头' } }),
  createWebhook: () => ({ body: { url: 'https://example.com', events: ['fact.recorded'] } }),
  exportParties: () => ({ body: { kind: '企业', format: 'csv' } }),
  startMatter: () => ({ body: { instrument: 'I13-1' } }), submitMatter: () => ({ body: { pledged: true } }), withdrawMatter: () => ({ body: {} }), addMaterial: ({ ids: { file = '' } }) => ({ body: { name: reason, file } }),
  answerSupplement: () => ({ body: { answer: reason } }), giveOpinion: ({ ids: { dispute = '' } }) => ({ body: { verdict: 'agreed', assessment: dispute } }), askAgain: () => ({ body: { reason } }), agreeMatters: ({ ids: { matter = '' } }) => ({ body: { matters: [{ matter, version: 1 }] } }), setDeputy: ({ person }) => ({ body: { organisation: '局', person, since: '2100-01-01', until: '2100-01-02', reason } }),
  tickPhrase: () => ({ body: { phrase: reason, ticked: true } }), askSupplement: () => ({ body: { what: reason, until: '2100-01-01' } }), seeChange: ({ ids: { dispute = '' } }) => ({ body: { assessment: dispute, reason } }),
  answerLikeness: ({ ids: { matter = '', claim = '' } }) => ({ body: { other: matter, claim, reason } }), decideAmount: () => ({ body: { amount: '1', reason } }), rejectMatter: () => ({ body: { reason } }), approveMatter: ({ ids: { matter = '' } }) => ({ body: { budget: matter } }), approveMatters: ({ ids: { matter = '' } }) => ({ body: { budget: matter, matters: [matter] } }),
  appropriate: act, lapse: act, reuse: act, carryOver: of => ({ body: { ...act().body, to: of.ids['budget'] } }), openBudget: () => ({ body: { id: uuid(), fund: '甲', year: 2026, source: uuid() } }),
  decideShortfall: of => ({ body: { id: uuid(), awards: [of.ids['award']], choice: 'queue', reason, document: '文' } }),
  confirmCondition: () => ({ body: { evidence: reason } }),
  issuePaper: ({ ids: { matter = '' } }) => ({ body: { kind: 'approval form', matter } }),
  openPublicity: ({ ids: { matter = '' } }) => ({ body: { title: reason, matters: [matter] } }), answerObjection: () => ({ body: { outcome: 'dismissed', answer: reason } }),
  drawInspection: () => ({ body: { instrument: 'I13-1' } }), addInspection: () => ({ body: { reason } }), planVisit: ({ ids: { person = '', matter = '' } }) => ({ body: { plannedOn: '2100-01-01', place: reason, inspectors: [person, matter] } }),
  recordVisit: ({ ids: { assessment = '', file = '' } }) => ({ body: { assessment, visitedOn: '2026-01-02', findings: [{ phrase: reason, found: 'as found' }], photos: [{ file }], statement: reason, outcome: 'as told' } }),
  keepExpert: () => ({ body: { fields: [reason], employer: reason, title: reason } }), listPanelWork: () => ({ query: 'view=done' }), drawPanel: ({ ids: { matter = '' } }) => ({ body: { matters: [matter] } }), askRecusal: () => ({ body: { whom: reason, reason } }), answerRecusal: () => ({ body: { outcome: 'dismissed', answer: reason } }),
  declareNoInterest: () => ({ body: { declared: true } }), leavePlace: () => ({ body: { reason } }), scorePlace: () => ({ body: { scores: [{ criterion: 0, points: 1 }], comment: reason } }),
  recordEvaluation: () => ({ body: { outcome: 'not', figures: reason } }),
  objectTo: () => ({ body: { number: 1, name: reason, contact: reason, words: reason } }),
  proposeAccount: () => ({ body: { bank: '行', branch: '行', account: '62220000000000', holder: reason } }), refuseAccount: () => ({ body: { reason } }), setCoolingDays: () => ({ body: { days: 1, document: '文' } }),
  createRun: ({ ids: { award = '' } }) => ({ body: { id: uuid(), title: reason, instalments: [{ award, instalment: 1 }] } }), dropRun: () => ({ body: { reason } }),
  demandRecovery: () => ({ body: { id: uuid(), amount: '1', reason, document: '文', workingDays: 15 } }), recordRecoveryReceipt: () => ({ body: { id: uuid(), amount: '1', ref: uuid(), document: '文' } }), writeOffRecovery: () => ({ body: { id: uuid(), amount: '1', reason, document: '文' } }),
  listDelegations: ({ party }) => ({ query: `party=${party}` }),
}

/** What is named in the path is somebody's own work, a draft of the offices, or the like: for other standings it is not there. */
export const ONLY: Partial<Readonly<Record<OperationName, readonly string[]>>> = {
  readJob: [], stopJob: [], endSession: [], readPack: ['tenant'],
  // Of a foreign county's enterprise the offices see the budget all the same.
  readBudget: ['tenant'], commitmentsByMonth: ['tenant'], commitmentsByInstrument: ['tenant'], listShortfalls: ['tenant'],
  ...Object.fromEntries((['readImport', 'previewImport', 'setMatching', 'listImportRows', 'chooseRows', 'annotateImport', 'carryOutImport', 'undoImport'] as const).map(name => [name, ['tenant']])),
}
