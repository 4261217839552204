import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/assess/index.ts'
import { all, claim, enterprise, facts, program, run, yuan } from './build.ts'

/** What the rows of one enterprise are to each other. */
const project = (id: string, give: string, rest = '', amount = ''): readonly [string, string] => ['instrument', `id: ${id}\nname: ${id}\nwords: "试"\nfor: 项目\nwhen:\n  - words: "试"\n    test: "类别 = \\"${id}\\""\n${rest === '' ? '' : `${rest.trim()}\n`}amount:\n  ${give}\n${amount}`]
const FACTS = `${facts('级别 text')}claims:\n${claim('项目', ['企业'], '类别 text', '投资额 money', '发票号 text')}${claim('发票', ['项目'], '金额 money')}`
const projects = (...list: readonly Record<string, unknown>[]) => enterprise({ 项目: list.map((one, i) => ({ id: String(i + 1), ...one })) })
const joints = ({ joint }: Result) => joint.map(one => `${yuan(one.most)} over ${one.members.map(member => `${member.instrument}/${member.subject}`).join(' ')}`)
const live = (result: Result) => all(result).filter(line => !line.includes('ineligible'))
const CAP = '  at most:\n    - max: "50万元"\n      per: 项目\n    - max: "100万元"\n      per: 企业\n'

describe('limits shared by rows', () => {
  const ceilings = program([project('A', 'up to: "5%"', '', `  of: "投资额"\n${CAP}`)], FACTS)
  const exact = program([project('A', 'give: "5%"', '', `  of: "投资额"\n${CAP}`)], FACTS)
  const three = projects(...[1, 2, 3].map(() => ({ 类别: 'A', 投资额: '2000万元' })))

  it('three ceilings of 50 under a joint 100: each up to 50, together up to 100; nothing is used up by what might be', () => {
    const result = run(ceilings, three)
    expect(all(result)).toEqual(['A/1: eligible <= 500000.00', 'A/2: eligible <= 500000.00', 'A/3: eligible <= 500000.00'])
    expect(joints(result)).toEqual(['1000000.00 over A/1 A/2 A/3'])
  })
  it('what was granted does use it up', () => {
    const result = run(ceilings, { 企业: [{ ...(three.企业[0]), awards: [{ instrument: 'A', subject: '旧', amount: '70万元', date: '2022-01-01' }] }] })
    expect(all(result)).toEqual(['A/1: eligible <= 300000.00', 'A/2: eligible <= 300000.00', 'A/3: eligible <= 300000.00'])
    expect(joints(result)).toEqual(['300000.00 over A/1 A/2 A/3'])
  })
  it('exact amounts use it up in order', () => {
    expect(all(run(exact, three))).toEqual(['A/1: eligible 500000.00', 'A/2: eligible 500000.00', 'A/3: eligible 0.00'])
  })
  it('an open one before leaves those after open, when it could matter', () => {
    const open = (second: string) => all(run(exact, projects({ 类别: 'A' }, { 类别: 'A', 投资额: second }, { 类别: 'A', 投资额: '1200万元' })))
    expect(open('1000万元')).toEqual(['A/1: unknown 0.00..500000.00', 'A/2: eligible 500000.00', 'A/3: unknown 0.00..500000.00'])
    expect(open('1100万元')).toEqual(['A/1: unknown 0.00..500000.00', 'A/2: eligible 500000.00', 'A/3: unknown 0.00..500000.00'])
  })
  it('an exact one after a ceiling is only "up to" when the ceiling may take its room', () => {
    const made = program([
      project('A', 'up to: "10%"', '', '  of: "投资额"\n  at most:\n    - max: "100万元"\n      per: 企业\n      over:\n        - A\n        - B\n'), project('B', 'give: "10%"', '', '  of: "投资额"\n'),
    ], FACTS)
    const result = run(made, projects({ 类别: 'A', 投资额: '600万元' }, { 类别: 'B', 投资额: '700万元' }))
    expect(live(result)).toEqual(['A/1: eligible <= 600000.00', 'B/2: eligible <= 700000.00'])
    expect(joints(result)).toEqual(['1000000.00 over A/1 B/2'])
    expect(live(run(made, projects({ 类别: 'A', 投资额: '600万元' }, { 类别: 'B', 投资额: '400万元' })))).toEqual(['A/1: eligible <= 600000.00', 'B/2: eligible 400000.00'])
  })

  it('granting up to the ceilings one after another never passes the joint limit', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 6 }), sizes => {
      const list = sizes.map((size, i) => ({ id: String(i), 类别: 'A', 投资额: `${size}万元` }))
      const awards: Record<string, unknown>[] = []
      for (const { id } of list) {
        const result = run(ceilings, enterprise({ 项目: list, awards }))
        const row = result.assessments.find(one => one.subject.id === id)!
        if (row.granted?.how !== 'ceiling') throw new Error(row.status)
        awards.push({ instrument: 'A', subject: id, amount: `${yuan(row.granted.most)}元`, date: '2025-01-01' })
      }
      const total = awards.reduce((sum, one) => sum + Number(String(one['amount']).slice(0, -1)), 0)
      expect(total).toBe(Math.min(1_000_000, sizes.reduce((sum, size) => sum + Math.min(500_000, size * 500), 0)))
      for (const row of run(ceilings, enterprise({ 项目: list, awards })).assessments) expect(row.granted).toMatchObject({ how: 'ceiling' })
    }), { numRuns: 60, seed: 7 })
  })
})

