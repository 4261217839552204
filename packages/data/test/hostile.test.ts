import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archive, repeated, sharedXml, sheetXml, workbook, type Part } from './sheet/archive.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
const path = join(folder, 'upload')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(() => { execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/data'], { cwd: root }) })

/** Reads all sheets of a file in a process of its own, to see the most memory that took. */
const READER = `
import { readFileSync } from 'node:fs'
import { readSheet } from '${new URL('../dist/sheet/read.js', import.meta.url).href}'
let [rows, said] = [0, {}]
try {
  const file = await readSheet(process.argv[1], { limits: JSON.parse(process.argv[2]) })
  for (const { name } of file.sheets) for await (const { cells } of file.rows(name)) rows += cells.length > 0 ? 1 : 0
} catch (error) { said = { code: error.code, zh: error.zh, en: error.en, message: error.message } }
// Of this program alone: what getrusage says begins with what the parent had.
const megabytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024
console.log(JSON.stringify({ ...said, rows, megabytes }))
`
interface Read { readonly code?: string; readonly zh?: string; readonly en?: string; readonly message?: string; readonly rows: number; readonly megabytes: number }
function read(content: Buffer | string, limits: object = {}): Read {
  writeFileSync(path, content)
  const found: unknown = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', READER, path, JSON.stringify(limits, (_, value: unknown) => (value === Infinity ? 1e15 : value))], { encoding: 'utf8' }))
  if (!isRead(found)) throw new Error(JSON.stringify(found))
  return found
}
const isRead = (found: unknown): found is Read => typeof found === 'object' && found !== null && 'rows' in found && 'megabytes' in found

const SHEET = 'xl/worksheets/sheet1.xml'
const book = (...others: readonly Part[]): Buffer => archive(workbook({ 甲: '<row><c><v>1</v></c></row>' }, { others }))
const part = (name: string, packed: Part['packed']): Part => ({ name, data: '', ...(packed === undefined ? {} : { packed }) })
const [before, after] = sheetXml('|').split('|')
/** A sheet whose text is one over and over. */
const long = (text: string, millions: number, open = '', close = ''): Part => part(SHEET, repeated(text, millions, `${before}${open}`, `${close}${after}`))
const many = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => text(i)).join('')
/** Lets through what only unpacks far, to reach what is behind. */
const FAR = { ratio: Infinity }
const billion = `<!DOCTYPE sst [<!ENTITY a "ha">${many(10, i => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`)}]>`
const compound = (stream: string): Buffer => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(100_000), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)])
const utf8 = (text: string): Buffer => Buffer.from(text)

const WORKBOOKS: readonly (readonly [name: string, code: string | undefined, content: () => Buffer, limits?: object])[] = [
  ['a megabyte that unpacks to a gigabyte', 'unpacks-too-large', () => book(long(' ', 1000))],
  ['one that unpacks to less, but a thousandfold', 'unpacks-too-far', () => book(long(' ', 100))],
  ['one that says it unpacks to little', 'broken-zip', () => book({ ...part(SHEET, { ...repeated(' ', 1000), size: 1000 }) })],
  ['many parts that are all the same bytes', 'unpacks-too-large', () => archive([{ name: 'xl/a', data: 'a'.repeat(9_000_000) }, ...Array.from({ length: 1000 }, (_, i) => ({ name: `xl/a${i}`, data: '', packed: { bytes: Buffer.alloc(0), size: 9_000_000 }, overlaps: true }))])],
  ['a part above the workbook', 'part-name', () => book({ name: '../../../etc/cron.d/x', data: 'x' })],
  ['a part at a place of its own', 'part-name', () => book({ name: '/etc/cron.d/x', data: 'x' })],
  ['a part on a drive', 'part-name', () => book({ name: 'C:\\x', data: 'x' })],
  ['a part above, the other way', 'part-name', () => book({ name: 'xl\\..\\..\\x', data: 'x' })],
  ['a sheet that is said to lie elsewhere', 'missing-part', () => book({ name: 'xl/_rels/workbook.xml.rels', data: '<Relationships><Relationship Id="r0" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>' })],
  ['a part twice', 'repeated-part', () => archive([...workbook({ 甲: '' }), { name: 'XL/worksheets/sheet1.xml', data: '' }])],
  ['an entity from outside', 'doctype', () => book({ name: SHEET, data: `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>` })],
  ['entities of entities', 'doctype', () => book({ name: 'xl/sharedStrings.xml', data: `${billion}<sst><si><t>&k;</t></si></sst>` })],
  ['a declaration without end', 'broken-xml', () => book(part(SHEET, repeated('<!ENTITY a "b">', 60, '<!DOCTYPE w ['))), FAR],
  ['an entity that nobody declared', 'broken-xml', () => book({ name: SHEET, data: sheetXml('<row><c t="inlineStr"><is><t>&x;</t></is></c></row>') })],
  ['a hundred thousand sheets', 'too-many-parts', () => archive(Array.from({ length: 100_000 }, (_, i) => part(`xl/worksheets/sheet${i}.xml`, { bytes: Buffer.from([3, 0]), size: 0 })))],
  ['a hundred thousand names for one sheet', 'too-many-sheets', () => book({ name: 'xl/workbook.xml', data: `<workbook xmlns:r="r"><sheets>${many(100_000, i => `<sheet name="s${i}" r:id="r0"/>`)}</sheets></workbook>` })],
  ['sheets that are all one', 'repeated-sheet', () => book({ name: 'xl/workbook.xml', data: '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r0"/><sheet name="a" r:id="r0"/></sheets></workbook>' })],
  ['neighbours without end', 'unpacks-too-large', () => book(part('xl/_rels/workbook.xml.rels', repeated('<a/>', 40, '<Relationships>', '</Relationships>'))), FAR],
  ['a cell without end', 'broken-xml', () => book(long('x', 200, '<row><c t="inlineStr"><is><t>', '</t></is></c></row>')), FAR],
  ['a cell of a thousand pieces', 'cell-too-long', () => book(long('<t>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</t>', 100, '<row><c t="inlineStr"><is>', '</is></c></row>')), FAR],
  ['an attribute without end', 'broken-xml', () => book(long('x', 200, '<row a="', '"></row>')), FAR],
  ['attributes without end', 'broken-xml', () => book({ name: SHEET, data: sheetXml(`<row ${many(3_000_000, i => `a${i}="" `)}></row>`) }), FAR],
  ['a comment without end', 'broken-xml', () => book(long('x', 200, '<!--', '-->')), FAR],
  ['tags in tags in tags', 'broken-xml', () => book(long('<a>', 100)), FAR],
  ['texts without end', 'texts-too-large', () => book(part('xl/sharedStrings.xml', repeated('<si><t>x</t></si>', 150, '<sst>', '</sst>'))), FAR],
  ['a long text that a million cells share', 'texts-too-large', () => archive([...workbook({ 甲: many(30_000, () => `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`) }, { shared: `<si><t>${'长'.repeat(32_000)}</t></si>` })]), FAR],
  ['a row above the last', 'too-many-rows', () => book({ name: SHEET, data: sheetXml('<row r="99999999"><c><v>1</v></c></row>') })],
  ['rows that go back', 'row-order', () => book({ name: SHEET, data: sheetXml('<row r="2"/><row r="2"/>') })],
  ['cells that go back', 'row-order', () => book({ name: SHEET, data: sheetXml('<row><c r="B1"/><c r="A1"/></row>') })],
  ['cells in the last column', 'too-many-columns', () => book({ name: SHEET, data: sheetXml('<row><c r="XFD1"><v>1</v></c></row>') })],
  ['empty cells without end', undefined, () => book(long('<c/>', 40, '<row>', '</row>')), FAR],
  ['cell formats that take for ever to look at', undefined, () => book({ name: 'xl/styles.xml', data: `<styleSheet><numFmts>${many(40, i => `<numFmt numFmtId="${200 + i}" formatCode="${'['.repeat(500_000)}"/>`)}</numFmts></styleSheet>` }), FAR],
  ['a zip under a password', 'encrypted', () => archive(workbook({ 甲: '' }).map(one => ({ ...one, flags: 0x801 })))],
  ['a workbook under a password', 'encrypted', () => compound('EncryptedPackage')],
  ['an old .xls', 'old-xls', () => compound('Workbook')],
  ['a letter', 'not-a-workbook', () => archive([{ name: '_rels/.rels', data: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>' }, { name: 'word/document.xml', data: '<document/>' }])],
  ['an archive of anything', 'not-a-workbook', () => archive([{ name: 'a.txt', data: 'a' }])],
  ['an empty archive', 'not-a-workbook', () => archive([])],
  ['a workbook without sheets', 'no-sheet', () => archive(workbook({}))],
  ['a workbook without the sheet that it names', 'missing-part', () => archive(workbook({ 甲: '' }).filter(one => one.name !== SHEET))],
  ['half a workbook', 'broken-zip', () => { const all = book(); return all.subarray(0, all.length >> 1) }],
  ['a workbook with a broken sheet', 'broken-zip', () => book(part(SHEET, { bytes: randomBytes(1000), size: 5000 }))],
  ['XML that is none', 'broken-xml', () => book({ name: SHEET, data: '<worksheet><sheetData>' })],
  ['XML of other bytes', 'broken-xml', () => book({ name: SHEET, data: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c, 0x2f, 0x61, 0x3e]) })],
  ['XML that says it is of other bytes', 'broken-xml', () => book({ name: SHEET, data: '<?xml version="1.0" encoding="GBK"?><a/>' })],
]

const TEXTS: typeof WORKBOOKS = [
  ['nothing', 'empty', () => utf8('')],
  ['more than a file may have', 'file-too-large', () => Buffer.alloc(50_000_001, 'a,b\n')],
  ['a quote that is never closed', 'open-quote', () => utf8('a,b\n1,"x\n2,y\n')],
  ['a quote that is never closed, for long', 'open-quote', () => Buffer.concat([utf8('a\n"'), Buffer.alloc(49_000_000, 'x\n')])],
  ['one cell', 'cell-too-long', () => Buffer.alloc(49_000_000, 'x')],
  ['one row of empty cells', undefined, () => Buffer.alloc(49_000_000, ',')],
  ['one row of cells', 'too-many-columns', () => Buffer.alloc(49_000_000, 'x,')],
  ['empty rows', undefined, () => Buffer.alloc(49_000_000, '\n')],
  ['more rows than a sheet has', 'too-many-rows', () => Buffer.alloc(4_000_000, 'x\n')],
  ['quotes and nothing else', 'open-quote', () => Buffer.alloc(49_000_000, '"')],
  ['rows as wide as they may be', undefined, () => Buffer.alloc(49_000_000, `${'x,'.repeat(499)}x\n`), { cellLength: 100_000 }],
  ['a NUL', 'nul', () => utf8('a\nb\0c\n')],
  ['UTF-16 without its mark', 'nul', () => Buffer.from('a,b\n1,2\n', 'utf16le')],
  ['half of a UTF-16 letter', 'encoding', () => Buffer.from('\ufeffa\ud800,b\n', 'utf16le')],
  ['Latin-1', 'encoding', () => Buffer.from('Name\nM\xfcller\nGr\xf6\xdfe\n', 'latin1')],
  // 企業名稱 韶關市曲江區
  ['Big5', 'encoding', () => Buffer.concat([0xa5, 0xf8, 0xb7, 0x7e, 0xa6, 0x57, 0xba, 0xd9, 0x0a, 0xbb, 0xe0, 0xc3, 0xf6, 0xa5, 0xab, 0xa6, 0xb1, 0xa6, 0xbf, 0xb0, 0xcf].map(byte => Buffer.from([byte])))],
  ['UTF-8 with a broken letter', 'encoding', () => Buffer.concat([utf8('编号,名称\n1,韶关市曲江区某某机械制造有限公'), Buffer.from([0xe5, 0x8f])])],
  ['UTF-8 by its mark, with a broken letter', 'encoding', () => Buffer.concat([utf8('\ufeff编号,名称\n1,'), Buffer.from([0xb1, 0xe0, 0xba, 0xc5])])],
  ['noise', 'encoding', () => Buffer.from(randomBytes(1_000_000).map(byte => byte | 1))],
  ['a web page', 'markup', () => utf8('\ufeff\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>a')],
  ['XML of 2003', 'markup', () => utf8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>')],
]

describe.each([{ what: 'workbook', files: WORKBOOKS }, { what: 'text file', files: TEXTS }])('a $what of a stranger', ({ files }) => {
  for (const [name, code, content, limits] of files) it(`that holds ${name}`, () => {
    const found = read(content(), limits)
    expect([found.code, found.message]).toEqual([code, code === undefined ? undefined : `${found.zh ?? ''} · ${found.en ?? ''}`])
    expect(found.megabytes).toBeLessThan(300)
  })
})

describe('what is just within the limits', () => {
  it('is read within the memory: the most texts that cells may share', () => {
    const texts = many(1_000_000, i => `<si><t>韶关市曲江区第${i}号企业的一个很长的名称</t></si>`)
    const found = read(archive(workbook({ 甲: many(100_000, row => `<row>${many(10, i => `<c t="s"><v>${row * 10 + i}</v></c>`)}</row>`) }, { others: [{ name: 'xl/sharedStrings.xml', data: sharedXml(texts) }] })))
    expect(statSync(path).size).toBeLessThan(50_000_000)
    expect(found).toMatchObject({ rows: 100_000 })
    expect(found.megabytes).toBeLessThan(300)
  })
})

it('what is refused says where, and what to do', () => {
  expect(read('a,b\n1,"x\n')).toMatchObject({ zh: '工作表“upload” 第 2 行 B 列：这里开始的引号没有结束，或这一格超过 32,767 个字符；补上或去掉引号', en: 'sheet “upload”, row 2, column B: the quote that opens here is never closed, or its cell has more than 32,767 characters; close it or take it out' })
})
