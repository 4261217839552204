import { describe, expect, it } from 'vitest'
import { excerpt, message, parse } from '../src/index.ts'

const refused = (text: string): string => {
  const { problems } = parse(text)
  return problems.map(problem => `${problem.code} ${problem.span.from}-${problem.span.to} ${message(problem, 'zh')}`).join('\n')
}

describe('refused with the repair', () => {
  it.each([
    ['a（b）', 'wrong-character 1-2 “（”不是表达式的符号。请改为“(”。\nwrong-character 3-4 “）”不是表达式的符号。请改为“)”。'],
    ['a ＞ 1', 'wrong-character 2-3 “＞”不是表达式的符号。请改为“>”。'],
    ['a ＝ 1', 'wrong-character 2-3 “＝”不是表达式的符号。请改为“=”。'],
    ['a － 1', 'wrong-character 2-3 “－”不是表达式的符号。请改为“-”。'],
    ['a ≥ 1', 'wrong-character 2-3 “≥”不是表达式的符号。请改为“>=”。'],
    ['a > 5％', 'wrong-character 5-6 “％”不是表达式的符号。请改为“%”。'],
    ['min(a，b)', 'wrong-character 5-6 “，”不是表达式的符号。请改为“,”。'],
    ['a = “x”', 'wrong-character 4-5 “““不是表达式的符号。请改为“"”。\nwrong-character 6-7 “””不是表达式的符号。请改为“"”。'.replace('“““', '““”')],
    ['a　> 1', 'bad-space 1-2 这里是全角空格或不换行空格（U+3000）。请改为半角空格或删去。'],
    ['a\u200b > 1', 'bad-control 1-2 这里有看不见的字符（U+200B）。请删去。'],
    ['a\u0000', 'bad-control 1-2 这里有看不见的字符（U+0000）。请删去。'],
    ['Ａ > 1', 'wrong-character 0-1 “Ａ”不是表达式的符号。请改为“A”。'],
    ['15% > % ', 'lone-percent 6-7 “%”前面没有数字。请写成 5% 这样的数值。'],
    ['not x', 'not-without-brackets 0-5 not 后面要用括号。请写成 not(x)。'],
    ['not 产值 > 1', 'not-without-brackets 0-6 not 后面要用括号。请写成 not(产值)。'],
    ['固定 资产 > 1', 'name-with-space 0-5 名称“固定 资产”里有空格。请写成“固定资产”，或补上缺少的运算符。'],
    ['产值 5%', 'missing-operator 0-5 “产值 5%”中间缺少运算符。请补上 +、-、*、/ 或比较符号。'],
    ['x in ["a"] and y', 'in-swallows 0-16 in 会把后面的 and、or 或比较一起读进去。请加括号：(x in ["a"]) and y，或写成两个条件。'],
    ['x in [1..5] or y', 'in-swallows 0-16 in 会把后面的 and、or 或比较一起读进去。请加括号：(x in [1..5]) or y，或写成两个条件。'],
    ['x in < 5 and y', 'in-swallows 0-14 in 会把后面的 and、or 或比较一起读进去。请加括号：(x in < 5) and y，或写成两个条件。'],
    ['x in ["a"] = true', 'in-swallows 0-17 in 会把后面的 and、or 或比较一起读进去。请加括号：(x in ["a"]) = true，或写成两个条件。'],
    ['a < b < c', 'chained-comparison 0-9 “a < b < c”连写了两个比较。请用 and 连接，或写成 x in [a..b]。'],
    ['5G产业项目', 'bad-quantity 0-6 “5G产业项目”不是认得的数值。请写成 1000万元、5%、36个月、2020年这样的数值；名称不能以数字开头。'],
    ['1000万元以上', 'bad-quantity 0-8 “1000万元以上”不是认得的数值。请写成 1000万元、5%、36个月、2020年这样的数值；名称不能以数字开头。'],
    ['', 'empty 0-0 这里没有表达式。请写一个条件或算式。'],
    ['  ', 'empty 2-2 这里没有表达式。请写一个条件或算式。'],
    ['"abc', 'open-string 0-4 引号没有合上。请在文字末尾补上 "。'],
    ['a /* b', 'open-comment 2-6 注释没有结束。请补上 */。'],
    ['{a: 1}', 'no-context 0-1 不支持花括号。请写成几条定义或事实。\nno-context 5-6 不支持花括号。请写成几条定义或事实。'],
    ['null', 'no-null 0-4 不支持 null。问是否未知用 is known(x)，问是否确知没有用 is none(x)。'],
    ['for i in x return i', 'no-loop 0-19 不支持 for、some、every。请用 sum、min、max、count、any、all 等函数。'],
    ['some i in x satisfies i', 'no-loop 0-23 不支持 for、some、every。请用 sum、min、max、count、any、all 等函数。'],
    ['function(x) x', 'no-function 0-13 表达式里不能定义函数。请写成一条带 takes 的定义。'],
    ['x[1]', 'no-filter 0-4 不支持方括号取数。请用函数，例如 min、近(x, 2年)。'],
    ['x instance of number', 'no-instance-of 0-20 不支持 instance of：每个名称的类型在定义时已定。请删去这个条件。'],
    ['> 5', 'test-alone 0-3 比较或区间的左边缺少数值。请写成 x > 1 或 x in [1..2]。'],
    ['(a', 'ends-early 2-2 表达式到这里还没有写完。请检查括号是否成对、末尾是否缺少数值。'],
    ['a >', 'ends-early 3-3 表达式到这里还没有写完。请检查括号是否成对、末尾是否缺少数值。'],
    ['a)', 'syntax 1-2 从“)”起读不懂。请检查括号是否成对、是否缺少运算符。'],
    ['f(x)(y)', 'not-a-function 0-4 “f(x)”不是函数名，不能调用。'],
    ['"\\q"', 'bad-escape 0-4 引号里有不认得的转义。反斜杠请写成 \\\\。'],
  ])('%s', (text, expected) => expect(refused(text)).toBe(expected))
})

