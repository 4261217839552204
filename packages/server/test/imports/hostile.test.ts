import { createWriteStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import { desk, importSchema, type Acting, type Desk } from './desk.ts'

let d: Desk
let officer: Acting
beforeAll(async () => {
  d = await desk({ hands: 1 })
  officer = await d.w.person(d.w.places[0], 'officer')
})
afterAll(() => d.close())

const problem = z.object({ code: z.string(), detail: z.object({ zh: z.string(), en: z.string() }) })

/** A workbook whose sheet is this. */
async function workbook(sheet: Iterable<string>, more: Readonly<Record<string, string>> = {}): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  const path = join(d.folder, 'hostile.xlsx')
  zip.addBuffer(Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>'), 'xl/workbook.xml')
  zip.addBuffer(Buffer.from('<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'), 'xl/_rels/workbook.xml.rels')
  for (const [name, text] of Object.entries(more)) zip.addBuffer(Buffer.from(text), name)
  zip.addReadStream(Readable.from(sheet), 'xl/worksheets/sheet1.xml')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return new Uint8Array(readFileSync(path))
}
function* bomb() {
  yield '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>企业名称</t></is></c></row>'
  for (let i = 0; i < 300; i++) yield ' '.repeat(1 << 20)
  yield '</sheetData></worksheet>'
}

test.each([
  ['a bomb', () => workbook(bomb()), /倍以上|展开/], ['entities', () => workbook(['<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>']), /DOCTYPE/],
  ['an old .xls', () => Promise.resolve(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])), /另存为/], ['a page', () => Promise.resolve(new Uint8Array(Buffer.from('<html><table><tr><td>1'))), /网页/],
  ['an archive cut short', async () => (await workbook(['<worksheet/>'])).slice(0, 200), /不完整/],
] as const)('%s is refused when it is sent, with what to do, and nothing of it stays', async (_, content, words) => {
  const { status, body } = await d.upload(officer, '企业', '表.xlsx', await content())
  const said = problem.parse(body)
  expect([status, said.code]).toEqual([422, 'sheet'])
  expect(said.detail.zh).toMatch(words)
  expect(said.detail.en).not.toMatch(/[\u4e00-\u9fff]/)
  expect(readdirSync(join(d.folder, 'files', 'incoming'))).toEqual([])
  expect((await d.call(officer, 'GET', '/imports')).body).toMatchObject({ items: [] })
})

test('what is wrong further down stops the check with the row and the cell; nothing was read in', async () => {
  const lines = ['企业名称,县区', ...Array.from({ length: 12_000 }, (_, i) => `第${i}厂,东区`), '"从不结束的一格,东区', ...Array.from({ length: 2000 }, () => 'x'.repeat(50))]
  const one = await d.checked(officer, '企业', lines)
  expect([one.state, one.problem?.zh]).toEqual(['draft', expect.stringMatching(/第 12,?002 行.*引号/)])
  expect(await d.rows(officer, one.id)).toEqual([])
})

test('a formula without its result is a problem of its cell', async () => {
  const row = (r: number, cells: string) => `<row r="${r}">${cells}</row>`
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
  const sent = importSchema.parse((await d.upload(officer, '企业', '表.xlsx', await workbook([`<worksheet><sheetData>${row(1, text('企业名称') + text('县区'))}${row(2, `<c><f>WEBSERVICE("http://x")</f></c>${text('东区')}`)}</sheetData></worksheet>`]))).body)
  const { sheet, headerRow, columns } = await d.preview(officer, sent.id)
  await d.call(officer, 'PUT', `/imports/${sent.id}/matching`, { sheet, headerRow, columns, source: '年报', organisation: null }, { 'If-Match': `"${sent.version}"` })
  await d.settled(officer, sent.id)
  expect((await d.rows(officer, sent.id)).map(({ outcome, problems }) => [outcome, problems[0]?.column, problems[0]?.zh])).toEqual([['wrong', 0, expect.stringContaining('公式')]])
})
