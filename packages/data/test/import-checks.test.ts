import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textLiteral } from '@lizhu/feel/sql'
import { openDuckDB } from '../src/index.ts'
import { codes, folder, imported, rows } from './importing.ts'

type Files = Readonly<Record<string, string>>
/** What an import says, and the ids that it keeps of a kind. */
async function said(files: Files, kind = '企业', more: object = {}): Promise<{ readonly said: readonly string[]; readonly ids: unknown }> {
  const { database, report } = await imported(folder(files), { codes, ...more })
  const ids = (await database.columns()).has(kind) ? await rows(database, `SELECT id FROM "${kind}" ORDER BY "#row"`) : []
  await database.close()
  return { said: report.problems.map(one => `${one.severity} ${one.code} ${one.examples.map(({ row }) => row).join(',')}`.trim()), ids: Array.isArray(ids) ? ids.flat() : ids }
}

describe('the check digit of a unified social credit code', () => {
  // 11370881004339597L is sound; each place counts, and letters that a code does not have are seen.
  it('is told of where a single place is changed', async () => {
    const sound = '11370881004339597L'
    const changed = Array.from({ length: 18 }, (_, i) => `${sound.slice(0, i)}${sound[i] === '2' ? '3' : '2'}${sound.slice(i + 1)}`)
    const { report, database } = await imported(folder({ '企业.csv': `统一社会信用代码\n${[sound, ...changed, '1137088100433959IL', '11370881004339597'].join('\n')}\n` }))
    await database.close()
    expect(report.problems.map(({ severity, code, count, examples }) => [severity, code, count, examples.map(({ row }) => row)])).toEqual([['warning', 'check-digit', changed.length + 2, [3, 4, 5]]])
  })
  it('is asked of what looks like a code, whatever the column is called', async () => {
    expect((await said({ '企业.csv': '编号\n11370881004339597L\n113708810043395970\n甲\n' })).said).toEqual(['warning check-digit 3'])
  })
})

it('an industry code is looked for in the published list', async () => {
  expect(await said({ '企业.csv': '编号,行业代码\na,C3451\nb,C3499\nc,C9999\nd,3451\ne,无\nf,\n' })).toEqual({ said: ['warning unlisted-code 4,5'], ids: ['a', 'b', 'c', 'd', 'e', 'f'] })
})

describe('what cannot be', () => {
  it.each([
    ['营业收入（2024年，元）', '-5', 'below'], ['从业人员（2024年）', '-1', 'below'], ['从业人员（2024年）', '1.5', 'places'], ['上市日期', '2023-02-29', 'date'], ['上市日期', '2024-13-01', 'date'], ['现有贷款利率', '4.35', 'rate'], ['营业收入（2024年，元）', '1.005', 'money-fen'],
    ['县区', '东京', 'choice'], ['营业收入（2024年，元）', '99999999999999999999', 'too-large'],
  ])('%s %s is set aside: %s', async (column, cell, code) => {
    expect(await said({ '企业.csv': `编号,${column}\na,"${cell}"\nb,\n` })).toEqual({ said: [`error ${code} 2`], ids: ['b'] })
  })
})

describe('rows that are there twice, or have no id', () => {
  it('the first stays, over all files of a kind', async () => {
    expect(await said({ '企业.csv': '编号,名称\na,甲\nb,乙\na,丙\n,丁\n"",庚\n', 'enterprise.csv': '编号,名称\nb,戊\nc,己\n' })).toEqual({ said: ['error empty-id 5,6', 'error repeated-id 3,4'], ids: ['b', 'c', 'a'] })
  })
  it('an id that is an empty text is none', async () => {
    const path = folder()
    const source = await openDuckDB()
    await source.run(`COPY (SELECT '' AS id UNION ALL SELECT 'a') TO ${textLiteral(join(path, '企业.parquet'))} (FORMAT PARQUET)`)
    const { database, report } = await imported(path)
    expect([report.problems.map(one => one.code), await rows(database, 'SELECT id FROM "企业"')]).toEqual([['empty-id'], [['a']]])
    await Promise.all([source.close(), database.close()])
  })
  it('of two columns that say the same the first is read', async () => {
    expect((await said({ '企业.csv': '编号,县区,county\na,曲江区,乳源县\n' })).said).toEqual(['warning same-column'])
  })
  it('an area has one row', async () => {
    expect((await said({ '企业.csv': '编号\na\n', '地区.csv': '规上工业产值（2024年，亿元）\n1\n2\n' })).said).toEqual(['error one-row 3'])
  })
})

describe('a unit that looks like 万元 for 元', () => {
  it('is told of where the rules compare with some thousand times as much', async () => {
    const owners = '编号\na\nb\nc\n'
    const projects = (unit: string, figures: readonly number[]): Files => ({ '企业.csv': owners, '技改项目.csv': `编号,企业,固定资产投资${unit}\n${figures.map((one, i) => `p${i},a,${one}`).join('\n')}\n` })
    expect((await said(projects('', [800, 1200, 2500]))).said).toEqual(['warning perhaps-wan'])
    expect((await said(projects('（元）', [800, 1200, 2500]))).said).toEqual([])
    expect((await said(projects('', [8_000_000, 12_000_000, 25_000_000]))).said).toEqual([])
  })
  it('is told of where another year has some thousand times as much', async () => {
    expect((await said({ '企业.csv': '编号,产值（2023年）,产值（2024年）\na,800000000000,80000000\nb,900000000000,90000000\n' })).said).toEqual(['warning perhaps-wan'])
  })
})

it('owners that say they have none of what is listed for them', async () => {
  expect((await said({ '企业.csv': '编号,技改项目=无\na,是\nb,是\n', '技改项目.csv': '编号,企业\np,a\n' })).said).toEqual(['warning none-but-some 2'])
})

describe('what a file is', () => {
  it.each([
    ['其他.csv', '编号,营业收入（2024年，元）,从业人员（2024年）\na,1,2\n', 'warning guessed-kind'],
    ['其他.csv', 'a,b\n1,2\n', 'error no-kind'], ['技改项目.csv', '编号\np\n', 'error no-owner'], ['企业.csv', '编号,营业收入\na,1\n', 'warning column-period'], ['企业.csv', '', 'error unreadable'],
  ])('%s %j: %s', async (file, text, want) => { expect((await said({ [file]: text })).said).toEqual([want]) })
})
