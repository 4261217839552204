import type { Role, Scope } from './roles.ts'

export interface Permission {
  readonly zh: string
  readonly en: string
  /** Anybody at all, signed in or not; or anybody signed in, for what is their own; or those of a role, as far as its scope. */
  readonly may: 'public' | 'signed in' | Partial<Readonly<Record<Role, Scope>>>
}

/** Offices that see the whole city's business. */
const OFFICES = { officer: 'tenant', head: 'tenant', finance: 'tenant', statistics: 'tenant', tax: 'tenant', supervisor: 'tenant', leader: 'tenant', auditor: 'tenant' } as const
const SYSTEM = { 'system-administrator': 'system' } as const
const SECURITY = { 'security-administrator': 'accounts' } as const
const ENTERPRISE = { owner: 'own', agent: 'own' } as const
const IMPORTERS = { clerk: 'area', officer: 'tenant', statistics: 'tenant', tax: 'tenant' } as const
const IMPORT_READERS = { ...IMPORTERS, head: 'tenant', supervisor: 'tenant', auditor: 'tenant' } as const
const REVIEWERS = { clerk: 'area', officer: 'tenant', head: 'tenant', finance: 'tenant', statistics: 'tenant', tax: 'tenant' } as const
const FUND_READERS = { officer: 'tenant', head: 'tenant', finance: 'tenant', supervisor: 'tenant', leader: 'tenant', auditor: 'tenant' } as const
const PUBLICITY_READERS = { officer: 'tenant', head: 'tenant', supervisor: 'tenant', leader: 'tenant', auditor: 'tenant' } as const
const READERS = { ...ENTERPRISE, clerk: 'area', ...OFFICES } as const

/**
 * The permission table: role × operation × scope. The API asks it, the database is told its answer, menus and documents are
 * made from it; nothing else decides who may what. Whoever records a fact of an enterprise does not check it.
 */
