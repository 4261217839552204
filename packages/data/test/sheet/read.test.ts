import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { readSheet, type ReadOptions, type SheetRow } from '../../src/index.ts'
import { archive, workbook } from './archive.ts'

const root = mkdtempSync(join(tmpdir(), 'sheets-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let files = 0

/** The rows of a file, which has no name that says what it is. */
async function rowsOf(content: string | Buffer | Uint8Array, { sheet, ...options }: ReadOptions & { readonly sheet?: string } = {}): Promise<SheetRow[]> {
  const path = join(root, String(++files))
  writeFileSync(path, content)
  const rows: SheetRow[] = []
  for await (const row of (await readSheet(path, options)).rows(sheet)) rows.push(row)
  return rows
}
const cellsOf = async (content: string | Buffer | Uint8Array, options = {}): Promise<unknown> => (await rowsOf(content, options)).map(({ row, cells }) => [row, ...cells])
const book = (rows: string, more = {}): Buffer => archive(workbook({ 甲: rows }, more))

describe('a workbook', () => {
  it('of another library is read: shared and inline texts, days, figures, truths, further sheets', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: '企业', rows: [['编号', '成立', '产值', '规上'], ['007', new Date(Date.UTC(2024, 1, 29)), 0.1 + 0.2, true], [], ['a\nb', new Date(Date.UTC(2024, 1, 29, 13, 5, 7)), -1e-7, false]] }, { name: '乙', rows: [['x']] }] })
    expect(await cellsOf(bytes)).toEqual([[1, '编号', '成立', '产值', '规上'], [2, '007', '2024-02-29', '0.30000000000000004', 'true'], [4, 'a\nb', '2024-02-29 13:05:07', '-0.0000001', 'false']])
    expect(await cellsOf(bytes, { sheet: '乙' })).toEqual([[1, 'x']])
    await expect(rowsOf(bytes, { sheet: '丙' })).rejects.toMatchObject({ code: 'no-such-sheet' })
  })
  it('gives of a formula its last result and says so; without one it is wrong', async () => {
    expect(await rowsOf(book('<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>A1&amp;""</f><v></v></c><c r="C3"><f>B1</f></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E3" t="s"><v>9</v></c></row>'))).toMatchObject([
      { row: 3, cells: ['2', '', '', '#DIV/0!'], formulas: [0, 1, 2, 3], problems: [{ column: 2, code: 'formula-without-value' }, { column: 3, code: 'error-value' }, { column: 4, code: 'missing-text' }] },
    ])
  })
  it.each([
    ['a text in pieces, without its reading above', '<c t="inlineStr"><is><r><t>韶</t></r><r><t>关</t></r><rPh><t>sháo</t></rPh></is></c>', '', ['韶关']],
    ['characters that XML does not have', '<c t="s"><v>0</v></c>', '<si><t>a_x000D_b_x005F_x0041_</t></si>', ['a\rb_x0041_']],
    ['a figure of 17 digits as it was typed', '<c><v>1234.5599999999999</v></c><c><v>1.2E-2</v></c><c><v>9E999</v></c>', '', ['1234.56', '0.012', '9E999']],
    ['cells without names, in order', '<c><v>1</v></c><c/><c><v>3</v></c>', '', ['1', '', '3']],
    ['far cells that are only formatted', '<c r="A1"><v>1</v></c><c r="XFD1" s="1"/>', '', ['1']],
    ['a day as ISO 8601', '<c t="d"><v>2024-03-01T00:00:00</v></c>', '', ['2024-03-01']],
  ])('holds %s', async (_, cells, shared, want) => expect((await rowsOf(book(`<row>${cells}</row>`, { shared })))[0]?.cells).toEqual(want))
  it('has days from 1900 with the 29 February that never was, and from 1904', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    const rows = '<row><c s="0"><v>1</v></c><c s="0"><v>59</v></c><c s="0"><v>61</v></c><c s="0"><v>45351</v></c><c s="0"><v>9E9</v></c></row>'
    expect((await rowsOf(book(rows, { styles })))[0]?.cells).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2024-02-29', '9000000000'])
    const others = workbook({ 甲: '' }).filter(one => one.name === 'xl/workbook.xml').map(one => ({ ...one, data: String(one.data).replace('<sheets>', '<workbookPr date1904="1"/><sheets>') }))
    expect((await rowsOf(book('<row><c s="0"><v>43889</v></c></row>', { styles, others })))[0]?.cells).toEqual(['2024-02-29'])
  })
  it('is found by its own account of itself, and sheets that only show a chart are none', async () => {
    const moved = workbook({ 甲: '<row><c><v>1</v></c></row>', 图: '' }).map(part => ({ ...part, name: part.name.replace('workbook.xml', 'workbook2.xml'), data: String(part.data).replace('workbook.xml', 'workbook2.xml').replace(/worksheet" Target="worksheets\/sheet2/, 'chartsheet" Target="worksheets/sheet2') }))
    const path = join(root, 'moved')
    writeFileSync(path, archive(moved))
    expect((await readSheet(path)).sheets).toEqual([{ name: '甲', hidden: false }])
    expect(await cellsOf(archive(moved))).toEqual([[1, '1']])
  })
})