describe('一次性', () => {
  const made = program([project('A', 'give: "10万元"', 'once: 企业')], FACTS)
  it('one of two; an earlier award is the one', () => {
    expect(all(run(made, projects({ 类别: 'A' }, { 类别: 'A' })))).toEqual(['A/1: eligible 100000.00', 'A/2: eligible 0.00'])
    expect(all(run(made, enterprise({ 项目: [{ id: '1', 类别: 'A' }], awards: [{ instrument: 'A', amount: '10万元', date: '2020-06-01' }] })))).toEqual(['A/1: eligible 0.00'])
  })
  it('one that may get it leaves the next open, and says what to ask', () => {
    const result = run(made, projects({}, { 类别: 'A' }))
    expect(all(result)).toEqual(['A/1: unknown 100000.00..100000.00', 'A/2: unknown 0.00..100000.00'])
    expect(result.ask.map(({ missing, settles }) => `${missing.subject}.${missing.fact?.name ?? ''} ${settles.join()}`)).toEqual(['1.类别 A'])
  })
})

describe('就高', () => {
  const made = program([project('A', 'give: "10%"', '', '  of: "投资额"\n'), project('B', 'up to: "20%"', '', '  of: "投资额"\n'), ['general', 'id: G\nwords: "试"\nstacking:\n  - highest: 企业']], FACTS)
  it('an exact one is beaten by a higher exact one', () => {
    expect(live(run(made, projects({ 类别: 'A', 投资额: '10万元' }, { 类别: 'A', 投资额: '20万元' })))).toEqual(['A/1: eligible 0.00', 'A/2: eligible 20000.00'])
  })
  it('a ceiling above it leaves open which is paid: each up to, together up to the higher', () => {
    const result = run(made, projects({ 类别: 'A', 投资额: '20万元' }, { 类别: 'B', 投资额: '20万元' }))
    expect(live(result)).toEqual(['A/1: eligible <= 20000.00', 'B/2: eligible <= 40000.00'])
    expect(joints(result)).toEqual(['40000.00 over A/1 B/2'])
    expect(live(run(made, projects({ 类别: 'A', 投资额: '90万元' }, { 类别: 'B', 投资额: '20万元' })))).toEqual(['A/1: eligible 90000.00', 'B/2: eligible <= 0.00'])
  })
  it('an unknown one leaves the outcome open', () => {
    expect(live(run(made, projects({ 类别: 'A', 投资额: '10万元' }, { 类别: 'A' })))).toEqual(['A/1: unknown 0.00..10000.00', 'A/2: unknown 0.00..'])
  })
})

