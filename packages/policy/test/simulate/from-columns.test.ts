import { NONE, UNKNOWN, rational } from '@lizhu/feel'
import { NOTHING_THERE } from '@lizhu/feel/kernel'
import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { valueAt, type City } from '../../src/city/index.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { population } from '../../src/population/index.ts'
import { columnsTold } from './told.ts'
import { simulation } from '../../src/simulate/index.ts'
import { AWARDS, cityFromColumns, columnName, noneOf, storedAs, wrongText, type ColumnTable } from '../../src/tables/index.ts'
import { AS_OF } from '../assess/build.ts'

const at = (path: string) => fileURLToPath(new URL(`../../../../policies/${path}`, import.meta.url))
const { program } = loadPack(readFolder(at('shaoguan-2020-2')), siblings(at('shaoguan-2020-2')), [readFolder(at('shaoguan-demo'))])
const made = population(program, { size: 160, seed: 6, asOf: AS_OF })

/** A city's tables as files have them. */
function tablesOf(city: City): ColumnTable[] {
  const kinds = program.kinds.flatMap((kind): ColumnTable[] => {
    const table = city.tables.get(kind.name)
    if (table === undefined) return []
    const columns = new Map<string, unknown[]>([['id', [...table.ids].slice(0, table.told)]])
    const rows = Array.from({ length: table.told }, (_, row) => row)
    const unit = city.units.get(kind.name)
    if (unit !== undefined) columns.set('#unit', rows.map(row => BigInt(unit[row] ?? 0)))
    if (table.owner !== undefined) columns.set(table.owner, rows.map(row => city.tables.get(table.owner!)!.ids[table.under![row]!]))
    for (const [owner, of] of table.beside) columns.set(owner, rows.map(row => city.tables.get(owner)!.ids[of[row]!] ?? null))
    for (const [claims, none] of table.without) columns.set(noneOf(claims), rows.map(row => (none[row] === 1 ? true : null)))
    for (const [key, cells] of table.cells) {
      const column = columnsTold(program, kind.name, key)
      if (column === undefined) continue
      columns.set(columnName(column), rows.map(row => {
        const value = valueAt(column, cells, row)
        if (value === UNKNOWN || value === NONE) return null
        if (column.ref.owner === 'roster' || storedAs(column.ref.type) === 'day') return typeof value === 'number' ? new Date(value * 86_400_000) : null
        if (typeof value === 'object' && rational.isRational(value)) return ['fen', 'count'].includes(storedAs(column.ref.type)!) ? value.n / value.d : Number(value.n) / Number(value.d)
        return value
      }))
      columns.set(noneOf(columnName(column)), rows.map(row => cells.states[row] === NOTHING_THERE))
    }
    return [{ file: `${kind.name}.parquet`, kind: kind.name, count: table.told, columns }]
  })
  const awards = [...city.awards].flatMap(([kind, rows]) => [...rows].flatMap(([row, held]) => held.map(one => ({ kind, row, ...one }))))
  const column = (of: (one: (typeof awards)[number]) => unknown): unknown[] => awards.map(of)
  return [...kinds, { file: 'awards.parquet', kind: AWARDS, count: awards.length, columns: new Map([['kind', column(one => one.kind)], ['holder', column(one => BigInt(one.row))], ['instrument', column(one => one.instrument)], ['subject', column(one => one.subject ?? null)], ['amount', column(one => one.amount)], ['date', column(one => new Date(one.date * 86_400_000))]]) }]
}
const areaOf = (city: City): ColumnTable => ({ file: 'area.parquet', kind: 'area', count: 1, columns: new Map([...city.area.cells].flatMap(([key, cells]) => { const column = columnsTold(program, 'area', key); const value = column === undefined ? UNKNOWN : valueAt(column, cells, 0); return column === undefined || value === UNKNOWN ? [] : [[columnName(column), [typeof value === 'object' && rational.isRational(value) ? (storedAs(column.ref.type) === 'fen' ? value.n : Number(value.n) / Number(value.d)) : value]] as const] })) })
const tables = [...tablesOf(made), areaOf(made)]
const compare = (city: City) => {
  const here = simulation(program, city, { asOf: AS_OF })
  while (here.settle(() => true) > 0);
  return here.run(new Map(), { takeUp: 100, share: 100 })
}

it('a city out of its own tables is the same city, in columns and in dossiers', () => {
  const { city, asides, unread } = cityFromColumns(program, tables)
  expect([asides, unread]).toEqual([[], []])
  for (const [kind, table] of made.tables) expect([kind, city.tables.get(kind)?.count, city.tables.get(kind)?.told]).toEqual([kind, table.count, table.told])
  const { dimensions, ...rest } = compare(city)
  const { dimensions: expected, ...before } = compare(made)
  expect(rest).toEqual(before)
  const sorted = (all: typeof dimensions) => all.map(one => ({ ...one, groups: [...one.groups].sort((a, b) => a.name.localeCompare(b.name)) })).sort((a, b) => a.name.localeCompare(b.name))
  expect(sorted(dimensions)).toEqual(sorted(expected))
  expect(before.cost[0].high).toBeGreaterThan(0n)
})

it('rows that are wrong are set aside with what hangs off them, each with its reason; the rest stays', () => {
  const wrong = tables.map((table): ColumnTable => {
    if (table.kind !== '企业') return table
    const columns = new Map([...table.columns].map(([name, cells]) => [name, Array.from(cells)]))
    columns.get('县区')![3] = '没有这个区'
    columns.get('id')![5] = columns.get('id')![4]
    columns.get('id')![6] = null
    columns.set('不认识', Array.from({ length: table.count }, () => 1))
    return { ...table, columns }
  })
  const ids = Array.from(tables.find(one => one.kind === '企业')!.columns.get('id')!)
  const { city, asides, unread } = cityFromColumns(program, wrong)
  expect(unread).toEqual([{ file: '企业.parquet', column: '不认识' }])
  expect(asides.filter(one => one.file === '企业.parquet').map(one => [one.row, one.column, one.code])).toEqual([[4, '县区', 'choice'], [6, 'id', 'repeated-id'], [7, 'id', 'empty-id']])
  expect(city.tables.get('企业')?.told).toBe(157)
  const orphans = asides.filter(one => one.code === 'owner-missing')
  expect(orphans.length).toBeGreaterThan(0)
  expect(orphans.every(one => one.text === '' || [3, 5, 6].some(row => ids[row] === one.text) || one.file !== '技改项目.parquet')).toBe(true)
  for (const one of asides) for (const language of ['zh', 'en'] as const) expect(wrongText(one, language)).not.toBe('')
  expect(compare(city).parties).toBeLessThan(compare(made).parties)
})

it('a file without ids or owners is not read, and says which column it lacks', () => {
  const without = (kind: string, column: string) => cityFromColumns(program, tables.map(one => (one.kind === kind ? { ...one, columns: new Map([...one.columns].filter(([name]) => name !== column)) } : one))).asides.filter(one => one.row === 0)
  expect(without('企业', 'id').map(one => [one.file, one.code, one.params['column']]).slice(0, 1)).toEqual([['企业.parquet', 'no-column', 'id']])
  expect(without('技改项目', '企业').map(one => [one.file, one.code, one.params['column']])).toEqual([['技改项目.parquet', 'no-column', '企业']])
})
