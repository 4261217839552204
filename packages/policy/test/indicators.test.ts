import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UNKNOWN, calendar, rational, type Value } from '@lizhu/feel'
import { loadPack, readDossier } from '../src/index.ts'
import { counting, inOrder, workedOut } from '../src/measure/index.ts'
import { article, diagnose, fence, sentences } from './pack.ts'
import { readFolder, siblings } from '../src/node.ts'

const YAML = `
占比:
  unit: "%"
  every: 年
  better: higher
  of: flow
  value: "制造业增加值 / 生产总值"
制造业增加值:
  unit: 亿元
  every: 年
  better: higher
  of: flow
生产总值:
  unit: 亿元
  every: 年
  better: higher
  of: flow
大企业数:
  unit: 家
  every: 年
  better: higher
  of: stock
  for: 企业
  where: "产值 >= 100万元"
大企业产值:
  unit: 亿元
  every: 年
  better: higher
  of: flow
  for: 企业
  where: "产值 >= 100万元"
  sum: "产值"
`
const TARGET = fence('target', 'id: T1\nwords: "到2025年占比达到25%"\nindicator: 占比\nreach: "25%"\nby: "2025年"')
const pack = (yaml: string, block = TARGET) => article('到2025年占比达到25%。', block, { 'indicators.yaml': yaml })
const found = (yaml: string, block?: string) => sentences(diagnose(pack(yaml, block)))
const END_2024 = calendar.parseDate('2024-12-31') ?? 0
const { program } = loadPack(pack(YAML))
const of = (name: string) => { const one = program.indicators.find(each => each.name === name); if (one === undefined) throw new Error(name); return one }

test('a dictionary is read; its formulas and counts are expressions of their types', () => {
  expect(found(YAML)).toEqual([])
  expect(program.indicators.map(one => [one.name, one.type.kind])).toEqual([['占比', 'rate'], ['制造业增加值', 'money'], ['生产总值', 'money'], ['大企业数', 'number'], ['大企业产值', 'money']])
  expect(inOrder(program.indicators).map(one => one.name).indexOf('占比')).toBe(2)
})

test.each([
  ['a target names what is not in it', YAML, TARGET.replace('indicator: 占比', 'indicator: 占比重'), 'indicators.yaml 里没有「占比重」'],
  ['a goal of another kind', YAML.replace('unit: "%"', 'unit: 家').replace('  value: "制造业增加值 / 生产总值"\n', ''), TARGET, '不是一类'],
  ['worked out from itself', YAML.replace('制造业增加值 / 生产总值', '占比'), TARGET, '算到了自己'],
  ['money where a share is wanted', YAML.replace('制造业增加值 / 生产总值', '制造业增加值'), TARGET, ''],
  ['counted and worked out', YAML.replace('  for: 企业\n  where: "产值 >= 100万元"\n大企业产值', '  for: 企业\n大企业产值'), TARGET, '要么由别的指标算出'],
  ['counts what there is not', YAML.replaceAll('for: 企业', 'for: 县城'), TARGET, '没有「县城」这种主体'],
])('refused: %s', (_, yaml, block, said) => {
  const problems = found(yaml, block)
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.join('\n')).toContain(said)
})

test('a share of two figures of one year; unknown while one is', () => {
  const yuan = (hundredMillions: number): Value => rational.whole(BigInt(hundredMillions) * 10_000_000_000n)
  const figures = new Map<string, Value>([['制造业增加值 2024', yuan(300)], ['生产总值 2024', yuan(1500)]])
  const at = (today: number) => workedOut(of('占比'), today, (name, year) => figures.get(`${name} ${year}`) ?? UNKNOWN)
  expect(at(END_2024)).toEqual(rational.ratio(1n, 5n))
  expect(at(calendar.parseDate('2023-12-31') ?? 0)).toBe(UNKNOWN)
})

test('parties are counted by what is known of them in the year: in, out, or not known', () => {
  const { dossier } = readDossier(program, { 企业: [{ id: '甲', 产值: { 2024: '100万元', 2023: '99万元' } }, { id: '乙', 产值: { 2024: '99.99万元' } }, { id: '丙' }] })
  const { parties, area } = dossier
  const counts = (name: string, day: string) => parties.map(counting(of(name), program, area, calendar.parseDate(day) ?? 0))
  expect(counts('大企业数', '2024-12-31')).toEqual([{ holds: true, adds: rational.ONE }, { holds: false }, { holds: UNKNOWN }])
  expect(counts('大企业产值', '2024-12-31')[0]).toEqual({ holds: true, adds: rational.whole(100_000_000n) })
  expect(counts('大企业数', '2023-12-31')).toEqual([{ holds: false }, { holds: UNKNOWN }, { holds: UNKNOWN }])
})

test('every target of the document has its indicator, with an owner, a formula or a count', () => {
  const path = join(import.meta.dirname, '../../../policies/shaoguan-2020-2')
  const { program: shaoguan } = loadPack(readFolder(path), siblings(path))
  expect(shaoguan.targets).toHaveLength(38)
  const dictionary = new Map(shaoguan.indicators.map(one => [one.name, one]))
  for (const { id, indicator } of shaoguan.targets) {
    const found = dictionary.get(indicator)
    expect([id, found?.owner ?? found?.value ?? found?.counted], id).not.toContain(undefined)
  }
})
