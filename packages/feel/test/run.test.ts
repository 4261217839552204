import { describe, expect, it } from 'vitest'
import { compile, decode, distance, encode, format, missing, trace, type TraceNode, type Value } from '../src/index.ts'
import { environment, lacking, NONE, run, shown, tree, UNKNOWN, type Told } from './world.ts'

describe('the example clauses', () => {
  it('评估日期, 技改 13', () => {
    const told = { 固定资产投资: '1860万元', 类别: '增扩产', 完工投产日期: '2025-06-18', 生产设备投资额: '1240万元' }
    expect(run('固定资产投资 >= 1000万元', told)).toBe(true)
    expect(run('固定资产投资 >= 1860.01万元', told)).toBe(false)
    expect(run('类别 in ["增扩产", "节能降耗", "绿色制造"]', told)).toBe(true)
    expect(run('完工投产日期 <= 评估日期', told)).toBe(true)
    expect(shown('min(生产设备投资额 * 5%, 50万元)', told)).toBe('50 万元')
    expect(shown('生产设备投资额 * 5%', told)).toBe('62 万元')
  })
  it('高管 29', () => {
    const told = { '企业.产值@2024': '1.2亿元', '企业.产值@2023': '1亿元', '规上工业产值@2024': '1150亿元', '规上工业产值@2023': '1000亿元', '企业.工业投资@2024': '5750万元', '企业.工业投资@2023': '5000万元' }
    expect(run('min(近(企业.产值, 2年)) >= 1亿元', told)).toBe(true)
    expect(run('年均增速(企业.产值) - 年均增速(规上工业产值) > 5个百分点', told)).toBe(false)
    expect(run('年均增速(企业.产值) - 年均增速(规上工业产值) >= 5个百分点', told)).toBe(true)
    expect(run('上年(企业.工业投资) / 前年(企业.工业投资) - 1 >= 15%', told)).toBe(true)
  })
  it('贷款贴息 C06', () => {
    const told = { 本金: '500万元', 合同利率: '4.35%', 'LPR@24278': '3.65%', 放款日: '2023-03-01', 还款日: '2023-08-28' }
    expect(shown('本金 * min(合同利率, 于(LPR, 放款日)) * (天数(放款日, 还款日) / 360天)', told)).toBe('91,250 元')
  })
  it('近3年 C20', () => {
    expect(['2021-05-01', '2022-11-24', '2022-11-25'].map(day => run('完工投产日期 > 评估日期 - 3年', { 完工投产日期: day }))).toEqual([false, false, true])
    expect(run('完工投产日期 > 评估日期 - 3年', { 完工投产日期: NONE })).toBe(false)
  })
  it('上规当年的规模', () => {
    const told = { 首次上规日期: '2022-07-01', '企业规模@2022': '小型' }
    expect(run('于(企业规模, 首次上规日期) in ["小型", "微型"]', told)).toBe(true)
    expect(run('于(小微, 首次上规日期)', told)).toBe(true)
    expect(lacking('于(小微, 首次上规日期)', { 首次上规日期: '2021-07-01' })).toEqual(['企业规模@2021'])
    expect(lacking('于(小微, 首次上规日期)')).toEqual(['首次上规日期'])
  })
})

const T = true
const F = false
const U: typeof UNKNOWN = UNKNOWN

describe('strong Kleene logic', () => {
  const values = { 境内: [T, F, U, NONE], 失信: [T, F, U, NONE] } as const
  const table = (text: string): Value[][] => values.境内.map(a => values.失信.map(b => run(text, { 境内: a, 失信: b })))
  it('and', () => expect(table('境内 and 失信')).toEqual([[T, F, U, F], [F, F, F, F], [U, F, U, F], [F, F, F, F]]))
  it('or', () => expect(table('境内 or 失信')).toEqual([[T, T, T, T], [T, F, U, F], [T, U, U, U], [T, F, U, F]]))
  it('not', () => expect(values.境内.map(a => run('not(境内)', { 境内: a }))).toEqual([F, T, U, T]))
  it('=', () => expect(table('境内 = 失信')).toEqual([[T, F, U, F], [F, T, U, F], [U, U, U, F], [F, F, F, F]]))
  it('!=', () => expect(table('境内 != 失信')).toEqual([[F, T, U, F], [T, F, U, F], [U, U, U, F], [F, F, F, F]]))
  it('if', () => expect(values.境内.map(a => run('if 境内 then 1 else 1', { 境内: a }) === U)).toEqual([F, F, T, F]))
  it('any and all', () => {
    expect(table('any([境内, 失信])')).toEqual(table('境内 or 失信'))
    expect(table('all([境内, 失信])')).toEqual(table('境内 and 失信'))
  })
})