describe('promotion', () => {
  const ladder = (pays: string, reading = '') => program([
    project('市', 'give: "20万元"', `once: 企业\nstacking:\n  - promotion: ${pays}\n    among:\n      - 市\n      - 省\n${reading}`), project('省', 'give: "50万元"', 'once: 企业'),
  ], FACTS)
  const READING = '    reading:\n      question: 全额还是差额\n      read as: null\n      or:\n        - read as: 全额\n          promotion: full\n        - read as: 差额\n          promotion: difference\n'
  const both = projects({ 类别: '市' }, { 类别: '省' })
  const earlier = enterprise({ 项目: [{ id: '1', 类别: '省' }], awards: [{ instrument: '市', amount: '20万元', date: '2021-01-01' }] })
  it('full or the difference, of awards and of rows', () => {
    expect(live(run(ladder('full'), both))).toEqual(['市/1: eligible 200000.00', '省/2: eligible 500000.00'])
    expect(live(run(ladder('difference'), both))).toEqual(['市/1: eligible 200000.00', '省/2: eligible 300000.00'])
    expect(live(run(ladder('difference'), earlier))).toEqual(['省/1: eligible 300000.00'])
  })
  it('not read: undecided, showing both figures; but settled where nothing was received below', () => {
    const made = ladder('full', READING)
    const result = run(made, earlier)
    expect(live(result)).toEqual(['省/1: undecided 300000.00..500000.00'])
    const [decides] = result.assessments.find(one => one.status === 'undecided')!.undecided
    expect(decides && 'figures' in decides ? (decides.figures ?? []).map(one => `${one.readAs} ${yuan(one.value)}`) : decides).toEqual(['全额 500000.00', '差额 300000.00'])
    expect(live(run(made, projects({ 类别: '省' })))).toEqual(['省/1: eligible 500000.00'])
    const id = decides && 'reading' in decides ? decides.reading.id : ''
    expect(live(run(made, earlier, { readings: { [id]: 1 } }))).toEqual(['省/1: eligible 300000.00'])
  })
})

describe('what may support one award only', () => {
  const lines = (id: string): readonly [string, string] => ['instrument', `id: ${id}\nname: ${id}\nwords: "试"\nfor: 项目\nstacking:\n  - use once: 发票\namount:\n  sum: 发票\n  give: "10%"\n  of: "金额"`]
  it('an invoice that one instrument used is left out of the next', () => {
    const made = program([lines('A'), lines('B')], FACTS)
    expect(all(run(made, projects({ 投资额: '1元', 发票: [{ id: '一', 金额: '100元' }, { id: '二', 金额: '50元' }] })))).toEqual(['A/1: eligible 15.00', 'B/1: eligible 0.00'])
  })
  it('the same number on two projects', () => {
    const made = program([project('A', 'give: "10%"', 'stacking:\n  - use once: 发票号', '  of: "投资额"\n')], FACTS)
    expect(all(run(made, projects({ 类别: 'A', 投资额: '100元', 发票号: 'x' }, { 类别: 'A', 投资额: '100元', 发票号: 'x' }, { 类别: 'A', 投资额: '100元', 发票号: 'y' })))).toEqual(['A/1: eligible 10.00', 'A/2: eligible 0.00', 'A/3: eligible 10.00'])
  })
})

describe('不可同时享受', () => {
  const made = program([project('A', 'give: "10万元"', 'stacking:\n  - not with: 省级补贴'), project('B', 'give: "20万元"', 'stacking:\n  - not with:\n      - A')], FACTS)
  it('money from another document, already received', () => {
    expect(live(run(made, enterprise({ 项目: [{ id: '1', 类别: 'A' }], awards: [{ instrument: '省级补贴', amount: '1万元', date: '2024-01-01' }] })))).toEqual(['A/1: eligible 0.00'])
  })
})
