import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { PROBLEMS_HEADERS, annotate, readSheet, writeSheet, type SheetCell } from '../../src/index.ts'

const root = mkdtempSync(join(tmpdir(), 'written-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let files = 0

/** Rows as they are read, without the empty ones and without empty cells at their ends. */
async function read(path: string, sheet?: string): Promise<(readonly [row: number, cells: readonly string[]])[]> {
  const rows: (readonly [number, readonly string[]])[] = []
  for await (const { row, cells, problems } of (await readSheet(path)).rows(sheet)) { expect(problems).toEqual([]); rows.push([row, cells]) }
  return rows
}
const standing = (rows: readonly (readonly string[])[]): (readonly [number, readonly string[]])[] => rows.flatMap((cells, i) => (cells.every(cell => cell === '') ? [] : [[i + 1, cells.slice(0, cells.findLastIndex(cell => cell !== '') + 1)] as const]))
async function written(format: 'xlsx' | 'csv', headers: readonly string[], rows: readonly (readonly SheetCell[])[]): Promise<string> {
  const path = join(root, String(++files))
  await writeSheet(path, format, { name: '表', headers, rows })
  return path
}

const dangerous = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", "''=", "'+", '"', ',', ';', '\n', '\ufeff', '_x0041_', '_x', '<&>', ' ', '\ufffe', '\u{1f600}'), fc.string({ unit: 'binary', maxLength: 6 })).map(([one, more]) => one + more)
const text = fc.oneof(dangerous, fc.string({ unit: 'binary', maxLength: 10 }), fc.constantFrom('', '007', '1.50', '2024-03-01', 'true', '韶关市'))

describe.each(['xlsx', 'csv'] as const)('a table written as %s', format => {
  it('is read back the same, whatever its texts', async () => {
    // A text file has no NUL.
    const cell = format === 'xlsx' ? fc.oneof(text, fc.constantFrom('\0', '\ud800', 'a\udc00b')) : text.map(one => one.replaceAll('\0', ''))
    await fc.assert(fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 8 }), async (headers, rows) => {
      expect(await read(await written(format, headers, rows))).toEqual(standing([headers, ...rows]))
    }), { numRuns: 150, seed: 7 })
  })
  it('has figures that are figures, the same to the last digit', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }), fc.array(fc.bigInt(-(10n ** 18n), 10n ** 18n), { maxLength: 20 }), async (figures, money) => {
      const rows = await read(await written(format, ['a', 'b'], [...figures.map(one => [one]), ...money.map(one => [null, one])]))
      expect(rows.slice(1, figures.length + 1).map(([, [one]]) => Number(one))).toEqual(figures.map(one => (one === 0 ? 0 : one)))
      for (const [i, [, cells]] of rows.slice(figures.length + 1).entries()) {
        const [, sign, yuan, jiao = '', fen = ''] = /^(-?)(\d+)(?:\.(\d)(\d?))?$/.exec(cells[1]!)!
        expect(BigInt(`${sign ?? ''}${yuan!}${jiao.padEnd(1, '0')}${fen.padEnd(1, '0')}`)).toBe(money[i])
      }
    }), { numRuns: 30, seed: 7 })
  })
  it('is there whole or not at all, and ends what it reads from', async () => {
    let ended = 0
    const rows = async function* (cells: readonly SheetCell[]): AsyncGenerator<SheetCell[]> { try { for (const cell of cells) { await Promise.resolve(); yield [cell] } } finally { ended++ } }
    const folder = mkdtempSync(join(root, 'part-'))
    await expect(writeSheet(join(folder, 'x'), format, { name: '表', headers: ['a'], rows: rows(['a', Number.NaN, 'b']) })).rejects.toThrow(RangeError)
    await expect(writeSheet(join(folder, 'none', 'x'), format, { name: '表', headers: ['a'], rows: rows(Array.from({ length: 200_000 }, () => 'a')) })).rejects.toThrow('ENOENT')
    expect([ended, readdirSync(folder)]).toEqual([2, []])
  })
})