describe('unknown and none', () => {
  it('an operation on an unknown value is unknown', () => {
    for (const text of ['固定资产投资 + 1元', 'min(固定资产投资, 50万元)', 'sum([固定资产投资, 1元])', 'max([固定资产投资, 1元])', '-固定资产投资', '固定资产投资 > 1元', '放款日 + 1年', 'string length(行业代码)', '无则(固定资产投资, 1元)', 'is none(固定资产投资)']) expect(run(text), text).toBe(U)
    expect(run('min(固定资产投资, 总投资)', { 总投资: NONE })).toBe(U)
  })
  it('an operation on none is none, a comparison with it is false', () => {
    const told: Told = { 固定资产投资: NONE, 放款日: NONE, 行业代码: NONE }
    for (const text of ['固定资产投资 + 1元', 'min(固定资产投资, 50万元)', 'sum([固定资产投资, 1元])', '-固定资产投资', '放款日 + 1年', 'string length(行业代码)']) expect(run(text, told), text).toBe(NONE)
    for (const text of ['固定资产投资 > 1元', '固定资产投资 <= 1元', '固定资产投资 = 1元', '固定资产投资 != 1元', '固定资产投资 = 总投资', '行业代码 in ["a"]', '固定资产投资 in [0元..1元]', '1元 + 固定资产投资 > 0元']) expect(run(text, told), text).toBe(false)
    expect(run('not(固定资产投资 > 1元)', told)).toBe(true)
    expect(shown('无则(固定资产投资, 0元) + 1元', told)).toBe('1 元')
    expect(run('none as(固定资产投资, 0元) = 0元', told)).toBe(true)
  })
  it('asks whether a value is told, and whether there is none', () => {
    const ask = (value: Value): Value[] => ['is known(固定资产投资)', 'is none(固定资产投资)'].map(text => run(text, { 固定资产投资: value }))
    expect(ask(U)).toEqual([F, U])
    expect(ask(NONE)).toEqual([T, T])
    expect(ask({ n: 1n, d: 1n })).toEqual([T, F])
  })
  it('an empty list has no sum and no least', () => {
    expect(run('count(资质)', { 资质: [] })).toEqual({ n: 0n, d: 1n })
    expect(run('min(资质)', { 资质: [] })).toBe(NONE)
    expect(run('"甲" in 资质', { 资质: [] })).toBe(false)
    expect(run('list contains(资质, "甲")', { 资质: ['甲', U] })).toBe(true)
    expect(run('"甲" in 资质', { 资质: ['乙', U] })).toBe(U)
    expect(run('资质 = ["甲"]', { 资质: [U, U] })).toBe(false)
  })
})

describe('periods', () => {
  const told = { '产值@2025': '50元', '产值@2024': '40元', '产值@2023': '30元', '产值@2022': '20元', '产值@2021': '10元', 'LPR@24278': '3%', 'LPR@24266': '2%', 放款日: '2023-03-01', 首次上规日期: '2021-06-30' }
  it.each([
    ['本年(产值)', '50 元'], ['上年(产值)', '40 元'], ['前年(产值)', '30 元'], ['本年末(产值)', '50 元'], ['上年末(产值)', '40 元'],
    ['上年(产值 - 1元) - 上年(产值)', '-1 元'],
    ['上年(上年(产值))', '30 元'],
    ['于(产值, 2022年)', '20 元'], ['于(产值, 放款日)', '30 元'], ['于(上年(产值), 放款日)', '20 元'],
    ['上年(于(产值, 2022年))', '20 元'],
    ['近(产值, 3年)', '20 元、30 元、40 元'],
    ['于(近(产值, 2年), 2023年)', '10 元、20 元'],
    ['sum(近(产值, 2年))', '70 元'],
    ['合计(产值, 2022年, 2024年)', '90 元'],
    ['合计(产值, 首次上规日期, 首次上规日期 + 2年)', '60 元'],
    ['合计(产值 * 2, 2022年, 2022年)', '40 元'],
    ['合计(产值, 2024年, 2022年)', '无'],
    ['合计(上年(产值), 2023年, 2024年)', '50 元'],
    ['于(LPR, 放款日)', '3%'], ['于(上年(LPR), 放款日)', '2%'],
  ])('%s = %s', (text, expected) => expect(shown(text, told)).toBe(expected))

  it('第几年 is the line', () => {
    expect(run('第几年 <= 2', {}, 2)).toBe(true)
    expect(run('第几年 <= 2', {}, 3)).toBe(false)
    expect(run('第几年 <= 2')).toBe(U)
  })
  it('names the periods that are missing', () => {
    expect(lacking('sum(近(产值, 3年)) > 1元', { '产值@2023': '1元' })).toEqual(['产值@2022', '产值@2024'])
    expect(lacking('合计(产值, 2022年, 2024年) > 1元', { '产值@2023': '1元' })).toEqual(['产值@2022', '产值@2024'])
  })
})

