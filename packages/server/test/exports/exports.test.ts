import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet } from '@lizhu/data/sheets'
import { dayOf } from '../../src/today.ts'
import { desk, importSchema, type Acting, type Desk } from '../imports/desk.ts'

let d: Desk
let officer: Acting, clerk: Acting, owner: Acting
let east: string
beforeAll(async () => {
  d = await desk({ hands: 1 })
  const [alpha] = d.w.places
  east = await d.w.party(alpha, '440203', '韶关市粤东钢铁有限公司', '9144030071526726XG')
  await d.w.party(alpha, '440204', '=西区公式厂')
  await d.w.party(alpha, '440203', '-1+1')
  officer = await d.w.person(alpha, 'officer')
  clerk = await d.w.person(alpha, 'clerk', { area: '440203' })
  owner = await d.w.person(alpha, 'owner', { party: east })
  const tell = (name: string, written: string, period: string | null = '2024') => d.call(officer, 'POST', `/parties/${east}/facts`, { facts: [{ name, period, written, source: '年报' }] })
  for (const [name, written, period] of [['营业收入', '12500万元'], ['从业人员', '88'], ['研发费用', '无'], ['产值', '123456789.01元'], ['现有贷款利率', '4.35%', null], ['本市注册', '是', null], ['上市日期', '2021-03-04', null], ['行业代码', '3110', null]] as const) {
    const answer = await tell(name, written, period === undefined ? '2024' : period)
    if (answer.status !== 201) throw new Error(answer.text)
  }
})
afterAll(() => d.close())

const FACTS = [...['营业收入', '从业人员', '研发费用', '产值'].map(fact => ({ fact, period: '2024' })), ...['现有贷款利率', '本市注册', '上市日期', '行业代码'].map(fact => ({ fact, period: null }))]
const exported = (who: Acting, more: object = {}) => d.fetchFile(who, '/parties/export', { kind: '企业', facts: FACTS, ...more })
const rowsOf = async (path: string) => { const rows: (readonly string[])[] = []; for await (const { cells } of (await readSheet(path)).rows()) rows.push(cells); return rows }

test.each(['xlsx', 'csv'] as const)('a sheet of %s says what is known, with units in its headers, and imported as it is changes nothing', async format => {
  const { status, path, headers } = await exported(officer, { format })
  expect([status, headers.get('Content-Disposition')]).toEqual([200, `attachment; filename*=UTF-8''${encodeURIComponent(`企业.${format}`)}`])
  const [header, ...rows] = await rowsOf(path)
  expect(header?.slice(0, 5)).toEqual(['统一社会信用代码', '名称', '县区', '营业收入（2024年，万元）', '从业人员（2024年，人）'])
  expect(rows.find(cells => cells[0] !== '')).toEqual(['9144030071526726XG', '韶关市粤东钢铁有限公司', '东区', '12500', '88', '无', '12345.678901', '4.35%', '是', '2021-03-04', '3110'])
  const one = importSchema.parse((await d.upload(officer, '企业', `企业.${format}`, new Uint8Array(readFileSync(path)))).body)
  const { sheet, headerRow, columns } = await d.preview(officer, one.id)
  expect(columns.map(({ to }) => to)).toEqual(['code', 'name', 'area', ...FACTS.map(() => 'fact')])
  await d.call(officer, 'PUT', `/imports/${one.id}/matching`, { sheet, headerRow, columns, source: '导出', organisation: null }, { 'If-Match': `"${one.version}"` })
  expect((await d.settled(officer, one.id)).counts).toMatchObject({ rows: 3, same: 3, facts: 0, wrong: 0 })
})

test('no cell is a formula for whoever opens it', async () => {
  const { content } = await exported(officer, { format: 'csv', facts: [] })
  for (const line of content.toString('utf8').slice(1).split('\r\n').slice(1)) for (const cell of line.split(',')) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  expect((await exported(officer, { format: 'xlsx', facts: [] })).content.includes('<f>')).toBe(false)
})

test('it holds what its reader sees: a county, an enterprise; and what the filters leave', async () => {
  const names = async (who: Acting, more: object = {}) => (await rowsOf((await exported(who, { facts: [], ...more })).path)).slice(1).map(cells => cells[1]).sort()
  expect(await names(officer)).toEqual(['-1+1', '=西区公式厂', '韶关市粤东钢铁有限公司'])
  expect(await names(clerk)).toEqual(['-1+1', '韶关市粤东钢铁有限公司'])
  expect(await names(owner)).toEqual(['韶关市粤东钢铁有限公司'])
  expect(await names(officer, { q: '钢铁' })).toEqual(['韶关市粤东钢铁有限公司'])
  expect(await names(officer, { area: '440204' })).toEqual(['=西区公式厂'])
})

test('as known on a day: what was told later is not in it', async () => {
  await d.w.database.own.query(`update fact set recorded_at = now() - interval '3 days' where name = '从业人员'`)
  await d.call(officer, 'POST', `/parties/${east}/facts`, { facts: [{ name: '从业人员', period: '2024', written: '99', source: '年报' }] })
  const people = async (more: object) => (await rowsOf((await exported(owner, { facts: [{ fact: '从业人员', period: '2024' }], ...more })).path))[1]?.[3]
  const day = dayOf(new Date(Date.now() - 86_400_000))
  expect([await people({}), await people({ asKnownOn: day })]).toEqual(['99', '88'])
})

test('every export stands in the audit, with how many rows, and no party’s data', async () => {
  await exported(clerk, { facts: [], q: '' })
  const { rows } = await d.w.database.own.query<{ after: { rows: number }; person: string; change: string }>(`select after, person, change from audit where operation = 'exportParties' order by id desc limit 1`)
  expect(rows[0]).toMatchObject({ change: 'event', person: clerk.person, after: { rows: 2, kind: '企业' } })
})

test.each([[{ kind: '没有' }], [{ facts: [{ fact: '没有', period: null }] }], [{ facts: [{ fact: '营业收入', period: null }] }], [{ facts: [{ fact: '营业收入', period: '去年' }] }]])('%j is refused', async more => {
  expect((await exported(officer, more)).status).toBe(422)
})
