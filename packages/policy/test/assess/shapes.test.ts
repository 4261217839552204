import { describe, expect, it } from 'vitest'
import { allot, assess, readDossier } from '../../src/assess/index.ts'
import { AS_OF, all, amountFor, claim, day, enterprise, facts, one, program, run, said, yuan } from './build.ts'

/** Shapes of other policies that nobody planned for, each by what the grammar has. */
describe('further shapes', () => {
  it('matching funds 1:1 of what is received net of VAT', () => {
    const made = program([amountFor('give: "1:1"\nof: "省级资金 / (1 + 税率)"')], facts('省级资金 money', '税率 rate'))
    expect(one(run(made, enterprise({ 省级资金: '100万元', 税率: '13%' })))).toBe('eligible 884955.75')
    expect(one(run(made, enterprise({ 省级资金: '113万元', 税率: '13%' })))).toBe('eligible 1000000.00')
    expect(one(run(made, enterprise({ 税率: '13%' })))).toMatch(/^unknown 0\.00\.\.$/)
  })

  it('so much a head, by how many there are (whole band), and by portions of heads', () => {
    const whole = program([amountFor('on: "新增人数"\ntable:\n  - band: "[1人..10人)"\n    give: "1000元 * 新增人数"\n  - band: ">= 10人"\n    give: "1500元 * 新增人数"')], facts('新增人数 number unit=人'))
    expect(one(run(whole, enterprise({ 新增人数: '9人' })))).toBe('eligible 9000.00')
    expect(one(run(whole, enterprise({ 新增人数: '10人' })))).toBe('eligible 15000.00')
    expect(one(run(whole, enterprise({ 新增人数: '0人' })))).toBe('ineligible')
    const portions = program([amountFor('of: "新增人数"\nportions:\n  - band: "[0人..10人)"\n    give: "1000元"\n  - band: ">= 10人"\n    give: "1500元"')], facts('新增人数 number unit=人'))
    expect(one(run(portions, enterprise({ 新增人数: '12人' })))).toBe('eligible 13000.00')
    expect(one(run(portions, enterprise({})))).toBe('unknown 0.00..')
  })

  it('a cap as a share of the investment and an absolute one, whichever is lower', () => {
    const made = program([amountFor('give: "30%"\nof: "设备投资"\nat most:\n  - max: "总投资 * 10%"\n  - max: "200万元"')], facts('设备投资 money', '总投资 money'))
    expect(one(run(made, enterprise({ 设备投资: '500万元', 总投资: '1000万元' })))).toBe('eligible 1000000.00')
    expect(one(run(made, enterprise({ 设备投资: '5000万元', 总投资: '10000万元' })))).toBe('eligible 2000000.00')
    expect(one(run(made, enterprise({ 设备投资: '100万元' })))).toBe('unknown 0.00..300000.00')
    expect(one(run(made, enterprise({ 总投资: '1000.01元' })))).toBe('unknown 0.00..100.00')
  })

  it('a top-up to a floor: what others gave is made up to 10万元', () => {
    const made = program([amountFor('give: "10万元"\nadjust:\n  - less: "其他奖励"')], facts('其他奖励 money'))
    expect(one(run(made, enterprise({ 其他奖励: '4万元' })))).toBe('eligible 60000.00')
    expect(one(run(made, enterprise({ 其他奖励: '14万元' })))).toBe('eligible 0.00')
    expect(one(run(made, enterprise({ 其他奖励: '无' })))).toBe('eligible 100000.00')
    expect(one(run(made, enterprise({})))).toBe('unknown 0.00..100000.00')
  })

  it('a bonus for two consecutive years', () => {
    const made = program([amountFor('give: "10万元"\nadjust:\n  - test: "上年(达标) and 前年(达标)"\n    times: "150%"')], facts('达标 boolean every=年'))
    expect(one(run(made, enterprise({ 达标: { 2024: true, 2023: true } })))).toBe('eligible 150000.00')
    expect(one(run(made, enterprise({ 达标: { 2024: true, 2023: false } })))).toBe('eligible 100000.00')
    expect(one(run(made, enterprise({ 达标: { 2024: false } })))).toBe('eligible 100000.00')
    expect(one(run(made, enterprise({ 达标: { 2024: true } })))).toBe('unknown 100000.00..150000.00')
  })

  it('a limit over the life of the policy counts what was granted before', () => {
    const made = program([amountFor('give: "10%"\nof: "费用"\nat most:\n  - max: "100万元"\n    per: 企业')], facts('费用 money'))
    const granted = (amount: string) => enterprise({ 费用: '500万元', awards: [{ instrument: 'A', amount, date: '2021-05-01' }] })
    expect(one(run(made, granted('30万元')))).toBe('eligible 500000.00')
    expect(one(run(made, granted('70万元')))).toBe('eligible 300000.00')
    expect(one(run(made, granted('100万元')))).toBe('eligible 0.00')
    expect(one(run(made, granted('30万元'), { asOf: day('2021-04-30') }))).toBe('eligible 500000.00')
  })

  it('a limit a year counts only this year’s', () => {
    const made = program([amountFor('give: "10%"\nof: "费用"\nat most:\n  - max: "60万元"\n    every: 年')], facts('费用 money'))
    const granted = (date: string) => enterprise({ 费用: '500万元', awards: [{ instrument: 'A', amount: '40万元', date }] })
    expect(one(run(made, granted('2024-12-31')))).toBe('eligible 500000.00')
    expect(one(run(made, granted('2025-01-01')))).toBe('eligible 200000.00')
  })

  it('a limit over the enterprises of one group', () => {
    const made = program([amountFor('give: "50%"\nof: "费用"\nat most:\n  - max: "100万元"\n    per: 集团')], facts('费用 money', '集团 text'))
    const three = (groups: readonly unknown[]) => ({ 企业: groups.map((group, i) => ({ id: String(i + 1), 费用: '150万元', ...(group === undefined ? {} : { 集团: group }) })) })
    expect(all(run(made, three(['红', '红', '无'])))).toEqual(['A/1: eligible 750000.00', 'A/2: eligible 250000.00', 'A/3: eligible 750000.00'])
    expect(all(run(made, three(['红', '蓝', '红'])))).toEqual(['A/1: eligible 750000.00', 'A/2: eligible 750000.00', 'A/3: eligible 250000.00'])
    // To which group the third belongs was not told: it may share the limit of the first, so nobody's amount is sure.
    const open = run(made, three(['红', '蓝', undefined]))
    expect(all(open)).toEqual(['A/1: unknown 0.00..750000.00', 'A/2: unknown 0.00..750000.00', 'A/3: unknown 0.00..750000.00'])
    expect(open.ask.map(({ missing }) => missing.fact?.name)).toEqual(['集团'])
  })

  it('the first three by rank, so much each; equals in rank go before a person', () => {
    const made = program([amountFor('give: "10万元"', 'allocate:\n  words: "试"\n  pool: "3个"\n  order: "名次"\n  when short: close and queue')], facts('名次 number'))
    const places = (ranks: readonly number[]) => {
      const { dossier } = readDossier(made, { 企业: ranks.map((rank, i) => ({ id: String(i + 1), 名次: rank })) })
      const [result] = allot(made, dossier, assess(made, dossier, { asOf: AS_OF }))
      return result && 'rows' in result ? result.rows.map(row => `${row.place} ${row.granted}`) : result
    }
    expect(places([4, 2, 1, 3])).toEqual(['queued 0', 'granted 10000000', 'granted 10000000', 'granted 10000000'])
    expect(places([1, 2, 3, 3])).toEqual(['granted 10000000', 'granted 10000000', 'tied 0', 'tied 0'])
  })

  it('half of it when repaid early', () => {
    const made = program([amountFor('give: "50%"\nof: "利息"\nadjust:\n  - test: "还款日 < 到期日"\n    times: "50%"', '', '贷款')], `${facts()}claims:\n${claim('贷款', ['企业'], '利息 money', '还款日 date', '到期日 date')}`)
    const loan = (date: string) => enterprise({ 贷款: [{ id: '一', 利息: '1万元', 还款日: date, 到期日: '2025-06-30' }] })
    expect(one(run(made, loan('2025-06-30')))).toBe('eligible 5000.00')
    expect(one(run(made, loan('2025-03-31')))).toBe('eligible 2500.00')
  })

  it('a foreign amount at the rate of a day', () => {
    const made = program([amountFor('give: "10%"\nof: "1元 * (合同金额 / 1美元) * 于(美元中间价, 合同日期)"')], `${facts('合同金额 money currency=USD', '合同日期 date')}area:\n  美元中间价:\n    type: number\n    every: 月\n`)
    expect(one(run(made, enterprise({ 合同金额: '1.5万美元', 合同日期: '2024-03-15' }, { area: { 美元中间价: { '2024-03': '7.0965' } } })))).toBe('eligible 10644.75')
  })

  it('a full year since it moved in', () => {
    const made = program([amountFor('give: "10万元"', 'when:\n  - words: "试"\n    test: "评估日期 >= 入驻日期 + 12个月"')], facts('入驻日期 date'))
    expect(one(run(made, enterprise({ 入驻日期: '2024-11-24' })))).toBe('eligible 100000.00')
    expect(one(run(made, enterprise({ 入驻日期: '2024-11-25' })))).toBe('ineligible 100000.00..100000.00')
  })

  it('instalments over three years, the later ones on conditions', () => {
    const made = program([amountFor('give: "10万元"', 'pay:\n  parts:\n    - part: "1/3"\n      after: "评估日期"\n    - part: "1/3"\n      after: "首年考核合格日期"\n    - part: "1/3"\n      after: "次年考核合格日期 + 1年"')], facts('首年考核合格日期 date', '次年考核合格日期 date'))
    const { pay } = run(made, enterprise({ 首年考核合格日期: '2025-03-01', 次年考核合格日期: '无' })).assessments[0]!
    expect(pay?.parts?.map(part => [String(part.value.n), part.due])).toEqual([['3333333', true], ['3333333', true], ['3333334', false]])
  })

  it('city and county half each of a ratio', () => {
    const made = program([amountFor('give: "20%"\nof: "投资额"\nadjust:\n  - times: "1:2"')], facts('投资额 money'))
    expect(one(run(made, enterprise({ 投资额: '1000万元' })))).toBe('eligible 1000000.00')
  })

  it('rent by the square metre, month by month, with a monthly ceiling, 36 months', () => {
    const made = program([amountFor('sum: 月\nfrom: "租赁起始日"\nwhere: "第几年 <= 36"\ngive: "10元 * (面积 / 1平方米)"\nat most:\n  - max: "5000元"\n    every: 月', '', '租赁')], `${facts()}claims:\n${claim('租赁', ['企业'], '面积 number unit=平方米', '租赁起始日 date')}`)
    const lease = (area: string, from: string) => run(made, enterprise({ 租赁: [{ id: '一', 面积: area, 租赁起始日: from }] }))
    expect(one(lease('300平方米', '2025-09-01'))).toBe('eligible 9000.00')
    expect(one(lease('800平方米', '2025-09-01'))).toBe('eligible 15000.00')
    expect(one(lease('800平方米', '2020-01-01'))).toBe('eligible 180000.00')
    expect(lease('300平方米', '2025-09-01').assessments[0]?.lines?.map(line => line.id)).toEqual(['2025-09', '2025-10', '2025-11'])
  })

  it('rounds to 100元 up, but never beyond a ceiling', () => {
    const made = program([amountFor('give: "10%"\nof: "费用"\nround: up 100元\nat most:\n  - max: "10050.50元"')], facts('费用 money'))
    expect(one(run(made, enterprise({ 费用: '10001元' })))).toBe('eligible 1100.00')
    expect(one(run(made, enterprise({ 费用: '100100元' })))).toBe('eligible 10050.50')
  })

  it('of tests the first that holds; an earlier one that may hold leaves it open', () => {
    const made = program([amountFor('table:\n  - test: "上市"\n    give: "30万元"\n  - test: "高新"\n    give: "20万元"\n  - give: "10万元"')], facts('上市 boolean', '高新 boolean'))
    expect(one(run(made, enterprise({ 上市: true })))).toBe('eligible 300000.00')
    expect(one(run(made, enterprise({ 上市: false, 高新: true })))).toBe('eligible 200000.00')
    expect(one(run(made, enterprise({ 高新: true })))).toBe('unknown 200000.00..300000.00')
    expect(one(run(made, enterprise({})))).toBe('unknown 100000.00..300000.00')
  })

  it('a range inside a table, a ceiling below it', () => {
    const made = program([amountFor('of: "投资额"\ntable:\n  - band: "[0元..100万元)"\n    up to: "5%"\n  - band: ">= 100万元"\n    give: "6%"')], facts('投资额 money'))
    expect(one(run(made, enterprise({ 投资额: '50万元' })))).toBe('eligible <= 25000.00')
    expect(one(run(made, enterprise({ 投资额: '200万元' })))).toBe('eligible 120000.00')
  })

  it('a sum of invoices with none that count is no claim at all', () => {
    const made = program([amountFor('sum: 发票\nwhere: "年份 = 2024"\ngive: "10%"\nof: "金额"')], `${facts()}claims:\n${claim('发票', ['企业'], '金额 money', '年份 number')}`)
    expect(one(run(made, enterprise({ 发票: [{ id: '1', 金额: '100元', 年份: 2024 }, { id: '2', 金额: '0.05元', 年份: 2024 }, { id: '3', 金额: '999元', 年份: 2023 }] })))).toBe('eligible 10.00')
    expect(one(run(made, enterprise({ 发票: '无' })))).toBe('ineligible')
    expect(one(run(made, enterprise({})))).toBe('unknown 0.00..')
    expect(one(run(made, enterprise({ 发票: [{ id: '1', 金额: '100元', 年份: 2024 }, { id: '2', 金额: '100元' }] })))).toBe('unknown 10.00..20.00')
  })

  it('says what each part came from', () => {
    const made = program([amountFor('give: "5%"\nof: "投资额"\nat most:\n  - max: "50万元"')], facts('投资额 money'))
    const row = run(made, enterprise({ 投资额: '1240万元' })).assessments[0]!
    expect(said(row)).toBe('eligible 500000.00')
    expect(row.steps.map(step => step.step)).toEqual(['base', 'give', 'at most'])
  })

  it('shows what each way of reading would give, where nobody has read yet', () => {
    const reading = (or: string) => `\n    reading:\n      question: 问\n      read as: null\n      or:\n${or}`
    const capped = program([amountFor(`give: "10%"\nof: "投资额"\nat most:\n  - max: "10万元"${reading('        - read as: 每项\n          max: "10万元"\n        - read as: 不限\n          max: "1000万元"')}`)], facts('投资额 money'))
    const figures = (made: typeof capped) => {
      const row = run(made, enterprise({ 投资额: '300万元' })).assessments[0]!
      expect(row.status).toBe('undecided')
      return row.undecided.flatMap(one => ('reading' in one ? (one.figures ?? []).map(({ readAs, value }) => `${readAs} ${yuan(value)}`) : []))
    }
    expect(figures(capped)).toEqual(['每项 100000.00', '不限 300000.00'])
    const tested = program([amountFor('give: "5万元"', `when:\n  - words: "试"\n    test: "投资额 > 100万元"${reading('        - read as: 高\n          test: "投资额 > 500万元"\n        - read as: 低\n          test: "投资额 > 50万元"')}`)], facts('投资额 money'))
    expect(figures(tested)).toEqual(['高 0.00', '低 50000.00'])
  })
})
