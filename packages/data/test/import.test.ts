import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { Dossier, Subject } from '@lizhu/policy'
import { factsOf, noneOf } from '@lizhu/policy/tables'
import { importCity, openDuckDB, qualityText, saveFolder, screenInSql, type DuckDB } from '../src/index.ts'
import { dossiersOf, planOf } from '../../policy/test/screen/agreement.ts'
import { byClosure, byEngine, differences, fill } from './agree.ts'
import { contents, folder, imported, program, root, rows } from './importing.ts'

function rename(subject: Subject, unit: number): void {
  Object.assign(subject, { id: `${unit}·${subject.id}` })
  for (const claims of subject.claims.values()) for (const claim of claims) rename(claim, unit)
}
function city(count: number, seed: number): Dossier[] {
  const made = dossiersOf(program, count, 10, seed, true)
  made.forEach(({ parties }, unit) => parties.forEach(party => rename(party, unit)))
  return made.map(dossier => ({ ...dossier, area: made[0]!.area }))
}

/** How a department would write the tables: names and units as people have them, nothing of ours. */
interface Style { readonly language: 'zh' | 'en'; readonly wan: boolean }
async function sheets(database: DuckDB, { language, wan }: Style): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const found = new Map<string, readonly (readonly string[])[]>()
  for (const [table, columns] of await database.columns()) {
    const kind = program.kinds.find(one => one.name === table)
    const none = (name: string): boolean => columns.has(noneOf(name))
    const all = [...columns].filter(name => !name.startsWith('#') && !(name.endsWith('=无') && columns.has(name.slice(0, -2))))
    const titles: string[] = []
    const select = all.map(name => {
      const fact = factsOf(program, table).find(one => one.name === name.split('@')[0])
      const money = fact?.type.kind === 'money' || (table === 'awards' && name === 'amount')
      const q = `"${name}"`
      const rate = fact?.type.kind === 'rate'
      titles.push(titleOf(language, name, rate ? '%' : money && wan ? '万元' : '', fact?.en))
      const value = rate ? `CAST(${q} * 100 AS VARCHAR)` : money ? (wan ? `printf('%d.%06d', ${q} // 1000000, ${q} % 1000000)` : `printf('%d.%02d', ${q} // 100, ${q} % 100)`) : table === 'awards' && name === 'holder' ? `(SELECT id FROM (${program.kinds.filter(one => columns.size > 0 && one.party).map(one => `SELECT '${one.name}' AS k, id, "#row" AS r FROM "${one.name}"`).join(' UNION ALL ')}) AS h WHERE h.k = kind AND h.r = holder)` : `CAST(${q} AS VARCHAR)`
      const flag = name.endsWith('=无') && program.kinds.some(one => one.of[0] === table && noneOf(one.name) === name)
      return `${flag ? `CASE WHEN ${q} THEN '是' END` : none(name) ? `CASE WHEN ${q} IS NOT NULL THEN ${value} WHEN "${noneOf(name)}" THEN '无' END` : value} AS ${q}`
    })
    const rows = (await database.connection.runAndReadAll(`SELECT ${select.join(', ')} FROM "${table}"`)).getRows().map(row => row.map(cell => (cell === null ? '' : String(cell))))
    found.set(language === 'en' ? kind?.en ?? table : table, [titles, ...rows])
  }
  return found
}
function titleOf(language: 'zh' | 'en', name: string, unit: string, en: string | undefined): string {
  const [fact = '', period] = name.split('@')
  const word = language === 'en' ? en ?? fact : fact
  const extras = [...(period === undefined ? [] : [language === 'zh' && /^\d{4}$/.test(period) ? `${period}年` : period]), ...(unit === '' ? [] : [unit])]
  return extras.length === 0 ? word : language === 'zh' ? `${word}（${extras.join('，')}）` : `${word} (${extras.join(', ')})`
}
const csv = (rows: readonly (readonly string[])[], delimiter = ','): string => rows.map(row => row.map(cell => (/[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)).join('\n') + '\n'

describe('a city in files', () => {
  const dossiers = city(3, 11)
  const source = openDuckDB().then(async database => { await fill(database, program, dossiers); return database })
  const written = async (style: Style, encode: (text: string) => Buffer, delimiter: string): Promise<string> => {
    const path = folder()
    for (const [name, rows] of await sheets(await source, style)) writeFileSync(join(path, `${name}.csv`), encode(csv(rows, delimiter)))
    return path
  }
  const read = async (path: string) => {
    const { database, report } = await imported(path)
    expect(report.problems.filter(one => one.severity === 'error').map(one => qualityText({ files: [], problems: [one] }, 'zh'))).toEqual([])
    expect(report.files.every(one => one.setAside === 0 && one.rows === one.kept)).toBe(true)
    return database
  }
  const plain = written({ language: 'zh', wan: false }, text => Buffer.from(`\ufeff${text}`), ',').then(read)
  const same = async (path: string) => {
    const database = await read(path)
    expect(await contents(database)).toEqual(await contents(await plain))
    await database.close()
  }

  it('says of everybody what the dossiers say', async () => {
    const [want, have] = [byClosure(planOf(program), dossiers), await byEngine(screenInSql(planOf(program), await plain))]
    expect(have.size).toBe(want.size)
    expect(differences(want, have).slice(0, 3).join('\n')).toBe('')
  }, 60_000)

  it.each([
    ['English names, tabs', { language: 'en', wan: false }, '\t'],
    ['万元, semicolons', { language: 'zh', wan: true }, ';'],
  ] as const)('is the same out of other CSV: %s', async (_, style, delimiter) => { await same(await written(style, text => Buffer.from(text), delimiter)) })

  it('is the same out of our own Parquet', async () => {
    const path = join(folder(), 'city')
    await saveFolder(await source, path)
    // Holders of awards are rows in our own tables, ids in files.
    rmSync(join(path, 'awards.parquet'))
    for (const [name, rows] of await sheets(await source, { language: 'zh', wan: false })) if (name === 'awards') writeFileSync(join(path, 'awards.csv'), csv(rows))
    await same(path)
  })
})

describe('rows that are wrong', () => {
  it('are set aside with the reason, and the rest goes on', async () => {
    const path = folder()
    writeFileSync(join(path, '企业.csv'), '统一社会信用代码,名称,行业代码,营业收入（2024年）,从业人员@2024,上市日期,没有这列\n'
      + '11370881004339597L,甲,C3451,"1,234.56",10,2024年3月1日,x\n9144030071526726XG,乙,C3451,1.005,10,,\n11370881004339597L,丙,,5,5,,\nBAD,丁,C3451,12万元,10人,2024-02-30,\n113708810043395970,戊,ZZZ,３.5亿元,1,2024/3/1,=1+1\n')
    writeFileSync(join(path, '技改项目.csv'), '编号,企业,固定资产投资（万元）\np1,11370881004339597L,1000\np2,nobody,1\n')
    const { database, report, aside } = await imported(path, { codes: { codes: [['C3451', '滚动轴承制造']], facts: ['企业.行业代码'] } })
    const kept = await rows(database, 'SELECT id, "营业收入@2024", CAST("上市日期" AS VARCHAR) FROM "企业" ORDER BY "#row"')
    expect(kept).toEqual([['11370881004339597L', 123456n, '2024-03-01'], ['113708810043395970', 35000000000n, '2024-03-01']])
    expect(await rows(database, 'SELECT id, "固定资产投资", "#owner", "#unit" FROM "技改项目"')).toEqual([['p1', 1000000000n, 0n, 0n]])
    expect(await rows(database, 'SELECT "技改项目=无" FROM "企业" ORDER BY "#row"')).toEqual([[false], [null]])
    expect(report.files.map(({ file, rows: all, kept: good, setAside }) => [file, all, good, setAside])).toEqual([['企业.csv', 5, 2, 3], ['技改项目.csv', 2, 1, 1]])
    expect(report.problems.map(one => `${one.code} ${one.column ?? ''} ${one.count} ${one.examples.map(({ row }) => row).join(',')}`).sort()).toEqual([
      'check-digit 统一社会信用代码 2 5,6', 'date 上市日期 1 5', 'money-fen 营业收入（2024年） 1 3', 'owner-missing  1 3', 'repeated-id  1 4', 'unknown-column 没有这列 1 ', 'unlisted-code 行业代码 1 6'])
    const lines = aside.trimEnd().split('\r\n')
    expect(lines[0]).toBe('\ufeff文件,工作表,行,列,原因,原文')
    expect(lines).toHaveLength(5)
    expect(lines[1]).toContain('企业.csv,,3,营业收入（2024年）,金额精确到分')
    await database.close()
  })

  it('reads GB18030', async () => {
    const path = folder()
    // 编号,县区 / a,曲江区
    writeFileSync(join(path, 'enterprise.csv'), Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xcf, 0xd8, 0xc7, 0xf8, 0x0a, 0x61, 0x2c, 0xc7, 0xfa, 0xbd, 0xad, 0xc7, 0xf8, 0x0a]))
    const { database } = await imported(join(path, 'enterprise.csv'))
    expect(await rows(database, 'SELECT id, "县区" FROM "企业"')).toEqual([['a', '曲江区']])
    await database.close()
  })

  it.each([
    ['without ids, or of no kind, or with rows that have too many cells', { '企业.csv': '县区\n曲江区\n', '什么.csv': 'a\nb\n', '个人.csv': 'id,name\n1,x\n2,y,z\n\n3,w\n' }, ['个人.csv row-shape 3', '企业.csv no-id ', '什么.csv no-kind '], ['1', '3']],
    ['that is no workbook or no Parquet', { '企业.xlsx': 'no zip', '县市区.parquet': 'no parquet', '个人.csv': 'id\n1\n' }, ['企业.xlsx unreadable ', '县市区.parquet unreadable '], ['1']],
  ])('a file %s is told of, and the others are read', async (_, files, problems, ids) => {
    const { report, database } = await imported(folder(files))
    expect(report.problems.map(one => `${one.file} ${one.code} ${one.examples.map(({ row }) => row).join(',')}`).sort()).toEqual([...problems].sort())
    expect(await rows(database, 'SELECT id FROM "个人"')).toEqual(ids.map(id => [id]))
    await database.close()
  })

  it('counts rows as a spreadsheet does, with empty ones and cells of many lines', async () => {
    const path = folder()
    writeFileSync(join(path, '个人.csv'), 'id,name\n1,"x\n\ny"\n\n1,again\n\n\n3,z,z\n1,third\n')
    const { report, database } = await imported(path)
    expect(report.problems.map(one => `${one.code} ${one.examples.map(({ row }) => row).join(',')}`)).toEqual(['repeated-id 4,8', 'row-shape 7'])
    await database.close()
  })

  it('says which award lacks something, and which is under an unknown instrument', async () => {
    const path = folder()
    const id = program.instruments[0]?.id ?? ''
    writeFileSync(join(path, '企业.csv'), '编号\ne1\n')
    writeFileSync(join(path, 'awards.csv'), `holder,instrument,amount,date\ne1,${id},5,2024-01-01\ne1,,5,2024-01-01\ne1,${id},,2024-01-01\nx,${id},5,2024-01-01\ne1,no-such,5,2024-01-01\n`)
    const { report, database } = await imported(path)
    expect(report.problems.map(one => `${one.severity} ${one.code} ${one.examples.map(({ row }) => row).join(',')}`).sort()).toEqual(['error award-incomplete 3,4', 'error owner-missing 5', 'warning unknown-instrument 6'])
    expect(await rows(database, 'SELECT instrument FROM awards ORDER BY 1')).toEqual([id, 'no-such'].sort().map(one => [one]))
    await database.close()
  })

  it('reads a workbook: shared texts, days, and that claims not listed are none where the list is complete', async () => {
    const path = folder()
    const day = new Date(Date.UTC(2024, 2, 1))
    writeFileSync(join(path, '全.xlsx'), await writeXlsx({ sheets: [
      { name: '企业', rows: [['编号', '上市日期', '县区'], ['a', day, '曲江区'], ['b', null, '没有这个区'], ['c', '不详', '曲江区'], ['d', '2024年3月2日', '曲江区']] },
      { name: '技改项目', rows: [['编号', '企业', '固定资产投资（万元）'], ['p', 'a', 12.5], ['q', 'c', 'many']] },
    ] }))
    const { report, database } = await imported(path, { complete: ['技改项目'] })
    expect(report.problems.map(one => `${one.sheet ?? ''} ${one.code} ${one.column ?? ''} ${one.examples.map(({ row }) => row).join(',')}`).sort()).toEqual(['企业 choice 县区 3', '技改项目 money-unit 固定资产投资（万元） 3'])
    // Whose only row was set aside is not one of whom nothing is there.
    expect(await rows(database, 'SELECT id, CAST("上市日期" AS VARCHAR), "技改项目=无" FROM "企业" ORDER BY "#row"')).toEqual([['a', '2024-03-01', false], ['c', null, null], ['d', '2024-03-02', true]])
    expect(await rows(database, 'SELECT id, "固定资产投资" FROM "技改项目"')).toEqual([['p', 12500000n]])
    await database.close()
  })

  it('tells how far it is, and leaves no table when it is ended', async () => {
    const path = folder()
    writeFileSync(join(path, '个人.csv'), 'id,name\n1,x\n')
    writeFileSync(join(path, '企业.csv'), '编号,县区\na,曲江区\n')
    const stopped = new AbortController()
    const database = await openDuckDB()
    await database.run('CREATE TABLE "县市区" (id VARCHAR)')
    const seen: string[] = []
    await expect(importCity(program, path, database, { language: 'zh', setAside: join(root, 'ended.csv'), signal: stopped.signal, onProgress: ({ file, rows, of }) => { seen.push(`${file} ${rows} ${of ?? ''}`); if (file === '企业.csv' && rows === of) stopped.abort() } })).rejects.toThrow()
    expect(seen).toContain('个人.csv 0 1')
    expect(seen).toContain('个人.csv 1 1')
    expect([...(await database.columns()).keys()]).toEqual(['县市区'])
    await database.close()
  })
})