describe('association', () => {
  it('keeps brackets round an `in`', () => {
    expect(parse('(x in ["a"]) and y')).toMatchObject({ tree: { kind: 'and', of: [{ kind: 'in' }, { kind: 'name' }] } })
    expect(parse('y and x in ["a"]')).toMatchObject({ tree: { kind: 'and', of: [{ kind: 'name' }, { kind: 'in' }] } })
    expect(parse('x in (< 5, >= 10) and y')).toMatchObject({ tree: { kind: 'and', of: [{ kind: 'in', tests: [{ test: 'compare' }, { test: 'compare' }] }, { kind: 'name' }] } })
  })
  it('flattens a chain', () => {
    expect(parse('a and b and c or d')).toMatchObject({ tree: { kind: 'or', of: [{ kind: 'and', of: [{}, {}, {}] }, {}] } })
  })
  it('binds a minus more tightly than a power, as the standard does', () => {
    expect(parse('-3 ** 2')).toMatchObject({ tree: { operator: '**', left: { kind: 'number', value: { n: -3n } } } })
  })
  it('reads strings with escapes', () => {
    expect(parse('"a\\"b\\\\c\\u4e2d\\U01F40E"')).toMatchObject({ tree: { kind: 'text', value: 'a"b\\c中🐎' } })
  })
})

describe('excerpt', () => {
  it('lines the caret up under double-width characters', () => {
    const source = '固定资产投资 ＞ 1000万元'
    expect(excerpt(source, parse(source).problems[0]!.span)).toBe('1 | 固定资产投资 ＞ 1000万元\n  |              ^^')
  })
  it('shows the line of the place, counted from the line it is told', () => {
    expect(excerpt('a >\n  b b', { from: 6, to: 9 }, { line: 41 })).toBe('42 |   b b\n   |   ^^^')
  })
  it('cuts a long line round the place', () => {
    const [line = '', caret = ''] = excerpt('值'.repeat(500), { from: 250, to: 251 }).split('\n')
    expect([...line].length).toBeLessThan(120)
    expect(caret.trimEnd().endsWith('^^')).toBe(true)
  })
  it('survives any span', () => {
    for (const span of [{ from: -5, to: 900 }, { from: 3, to: 1 }, { from: 99, to: 99 }]) expect(excerpt('abc', span)).toContain('^')
  })
  it('draws control characters', () => expect(excerpt('a\u0001b', { from: 1, to: 2 })).toBe('1 | a␁b\n  |  ^'))
})
