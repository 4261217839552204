import { describe, expect, it } from 'vitest'
import { check, message, parse, walk, type Type } from '../src/index.ts'
import { codes, problems, tree, YUAN, zh } from './world.ts'

const typed = (text: string): Type => tree(text).type

describe('types', () => {
  it.each<[string, Partial<Type>]>([
    ['固定资产投资 * 5%', YUAN],
    ['5% * 固定资产投资', YUAN],
    ['固定资产投资 * (8% + 2个百分点)', YUAN],
    ['固定资产投资 / 3', YUAN],
    ['固定资产投资 / 总投资', { kind: 'rate' }],
    ['固定资产投资 / 总投资 - 1', { kind: 'rate' }],
    ['上年(产值) / 前年(产值) - 上年(规上工业产值) / 前年(规上工业产值)', { kind: 'points' }],
    ['合同利率 - 2个百分点', { kind: 'rate' }],
    ['1 - 5%', { kind: 'rate' }],
    ['研发人员 / 职工数', { kind: 'rate' }],
    ['专利数 / 职工数', { kind: 'number' }],
    ['职工数 * 2', { kind: 'number', unit: '人' }],
    ['职工数 * 10%', { kind: 'number', unit: '人' }],
    ['1万元 * 职工数', YUAN],
    ['固定资产投资 / 职工数', YUAN],
    ['万元(系数 * 2)', YUAN],
    ['还款日 - 放款日', { kind: 'duration', unit: 'days' }],
    ['放款日 + 3年', { kind: 'date' }],
    ['天数(放款日, 还款日) / 360天', { kind: 'number' }],
    ['合作期 / 12个月', { kind: 'number' }],
    ['(60个月 - 合作期) / 60个月', { kind: 'number' }],
    ['放款日.year', { kind: 'number' }],
    ['近(企业.产值, 2年)', { kind: 'list', of: YUAN }],
    ['奖补比例', { kind: 'rate' }],
    ['第几年', { kind: 'number' }],
    ['评估日期', { kind: 'date' }],
    ['在库(倍增企业库)', { kind: 'boolean' }],
    ['境内', { kind: 'boolean' }],
    ['@"P3Y"', { kind: 'duration', unit: 'months' }],
    ['date("2020-04-27")', { kind: 'date' }],
  ])('%s', (text, type) => expect(typed(text)).toEqual(type))

  it.each([
    ['固定资产投资 > 1000', 'money-and-number'],
    ['固定资产投资 + 1', 'money-and-number'],
    ['固定资产投资 + 外币', 'currencies-differ'],
    ['固定资产投资 > 外币', 'currencies-differ'],
    ['固定资产投资 * 总投资', 'no-such-arithmetic'],
    ['专利数 + 职工数', 'units-differ'],
    ['专利数 > 3人', 'units-differ'],
    ['专利数 * 职工数', 'units-differ'],
    ['合同利率 > 5个百分点', 'rate-and-points'],
    ['合同利率 - 3% > 1%', 'rate-and-points'],
    ['合同利率 - 3% > 0.01', 'points-and-number'],
    ['合作期 > 30天', 'durations-differ'],
    ['类别 > "增扩产"', 'no-order'],
    ['境内 > 失信', 'no-order'],
    ['境内 and 固定资产投资', 'not-boolean'],
    ['not(固定资产投资)', 'not-boolean'],
    ['if 境内 then 1万元 else 5%', 'money-and-number'],
    ['if 境内 then 1万元 else "a"', 'branches-differ'],
    ['if 境内 then 1万元 else 5', 'money-and-number'],
    ['["a", 1]', 'list-mixed'],
    ['min(固定资产投资, 50)', 'money-and-number'],
    ['[]', 'empty-list'],
    ['-境内', 'no-negative'],
    ['万元(1000)', 'money-of-literal'],
    ['2 ** 系数', 'exponent'],
    ['2 ** 0.5', 'exponent'],
    ['9 ** 400 ** 400', 'too-many-digits'],
    ['sqrt(2)', 'root-not-exact'],
    ['sqrt(系数)', 'root-not-exact'],
    ['floor(系数, 系数)', 'scale'],
    ['sum(["a"])', 'argument-type'],
    ['modulo(3件, 2人)', 'arguments-differ'],
    ['split("a", ".")', 'no-pattern'],
    ['放款日.hour', 'unknown-name-near'],
    ['类别.year', 'no-such-part-of'],
    ['date("2020-02-30")', 'no-such-date'],
    ['@"2020-13-01"', 'bad-date'],
    ['duration("PT1H")', 'bad-duration'],
    ['1 / 0', 'division-by-zero'],
    ['固定资产投资 / 0', 'division-by-zero'],
    ['固定资产投资 / (1 - 1)', 'division-by-zero'],
    ['even(1.5)', 'not-whole'],
    ['time("10:00:00")', 'function-not-taken'],
    ['today()', 'function-not-taken'],
    ['min', 'function-alone'],
    ['上年', 'function-alone'],
    ['属于工业', 'definition-arguments'],
    ['属于工业(行业代码, 1)', 'definition-arguments'],
    ['floor(1, 2, 3)', 'argument-count'],
    ['本年(产值, 1)', 'argument-count'],
    ['floor(n: 1, m: 2)', 'argument-names'],
    ['在库(1)', 'roster-name'],
    ['在库(没有库)', 'unknown-roster'],
    ['在库(倍增企业)', 'unknown-roster-near'],
  ])('%s: %s', (text, code) => expect(codes(text)).toEqual([code]))

  it('holds the type that is wanted', () => {
    expect(codes('固定资产投资', YUAN)).toEqual([])
    expect(codes('5', { kind: 'rate' })).toEqual([])
    expect(codes('5', { kind: 'number', unit: '件' })).toEqual([])
    expect(zh('5', YUAN)).toEqual(['这里要金额，表达式给出的是数量。'])
    expect(zh('固定资产投资', { kind: 'boolean' })).toEqual(['这里要是/否，表达式给出的是金额。'])
    expect(zh('3件', { kind: 'number', unit: '人' })).toEqual(['这里要数量（人），表达式给出的是数量（件）。'])
  })

  it('reports every fault, each once', () => {
    expect(codes('固定资产投 > 1 and 类别 = "增产" and 近(企业.产值, 3年) = 没有')).toEqual(['unknown-name-near', 'no-such-choice-near', 'unknown-name'])
  })
})