it('runs no formula in CSV, and leaves figures below zero alone', async () => {
  expect(readFileSync(await written('csv', ['a'], [['=1+1'], ['-1'], [-1], [-150n], ["'=x"], ['@a\tb']]), 'utf8')).toBe(`\ufeffa\r\n'=1+1\r\n'-1\r\n-1\r\n-1.50\r\n''=x\r\n"'@a\tb"\r\n`)
})
it('is a workbook to others too: texts that look like formulas are texts', async () => {
  const book = await readXlsx(readFileSync(await written('xlsx', ['a', 'b'], [['=1+1', 1.5], ['<"&', 123456n]])))
  expect(book.sheets.map(({ name, rows }) => [name, rows])).toEqual([['表', [['a', 'b'], ['=1+1', 1.5], ['<"&', 1234.56]]]])
})
it('has a name for its sheet that Excel takes', async () => {
  const path = join(root, String(++files))
  await writeSheet(path, 'xlsx', { name: `a/b[c]'"<&${'长'.repeat(40)}`, headers: ['a'], rows: [['1'], ['2']], most: 2 })
  expect((await readSheet(path)).sheets.map(({ name }) => name)).toEqual([`a_b_c_'"<&${'长'.repeat(21)}`, `a_b_c_'"<&${'长'.repeat(19)}_2`])
})

describe('a sheet that goes back with what is wrong in it', () => {
  const problems = [{ row: 2, column: 1, zh: '不是金额', en: 'is no money' }, { row: 2, zh: '编号重复', en: 'the id repeats' }, { row: 3, zh: '空行', en: 'an empty row' }, { row: 9, column: 7, zh: '缺', en: 'is missing' }]
  it.each(['csv', 'xlsx'] as const)('is the same rows of the %s, with the cells coloured and a column that says why', async format => {
    const from = await written(format, ['编号', '产值', '县区'], [['=007', 'x', '曲江区'], [], ['12345678901234567890', '-1.5', '', '多'], ['0.10', '1e5', '=1']])
    const out = join(root, `${++files}.xlsx`)
    await annotate(from, problems, out, { language: 'zh', name: '企业.csv' })
    expect(await read(out)).toEqual([[1, ['编号', '产值', '县区', '', PROBLEMS_HEADERS.zh]], [2, ['=007', 'x', '曲江区', '', '产值：不是金额\n编号重复']], [3, ['', '', '', '', '空行']], [4, ['12345678901234567890', '-1.5', '', '多']], [5, ['0.10', '1e5', '=1']], [9, ['', '', '', '', 'H 列：缺']]])
    const [sheet] = (await readXlsx(readFileSync(out), { readStyles: true })).sheets
    expect(sheet!.name).toBe(format === 'csv' ? '企业' : '表')
    const coloured = [...sheet!.cells ?? []].filter(([, cell]) => JSON.stringify(cell.style?.fill ?? {}).includes('FFC7CE')).map(([at]) => at)
    expect(coloured).toEqual(['1,1'])
    expect(sheet!.rows[3]!.slice(0, 2)).toEqual(['12345678901234567890', -1.5])
  })
  it('once more, is written over', async () => {
    const from = await written('csv', ['a', 'b'], [['1', '2']])
    const [once, twice] = [join(root, `${++files}.xlsx`), join(root, `${++files}.xlsx`)]
    await annotate(from, [{ row: 2, column: 0, zh: '错', en: 'wrong' }], once, { language: 'en' })
    await annotate(once, [{ row: 2, column: 1, zh: '又错', en: 'wrong again' }], twice, { language: 'zh' })
    expect(await read(twice)).toEqual([[1, ['a', 'b', '问题']], [2, ['1', '2', 'b：又错']]])
  })
  it('holds no more than a cell may', async () => {
    const out = join(root, `${++files}.xlsx`)
    await annotate(await written('csv', ['a'], [['1']]), Array.from({ length: 5000 }, () => ({ row: 2, zh: '错误'.repeat(20), en: '' })), out, { language: 'zh' })
    expect((await read(out))[1]?.[1][1]).toMatch(/… 5000$/)
  })
})