describe('what is missing', () => {
  it.each<[string, Told, string[]]>([
    ['境内 and 失信', {}, ['境内', '失信']],
    ['境内 and 失信', { 境内: true }, ['失信']],
    ['境内 and 失信', { 境内: false }, []],
    ['境内 or (失信 and 固定资产投资 > 1元)', { 失信: false }, ['境内']],
    ['if 境内 then 固定资产投资 else 总投资', {}, ['境内']],
    ['if 境内 then 固定资产投资 else 总投资', { 境内: true }, ['固定资产投资']],
    ['固定资产投资 * 奖补比例', {}, ['固定资产投资', '奖补比例']],
    ['固定资产投资 in [1元..总投资]', { 固定资产投资: '0元' }, []],
    ['固定资产投资 in [1元..总投资]', { 固定资产投资: '2元' }, ['总投资']],
    ['固定资产投资 > 1元 or 固定资产投资 > 2元', {}, ['固定资产投资']],
    ['min([总投资, 固定资产投资])', { 总投资: '1元' }, ['固定资产投资']],
    ['在库(倍增企业库)', {}, ['在库(倍增企业库)']],
  ])('%s', (text, told, expected) => expect(lacking(text, told)).toEqual(expected))
})

describe('trace', () => {
  const flat = (node: TraceNode): string[] => [`${node.tree.op} ${format(node.value, node.tree.type, 'zh')}${node.at === undefined ? '' : ` @${node.at}`}`, ...node.children.flatMap(flat)]
  it('shows every condition, also after the result is settled', () => {
    expect(flat(trace(tree('境内 and 上年(产值) > 1元'))(environment({ 境内: false, '产值@2024': '2元' })))).toEqual(['and 否', 'fact 否', 'compare 是', 'fact 2 元 @2024', 'literal 1 元'])
  })
  it('says why told operands have no value', () => {
    const node = trace(tree('固定资产投资 / 总投资 > 1'))(environment({ 固定资产投资: '1元', 总投资: '0元' }))
    expect(node.value).toBe(U)
    expect(node.children[0]).toMatchObject({ reason: 'division-by-zero' })
    expect(missing(node)).toEqual([])
    const half = trace(tree('合作期 * 系数'))(environment({ 合作期: '3个月', 系数: '0.5' }))
    expect(half).toMatchObject({ value: U, reason: 'not-whole' })
  })
})

describe('distance', () => {
  const far = (text: string, told: Told): string[] => distance(tree(text), environment(told)).map(each =>
    `${each.operator} ${format(each.threshold, each.type, 'zh')} 差 ${each.difference && each.differenceType ? format(each.difference, each.differenceType, 'zh') : '—'}${each.alternative ? ' 或' : ''}`)
  it.each<[string, Told, string[]]>([
    ['固定资产投资 >= 2940万元', { 固定资产投资: '1860万元' }, ['>= 2,940 万元 差 1,080 万元']],
    ['2940万元 <= 固定资产投资', { 固定资产投资: '1860万元' }, ['>= 2,940 万元 差 1,080 万元']],
    ['固定资产投资 >= 1000万元', { 固定资产投资: '1860万元' }, []],
    ['固定资产投资 in [1万元..5万元)', { 固定资产投资: '5万元' }, ['< 5 万元 差 0 元']],
    ['固定资产投资 in [1万元..5万元)', { 固定资产投资: '6千元' }, ['>= 1 万元 差 4,000 元']],
    ['not(固定资产投资 > 1万元)', { 固定资产投资: '3万元' }, ['<= 1 万元 差 2 万元']],
    ['固定资产投资 > 1亿元 and 职工数 >= 30人', { 固定资产投资: '0.4亿元', 职工数: '12人' }, ['> 1 亿元 差 6,000 万元', '>= 30 人 差 18 人']],
    ['固定资产投资 > 1亿元 or 职工数 >= 30人', { 固定资产投资: '0.4亿元', 职工数: '12人' }, ['> 1 亿元 差 6,000 万元 或', '>= 30 人 差 18 人 或']],
    ['合同利率 >= 5%', { 合同利率: '4.5%' }, ['>= 5% 差 0.5 个百分点']],
    ['放款日 >= 还款日', { 放款日: '2025-01-01', 还款日: '2025-01-31' }, ['>= 2025年1月31日 差 30 天']],
    ['类别 in ["增扩产", "其他"]', { 类别: '绿色制造' }, ['in 增扩产、其他 差 —']],
    ['固定资产投资 > 1亿元', {}, []],
  ])('%s', (text, told, expected) => expect(far(text, told)).toEqual(expected))
})

