import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factName, factsOf } from '@lizhu/policy/tables'
import { folder, imported, program, rows } from './importing.ts'

describe('rows whose owner is not there', () => {
  it.each([
    ['no file of the owners', {}], ['owners without ids', { '企业.csv': '县区\n曲江区\n' }], ['the owner set aside', { '企业.csv': '编号,县区\ne1,东京\n' }], ['another owner', { '企业.csv': '编号\ne2\n' }],
  ])('are set aside, with all that hangs off them, and the rest goes on: %s', async (_, files) => {
    const { database, report, aside } = await imported(folder({ ...files, '盘活厂房.csv': '编号,企业\nh1,e1\n', '入驻项目.csv': '编号,盘活厂房\nt1,h1\n', '地方贡献证明.csv': '编号,入驻项目\nz1,t1\n', '担保机构.csv': '编号\ng1\n' }))
    expect(report.files.filter(one => one.kind !== undefined && one.kind !== '企业').map(({ kind, kept, setAside }) => [kind, kept, setAside]).sort()).toEqual([['入驻项目', 0, 1], ['地方贡献证明', 0, 1], ['担保机构', 1, 0], ['盘活厂房', 0, 1]])
    expect(report.problems.filter(one => one.code === 'owner-missing').map(one => one.params['kind']).sort()).toEqual(['企业', '入驻项目', '盘活厂房'])
    expect(aside.match(/找不到这个/g)).toHaveLength(3)
    expect(await rows(database, 'SELECT id FROM "担保机构"')).toEqual([['g1']])
    await database.close()
  })
  it('so is one whose further owner is not there, and an award', async () => {
    const id = program.instruments[0]?.id ?? ''
    const { database, report } = await imported(folder({ '企业.csv': '编号\ne1\n', '个人.csv': '编号\nm1\n', '高管任职.csv': '编号,企业,个人\nj1,e1,m1\nj2,e1,m2\nj3,e2,m1\nj4,e1,\n', 'awards.csv': `holder,instrument,amount,date\ne1,${id},5,2024-01-01\ne2,${id},5,2024-01-01\n` }))
    expect(await rows(database, 'SELECT id, "#个人" FROM "高管任职" ORDER BY 1')).toEqual([['j1', 0n], ['j4', null]])
    expect(await rows(database, 'SELECT COUNT(*) FROM awards')).toEqual([[1n]])
    expect(report.problems.map(one => `${one.file} ${one.code} ${one.examples.map(({ row }) => row).join(',')}`).sort()).toEqual(['awards.csv owner-missing 3', '高管任职.csv owner-missing 3', '高管任职.csv owner-missing 4'].slice(0, 1).concat('高管任职.csv owner-missing 3,4'))
    await database.close()
  })
  it('an area of which no column is known tells nothing', async () => {
    const { database, report } = await imported(folder({ '企业.csv': '编号\ne1\n', 'area.csv': '没有这列\n1\n' }))
    expect(report.problems.map(one => one.code)).toEqual(['unknown-column'])
    expect([...(await database.columns()).keys()]).toEqual(['企业'])
    await database.close()
  })
})

/** Whatever stands in cells and links: nothing ends an import, each row is kept or set aside, and what is kept hangs together. */
it('no row ends an import', async () => {
  const cell = fc.oneof(fc.constantFrom('', '无', '缺', '是', '1', '-1', '0.5', '120%', '99999999999999999999', '1e300', '2024-02-30', '2024/3/1', '9999999999个月', '12万元', '曲江区', "');--", '"', ' a ', 'nan', '\u0000x'), fc.string({ maxLength: 6 }))
  const link = fc.constantFrom('a', 'b', 'c', '', "'", 'A')
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const files = fc.record({
    kinds: fc.shuffledSubarray([...program.kinds], { minLength: 1, maxLength: 4 }), pick: fc.array(fc.nat(200), { minLength: 4, maxLength: 4 }),
    lines: fc.array(fc.record({ links: fc.array(link, { minLength: 3, maxLength: 3 }), cells: fc.array(cell, { minLength: 4, maxLength: 4 }) }), { minLength: 1, maxLength: 6 }),
  })
  await fc.assert(fc.asyncProperty(files, async ({ kinds, pick, lines }) => {
    const path = folder(Object.fromEntries(kinds.map(({ name, of }) => {
      const facts = factsOf(program, name)
      const heads = [...new Set(pick.flatMap(at => { const fact = facts[at % Math.max(1, facts.length)]; return fact === undefined ? [] : [factName(fact, fact.every === undefined ? undefined : fact.every === 'year' ? 2024 : fact.every === 'quarter' ? 8096 : 24_288)] }))]
      return [`${name}.csv`, [['编号', ...of, ...heads], ...lines.map(({ links, cells }) => [links[0] ?? '', ...of.map((_, i) => links[i + 1] ?? ''), ...heads.map((__, i) => cells[i] ?? '')])].map(row => row.map(quoted).join(',')).join('\n') + '\n']
    })))
    const { database, report } = await imported(path)
    const made = await database.columns()
    expect(report.problems.filter(one => one.code === 'unreadable')).toEqual([])
    for (const { kind, rows: all, kept, setAside } of report.files) {
      expect([kind, kept + setAside]).toEqual([kind, all])
      if (kind === undefined) continue
      expect(await rows(database, `SELECT COUNT(*), COUNT(DISTINCT id) FROM "${kind}"`)).toEqual([[BigInt(kept), BigInt(kept)]])
      const owner = program.kinds.find(one => one.name === kind)?.of[0]
      if (owner !== undefined && made.has(owner)) expect(await rows(database, `SELECT COUNT(*) FROM "${kind}" AS c LEFT JOIN "${owner}" AS o ON o."#row" = c."#owner" AND o.id = c."${owner}" AND o."#unit" = c."#unit" WHERE o.id IS NULL`)).toEqual([[0n]])
      else if (owner !== undefined) expect(kept).toBe(0)
    }
    await database.close()
  }), { numRuns: Number(process.env['RUNS'] ?? 12), seed: 7 })
})
