import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '@lizhu/policy'
import { factName, factsOf, noneOf, storedAs } from '@lizhu/policy/tables'
import { textLiteral } from '@lizhu/feel/sql'
import { SQL_TYPE } from '../src/database/typed.ts'
import { openDuckDB, saveFolder, saveSheets } from '../src/index.ts'
import { contents, folder, imported, program, rows } from './importing.ts'

const AT = { year: 2024, quarter: 8096, month: 24_288 } as const
const nameOf = (fact: Fact): string => factName(fact, fact.every === undefined ? undefined : AT[fact.every])

/** A value of a fact as its column holds it, as SQL. */
function valueOf(fact: Fact): fc.Arbitrary<string> | undefined {
  const low = fact.least === undefined ? -(10n ** 15n) : 0n
  const scaled = (places: number, most: bigint): fc.Arbitrary<string> => fc.bigInt(low < -most ? -most : low, most).map(value => `CAST(CAST(${value} AS DECIMAL(38,0)) * CAST(${10 ** -places} AS DECIMAL(7,${places})) AS DECIMAL(18,${places}))`)
  switch (storedAs(fact.type)) {
    case 'fen': case 'count': return fc.bigInt(low, 10n ** 15n).map(String)
    case 'number': return scaled(4, 10n ** 13n)
    // Above 100 % too.
    case 'rate': return scaled(6, 10n ** 9n)
    case 'truth': return fc.constantFrom('TRUE', 'FALSE')
    case 'text': return fact.type.kind === 'text' && fact.type.choices !== undefined ? fc.constantFrom(...fact.type.choices).map(textLiteral) : fc.constantFrom('C3451', 'a,b', 'a"b', 'a\nb', '=1+1', '０１', '1,000').map(textLiteral)
    case 'day': return fc.integer({ min: 0, max: 40_000 }).map(day => `DATE '1950-01-01' + ${day}`)
    case 'length': return fc.nat(999).map(String)
    case undefined: return undefined
  }
}

describe('a city written as sheets', () => {
  it('is read back as it was, whatever its figures', async () => {
    for (const kind of [...program.kinds.filter(one => one.of.length === 0).map(one => one.name), '贷款', 'area']) {
      const facts = factsOf(program, kind).flatMap(fact => { const value = valueOf(fact); return value === undefined || (fact.most !== undefined) ? [] : [{ fact, value }] })
      await fc.assert(fc.asyncProperty(fc.array(fc.tuple(...facts.map(({ value }) => fc.oneof({ weight: 4, arbitrary: value }, fc.constant('NULL'), fc.constant('none')))), { minLength: kind === 'area' ? 1 : 3, maxLength: kind === 'area' ? 1 : 8 }), async lines => {
        const source = await openDuckDB()
        const row = (cells: readonly string[], i: number): string => [
          ...(kind === 'area' ? [] : [`${i}`, `'x${i}'`, ...(kind === '贷款' ? ['0', `'e'`] : []), kind === '贷款' ? '0' : `${i}`]),
          ...facts.flatMap(({ fact }, at) => { const cell = cells[at] ?? 'NULL'; return [cell === 'none' ? 'NULL' : cell, ...(fact.type.kind === 'boolean' || kind === 'area' ? [] : [cell === 'none' ? 'TRUE' : 'FALSE'])] }),
        ].join(', ')
        const columns = [
          ...(kind === 'area' ? [] : ['"#row" BIGINT', 'id VARCHAR', ...(kind === '贷款' ? ['"#owner" BIGINT', '"企业" VARCHAR'] : []), '"#unit" BIGINT']),
          ...facts.flatMap(({ fact }) => [`"${nameOf(fact)}" ${SQL_TYPE[storedAs(fact.type) ?? 'text']}`, ...(fact.type.kind === 'boolean' || kind === 'area' ? [] : [`"${noneOf(nameOf(fact))}" BOOLEAN`])]),
        ]
        await source.run(`CREATE TABLE "${kind}" (${columns.join(', ')})`)
        await source.run(`INSERT INTO "${kind}" VALUES ${lines.map((cells, i) => `(${row(cells, i)})`).join(', ')}`)
        if (kind === '贷款') await source.run(`CREATE TABLE "企业" AS SELECT CAST(0 AS BIGINT) AS "#row", 'e' AS id, CAST(0 AS BIGINT) AS "#unit", FALSE AS "贷款=无"`)
        const path = join(folder(), 'sheets')
        await saveSheets(program, source, path)
        const { database, report } = await imported(path)
        expect(report.files.map(one => one.setAside)).toEqual(report.files.map(() => 0))
        // Where nobody has none, there is no column that says so.
        const flags = [...(await source.columns()).get(kind) ?? []].filter(name => name.endsWith('=无') && name !== '贷款=无')
        const there = (await database.columns()).get(kind)
        for (const flag of flags) if (there?.has(flag) !== true) { expect(await rows(source, `SELECT COUNT(*) FROM "${kind}" WHERE "${flag}"`)).toEqual([[0n]]); await source.run(`ALTER TABLE "${kind}" DROP "${flag}"`) }
        expect(await contents(database)).toEqual(await contents(source))
        await Promise.all([database.close(), source.close()])
      }), { numRuns: 4, seed: 11 })
    }
  })
  it('has rates in hundredths under a name that says so', async () => {
    const source = await openDuckDB()
    await source.run(`CREATE TABLE "企业" AS SELECT CAST(0 AS BIGINT) AS "#row", 'e' AS id, CAST(0 AS BIGINT) AS "#unit", CAST(1.2 AS DECIMAL(18,6)) AS "现有贷款利率"`)
    const path = join(folder(), 'sheets')
    await saveSheets(program, source, path)
    expect(readFileSync(join(path, '企业.csv'), 'utf8')).toBe('\ufeff编号,现有贷款利率（%）\ne,120.000000\n')
    await source.close()
  })
})

describe('an area alone, in Parquet', () => {
  const area = async (select: string): Promise<string> => {
    const source = await openDuckDB()
    await source.run(`CREATE TABLE area AS SELECT ${select}`)
    const path = join(folder(), 'city')
    await saveFolder(source, path)
    await source.close()
    return path
  }
  it.each([
    ['one of our own tables, in fen', 'CAST(123 AS BIGINT) AS "规上工业产值@2024", CAST(1.5 AS DECIMAL(18,6)) AS "规上工业增加值增速@2024"', 123n, ['own-area']],
    ['a table of people, in yuan', 'CAST(123 AS DOUBLE) AS "规上工业产值@2024"', 12_300n, []],
    ['a table of people, in a unit that its name tells', 'CAST(123 AS BIGINT) AS "规上工业产值（2024年，万元）"', 123_000_000n, []],
  ])('%s', async (_, select, fen, said) => {
    const path = await area(select)
    for (const source of [path, join(path, 'area.parquet')]) {
      const { database, report } = await imported(source)
      expect(await rows(database, 'SELECT "规上工业产值@2024" FROM area')).toEqual([[fen]])
      expect(report.problems.map(one => one.code)).toEqual(said)
      await database.close()
    }
  })
  it('is read the same beside files of people', async () => {
    const path = folder({ '企业.csv': '编号\ne\n' })
    cpSync(join(await area('CAST(123 AS BIGINT) AS "规上工业产值@2024"'), 'area.parquet'), join(path, 'area.parquet'))
    const { database } = await imported(path)
    expect(await rows(database, 'SELECT "规上工业产值@2024" FROM area')).toEqual([[123n]])
    await database.close()
  })
})
