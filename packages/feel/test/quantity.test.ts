import { describe, expect, it } from 'vitest'
import { format, parse, quantity, quantityRange } from '../src/index.ts'

const shown = (text: string): string | undefined => {
  const found = quantity(text)
  if (found === undefined) return undefined
  const unit = found.type.kind === 'number' || found.type.kind === 'duration' ? found.type.unit : undefined
  return `${found.type.kind}${unit === undefined ? '' : ` ${unit}`}: ${format(found.value, found.type, 'zh')}`
}

describe('figures of the law', () => {
  it.each([
    ['1000万元', 'money: 1,000 万元'],
    ['1.5亿元', 'money: 1.5 亿元'],
    ['10万元', 'money: 10 万元'],
    ['40万', 'money: 40 万元'],
    ['3亿', 'money: 3 亿元'],
    ['0元', 'money: 0 元'],
    ['0.01元', 'money: 0.01 元'],
    ['499999.99元', 'money: 499,999.99 元'],
    ['50万美元', 'money: 50 万美元'],
    ['5%', 'rate: 5%'],
    ['0.2‰', 'rate: 0.02%'],
    ['1.5倍', 'rate: 150%'],
    ['1:1', 'rate: 100%'],
    ['1:0.5', 'rate: 200%'],
    ['2个百分点', 'points: 2 个百分点'],
    ['50个基点', 'points: 0.5 个百分点'],
    ['36个月', 'duration months: 3 年'],
    ['3年', 'duration months: 3 年'],
    ['0.5年', 'duration months: 6 个月'],
    ['180天', 'duration days: 180 天'],
    ['5日', 'duration days: 5 天'],
    ['2020年', 'period: 2020年'],
    ['2020年度', 'period: 2020年'],
    ['201件', 'number 件: 201 件'],
    ['1000家', 'number 家: 1,000 家'],
    ['5个', 'number 个: 5 个'],
    ['2届', 'number 届: 2 届'],
    ['30人', 'number 人: 30 人'],
    ['2万人', 'number 人: 20,000 人'],
    ['10个工作日', 'number 个工作日: 10 个工作日'],
    ['5000', 'number: 5,000'],
    ['0.515', 'number: 0.515'],
    ['-5%', 'rate: -5%'],
    [' 5% ', 'rate: 5%'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected))

  it.each(['', '元', '万元', '5千', '1,000万元', '五万元', '5%%', '5% 3%', '5个百分点数', '1e3', '5万元以上', '1:0', '--5', '1.5.2', '0.3个月', '-2020年', '5 万元', '９万元', 'NaN', '%'])('not %s', text => expect(quantity(text)).toBeUndefined())

  it('reads a range, both ends of one type and in order', () => {
    expect(quantityRange('10%..15%')).toEqual({ type: { kind: 'rate' }, least: { n: 1n, d: 10n }, most: { n: 3n, d: 20n } })
    expect(quantityRange('100万元..500万元')?.type).toEqual({ kind: 'money', currency: 'CNY' })
    for (const text of ['15%..10%', '10%..5万元', '10%', '..', '1件..2人', '1%..2%..3%', '3年..180天']) expect(quantityRange(text)).toBeUndefined()
  })
})

describe('figures inside an expression', () => {
  it('keep their spans', () => {
    expect(parse('产值 >= 1.5亿元 ')).toMatchObject({ tree: { kind: 'compare', right: { kind: 'quantity', value: { n: 15_000_000_000n }, span: { from: 6, to: 11 } } } })
  })
  it('are left alone in a name, a string and a comment', () => {
    expect(parse('近3年 = "5%"')).toMatchObject({ tree: { left: { kind: 'name', path: ['近3年'] }, right: { kind: 'text', value: '5%' } } })
    expect(parse('1 /* 5万 */ + 1 // 3年')).toMatchObject({ tree: { kind: 'arithmetic' } })
  })
  it('stand in ranges and after a minus', () => {
    expect(parse('x in [10%..15%)')).toMatchObject({ tree: { kind: 'in', tests: [{ test: 'range', lowOpen: false, highOpen: true, low: { kind: 'quantity' } }] } })
    expect(parse('-5%')).toMatchObject({ tree: { kind: 'negate', of: { kind: 'quantity' } } })
  })
})
