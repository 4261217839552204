import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { threeSixtyPackage, type PublicAward, type Publisher } from './threesixty.ts'

const schemaOf = (name: string): object => {
  const text = readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8')
    // As published they name the meta-schema by http, and the package an older grant.
    .replace('http://json-schema.org/draft/2020-12/schema', 'https://json-schema.org/draft/2020-12/schema').replace('standard/1.4.2/', 'standard/1.4.3/')
  const schema: unknown = JSON.parse(text)
  if (typeof schema !== 'object' || schema === null) throw new Error(name)
  return schema
}
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const valid = ajv.addSchema(schemaOf('360-giving-schema.json')).compile(schemaOf('360-giving-package-schema.json'))

const PUBLISHER: Publisher = { prefix: '360G-lizhu', name: '市工信局', website: 'https://lizhu.example.gov.cn', scheme: 'CN-SAIC' }
const AWARD: PublicAward = {
  id: 'award-1', title: '工业技改项目奖励', description: '对技改项目的奖励', awardedOn: '2026-11-26', amount: 50_000_001n, appliedFor: 60_000_000n, disbursements: [{ id: 'pay-1', on: '2026-12-01', amount: 25_000_000n }],
  recipient: { id: 'p1', name: '东区机械厂', creditCode: '91440200MA4TEST01X' }, area: { code: '440203', name: '东区' }, funder: { id: '市工信局', name: '市工业和信息化局' },
  instrument: { id: 'I13-1', name: '工业技改项目奖励' }, article: { document: '韶委字〔2020〕2号', number: '第十三条', words: '最高不超过50万元' }, openCall: false, changedAt: '2026-11-26T08:00:00Z',
}
const made = (awards: readonly PublicAward[]) => threeSixtyPackage(PUBLISHER, awards, { title: '奖补', issuedOn: '2026-11-26' })

test('a package of organisations and of a person holds against the schema of 360Giving', () => {
  const text = made([AWARD, { ...AWARD, id: 'award-2', recipient: { id: '7', name: '张建国', person: true } }])
  valid(JSON.parse(text))
  expect(valid.errors).toBeNull()
  expect(text).not.toContain('张建国')
  expect(text).toContain('"name":"张**"')
})

test('the schema refuses what is no package', () => {
  expect(valid({ grants: [{ id: 'x' }] })).toBe(false)
  expect(valid(JSON.parse(made([{ ...AWARD, awardedOn: '2026年11月26日' }])))).toBe(false)
})

test('amounts are exact to the fen, also where a double is not', () => {
  expect(made([{ ...AWARD, amount: 9_007_199_254_740_993n }])).toContain('"amountAwarded":90071992547409.93,')
  expect(made([{ ...AWARD, amount: 5n }])).toContain('"amountAwarded":0.05,')
  expect(made([AWARD])).toContain('"amountDisbursed":250000.00,')
})

test('no award, no package', () => { expect(() => made([])).toThrow('at least one') })
