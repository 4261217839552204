import { describe, expect, it } from 'vitest'
import { assess, loadPack, procedureOf, readDossier } from '../src/index.ts'
import { diagnose, fence, folder, sentences } from './pack.ts'

const pack = (words: string, blocks: string) => folder({
  'policy.md': `${fence('pack', 'id: p\ntitle: 试\nin force: "2020-01-01"')}\n## 1 甲\n\n> （一）甲。${words}。\n\n${blocks}`,
  'facts.yaml': 'parties:\n  企业:\n    facts:\n      从业人员:\n        type: number\n        unit: 人\n        every: 年\nclaims:\n  项目:\n    of: 企业\n    facts:\n      投资额:\n        type: money\n',
})

describe('a definition of an owner', () => {
  const blocks = fence('definition', 'id: 规模\nevery: 年\nvalue: \'if 从业人员 < 20人 then "微型" else "其他"\'\nreading:\n  question: 人数界线\n  read as: 20人\n  or:\n    - read as: 50人\n      value: \'if 从业人员 < 50人 then "微型" else "其他"\'')
    + fence('instrument', 'id: I1\nname: 补\nwords: "微型企业的项目给予5万元"\nfor: 项目\nwhen:\n  - words: "微型企业的项目"\n    test: \'上年(企业.规模) = "微型"\'\namount:\n  words: "给予5万元"\n  give: "5万元"')
  const folderOf = pack('微型企业的项目给予5万元', blocks)
  it('is reached through its name, and its readings can be chosen', () => {
    expect(sentences(diagnose(folderOf))).toEqual([])
    const { program } = loadPack(folderOf)
    const { dossier } = readDossier(program, { 企业: [{ id: '甲', 从业人员: { 2023: '30人' }, 项目: [{ id: '一' }] }] })
    const status = (readings: Record<string, number>) => assess(program, dossier, { asOf: 19_800, readings }).assessments[0]
    expect(status({})?.status).toBe('ineligible')
    expect(status({ '规模/definition': 0 })?.status).toBe('eligible')
    expect(status({})?.restsOn.map(one => one.question)).toEqual(['人数界线'])
  })
})

describe('in force', () => {
  it('nothing is granted before the day and after the last', () => {
    const folderOf = folder({
      'policy.md': `${fence('pack', 'id: p\ntitle: 试\nin force: "2022-01-01"\nuntil: "2024-12-31"')}\n## 1 甲\n\n> （一）甲。给予5万元。\n\n${fence('instrument', 'id: I1\nname: 补\nwords: "给予5万元"\nfor: 企业\namount:\n  words: "给予5万元"\n  give: "5万元"')}`,
      'facts.yaml': 'parties:\n  企业:\n    en: Enterprise\n',
    })
    const { program } = loadPack(folderOf)
    const { dossier } = readDossier(program, { 企业: [{ id: '甲' }] })
    const status = (day: string) => assess(program, dossier, { asOf: Date.parse(`${day}T00:00:00Z`) / 86_400_000 }).assessments.map(one => one.status)
    expect(['2021-12-31', '2022-01-01', '2024-12-31', '2025-01-01'].map(status)).toEqual([['ineligible'], ['eligible'], ['eligible'], ['ineligible']])
  })
})

describe('asking for one instrument', () => {
  it('gives what asking for all gives, also when the chosen reading binds it to another', () => {
    const rule = (id: string, more = '') => fence('instrument', `id: ${id}\nname: ${id}\nwords: "给予5万元"\nfor: 企业\namount:\n  words: "给予5万元"\n  give: "5万元"${more}`)
    const alone = '\nreading:\n  question: 可否兼得\n  read as: 可以\n  or:\n    - read as: 不可以\n      stacking:\n        - not with: I1'
    const { program } = loadPack(pack('给予5万元', rule('I1') + rule('I2', alone)))
    const { dossier } = readDossier(program, { 企业: [{ id: '甲' }] })
    const first = (readings: Record<string, number>, instruments?: string[]) => assess(program, dossier, { asOf: 19_800, readings, ...(instruments ? { instruments } : {}) }).assessments.find(one => one.instrument === 'I1')
    const chosen = { 'I2/instrument': 0 }
    expect(first(chosen, ['I1'])).toEqual(first(chosen))
    expect(first(chosen)?.granted).not.toEqual(first({})?.granted)
  })
})

