import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { rational } from '@lizhu/feel'
import type { Fact } from '@lizhu/policy'
import { openDuckDB, writeXlsx } from '../src/index.ts'
import { readCell } from '../src/import/cell.ts'
import { quickSql, trimmed } from '../src/import/quick.ts'
import { sheetsOf } from '../src/import/workbook.ts'
import { harmlessCell } from '../src/import/set-aside.ts'
import { textLiteral } from '@lizhu/feel/sql'

const root = mkdtempSync(join(tmpdir(), 'cells-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const fact = (type: Fact['type'], more: Partial<Fact> = {}): Fact => ({ kind: '企业', owner: '企业', name: 'x', type, ...more })
const MONEY = fact({ kind: 'money', currency: 'CNY' })
const said = (found: ReturnType<typeof readCell>): string | null => ('code' in found ? found.code : found.none ? 'none' : found.value)

describe('a cell', () => {
  it.each([
    ['1234.5', '123450'], ['1,234.56', '123456'], ['¥1,234.56', '123456'], ['￥12', '1200'], ['１２万元', '12000000'], ['3.5亿元', '35000000000'], ['12万', '12000000'], ['-5元', '-500'],
    ['1.005', 'money-fen'], ['1.000', '100'], ['1,2', 'money-unit'], ['12美元', 'money-currency'], ['无', 'none'], ['缺', null], ['', null], ['1.25E3', '125000'], ['99999999999999999999', 'too-large'],
  ])('of money: %s → %s', (text, want) => expect(said(readCell(MONEY, text))).toBe(want))
  it.each([
    [fact({ kind: 'rate' }), '5%', '0.05'], [fact({ kind: 'rate' }), '0.05', '0.05'], [fact({ kind: 'rate' }), '4.35', 'rate'], [fact({ kind: 'date' }), '2024年3月1日', '2024-03-01'], [fact({ kind: 'date' }), '2024/3/1', '2024-03-01'],
    [fact({ kind: 'date' }), '2024-02-30', 'date'], [fact({ kind: 'boolean' }), '有', 'true'], [fact({ kind: 'boolean' }), '0', 'false'], [fact({ kind: 'boolean' }), '也许', 'boolean'], [fact({ kind: 'number', unit: '人' }), '1,200人', '1200'], [fact({ kind: 'number', unit: '人' }), '1.5', 'places'],
    [fact({ kind: 'text', choices: ['甲', '乙'] }), '丙', 'choice'],
  ] as const)('%j: %s → %s', (one, text, want) => expect(said(readCell(one, text))).toBe(want))

  it('is read by SQL as it is read one by one, whatever stands in it', async () => {
    const database = await openDuckDB()
    const figures = fc.stringMatching(/^-?[0-9,]{1,12}(\.[0-9]{0,12})?(元|万元|亿元|美元|e3)?$/)
    const texts = fc.sample(fc.oneof(figures, fc.string({ maxLength: 12 }), fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/), fc.constantFrom(`'); DROP TABLE t; --`, '是', '否', '无', 'NONE', '', '"', '-', '.')).filter(one => !one.includes('\0')), { numRuns: 1500, seed: 3 })
    await database.run(`CREATE TABLE t AS SELECT * FROM (VALUES ${texts.map((text, i) => `(${i}, ${textLiteral(text)})`).join(', ')}) AS v(i, c)`)
    for (const [one, unit] of [[MONEY, undefined], [MONEY, '万元'], [MONEY, '亿元'], [fact({ kind: 'number', unit: '人' }), undefined], [fact({ kind: 'number', unit: '人' }, { least: rational.whole(0), most: rational.whole(500) }), undefined], [fact({ kind: 'money', currency: 'CNY' }, { least: rational.whole(200), most: rational.whole(50_000_000) }), undefined], [fact({ kind: 'boolean' }), undefined], [fact({ kind: 'date' }), undefined], [fact({ kind: 'text' }), undefined]] as const) {
      const rows = (await database.connection.runAndReadAll(`SELECT i, CAST(${quickSql(one, trimmed('c'), { unit })} AS VARCHAR) FROM t ORDER BY i`)).getRows()
      for (const [i, quick] of rows) if (quick !== null) expect([texts[Number(i)], said(readCell(one, (texts[Number(i)] ?? '').replace(/^[ \t\r\n\u00a0\u3000\ufeff]+|[ \t\r\n\u00a0\u3000\ufeff]+$/g, ''), { unit }))]).toEqual([texts[Number(i)], quick])
    }
    await database.close()
  })
})

it('a workbook that is written is read back, with texts as texts, over as many sheets as it takes', async () => {
  const path = join(root, 'a.xlsx')
  await writeXlsx(path, { name: '企业', headers: ['编号', '金额'], rows: [['=1+1', 123456n], ['a"b,\nc', 10n ** 16n + 1n], ['x', null]], most: 3 })
  const sheets = await sheetsOf(path, root)
  expect(sheets.map(({ path: csv }) => readFileSync(csv, 'utf8'))).toEqual(['编号,金额\n=1+1,1234.56\n"a""b,\nc",100000000000000.01\n', '编号,金额\nx,""\n'])
})

it('runs no formula when a file is opened', () => {
  expect(['=1', '+1', '-1', '@a', '\tx', 'plain'].map(harmlessCell)).toEqual([`'=1`, `'+1`, `'-1`, `'@a`, `'\tx`, 'plain'])
})
