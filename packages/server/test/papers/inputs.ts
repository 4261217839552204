import type { Inputs, Law, PaperKind } from '../../src/papers/index.ts'

export const LAW: Law = { document: '《关于推动制造业高质量发展的实施意见》（韶委字〔2020〕2号）', article: '第十三条', words: '对固定资产投资在1000万元以上的，最高不超过50万元' }
/** Names that no common font has whole: Extension A, a name's 禤, Extension B. */
export const RARE = '䶮㛃禤𠮷'

/** One of each kind, right in all. */
export const INPUTS: { readonly [K in PaperKind]: Inputs[K] } = {
  'award notice': { to: { name: `韶关${RARE}精密机械有限公司` }, instrument: '工业技改项目奖励', law: LAW, amount: 50_000_000n, instalments: [{ name: '第一期', amount: 25_000_000n, condition: '公示期满无异议' }, { name: '第二期', amount: 25_000_000n, condition: '①绩效评价合格→拨付' }], requirements: ['专款专用，配合绩效评价。'] },
  'rejection notice': { to: { name: '东区机械厂' }, instrument: '工业技改项目奖励', law: LAW, reasons: [{ words: '固定资产投资在1000万元以上', finding: '申报投资额为800万元。' }], remedy: '如有异议，可在收到本通知之日起五个工作日内向本单位书面提出。' },
  'publicity list': { instrument: '高管人才奖励', law: LAW, from: '2026-11-27', until: '2026-12-03', workingDays: 5, rows: [{ name: '张建国', person: true, area: '东区', project: '2025年度', amount: 8_000_050n }, { name: '东区机械厂', area: '东区', project: '2025年度', amount: 100n }], objections: '公示期内可书面提出异议。' },
  'approval form': { matter: '2026-0001', to: { name: '东区机械厂', code: '91440200MA4TEST01X' }, instrument: '工业技改项目奖励', law: LAW, asked: 60_000_000n, assessed: 50_000_000n, amount: 50_000_000n, opinions: [{ organisation: '市工信局', opinion: '同意。', by: '李四', on: '2026-11-20' }] },
  'payment request': { to: '市财政局', fund: '制造业高质量发展专项资金', year: 2026, budgetCode: '2150517', rows: [{ payee: '东区机械厂', account: '4400010000001', bank: '某银行东区支行', purpose: '技改奖励', amount: 123_450_000n }] },
  reminder: { to: '市统计局', matter: '东区机械厂工业技改项目奖励审核', duty: '部门联审', due: '2026-11-10', overdue: 16, until: '2026-11-30' },
  'recovery decision': { to: { name: '王小明', person: true }, instrument: '高管人才奖励', law: LAW, awarded: { number: '韶工信〔2026〕1号', on: '2026-03-01', paid: 8_000_050n }, reason: '经查，其未满服务期限。', amount: 4_000_025n, until: '2026-12-31', payTo: { name: '市财政局', bank: '某银行', account: '4400010000009' }, remedy: '可依法申请行政复议或者提起行政诉讼。' },
  'ledger statement': { fund: '制造业高质量发展专项资金', year: 2026, on: '2026-11-26', appropriated: 5_000_000_000n, rows: [{ line: '技改', available: 4_000_000_000n, reserved: 0n, committed: 500_000_000n, paid: 500_000_000n, receivable: 0n, recovered: 0n }] },
}