describe('a procedure', () => {
  const rule = fence('instrument', 'id: I1\nname: 补\nwords: "给予5万元"\nfor: 企业\nreview: 公平竞争审查\namount:\n  words: "给予5万元"\n  give: "5万元"')
  const steps = (days: string) => `steps:\n  - words: "受理5个工作日"\n    step: acceptance\n    working days: "${days}"\n  - words: "核查不少于30%"\n    step: inspection\n    sample: "30%"`
  const way = (id: string, days = '5', more = '') => fence('procedure', `id: ${id}\nname: 申报\nwords: "受理5个工作日，核查不少于30%"\nway: call\n${more}${steps(days)}`)
  const whole = (blocks: string) => pack('给予5万元，受理5个工作日，核查不少于30%', rule + blocks)
  it('says the steps with their figures, and which review must come first', () => {
    expect(sentences(diagnose(whole(way('P1'))))).toEqual([])
    const { program } = loadPack(whole(way('P1')))
    expect(program.procedures[0]?.steps.map(({ step, workingDays, sample }) => ({ step, workingDays, sample }))).toEqual([{ step: 'acceptance', workingDays: 5, sample: undefined }, { step: 'inspection', workingDays: undefined, sample: { n: 3n, d: 10n } }])
    expect(program.instruments[0]?.review).toBe('公平竞争审查')
  })
  it('is bound to its words like any rule', () => {
    expect(sentences(diagnose(whole(way('P1', '6'))), 'en').join()).toContain('The value "6" has no such number')
    expect(sentences(diagnose(whole(way('P1', '5', 'applies to:\n  - I2\n'))), 'en')).toEqual(['There is no instrument or target "I2"; did you mean "I1"?'])
    expect(sentences(diagnose(whole(way('P1', '2 + 3'))), 'en').join()).toContain('A plain number or quantity stands here')
  })
  it('says what experts score, each criterion bound to its own words, and no pass that the sheet cannot come to', () => {
    const words = '抽取3名专家评审，技术水平30分、实施条件20分，平均40分为合格'
    const experts = (most: string, passes: string) => pack(`给予5万元，${words.replace('40', passes)}`, rule + fence('procedure', `id: P1\nname: 申报\nwords: "${words.replace('40', passes)}"\nway: call\nsteps:\n  - words: "${words.replace('40', passes)}"\n    step: experts\n    experts: "3"\n    sheet:\n      - words: "技术水平30分"\n        criterion: 技术水平\n        en: Technical level\n        most: "${most}"\n      - words: "实施条件20分"\n        criterion: 实施条件\n        most: "20"\n    pass: "${passes}"`))
    expect(sentences(diagnose(experts('30', '40')))).toEqual([])
    const [step] = loadPack(experts('30', '40')).program.procedures[0]?.steps ?? []
    expect([step?.experts, step?.pass, step?.sheet?.map(one => [one.criterion, one.en, one.most])]).toEqual([3, 40, [['技术水平', 'Technical level', 30], ['实施条件', undefined, 20]]])
    expect(sentences(diagnose(experts('35', '40')), 'en').join()).toContain('The value "35" has no such number')
    expect(sentences(diagnose(experts('30', '51')), 'en')).toEqual(['The sheet gives 50 points at most, which never comes to "51".'])
  })
  it('says how long after the money is paid its effect is looked at, in words that have the length', () => {
    const evaluation = (after: string) => pack('给予5万元，受理5个工作日，拨付满12个月评价绩效', rule + fence('procedure', `id: P1\nname: 申报\nwords: "受理5个工作日，拨付满12个月评价绩效"\nway: call\nsteps:\n  - words: "受理5个工作日"\n    step: acceptance\n    working days: "5"\nevaluation:\n  words: "拨付满12个月评价绩效"\n  after: "${after}"`))
    expect(sentences(diagnose(evaluation('12个月')))).toEqual([])
    expect(loadPack(evaluation('12个月')).program.procedures[0]?.evaluation?.after).toEqual({ count: 12, unit: 'months' })
    expect(loadPack(whole(way('P1'))).program.procedures[0]?.evaluation).toBeUndefined()
    expect(sentences(diagnose(evaluation('6个月')), 'en').join()).toContain('has no such number')
    expect(sentences(diagnose(evaluation('12')), 'en').join()).toContain('A length of time stands here')
  })
  it('of the instrument comes before one for all, and another document’s before this one’s', () => {
    const { program } = loadPack(whole(way('P1') + way('P2', '5', 'applies to:\n  - I1\n')))
    expect(procedureOf(program, 'I1')?.id).toBe('P2')
    expect(procedureOf({ ...program, procedures: program.procedures.slice(0, 1) }, 'I1')?.id).toBe('P1')
    expect(procedureOf({ ...program, procedures: [] }, 'I1')).toBeUndefined()
  })
})
