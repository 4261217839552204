import { describe, expect, it } from 'vitest'
import { assess, loadPack, readDossier, type Assessment } from '../../src/index.ts'
import { fence, folder } from '../pack.ts'

const words = '每个项目按投资额的10%给予补助，单个企业每年不超过100万元。同一项目另给予30万元奖励'
const pack = folder({
  'policy.md': `${fence('pack', 'id: p\ntitle: 试\nin force: "2020-01-01"')}\n## 1 甲\n\n> （一）甲。${words}。\n\n`
    + fence('instrument', 'id: I1\nname: 补\nwords: "每个项目按投资额的10%给予补助，单个企业每年不超过100万元"\nfor: 项目\namount:\n  words: "按投资额的10%给予补助"\n  give: "10%"\n  of: "投资额"\n  at most:\n    - words: "单个企业每年不超过100万元"\n      max: "100万元"\n      per: 企业\n      every: 年\n      over:\n        - I2\n        - I1')
    + fence('instrument', 'id: I2\nname: 奖\nwords: "同一项目另给予30万元奖励"\nfor: 项目\namount:\n  words: "给予30万元奖励"\n  give: "30万元"'),
  'facts.yaml': 'parties:\n  企业:\n    en: Enterprise\nclaims:\n  项目:\n    of: 企业\n    facts:\n      投资额:\n        type: money\n',
})
const { program } = loadPack(pack)
const projects = [{ id: '一', 投资额: '800万元' }, { id: '二', 投资额: '600万元' }]
function alone(instrument: string, subject: string, awards: readonly object[] = []): Assessment | undefined {
  const { dossier } = readDossier(program, { 企业: [{ id: '甲', 项目: projects, awards }] })
  const { assessments } = assess(program, dossier, { asOf: 19_800, instruments: [instrument], alone: subject })
  expect(assessments.length).toBe(1)
  return assessments[0]
}
const fen = (one: Assessment | undefined) => (one?.granted?.how === 'exact' ? one.granted.value.n : undefined)

describe('one application by itself', () => {
  // 10% of 800万 and of 600万 under 100万 together, 30万 under the same limit first: whole, whoever else might apply.
  it('gets its own, whatever might be granted for other claims', () => {
    expect(fen(alone('I1', '一'))).toBe(80_000_000n)
    expect(fen(alone('I1', '二'))).toBe(60_000_000n)
    expect(fen(alone('I2', '二'))).toBe(30_000_000n)
  })
  it('gets what was granted before leaves it', () => {
    expect(fen(alone('I1', '二', [{ instrument: 'I1', subject: '一', amount: '80万元', date: '2024-03-01' }]))).toBe(20_000_000n)
  })
  it('names the limit it shares, by its whole maximum, whose and of which year', () => {
    const before = [{ instrument: 'I1', subject: '一', amount: '80万元', date: '2024-03-01' }]
    const keys = [alone('I1', '一'), alone('I1', '二', before), alone('I2', '二')].map(one => one?.limits?.map(({ key, most }) => [key, most.n]))
    expect(keys).toEqual(Array.from({ length: 3 }, () => [['I1/amount/at most/1 甲 企业 甲 2024', 100_000_000n]]))
  })
})
