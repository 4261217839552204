import { describe, expect, it } from 'vitest'
import { bounds, format, range, unproved, type Rational } from '../src/index.ts'
import { environment, NONE, tree, type Told } from './world.ts'

const show = (text: string, { least, most }: { least?: Rational; most?: Rational }): string => {
  const { type } = tree(text)
  const end = (value: Rational | undefined): string => (value === undefined ? '…' : format(value, type, 'zh'))
  return `${end(least)} – ${end(most)}`
}

describe('bounds', () => {
  it.each<[string, Told, string]>([
    ['min(固定资产投资, 50万元)', {}, '0 元 – 50 万元'],
    ['min(固定资产投资 * 5%, 50万元)', { 固定资产投资: '600万元' }, '30 万元 – 30 万元'],
    ['max(固定资产投资, 10万元)', {}, '10 万元 – …'],
    ['固定资产投资 + 总投资', { 总投资: '3万元' }, '3 万元 – …'],
    ['总投资 - 固定资产投资', { 总投资: '3万元' }, '… – 3 万元'],
    ['生产设备投资额 * 5%', {}, '0 元 – 5 亿元'],
    ['生产设备投资额 / 2', {}, '0 元 – 50 亿元'],
    ['if 境内 then 1万元 else 2万元', {}, '1 万元 – 2 万元'],
    ['if 固定资产投资 < 0元 then 1万元 else 2万元', {}, '2 万元 – 2 万元'],
    ['无则(生产设备投资额, 200亿元)', {}, '0 元 – 200 亿元'],
    ['round down(min(固定资产投资, 12345元), -2)', {}, '0 元 – 1.23 万元'],
    ['sum([生产设备投资额, 1万元])', {}, '1 万元 – 1,000,001 万元'],
    ['合计(产值, 2023年, 2025年)', { '产值@2024': '5元' }, '5 元 – …'],
    ['sum(近(产值, 2年))', { '产值@2024': '5元' }, '5 元 – …'],
    ['于(产值, 放款日)', {}, '0 元 – …'],
    ['固定资产投资 + 1元', { 固定资产投资: NONE }, '… – …'],
    ['abs(总投资 - 生产设备投资额)', { 总投资: '1万元' }, '0 元 – 999,999 万元'],
  ])('%s', (text, told, expected) => expect(show(text, bounds(tree(text), environment(told)))).toBe(expected))
})

describe('what is proved without any fact', () => {
  it('range', () => expect(show('min(固定资产投资 * 5%, 50万元)', range(tree('min(固定资产投资 * 5%, 50万元)')))).toBe('0 元 – 50 万元'))
  it('64 bits', () => {
    expect(unproved(tree('固定资产投资 * 5% + 总投资 >= 1000万元'))).toEqual([])
    expect(unproved(tree('本金 * 合同利率 * 合同利率 * 合同利率')).map(node => node.op)).toEqual(['arithmetic', 'arithmetic', 'arithmetic'])
    // A quotient may be anything when its divisor may be nearly nothing.
    expect(unproved(tree('固定资产投资 / 总投资')).length).toBe(1)
  })
})