export const PERMISSIONS = {
  me: { zh: '看自己是谁、能做什么', en: 'See who one is and what one may do', may: 'signed in' },
  signInOptions: { zh: '看可以怎样登录', en: 'See how one can sign in', may: 'public' },
  signIn: { zh: '登录', en: 'Sign in', may: 'public' },
  signInDemo: { zh: '以演示账号登录', en: 'Sign in with an account of a demonstration', may: 'public' },
  readSignIn: { zh: '看登录到了哪一步', en: 'See how far a sign-in is', may: 'public' },
  giveSecondFactor: { zh: '登录第二步：验证码', en: 'Second step of a sign-in: a code', may: 'public' },
  choosePassword: { zh: '首次登录时设定密码', en: 'Choose a password at the first sign-in', may: 'public' },
  beginEnrolment: { zh: '开始绑定身份验证器', en: 'Begin to enrol an authenticator', may: 'public' },
  confirmEnrolment: { zh: '确认绑定身份验证器', en: 'Confirm an authenticator', may: 'public' },
  signOut: { zh: '退出登录', en: 'Sign out', may: 'public' },
  beginOidc: { zh: '去统一身份认证登录', en: 'Go to sign in at the identity provider', may: 'public' },
  finishOidc: { zh: '从统一身份认证回来', en: 'Come back from the identity provider', may: 'public' },
  registerAccount: { zh: '企业人员自行注册', en: 'Register an account of one’s own', may: 'public' },
  changePassword: { zh: '修改自己的密码', en: 'Change one’s password', may: 'signed in' },
  listSessions: { zh: '看自己在哪里登录着', en: 'See where one is signed in', may: 'signed in' },
  endSession: { zh: '结束自己的一次登录', en: 'End one of one’s sessions', may: 'signed in' },
  signOutEverywhere: { zh: '在所有地方退出登录', en: 'Sign out everywhere', may: 'signed in' },
  renewRecoveryCodes: { zh: '重新生成恢复码', en: 'Make new recovery codes', may: 'signed in' },
  claimRecord: { zh: '认领企业档案', en: 'Claim an enterprise’s record', may: 'signed in' },
  listOwnRecordClaims: { zh: '看自己的认领申请', en: 'See one’s own claims on records', may: 'signed in' },
  listRecordClaims: { zh: '查看认领申请', en: 'Read claims on records', may: { clerk: 'area', officer: 'tenant' } },
  decideRecordClaim: { zh: '审核认领申请', en: 'Decide on claims on records', may: { clerk: 'area', officer: 'tenant' } },
  listDelegations: { zh: '查看委托', en: 'Read delegations', may: { owner: 'own' } },
  delegate: { zh: '委托代办人', en: 'Delegate to an agent', may: { owner: 'own' } },
  endDelegation: { zh: '结束委托', en: 'End a delegation', may: { owner: 'own' } },
  listPeople: { zh: '查找账号', en: 'Find accounts', may: { ...SECURITY, 'audit-administrator': 'accounts' } },
  readPerson: { zh: '查看账号', en: 'Read an account', may: { ...SECURITY, 'audit-administrator': 'accounts' } },
  createPerson: { zh: '新建账号', en: 'Make an account', may: SECURITY },
  editPerson: { zh: '修改或停用账号', en: 'Edit or disable an account', may: SECURITY },
  resetPassword: { zh: '重置密码', en: 'Reset a password', may: SECURITY },
  resetSecondFactor: { zh: '解除身份验证器', en: 'Take an authenticator off', may: SECURITY },
  listMemberships: { zh: '查看角色授予', en: 'Read roles granted', may: { ...SECURITY, 'audit-administrator': 'accounts' } },
  grantMembership: { zh: '授予角色', en: 'Grant a role', may: SECURITY },
  endMembership: { zh: '收回角色', en: 'Withdraw a role', may: SECURITY },
  readIssuer: { zh: '查看统一身份认证设置', en: 'Read the identity provider’s settings', may: SECURITY },
  setIssuer: { zh: '设置统一身份认证', en: 'Set the identity provider', may: SECURITY },
  listParties: { zh: '查找主体', en: 'Find parties', may: READERS },
  readParty: { zh: '查看主体', en: 'Read a party', may: READERS },
  createParty: { zh: '登记主体', en: 'Register a party', may: { clerk: 'area', officer: 'tenant', statistics: 'tenant' } },
  listClaims: { zh: '查看事项', en: 'Read claims', may: READERS },
  createClaim: { zh: '登记事项', en: 'Register claims', may: { ...ENTERPRISE, clerk: 'area', officer: 'tenant', statistics: 'tenant' } },
  listFacts: { zh: '查看事实', en: 'Read facts', may: READERS },
  readDossier: { zh: '取出档案中的事实', en: 'Take a record’s facts', may: READERS },
  recordFacts: { zh: '登记事实', en: 'Record facts', may: { ...ENTERPRISE, clerk: 'area', officer: 'tenant', statistics: 'tenant', tax: 'tenant' } },
  checkFact: { zh: '核对事实', en: 'Check facts', may: { clerk: 'area', officer: 'tenant', statistics: 'tenant', tax: 'tenant' } },
  listFactsToCheck: { zh: '查看等待核对的事实', en: 'Read facts that wait for a check', may: { clerk: 'area', officer: 'tenant', statistics: 'tenant', tax: 'tenant' } },
  checkFacts: { zh: '一次核对若干事实', en: 'Check several facts', may: { clerk: 'area', officer: 'tenant', statistics: 'tenant', tax: 'tenant' } },
  disputeFact: { zh: '对事实提出异议', en: 'Dispute a fact', may: READERS },
  listDisputes: { zh: '查看异议', en: 'Read disputes', may: { ...ENTERPRISE, clerk: 'area', officer: 'tenant', head: 'tenant', statistics: 'tenant', tax: 'tenant', supervisor: 'tenant', auditor: 'tenant' } },
  answerDispute: { zh: '答复异议', en: 'Answer disputes', may: { clerk: 'area', officer: 'tenant', statistics: 'tenant', tax: 'tenant' } },
  listConsents: { zh: '查看同意书', en: 'Read consents', may: READERS },
  listChanges: { zh: '查看审计轨迹', en: 'Read the audit trail', may: { auditor: 'trail', 'audit-administrator': 'trail' } },
  readSeals: { zh: '查看审计链', en: 'See how far the chain is', may: { auditor: 'trail', 'audit-administrator': 'trail' } },
  listLookups: { zh: '谁看过档案', en: 'Who looked at a record', may: { ...ENTERPRISE, auditor: 'trail', 'audit-administrator': 'trail' } },
  giveConsent: { zh: '同意查看', en: 'Give consent', may: ENTERPRISE },
  endConsent: { zh: '撤回同意', en: 'Withdraw consent', may: ENTERPRISE },
  editParty: { zh: '更正登记信息', en: 'Correct what is registered', may: { clerk: 'area', officer: 'tenant', statistics: 'tenant' } },
  listPacks: { zh: '查看政策包', en: 'Read packs', may: READERS },
  readPack: { zh: '查看政策包的一个版本', en: 'Read a version of a pack', may: READERS },
  submitPack: { zh: '提交政策包', en: 'Submit a pack', may: { officer: 'tenant' } },
  checkPack: { zh: '检查政策包', en: 'Check a pack', may: { officer: 'tenant' } },
  signOffPack: { zh: '法制审签政策包', en: 'Sign off on a pack', may: { head: 'tenant' } },
  bringIntoForce: { zh: '施行政策包', en: 'Bring a pack into force', may: { leader: 'tenant' } },
  listOpenQuestions: { zh: '查看待定项和读法', en: 'Read settings and readings left open', may: READERS },
  costOfChoices: { zh: '推演各种选择的花费', en: 'See what each choice costs', may: { officer: 'tenant', head: 'tenant', finance: 'tenant', supervisor: 'tenant', leader: 'tenant', auditor: 'tenant' } },
  decide: { zh: '决定待定项或读法', en: 'Decide a setting or a reading', may: { head: 'tenant', leader: 'tenant' } },
  listDecisions: { zh: '查看已作的决定', en: 'Read decisions taken', may: READERS },
  readCalendar: { zh: '查看工作日历', en: 'Read the calendar of working days', may: 'signed in' },
  importCalendar: { zh: '导入工作日历', en: 'Import a year of the calendar', may: { officer: 'tenant', head: 'tenant' } },
  setDayCount: { zh: '设定期限的起算日', en: 'Set how days are counted', may: { head: 'tenant', leader: 'tenant' } },
  listNotices: { zh: '看自己的通知', en: 'Read one’s notices', may: 'signed in' },
  countUnread: { zh: '看有多少未读通知', en: 'See how many notices are unread', may: 'signed in' },
  markRead: { zh: '把通知标为已读', en: 'Mark notices as read', may: 'signed in' },
  readContact: { zh: '看通知怎样送到自己', en: 'See how notices reach one', may: 'signed in' },
  setContact: { zh: '设定通知怎样送到自己', en: 'Say how notices reach one', may: 'signed in' },
  issuePaper: { zh: '制发文书', en: 'Issue papers', may: { officer: 'tenant', head: 'tenant' } },
  listPapers: { zh: '查看文书', en: 'Read papers', may: READERS },
  downloadPaper: { zh: '下载文书', en: 'Download papers', may: READERS },
  withdrawPaper: { zh: '撤回文书', en: 'Withdraw a paper', may: { head: 'tenant' } },
  verifyPaper: { zh: '核验文书', en: 'Verify a paper', may: 'public' },
  listPaperIssuers: { zh: '查看发文机关', en: 'Read who issues papers', may: READERS },
  setPaperIssuer: { zh: '登记发文机关的代字和版头', en: 'Register who issues papers', may: { head: 'tenant' } },
  listBudgets: { zh: '查看资金台账', en: 'Read budgets', may: FUND_READERS },
  readBudget: { zh: '查看一个预算行', en: 'Read a budget', may: FUND_READERS },
  openBudget: { zh: '开立预算行', en: 'Open a budget', may: { finance: 'tenant' } },
  appropriate: { zh: '下达预算', en: 'Appropriate money', may: { finance: 'tenant' } },
  lapse: { zh: '收回结余', en: 'Let money lapse', may: { finance: 'tenant' } },
  carryOver: { zh: '结转下一年度', en: 'Carry money over', may: { finance: 'tenant' } },
  reuse: { zh: '追回资金重新安排', en: 'Use recovered money again', may: { head: 'tenant', leader: 'tenant' } },
  decideShortfall: { zh: '决定资金不足怎么办', en: 'Decide on a shortfall', may: { head: 'tenant', leader: 'tenant' } },
  listShortfalls: { zh: '查看资金不足时的决定', en: 'Read decisions on shortfalls', may: FUND_READERS },
  commitmentsByMonth: { zh: '查看按月的应付和已付', en: 'Read commitments by month', may: FUND_READERS },
  commitmentsByInstrument: { zh: '查看按工具的批准和已付', en: 'Read commitments by instrument', may: FUND_READERS },
  listTransfers: { zh: '查看资金流水', en: 'Read transfers', may: FUND_READERS },
  listAwards: { zh: '查看奖补', en: 'Read awards', may: READERS },
  readAward: { zh: '查看一笔奖补', en: 'Read an award', may: READERS },
  confirmCondition: { zh: '确认支付条件', en: 'Confirm conditions of payment', may: { officer: 'tenant', head: 'tenant', leader: 'tenant' } },
  uploadFile: { zh: '上传依据材料', en: 'Upload evidence', may: 'signed in' },
  downloadFile: { zh: '下载依据材料', en: 'Download evidence', may: READERS },
  uploadSheet: { zh: '上传表格', en: 'Upload a sheet', may: IMPORTERS },
  listImports: { zh: '查看导入', en: 'See imports', may: IMPORT_READERS },
  readImport: { zh: '查看一次导入', en: 'Read an import', may: IMPORT_READERS },
  previewImport: { zh: '预览表格', en: 'Preview a sheet', may: IMPORTERS },
  setMatching: { zh: '对应列并检查', en: 'Match columns and check', may: IMPORTERS },
  listImportRows: { zh: '查看导入的各行', en: 'Read the rows of an import', may: IMPORT_READERS },
  chooseRows: { zh: '选择要导入的行', en: 'Choose rows to import', may: IMPORTERS },
  annotateImport: { zh: '下载标注后的表格', en: 'Download the annotated sheet', may: IMPORT_READERS },
  carryOutImport: { zh: '导入', en: 'Carry out an import', may: IMPORTERS },
  undoImport: { zh: '撤销导入', en: 'Undo an import', may: IMPORTERS },
  exportParties: { zh: '导出主体和事实', en: 'Export parties and facts', may: READERS },
  listWebhooks: { zh: '查看事件通知', en: 'See webhooks', may: SYSTEM },
  createWebhook: { zh: '登记事件通知的接收地址', en: 'Register a webhook', may: SYSTEM },
  editWebhook: { zh: '修改或停用事件通知', en: 'Edit or disable a webhook', may: SYSTEM },
  renewWebhookSecret: { zh: '生成事件通知的密钥', en: 'Make a webhook’s secret', may: SYSTEM },
  testWebhook: { zh: '发试验通知', en: 'Try a webhook', may: SYSTEM },
  listDeliveries: { zh: '查看发出的通知', en: 'See what webhooks told', may: SYSTEM },
  redeliver: { zh: '重发通知', en: 'Send a webhook’s message again', may: SYSTEM },
  readJob: { zh: '看自己的后台工作', en: 'See one’s own work in the background', may: 'signed in' },
  listCalls: { zh: '查看申报指南', en: 'Read calls for applications', may: READERS },
  publishCall: { zh: '发布申报指南', en: 'Publish a call for applications', may: { officer: 'tenant', head: 'tenant' } },
  startMatter: { zh: '起草申请', en: 'Draft an application', may: ENTERPRISE },
  proposeMatters: { zh: '免申即享：提出', en: 'Propose what needs no application', may: { officer: 'tenant', head: 'tenant' } },
  listProposals: { zh: '查看免申即享', en: 'See what was proposed', may: OFFICES },
  listProposed: { zh: '查看免申即享找出了谁', en: 'See who was found and asked', may: OFFICES },
  submitMatter: { zh: '提交申请', en: 'Submit an application', may: ENTERPRISE },
  withdrawMatter: { zh: '撤回申请', en: 'Withdraw an application', may: ENTERPRISE },
  listMatters: { zh: '查看事项', en: 'See matters', may: READERS },
  readMatter: { zh: '查看一件事项', en: 'Read a matter', may: READERS },
  addMaterial: { zh: '附上材料', en: 'Attach papers', may: ENTERPRISE },
  removeMaterial: { zh: '取下材料', en: 'Take papers off', may: ENTERPRISE },
  listPartyMaterials: { zh: '查看交过的材料', en: 'See papers handed in before', may: READERS },
  answerSupplement: { zh: '补正', en: 'Answer a request for a supplement', may: ENTERPRISE },
  giveOpinion: { zh: '出具审查意见', en: 'Give opinions', may: REVIEWERS },
  agreeMatters: { zh: '一并同意若干事项', en: 'Agree to several matters', may: REVIEWERS },
  askAgain: { zh: '请单位重新出具意见', en: 'Ask a unit to look again', may: { officer: 'tenant', head: 'tenant' } },
  tickPhrase: { zh: '逐句签', en: 'Sign phrases', may: REVIEWERS },
  askSupplement: { zh: '要求补正', en: 'Ask for supplements', may: REVIEWERS },
  listDeputies: { zh: '查看代理审查人', en: 'Read deputies', may: OFFICES },
  setDeputy: { zh: '指定代理审查人', en: 'Name deputies', may: { officer: 'tenant', head: 'tenant' } },
  endDeputy: { zh: '结束代理', en: 'End deputies', may: { officer: 'tenant', head: 'tenant' } },
  assessAnew: { zh: '重新测算', en: 'Assess anew', may: { ...REVIEWERS, leader: 'tenant' } },
  seeChange: { zh: '确认看过变化', en: 'Look at changed facts', may: { officer: 'tenant', head: 'tenant' } },
  answerLikeness: { zh: '说明不是一票两用', en: 'Say why a likeness is no double use', may: REVIEWERS },
  decideAmount: { zh: '决定金额', en: 'Decide amounts', may: { officer: 'tenant', head: 'tenant', leader: 'tenant' } },
  rejectMatter: { zh: '不予通过', en: 'Reject applications', may: { officer: 'tenant', head: 'tenant' } },
  approveMatter: { zh: '审批', en: 'Approve', may: { head: 'tenant', leader: 'tenant' } },
  approveMatters: { zh: '一并审批', en: 'Approve several matters', may: { head: 'tenant', leader: 'tenant' } },
  recordLegalityReview: { zh: '记录合法性审查', en: 'Record legality reviews', may: { head: 'tenant', leader: 'tenant' } },
  listLegalityReviews: { zh: '查看合法性审查', en: 'Read legality reviews', may: { clerk: 'area', ...OFFICES } },
  openPublicity: { zh: '公示事项', en: 'Publish matters', may: { officer: 'tenant', head: 'tenant' } },
  listToPublish: { zh: '查看等待公示的事项', en: 'See matters to publish', may: { officer: 'tenant', head: 'tenant' } },
  endPublicity: { zh: '公示期满转入下一步', en: 'End a publicity', may: { officer: 'tenant', head: 'tenant' } },
  listPublished: { zh: '查看公示的办理', en: 'See how publicities go', may: PUBLICITY_READERS },
  readPublished: { zh: '查看一批公示的各件事项', en: 'Read the matters of a publicity', may: PUBLICITY_READERS },
  listMatterPublicities: { zh: '查看事项的公示', en: 'See where a matter was published', may: READERS },
  listObjections: { zh: '查看公示异议', en: 'Read objections', may: PUBLICITY_READERS },
  answerObjection: { zh: '答复公示异议', en: 'Answer objections', may: { officer: 'tenant', head: 'tenant' } },
  listPublicities: { zh: '看公示', en: 'See what is published', may: 'public' },
  readPublicity: { zh: '看一批公示', en: 'Read a publicity', may: 'public' },
  objectTo: { zh: '对公示提出异议', en: 'Object to what is published', may: 'public' },
  followObjection: { zh: '看异议的答复', en: 'See what became of an objection', may: 'public' },
  listPublicAwards: { zh: '看已批准的奖补', en: 'See awards that were approved', may: 'public' },
  downloadPublicAwards: { zh: '下载已批准的奖补', en: 'Download awards that were approved', may: 'public' },
  listAccounts: { zh: '查看收款账户', en: 'Read payee accounts', may: { ...ENTERPRISE, finance: 'tenant', auditor: 'tenant' } },
  readAccount: { zh: '核对收款账户', en: 'Check a payee account', may: { finance: 'tenant' } },
  proposeAccount: { zh: '登记收款账户', en: 'Propose a payee account', may: { ...ENTERPRISE, finance: 'tenant' } },
  confirmAccount: { zh: '确认收款账户', en: 'Confirm a payee account', may: { finance: 'tenant' } },
  refuseAccount: { zh: '退回收款账户', en: 'Refuse a payee account', may: { finance: 'tenant' } },
  setCoolingDays: { zh: '设定新账户的冷静期', en: 'Set the cooling period of accounts', may: { head: 'tenant', leader: 'tenant' } },
  listPayable: { zh: '查看待付的各期', en: 'Read what is to be paid', may: FUND_READERS },
  createRun: { zh: '编制付款批次', en: 'Make payment runs', may: { finance: 'tenant' } },
  releaseRun: { zh: '放行付款批次', en: 'Release payment runs', may: { finance: 'tenant' } },
  dropRun: { zh: '作废付款批次', en: 'Drop payment runs', may: { finance: 'tenant' } },
  listRuns: { zh: '查看付款批次', en: 'Read payment runs', may: FUND_READERS },
  readRun: { zh: '查看一个付款批次', en: 'Read a payment run', may: FUND_READERS },
  downloadPaymentFile: { zh: '下载付款文件', en: 'Download payment files', may: { finance: 'tenant' } },
  uploadReceipt: { zh: '读回银行回单', en: 'Read bank receipts back', may: { finance: 'tenant' } },
  listPayments: { zh: '查看一笔奖补的付款', en: 'Read the payments of an award', may: { ...ENTERPRISE, ...FUND_READERS } },
  listReceipts: { zh: '查看银行回单', en: 'Read receipts of the bank', may: { finance: 'tenant', auditor: 'tenant' } },
  readPaymentReceipt: { zh: '查看回单的结果', en: 'Read what became of a receipt', may: { finance: 'tenant', auditor: 'tenant' } },
  retryReceipt: { zh: '再核对一次回单', en: 'Try a receipt again', may: { finance: 'tenant' } },
  listRecoveries: { zh: '查看追回', en: 'Read recoveries', may: READERS },
  demandRecovery: { zh: '决定追回', en: 'Decide recoveries', may: { head: 'tenant', leader: 'tenant' } },
  recordRecoveryReceipt: { zh: '登记退回的资金', en: 'Record money that came back', may: { finance: 'tenant' } },
  writeOffRecovery: { zh: '决定核销', en: 'Write off recoveries', may: { head: 'tenant', leader: 'tenant' } },
  downloadThreeSixty: { zh: '下载奖补的开放数据', en: 'Download awards as open data', may: 'public' },
  listJobs: { zh: '看自己的后台工作', en: 'See one’s own work in the background', may: 'signed in' },
  stopJob: { zh: '停止自己的后台工作', en: 'Stop one’s own work in the background', may: 'signed in' },
} as const satisfies Record<string, Permission>

export type OperationName = keyof typeof PERMISSIONS
export const OPERATION_NAMES = Object.keys(PERMISSIONS).filter(isOperation)
export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(PERMISSIONS, name)
}

/** What an operation grants, as the database takes it: roles and, beside each, its scope. */
export function grantsOf(name: OperationName): { readonly roles: readonly string[]; readonly scopes: readonly string[] } {
  const { may }: Permission = PERMISSIONS[name]
  if (typeof may === 'string') return { roles: [], scopes: [] }
  const pairs = Object.entries(may)
  return { roles: pairs.map(([role]) => role), scopes: pairs.map(([, scope]) => scope) }
}

/** The operations that somebody with these roles may call: what menus show. */
export function permittedTo(roles: readonly string[]): OperationName[] {
  return OPERATION_NAMES.filter(name => {
    const { may }: Permission = PERMISSIONS[name]
    return typeof may === 'string' || roles.some(role => Object.hasOwn(may, role))
  })
}
