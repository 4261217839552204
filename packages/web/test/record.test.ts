import { describe, expect, test } from 'vitest'
import type { Fact as Known, Kind, Program } from '@lizhu/policy'
import type { Claim, Fact, Party } from '../src/api/types.ts'
import { documentOf } from '../src/api-docs/document.ts'
import { differencesOf } from '../src/audit/differences.ts'
import { fromFacts } from '../src/calculator/sheet/facts.ts'
import { figureOf, knownOn, stateOf, unitOf, wholeOf } from '../src/record/slot.ts'

const employees: Known = { owner: '企业', name: '从业人员', kind: '企业', type: { kind: 'number', unit: '人' }, every: 'year' }
const revenue: Known = { owner: '企业', name: '营业收入', kind: '企业', type: { kind: 'money', currency: 'CNY' }, every: 'year', shown: '万元' }
const registered: Known = { owner: '企业', name: '本市注册', kind: '企业', type: { kind: 'boolean' } }
const kinds: readonly Kind[] = [
  { name: '企业', party: true, of: [], facts: [employees, revenue, registered] },
  { name: '技改项目', party: false, of: ['企业'], facts: [] }, { name: '发票', party: false, of: ['技改项目'], facts: [] },
]
const program: Program = {
  pack: { id: 'p', title: 'p', inForce: 0, hash: '' }, others: [], articles: [], kinds, area: [], organisations: [], instruments: [], generals: [],
  settings: [], definitions: [], targets: [], indicators: [], rosters: [], duties: [], funds: [], procedures: [], links: [], declaratory: [],
}
const party: Party = { id: 'p', kind: '企业', code: null, codeOverride: null, name: '示例', area: null, version: 1 }

const told = (id: string, over: Partial<Fact> = {}): Fact => ({
  id, party: 'p', claim: null, name: '从业人员', period: '2024', written: '286人', none: false, validFrom: null, validTo: null, source: '年报', evidence: null, organisation: null, recorder: null,
  recordedAt: '2026-01-01T00:00:00.000Z', supersedes: null, current: true, checks: [], disputes: [], ...over,
})
const check = (verdict: 'confirmed' | 'rejected', at: string) => ({ verdict, note: null, organisation: null, at })
const dispute = (at: string, answer: Fact['disputes'][number]['answer'] = null) => ({ id: 'd', reason: '不对', at, answer })
const answered = (outcome: 'upheld' | 'dismissed', at: string) => ({ outcome, reason: '核过', organisation: null, at })

describe('how a fact stands', () => {
  const cases: readonly (readonly [Partial<Fact>, string])[] = [
    [{}, 'unchecked'], [{ checks: [check('confirmed', '2026-01-02')] }, 'confirmed'], [{ checks: [check('confirmed', '2026-01-02'), check('rejected', '2026-01-03')] }, 'rejected'],
    [{ checks: [check('confirmed', '2026-01-02')], disputes: [dispute('2026-01-03')] }, 'disputed'],
    [{ checks: [check('confirmed', '2026-01-02')], disputes: [dispute('2026-01-03', answered('dismissed', '2026-01-04'))] }, 'confirmed'],
    [{ checks: [check('confirmed', '2026-01-05')], disputes: [dispute('2026-01-03', answered('upheld', '2026-01-04'))] }, 'upheld'],
  ]
  test.each(cases)('%o is %s', (over, state) => {
    expect(stateOf(told('f', over))).toBe(state)
  })

  test('as known on a day, what was said later is not known, an answer neither', () => {
    const fact = told('f', { checks: [check('confirmed', '2026-02-02T00:00:00.000Z')], disputes: [dispute('2026-01-03T00:00:00.000Z', answered('upheld', '2026-02-04T00:00:00.000Z'))] })
    expect(stateOf(fact)).toBe('upheld')
    const [then] = knownOn([fact], '2026-01-31')
    expect(stateOf(then!)).toBe('disputed')
    // The day ends in China: 16:30 UTC is the next one there.
    const late = told('f', { checks: [check('confirmed', '2026-01-31T16:30:00.000Z')] })
    expect(stateOf(knownOn([late], '2026-01-31')[0]!)).toBe('unchecked')
    expect(stateOf(knownOn([late], '2026-02-01')[0]!)).toBe('confirmed')
  })
})

