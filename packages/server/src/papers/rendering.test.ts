import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openParts, STRANGERS } from '@lizhu/data/sheets'
import { afterAll, expect, test } from 'vitest'
import { docxOf } from './docx/document.ts'
import { maskedName, holdsIdentityNumber } from './mask.ts'
import { paperNumber, PAPER_NUMBER } from './number.ts'
import { chineseDate } from './numerals.ts'
import { heading, say, type Paper } from './paper.ts'
import { openFaces } from './pdf/faces.ts'
import { pdfOf } from './pdf/document.ts'
import { titleLines } from './title-lines.ts'

const RARE = '䶮㛃禤𠮷①→'
const PAPER: Paper = {
  letterhead: '韶关市工业和信息化局文件', number: '韶工信〔2026〕12号', title: '韶关市工业和信息化局关于下达2026年工业技改项目奖励资金的通知', addressee: `韶关${RARE}有限公司`,
  body: [say(`经审核，${RARE}如下。`), heading(1, '核定金额'), heading(2, `分配${RARE}`), heading(2, '期次'), heading(3, '第一期。'), heading(4, '账户。'), heading(1, '要求'), { kind: 'table', headed: true, unit: '元', columns: [{ head: '名称', share: 2, align: 'left' }, { head: '金额', share: 1, align: 'right' }], rows: [[`企业${RARE}`, '500,000.00']] }, ...Array.from({ length: 24 }, () => say('请专款专用。'))],
  attachments: ['分配表', '目标表'], signature: { organisations: ['韶关市工业和信息化局'], date: '2026-11-06' }, verification: { url: 'https://lizhu.test/verify/0123456789ABCDEFGHJK', code: '0123-4567-89AB-CDEF-GHJK' },
}
const folder = mkdtempSync(join(tmpdir(), 'lizhu-paper-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

const there = spawnSync('pdftotext', ['-v']).error === undefined
if (!there) console.warn('pdftotext (poppler-utils) is not here: the text of the PDF is not read back')

test.skipIf(!there)('the text of the PDF reads back whole, rare characters in every face included, from embedded subsets', async () => {
  const path = join(folder, 'p.pdf')
  writeFileSync(path, await pdfOf(PAPER, openFaces()))
  const text = execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
  for (const words of [`经审核，${RARE}如下。`, `（一）分配${RARE}`, `企业${RARE}`, '（二）期次', '1.第一期。', '（1）账户。', '二、要求', '附件：1.分配表', '2026年11月6日', '韶工信〔2026〕12号', '—1—', '—2—']) expect(text).toContain(words)
  const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2).filter(line => line !== '')
  expect(fonts.length).toBeGreaterThan(3)
  for (const line of fonts) expect(line).toMatch(/yes\s+yes\s+yes/)
})

test('a character that no font has is refused by its name; so is a control character', async () => {
  await expect(pdfOf({ ...PAPER, title: '\u{2A6A5}的通知' }, openFaces())).rejects.toMatchObject({ name: 'Error', en: expect.stringContaining('U+2A6A5') as unknown })
  await expect(pdfOf({ ...PAPER, title: '通\u0007知' }, openFaces())).rejects.toMatchObject({ en: expect.stringContaining('U+0007') as unknown })
})

test('the .docx has the measures of GB/T 9704', async () => {
  const path = join(folder, 'p.docx')
  writeFileSync(path, await docxOf(PAPER))
  const parts = await openParts(path, STRANGERS)
  expect(parts.has('word/document.xml')).toBe(true)
  parts.close()
  const xml = execFileSync('unzip', ['-p', path, 'word/document.xml'], { encoding: 'utf8' })
  const number = (pattern: RegExp): number => Number(pattern.exec(xml)?.[1])
  const mm = (twips: number): number => (twips / 1440) * 25.4
  expect(mm(number(/w:pgSz w:w="(\d+)"/))).toBeCloseTo(210, 1)
  for (const [side, size] of [['top', 37], ['bottom', 35], ['left', 28], ['right', 26]] as const) expect(mm(number(new RegExp(`w:pgMar[^>]*w:${side}="(\\d+)"`)))).toBeCloseTo(size, 1)
  expect(Math.floor((number(/w:pgSz[^>]*w:h="(\d+)"/) - number(/w:pgMar[^>]*w:top="(\d+)"/) - number(/w:pgMar[^>]*w:bottom="(\d+)"/)) / number(/w:docGrid[^>]*w:linePitch="(\d+)"/))).toBe(22)
  const run = (text: string): string => [...xml.matchAll(/<w:r>.*?<\/w:r>/g)].map(([one]) => one).find(one => one.includes(`>${text}`)) ?? ''
  expect(run('经审核')).toMatch(/w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>/)
  expect(run('一、核定')).toContain('w:eastAsia="黑体"')
  expect(run('（一）')).toContain('w:eastAsia="楷体_GB2312"')
  expect(run('韶关市工业和信息化局关于')).toMatch(/方正小标宋简体.*<w:sz w:val="44"\/>/)
  expect(run('韶关市工业和信息化局文件')).toContain('w:color w:val="E60012"')
})

test('small parts', () => {
  expect(paperNumber('韶委字', 2020, 2)).toBe('韶委字〔2020〕2号')
  for (const wrong of ['韶委字[2020]2号', '韶委字〔20〕2号', '韶委字〔2020〕02号', '韶委字〔2020〕第2号']) expect(PAPER_NUMBER.test(wrong)).toBe(false)
  expect(chineseDate('2020-04-07')).toBe('2020年4月7日')
  expect(['张建国', '李四', '王'].map(maskedName)).toEqual(['张**', '李*', '王*'])
  expect(['身份证44020319800101123X。', '440203800101123', '账号440012345678901234，身份证44020319800101123X'].map(holdsIdentityNumber)).toEqual([true, true, true])
  expect(['91440200MA4TEST01X', '账号4400010000001'].map(holdsIdentityNumber)).toEqual([false, false])
  expect(titleLines(PAPER.title, 20)).toEqual(['韶关市工业和信息化局关于下达2026年', '工业技改项目奖励资金的通知'])
})
