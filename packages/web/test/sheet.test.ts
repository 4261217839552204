import { describe, expect, test } from 'vitest'
import type { Fact, Kind, Program } from '@lizhu/policy'
import { fromFacts, toFacts, withUnit } from '../src/calculator/sheet/facts.ts'
import { parseSheet, shareable } from '../src/calculator/sheet/link.ts'
import { addClaim, empty, itemAt, placeOf, removeClaim, setClaims, setValue, type Sheet } from '../src/calculator/sheet/sheet.ts'

const fact = (kind: string, name: string, type: Fact['type'], more: Partial<Fact> = {}): Fact => ({ name, kind, owner: kind, type, ...more })
const yuan = { kind: 'money', currency: 'CNY' } as const
const kinds: Kind[] = [
  { name: '企业', party: true, of: [], facts: [fact('企业', '行业代码', { kind: 'text' }), fact('企业', '从业人员', { kind: 'number', unit: '人' }, { every: 'year' })] },
  { name: '个人', party: true, of: [], facts: [] },
  { name: '项目', party: false, of: ['企业'], facts: [fact('项目', '投资', yuan), fact('项目', '完工日期', { kind: 'date' })] },
  { name: '任职', party: false, of: ['企业', '个人'], facts: [fact('任职', '个税', yuan, { private: true }), fact('任职', '职务', { kind: 'text' })] },
]
const program: Program = {
  pack: { id: 'p', title: 'p', inForce: 0, hash: '' }, others: [], articles: [], kinds, area: [fact('area', '产值', yuan, { every: 'year', shown: '亿元' })], organisations: [], instruments: [], generals: [],
  settings: [], definitions: [], targets: [], indicators: [], rosters: [], duties: [], funds: [], procedures: [], links: [], declaratory: [],
}

const filled = (): Sheet => {
  let sheet = setValue(empty('企业'), [], '从业人员@2024', '286')
  sheet = setClaims(sheet, [], '项目', 'some')
  sheet = setValue(sheet, [['项目', '甲']], '投资', '1860')
  sheet = addClaim(sheet, [], '任职')
  return setValue(setValue(sheet, [['任职', '甲']], '个税', '16'), [['任职', '甲']], '职务', '总经理')
}

describe('what was typed', () => {
  test('becomes a facts file with its units, and comes back', () => {
    const { data } = toFacts(filled(), program)
    expect(data).toEqual({
      企业: [{ id: '1', 从业人员: { 2024: '286人' }, 项目: [{ id: '甲', 投资: '1860万元' }], 任职: [{ id: '甲', 个税: '16万元', 职务: '总经理', 个人: '任职甲' }] }],
      个人: [{ id: '任职甲' }],
    })
    const back = fromFacts(data, program)
    expect(back?.party.values).toEqual({ '从业人员@2024': '286' })
    expect(back?.party.claims['项目']).toEqual([{ id: '甲', values: { 投资: '1860' }, claims: {} }])
  })

  test('knows which field a path came from', () => {
    const { fields } = toFacts(filled(), program)
    expect(fields.get('企业/0/项目/0/投资')).toBe('f-项目.甲:投资')
    expect(fields.get('企业/0/从业人员/2024')).toBe('f-:从业人员@2024')
  })

  test.each([
    [yuan, '1,860', '1860万元'], [yuan, '1.86亿元', '1.86亿元'], [yuan, '１８６０', '1860万元'], [{ kind: 'rate' }, '4.35', '4.35%'], [{ kind: 'date' }, '2025.6.18', '2025-06-18'],
    [{ kind: 'date' }, '2025年6月18日', '2025-06-18'], [{ kind: 'date' }, '无', '无'], [{ kind: 'number', unit: '件' }, '12', '12件'], [{ kind: 'duration', unit: 'months' }, '36', '36个月'],
  ] as const)('%o: %s is %s', (type, typed, meant) => {
    expect(withUnit(typed, { type })).toBe(meant)
  })

  test('a value with its origin is taken by its value', () => {
    expect(fromFacts({ 企业: [{ id: '甲', 从业人员: { 2025: { value: '291人', source: '预计' } } }] }, program)?.party.values).toEqual({ '从业人员@2025': '291' })
  })
})

describe('a sheet', () => {
  test('ids of a kind are told apart, and the last one taken away opens the question again', () => {
    let sheet = addClaim(filled(), [], '项目')
    expect(placeOf(sheet, '项目', '乙')).toEqual([['项目', '乙']])
    sheet = removeClaim(removeClaim(sheet, [], '项目', '甲'), [], '项目', '乙')
    expect(sheet.party.claims['项目']).toBeUndefined()
    expect(itemAt(sheet, [['项目', '甲']])).toBeUndefined()
  })

  test('a link leaves out what is private, wherever it stands', () => {
    const { sheet, left } = shareable(filled(), program)
    expect(left).toBe(1)
    expect(JSON.stringify(sheet)).not.toContain('个税')
    expect(JSON.stringify(sheet)).toContain('总经理')
  })

  test.each(['{}', '[]', 'null', '{"version":1}', '{"version":1,"kind":"企业","trial":false,"area":{},"party":{"id":"1","values":{"a":1},"claims":{}}}', `{"version":1,"kind":"企业","trial":false,"area":{},"party":${'{"id":"1","values":{},"claims":{"x":['.repeat(9)}${']}}'.repeat(9)}}`])('what is no sheet is none: %s', text => {
    expect(parseSheet(text)).toBeUndefined()
  })
})