test('a record by what it is of: the newest first, the order of the pack, claims under claims', () => {
  const claims: Claim[] = [
    { id: 'i', party: 'p', kind: '发票', parent: 'b', key: 'B-1', name: null }, { id: 'b', party: 'p', kind: '技改项目', parent: null, key: 'B10', name: null }, { id: 'a', party: 'p', kind: '技改项目', parent: null, key: 'B2', name: null },
  ]
  const facts = [told('old', { current: false }), told('new', { supersedes: 'old', written: '300人', recordedAt: '2026-01-02T00:00:00.000Z' }), told('later', { period: '2025' }), told('r', { name: '营业收入', written: '1亿元' })]
  const whole = wholeOf(program, party, claims, facts)
  expect(whole.party.slots.map(one => [one.name, one.period, one.current?.id, one.told.map(fact => fact.id)])).toEqual([
    ['从业人员', '2025', 'later', ['later']], ['从业人员', '2024', 'new', ['new', 'old']], ['营业收入', '2024', 'r', ['r']],
  ])
  expect(whole.groups.map(one => [one.name, one.claims.map(({ claim, under }) => [claim?.key, under])])).toEqual([['技改项目', [['B2', undefined], ['B10', undefined]]], ['发票', [['B-1', 'B10']]]])
})

test('figures side by side are in one unit, to the last digit; what is no figure is said', () => {
  expect([unitOf(revenue), figureOf(revenue, '125000000.01元'), figureOf(revenue, '1.25亿元'), figureOf(revenue, '无'), figureOf(employees, '286人'), figureOf(registered, '是')]).toEqual(['万元', '12,500.000001', '12,500', '无', '286', '是'])
})

test('a record begins the calculator: units that stand beside the field are taken off, no figure is lost', () => {
  const sheet = fromFacts({ 企业: [{ id: 'p', name: '示例', 从业人员: { 2024: { value: '286人', source: '年报', date: '2026-01-01' } }, 营业收入: { 2024: { value: '125000000.01元', source: '年报', date: '2026-01-01' } }, 本市注册: { value: '是', source: '登记', date: '2026-01-01' } }] }, program)
  expect(sheet?.party.values).toEqual({ 'name': '示例', '从业人员@2024': '286', '营业收入@2024': '12500.000001', '本市注册': 'true' })
})

test('what a change touched: only what differs, the key last; of a new row all it holds', () => {
  expect(differencesOf({ key: { id: 1 }, before: { id: 1, name: '甲', area: '440203' }, after: { id: 1, name: '乙', area: '440203' } })).toEqual([{ name: 'name', before: '甲', after: '乙', key: false }, { name: 'id', after: 1, key: true }])
  expect(differencesOf({ key: { id: 1 }, before: null, after: { id: 1, name: '甲', code: null } }).map(one => one.name)).toEqual(['name', 'id'])
  expect(differencesOf({ key: null, before: null, after: { outcome: 'refused' } })).toEqual([{ name: 'outcome', after: 'refused', key: false }])
})

test('an OpenAPI document is read for people; what it does not hold is left out', () => {
  const { operations, version } = documentOf({ openapi: '3.1.0', paths: { '/parties/{party}': { get: {
    operationId: 'readParty', tags: ['registry'], summary: 'Read a party', description: '查看主体\n\nowner: own, clerk: area',
    parameters: [{ name: 'party', in: 'path', required: true, schema: { type: 'string' } }], responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Party' } } } }, default: {} },
  } } } })
  expect([version, operations]).toEqual(['3.1.0', [{ name: 'readParty', method: 'get', path: '/parties/{party}', tag: 'registry', zh: '查看主体', en: 'Read a party', may: 'owner: own, clerk: area', parameters: [{ name: 'party', in: 'path', required: true, schema: { type: 'string' } }], answer: { $ref: '#/components/schemas/Party' } }]])
  expect(documentOf('nothing')).toEqual({ version: '', operations: [], schemas: {} })
})