describe('functions', () => {
  it.each([
    ['floor(1234567.89元)', '1,234,567 元'],
    ['round down(1234567.899元, 2)', '1,234,567.89 元'],
    ['round half up(1234567.895元, 2)', '1,234,567.90 元'],
    ['round down(1234567元, -4)', '123 万元'],
    ['floor(-1.5)', '-2'], ['ceiling(-1.5)', '-1'], ['ceiling(1.2)', '2'],
    ['round up(1.121, 2)', '1.13'], ['round down(-1.129, 2)', '-1.12'], ['round half even(2.5, 0)', '2'], ['round half up(-2.5, 0)', '-3'], ['round half down(-2.5, 0)', '-2'],
    ['modulo(-12, 5)', '3'], ['modulo(12, -5)', '-3'], ['modulo(10.1, 4.5)', '1.1'],
    ['abs(-3)', '3'], ['mean([1, 2, 4])', '约 2.333333'], ['median([8, 2, 5, 3, 4])', '4'], ['median([6, 1, 2, 3])', '2.5'], ['product([2, 3, 4])', '24'],
    ['max("a", "b")', 'b'], ['min(放款日, date("2020-01-01"))', '2020年1月1日'],
    ['放款日.year', '2,024'], ['放款日.month', '2'], ['放款日.day', '29'], ['放款日.weekday', '4'],
    ['放款日 + 1年', '2025年2月28日'], ['放款日 + 1个月', '2024年3月29日'], ['date("2024-03-31") - 1个月', '2024年2月29日'], ['放款日 - 60天', '2023年12月31日'],
    ['月数(date("2023-01-31"), date("2023-02-28"))', '0 个月'], ['月数(date("2020-01-15"), date("2023-01-15"))', '3 年'],
    ['天数(date("2023-03-01"), date("2023-03-02"))', '1 天'],
    ['substring("行业代码", 2, 2)', '业代'], ['substring("行业代码", -1)', '码'], ['string length("🐎中")', '2'], ['substring after("C3911", "C")', '3911'],
    ['upper case("c39")', 'C39'], ['string join(["a", "b"], "、")', 'a、b'], ['split("a;b;;", ";")', 'a、b、、'],
    ['"foo" + "bar"', 'foobar'], ['sqrt(16/9)', '约 1.333333'], ['-(5%)', '-5%'], ['2 ** -2', '0.25'],
    ['2000年 < 2020年', '是'], ['3年 = 36个月', '是'], ['1.5亿元 = 15000万元', '是'], ['5% = 0.05', '是'],
    ['1 in [2, 3, 1]', '是'], ['5 in ((1..3], [5..6))', '是'], ['3 between 1 and 3', '是'], ['"b" in ["a".."c"]', '是'], ['odd(-3)', '是'],
  ])('%s = %s', (text, expected) => expect(shown(text, { 放款日: '2024-02-29' })).toBe(expected))

  it('has no sum of unlike things at run time either', () => {
    expect(run('合作期 / 系数', { 合作期: '7个月', 系数: '2' })).toBe(U)
    expect(run('substring(行业代码, 5)', { 行业代码: 'abc' })).toBe(U)
    expect(run('date(系数, 2, 30)', { 系数: '2020' })).toBe(U)
  })
})

describe('codec', () => {
  const texts = ['境内 and not(失信) or is known(总投资)', '(固定资产投资 in [1元..2元)) and (类别 in ["增扩产"])', 'if is none(总投资) then 无则(总投资, 1元) else -(总投资 * 5% / 3)', '于(LPR, 放款日) + 年均增速(企业.产值)', '合计(产值, 2020年, 2021年) > min(近(产值, 2年))', '第几年 = 1 and 评估日期 > 放款日 + 3年', '奖补比例 > 1‰ and 在库(倍增企业库)', '资质 = ["a"] and 放款日.year in (2020, > 2022)']
  it.each(texts)('%s', text => {
    const made = tree(text)
    const back = decode(JSON.parse(JSON.stringify(encode(made))))
    expect(back).toEqual(made)
    expect(compile(back)(environment({}))).toEqual(compile(made)(environment({})))
  })
  it('believes nothing', () => {
    const good = JSON.stringify(encode(tree('固定资产投资 > 5%  * 总投资')))
    for (const bad of [null, 1, [], {}, { op: 'x' }, { op: 'literal' }, JSON.parse(good.replace('"op":"compare"', '"op":"shell"')), JSON.parse(good.replace('["1","20"]', '["1","0"]')), JSON.parse(good.replace('"kind":"boolean"', '"kind":"any"')), JSON.parse(good.replace(/"span":\[0,\d+\]/, '"span":[]'))]) {
      expect(() => decode(bad)).toThrow(TypeError)
    }
    expect(() => decode(JSON.parse('{"op":"not","span":[0,1],"type":{"kind":"boolean"},"of":['.repeat(5000) + ']}'.repeat(5000)))).toThrow(TypeError)
  })
})