describe('names', () => {
  it('suggests the nearest', () => {
    expect(zh('固定资产投 > 1元')).toEqual(['没有名为“固定资产投”的事实、定义或设定。是不是“固定资产投资”？'])
    expect(zh('企业.产直 > 1元')).toEqual(['没有名为“企业.产直”的事实、定义或设定。是不是“企业.产值”？'])
    expect(zh('flor(1)')).toEqual(['没有名为“flor”的函数或定义。是不是“floor”？'])
    expect(zh('完全没有的东西')).toEqual(['没有名为“完全没有的东西”的事实、定义或设定。请在 facts.yaml 中声明，或改正名称。'])
  })
  it('knows the choices of an enumeration', () => {
    expect(zh('类别 = "增产"')).toEqual(['选项里没有“增产”，是不是“增扩产”？可选：增扩产、节能降耗、绿色制造、其他。'])
    expect(zh('类别 in ["增扩产", "xyz"]')).toEqual(['选项里没有“xyz”。可选：增扩产、节能降耗、绿色制造、其他。'])
    expect(codes('本年(小微)')).toEqual([])
  })
})

describe('periods', () => {
  it('refuses a fact of a period that stands bare', () => {
    expect(zh('产值 > 1亿元')).toEqual(['“产值”每个期间各有一个值，不能直接写。请写 本年(产值)、上年(产值) 或 于(产值, 日期)。'])
    expect(codes('小微')).toEqual(['bare-period'])
    expect(codes('年均增速(企业.产值) > 5%')).toEqual([])
  })
  it('takes it bare where the definition around has the period', () => {
    expect(problems('产值 > 1亿元', undefined, { every: 'year' })).toEqual([])
    expect(problems('小微', undefined, { every: 'year' })).toEqual([])
    expect(problems('LPR > 3%', undefined, { every: 'year' }).map(each => each.code)).toEqual(['other-period'])
    expect(problems('LPR > 3%', undefined, { every: 'month' })).toEqual([])
  })
  it('refuses a period where there is none to shift', () => {
    expect(zh('上年(行业代码) = "C"')).toEqual(['上年( ) 里没有按期间统计的事实。请直接写，不用 上年( )。'])
    expect(codes('本年(LPR) > 3%')).toEqual(['other-period'])
    expect(codes('于(产值, 3) > 1元')).toEqual(['not-a-time'])
    expect(codes('于(LPR, 2020年) > 1%')).toEqual(['other-period'])
    expect(codes('近(产值, 18个月) = 近(产值, 18个月)')).toEqual(['recent-years', 'recent-years'])
    expect(codes('合计(产值, 2020年, 放款日) > 1元')).toEqual(['types-differ'])
    expect(codes('合计(本年(产值) + 于(产值, 2020年), 2020年, 2021年) > 1元')).toEqual([])
  })
})