describe('a text file', () => {
  const CHINESE = Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xcf, 0xd8, 0xc7, 0xf8, 0x0a, 0x61, 0x2c, 0xc7, 0xfa, 0xbd, 0xad, 0xc7, 0xf8])
  const wide = Buffer.from('\ufeff编号,县区\na,曲江区', 'utf16le')
  it.each([
    ['UTF-8', '编号,县区\na,曲江区'], ['UTF-8 with its mark', '\ufeff编号,县区\na,曲江区'], ['UTF-16', wide], ['UTF-16, the other way round', Buffer.from(wide).swap16()], ['GB18030', CHINESE],
    ['tabs', '编号\t县区\r\na\t曲江区\r\n'], ['semicolons', '"编号";"县区"\ra;曲江区\r'],
  ])('is read in %s', async (_, content) => expect(await cellsOf(content)).toEqual([[1, '编号', '县区'], [2, 'a', '曲江区']]))
  it('counts rows as a spreadsheet does, and keeps what is quoted', async () => {
    expect(await cellsOf('a,b\r\n\r\n"1\r\n,2","say ""x"""\r\n,,\n  3,"4"\n')).toEqual([[1, 'a', 'b'], [3, '1\r\n,2', 'say "x"'], [5, '  3', '4']])
  })
  it('says where something follows a closing quote, and reads on', async () => {
    expect(await rowsOf('a\n"x"y,"z"\nw"w\n')).toMatchObject([{ problems: [] }, { row: 2, cells: ['xy', 'z'], problems: [{ column: 0, code: 'stray-quote' }] }, { cells: ['w"w'], problems: [] }])
  })
  it('is one sheet, called as the file is', async () => {
    const path = join(root, 'upload')
    writeFileSync(path, 'a\n')
    expect((await readSheet(path, { name: '企业.csv' })).sheets).toEqual([{ name: '企业', hidden: false }])
  })
  it('is the same however its bytes come in pieces', async () => {
    const text = Array.from({ length: 9000 }, (_, i) => `${i},"第${i}家""企业""\r\n",${'x'.repeat(i % 17)}z\r\n`).join('')
    const rows = await rowsOf(text)
    expect(rows).toHaveLength(9000)
    for (const [i, { row, cells }] of rows.entries()) expect([row, ...cells]).toEqual([i + 1, String(i), `第${i}家"企业"\r\n`, `${'x'.repeat(i % 17)}z`])
  })
  it('stops when it is told to', async () => {
    await expect(rowsOf('a\nb\n', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
    await expect(rowsOf(book('<row><c><v>1</v></c></row>'), { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
  })
})
