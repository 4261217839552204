import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { excerpt, message } from '../src/index.ts'
import { TEMPLATES } from '../src/templates.ts'
import { problems } from './world.ts'

/** One expression for each message, so that every one of them is seen word for word in messages.md. */
const EXAMPLES = [
  ' ', '1+'.repeat(300) + '1', '('.repeat(70), 'x'.repeat(10_001), 'a ) b', '(产值', '产值 ＞ 1元', '产值#1 > 1', '产值　> 1元', '产值\u200b', '% > 1', '5G项目', '1e99999', '"\\q"',
  '@"2020-13-01"', 'duration("PT1H")', '"甲', '1 /* x', '产值 5%', '固定 资产', 'not 境内', '境内 in [true] and 失信', '1 < 2 < 3',
  'for i in [1] return i', 'function(x) x', '{}', '资质[1]', '1 instance of number', 'null', '?', '> 5', '@5', '"a"(1)',
  '没有这个名称', '固定资产投', '没有这个函数(1)', 'flor(1)', '在库(没有这个库)', '在库(倍增企业)', '在库(5)', '上年', 'today()', '甲', '属于工业', '高技术(1)', 'floor()', 'floor(m: 1)',
  '产值 > 1元', '本年(LPR) > 1%', '上年(类别)', '合计(产值 * (1 + LPR), 放款日, 还款日)', '近(产值, 18个月)', '于(产值, 5)',
  'not(固定资产投资)', '类别 = 1', 'if 境内 then "a" else 1元', '["a", 1]', '[]', '境内 > 失信', '专利数 + 职工数', '合作期 > 3天', '固定资产投资 > 外币', '固定资产投资 > 1000', '合同利率 > 5个百分点', '合同利率 - 3% > 5',
  '固定资产投资 * 总投资', '-境内', '类别 = "增产"', '类别 = "xyz"', 'string length(5)', 'modulo(1元, 5)', '万元(1000)', '类别.year', '2 ** 系数', '9 ** 400 ** 400', 'floor(1.5, 系数)', 'split("a", ".")', 'sqrt(2)',
  '1 / 0', 'odd(1.5)', 'date("2020-02-30")', 'substring("a", 5)',
  '固定资产投资 < 0元', '固定资产投资 >= 0元', '固定资产投资 > 5元 and 固定资产投资 < 3元', '固定资产投资 >= 5元 or 固定资产投资 < 6元',
  '1元 < 坏',
]

/** Codes whose text no expression alone can show: they need a wanted type, a huge definition, or 1200 periods. */
const ELSEWHERE = ['not-taken', 'type-wanted', 'too-large', 'too-many-periods', 'no-value']

const seen = EXAMPLES.map(text => ({ text, found: problems(text) }))

describe('messages', () => {
  it('are shown word for word in messages.md', async () => {
    const shown = seen.map(({ text, found }) => found.map(problem =>
      `## ${problem.code}\n\`\`\`\n${excerpt(text, problem.span)}\n\`\`\`\n${message(problem, 'zh')}\n${message(problem, 'en')}\n`).join('\n'))
    await expect(shown.join('\n')).toMatchFileSnapshot('messages.md')
  })

  it('have an example each', () => {
    const codes = new Set(seen.flatMap(({ found }) => found.map(problem => problem.code)))
    expect(Object.keys(TEMPLATES).filter(code => !codes.has(code) && !ELSEWHERE.includes(code))).toEqual([])
    expect(seen.filter(({ found }) => found.length === 0).map(({ text }) => text)).toEqual([])
  })

  it('exist for every code that the source gives', () => {
    const source = join(dirname(fileURLToPath(import.meta.url)), '../src')
    // Why the kernel leaves an expression to the closure is worded by who shows it (policy/screen).
    const text = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !file.startsWith('kernel') && !file.endsWith('templates.ts')).map(file => readFileSync(join(source, file), 'utf8')).join('\n')
    const given = [...text.matchAll(/(?:fault\([^'\n]*|fault: |reason: |report\(|failed\(|Refusal\(|return \[|return kinds[^'\n]*|\? )'([a-z]+(?:-[a-z]+)+)'/g)].map(match => match[1] ?? '')
    expect(given.length).toBeGreaterThan(50)
    expect([...new Set(given)].filter(code => !(code in TEMPLATES))).toEqual([])
  })

  it('hold the same parameters in both languages', () => {
    const holes = (text: string): string[] => [...new Set([...text.matchAll(/\{\w+(?::type)?\}/g)].map(match => match[0]))].sort()
    for (const [code, [zh, en]] of Object.entries(TEMPLATES)) expect(holes(en), code).toEqual(holes(zh))
  })
})