describe('definitions', () => {
  it('name the whole circle', () => {
    expect(zh('甲 > 1')).toEqual(['在定义“丙”里：定义互相引用，绕成一圈：甲 → 乙 → 丙 → 甲。请断开其中一处。'])
    const [problem] = problems('甲 > 1')
    expect(problem).toMatchObject({ span: { from: 0, to: 1 }, within: { definition: '丙', span: { from: 0, to: 1 } } })
    expect(message(problem!, 'en')).toBe('In the definition “丙”: Definitions refer to one another in a circle: 甲 → 乙 → 丙 → 甲. Break it at one place.')
  })
  it('point at the use, and say where in the definition', () => {
    expect(problems('1元 < 坏')).toMatchObject([{ code: 'money-and-number', span: { from: 5, to: 6 }, within: { definition: '坏', span: { from: 0, to: 10 } } }])
  })
  it('take arguments as written', () => {
    expect(codes('属于工业(行业代码)')).toEqual([])
    expect(codes('行业代码 in 高技术')).toEqual([])
    expect(codes('年均增速(年均增速(企业.产值))')).toEqual([])
    expect(codes('属于工业(固定资产投资)')).toEqual(['argument-type'])
  })
  it('can be asked of an owner, whose facts then stand bare', () => {
    expect(codes('企业.大企业')).toEqual(['bare-period'])
    expect([...walk(tree('本年(企业.大企业)'))].flatMap(node => (node.op === 'fact' ? [node.ref.name] : []))).toEqual(['企业.产值'])
    expect([...walk(tree('本年(大企业)'))].flatMap(node => (node.op === 'fact' ? [node.ref.name] : []))).toEqual(['产值'])
    expect(codes('企业.没有 = 1')).toEqual(['unknown-name'])
  })
  it('are bounded when they double', () => {
    const doubling = new Map([['d30', '1'], ...Array.from({ length: 30 }, (_, i) => [`d${i}`, `d${i + 1} + d${i + 1}`] as const)])
    const scope = {
      fact: () => undefined, setting: () => undefined, roster: () => undefined, names: () => [],
      definition: (name: string) => ({ name, takes: [], body: parse(doubling.get(name) ?? '0').tree! }),
    }
    expect(check(parse('d0 > 1').tree!, scope).problems.map(each => each.code)).toContain('too-large')
  })
})

describe('verdicts', () => {
  it.each([
    ['固定资产投资 < 0元', ['never-holds']],
    ['固定资产投资 >= 0元', ['always-holds']],
    ['固定资产投资 > 0元', []],
    ['固定资产投资 in [5元..3元]', ['never-holds']],
    ['固定资产投资 * 5% < -1元', ['never-holds']],
    ['min(生产设备投资额 * 5%, 50万元) > 50万元', ['never-holds']],
    ['固定资产投资 > 5元 and 固定资产投资 < 3元', ['never-together']],
    ['固定资产投资 > 5元 and (境内 and 固定资产投资 <= 5元)', ['never-together']],
    ['上年(产值) > 5元 and 前年(产值) < 3元', []],
    ['类别 = "增扩产" and 类别 = "其他"', ['never-together']],
    ['类别 != "增扩产" or 类别 != "其他"', ['always-one']],
    ['类别 in ["增扩产", "节能降耗", "绿色制造", "其他"]', ['always-holds']],
    ['类别 in ["增扩产", "节能降耗", "绿色制造"]', []],
    ['固定资产投资 >= 5元 or 固定资产投资 < 6元', ['always-one']],
    ['固定资产投资 >= 5元 or 固定资产投资 < 5元', ['always-one']],
    ['固定资产投资 > 5元 or 固定资产投资 < 5元', []],
    ['true', []],
    ['境内 or 失信', []],
    ['if 固定资产投资 < 0元 then 1万元 else 2万元', ['never-holds']],
  ])('%s', (text, expected) => {
    expect(problems(text).map(each => each.code)).toEqual(expected)
    expect(problems(text).every(each => each.severity === 'warning')).toBe(true)
  })
})
