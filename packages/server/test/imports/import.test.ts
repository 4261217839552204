import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readSheet } from '@lizhu/data/sheets'
import { desk, importSchema, type Acting, type Desk } from './desk.ts'

let d: Desk
let officer: Acting, clerk: Acting, tax: Acting, foreign: Acting
let east: string
const CODE = '9144030071526726XG'
const HEADERS = '统一社会信用代码,企业名称,县区,2024年营业收入（万元）,从业人员（2024年）'

beforeAll(async () => {
  d = await desk()
  const [alpha, beta] = d.w.places
  east = await d.w.party(alpha, '440203', '韶关市粤东钢铁有限公司', CODE)
  await d.w.party(alpha, '440204', '西岭电子有限公司', '91350203M0001QAY99')
  officer = await d.w.person(alpha, 'officer', { organisation: '市工信局' })
  clerk = await d.w.person(alpha, 'clerk', { area: '440203' })
  tax = await d.w.person(alpha, 'tax')
  foreign = await d.w.person(beta, 'officer')
})
afterAll(() => d.close())

const facts = z.object({ items: z.array(z.object({ name: z.string(), period: z.string(), written: z.string(), organisation: z.string().nullable(), source: z.string() })) })
const told = async (who: Acting, party: string) => facts.parse((await d.call(who, 'GET', `/parties/${party}/facts`)).body).items.map(one => `${one.name} ${one.period} ${one.written}`)
const parties = async (who: Acting, q: string) => z.object({ items: z.array(z.object({ id: z.string(), code: z.string().nullable(), area: z.string().nullable() })) }).parse((await d.call(who, 'GET', `/parties?kind=企业&q=${encodeURIComponent(q)}`)).body).items

test('columns are guessed by their headers: units and years are recognised, a title above is passed over', async () => {
  const { body } = await d.upload(officer, '企业', '表.csv', ['企业情况表', HEADERS, `${CODE},韶关市粤东钢铁有限公司,东区,12500,88`].join('\n'))
  const one = importSchema.parse(body)
  const { headerRow, columns, rows } = await d.preview(officer, one.id)
  expect(headerRow).toBe(2)
  expect(columns).toEqual([{ to: 'code' }, { to: 'name' }, { to: 'area' }, { to: 'fact', fact: '营业收入', period: '2024年', unit: '万元' }, { to: 'fact', fact: '从业人员', period: '2024年', unit: null }])
  expect(rows.map(({ row }) => row)).toEqual([3])
})

test('each row says what would become of it; taken in, it is so, told by the office from its source; again, nothing is to do', async () => {
  const lines = [HEADERS, `${CODE},,,12500,88`, ',新办机械厂,东区,80.5,']
  const one = await d.checked(officer, '企业', lines)
  expect([one.state, one.counts]).toEqual(['ready', { rows: 2, new: 1, change: 1, same: 0, wrong: 0, warned: 0, facts: 3 }])
  const rows = await d.rows(officer, one.id)
  expect(rows.map(({ outcome, chosen }) => [outcome, chosen])).toEqual([['change', true], ['new', true]])
  expect(rows[0]?.changes).toMatchObject([{ fact: '营业收入', period: '2024', before: null, after: '12500万元' }, { fact: '从业人员', period: '2024', before: null }])
  expect((await d.begin(officer, one.id, 'carry-out')).state).toBe('done')
  expect(await told(officer, east)).toEqual(expect.arrayContaining(['营业收入 2024 12500万元']))
  const [made] = await parties(officer, '新办机械')
  expect(made).toMatchObject({ code: null, area: '440203' })
  expect(await told(officer, made?.id ?? '')).toEqual(['营业收入 2024 80.5万元'])
  const again = await d.checked(officer, '企业', lines)
  expect(again.counts).toMatchObject({ rows: 2, same: 2, facts: 0 })
  expect((await d.call(officer, 'POST', `/imports/${again.id}/carry-out`)).status).toBe(409)
  const changed = await d.checked(officer, '企业', [HEADERS, `${CODE},粤东钢铁股份有限公司,,1.26亿,88`])
  expect((await d.rows(officer, changed.id))[0]?.changes.map(({ what, before, after }) => [what, before, after])).toEqual([['name', '韶关市粤东钢铁有限公司', '粤东钢铁股份有限公司'], ['fact', '12500万元', '1.26亿']])
})

describe('what is wrong is said at the cell', () => {
  test.each([
    ['91440300715267,甲厂,东区,1,1', 0, '18 位'], [`91350203M0001QAY9B,甲厂,东区,1,1`, 0, '校验不符'], [',甲厂,南区,1,1', 2, '没有叫'], [',甲厂,东区,许多,1', 3, '金额'], [',甲厂,东区,1,八个', 4, '数'], [',,东区,1,1', 0, '没有统一社会信用代码'],
  ])('%s', async (line, column, words) => {
    const one = await d.checked(officer, '企业', [HEADERS, line])
    const [row] = await d.rows(officer, one.id, 'problems')
    expect(row?.problems.map(problem => problem.column)).toEqual([column])
    expect(row?.problems[0]?.zh).toContain(words)
    expect(row?.chosen).toBe(false)
  })

  test('the second of two alike, and of two that one name could mean', async () => {
    const [alpha] = d.w.places
    await d.w.party(alpha, '440203', '同名厂')
    await d.w.party(alpha, '440204', '同名厂')
    const one = await d.checked(officer, '企业', [HEADERS, ',丙厂,东区,1,1', ',丙厂,东区,2,2', ',同名厂,,3,3'])
    expect((await d.rows(officer, one.id)).map(({ outcome, problems }) => [outcome, problems.map(({ zh }) => zh.slice(0, 6))])).toEqual([['new', []], ['wrong', ['与第 2 行']], ['wrong', ['有 2 个主']]])
  })

  test('marked in the same sheet, to be corrected there', async () => {
    const one = await d.checked(officer, '企业', [HEADERS, ',丁厂,东区,1,1', ',戊厂,南区,1,1'])
    const { path, headers } = await d.fetchFile(officer, `/imports/${one.id}/annotated`)
    expect(headers.get('Content-Disposition')).toContain('attachment')
    const rows = []
    for await (const row of (await readSheet(path)).rows()) rows.push(row.cells)
    expect(rows[0]?.at(-1)).toBe('问题')
    expect(rows[2]?.at(-1)).toContain('没有叫“南区”的县区')
    expect(rows[1]).toHaveLength(5)
  })
})

test('a code that fails its check is taken in only where somebody says on what evidence, which is kept', async () => {
  const one = await d.checked(officer, '企业', [HEADERS, '91350203M0001QAY9B,试点公司,东区,1,1'])
  expect((await d.call(officer, 'POST', `/imports/${one.id}/carry-out`)).status).toBe(409)
  const choose = (body: object) => d.call(officer, 'PUT', `/imports/${one.id}/chosen`, body)
  expect(await choose({ rows: [2], chosen: true })).toMatchObject({ status: 422, body: { code: 'row-reason' } })
  expect(await choose({ rows: [2], chosen: true, reason: '营业执照原件' })).toMatchObject({ status: 200, body: { chosen: 1 } })
  await d.begin(officer, one.id, 'carry-out')
  const [made] = await parties(officer, '试点公司')
  expect(await d.call(officer, 'GET', `/parties/${made?.id ?? ''}`)).toMatchObject({ body: { code: '91350203M0001QAY9B', codeOverride: '营业执照原件' } })
})

test('rows left out stay out; a wrong one cannot be chosen', async () => {
  const one = await d.checked(officer, '企业', [HEADERS, ',己厂,东区,1,1', ',庚厂,东区,1,1', ',辛厂,南区,1,1'])
  expect((await d.call(officer, 'PUT', `/imports/${one.id}/chosen`, { rows: [4], chosen: true })).status).toBe(422)
  expect((await d.call(officer, 'PUT', `/imports/${one.id}/chosen`, { rows: [2], chosen: false })).body).toEqual({ chosen: 1 })
  await d.begin(officer, one.id, 'carry-out')
  expect([(await parties(officer, '己厂')).length, (await parties(officer, '庚厂')).length]).toEqual([0, 1])
})

test('a clerk takes in the own county; a row of another is refused at the row, whether it is new there or registered there', async () => {
  const one = await d.checked(clerk, '企业', [HEADERS, ',东厂,东区,1,1', ',西厂,西区,1,1', '91350203M0001QAY99,西岭电子有限公司,东区,1,1', ',无县厂,,1,1', `${CODE},,西区,1,1`])
  const rows = await d.rows(clerk, one.id)
  expect(rows.map(({ outcome }) => outcome)).toEqual(['new', 'wrong', 'wrong', 'wrong', 'wrong'])
  expect(rows.flatMap(({ problems }) => problems.map(({ zh }) => zh))).toEqual(['不在您管辖的县区', '已登记在您管辖范围以外的县区', '写明所在县区', '不在您管辖的县区'])
  await d.begin(clerk, one.id, 'carry-out')
  expect((await parties(officer, '东厂')).length).toBe(1)
  // Whoever may not register parties or change them imports facts of those that are there.
  const byTax = await d.checked(tax, '企业', [HEADERS, ',税厂,东区,1,1', `${CODE},别名,,7,7`])
  expect((await d.rows(tax, byTax.id)).map(({ outcome }) => outcome)).toEqual(['wrong', 'wrong'])
})

test('another tenant sees neither the import nor its rows, its sheet or its jobs, and nor does another clerk', async () => {
  const one = await d.checked(officer, '企业', [HEADERS, ',壬厂,东区,1,1'])
  const stranger = await d.w.person(d.w.places[0], 'clerk', { area: '440204' })
  for (const who of [foreign, stranger]) {
    for (const path of [`/imports/${one.id}`, `/imports/${one.id}/rows`, `/imports/${one.id}/preview`, `/imports/${one.id}/annotated`]) expect((await d.call(who, 'GET', path)).status).not.toBe(200)
    for (const what of ['carry-out', 'undo']) expect((await d.call(who, 'POST', `/imports/${one.id}/${what}`)).status).toBe(404)
    expect((await d.call(who, 'GET', '/imports')).body).toEqual({ items: [], next: null })
  }
})

test('the matching is remembered for the next sheet with the same headers', async () => {
  const lines = ['代号,厂名,收入', ',癸厂,1']
  const sent = importSchema.parse((await d.upload(officer, '企业', '表.csv', lines.join('\n'))).body)
  expect((await d.preview(officer, sent.id)).columns).toEqual([{ to: 'ignored' }, { to: 'ignored' }, { to: 'ignored' }])
  const columns = [{ to: 'code' }, { to: 'name' }, { to: 'fact', fact: '营业收入', period: '2023', unit: '亿元' }]
  const one = await d.checked(officer, '企业', lines, { columns, headerRow: 1 })
  await d.begin(officer, one.id, 'carry-out')
  const next = importSchema.parse((await d.upload(officer, '企业', '表.csv', lines.join('\n'))).body)
  expect((await d.preview(officer, next.id)).columns).toEqual(columns)
})

test.each([
  [[{ to: 'ignored' }], '代码或名称'], [[{ to: 'name' }, { to: 'fact', fact: '营业收入', period: null, unit: null }], '期间'], [[{ to: 'name' }, { to: 'fact', fact: '营业收入', period: '2024', unit: '人' }], '单位'],
  [[{ to: 'name' }, { to: 'fact', fact: '没有', period: null, unit: null }], '没有“没有”'], [[{ to: 'name' }, { to: 'name' }], '同一项'],
])('a matching that cannot be is refused: %j', async (columns, words) => {
  const sent = importSchema.parse((await d.upload(officer, '企业', '表.csv', '甲,乙\n1,2')).body)
  const answer = await d.call(officer, 'PUT', `/imports/${sent.id}/matching`, { sheet: '表', headerRow: 1, columns, source: '年报', organisation: null }, { 'If-Match': '"1"' })
  expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(words)])
})

test('a column may tell the period: a row for each year, one party', async () => {
  const one = await d.checked(officer, '企业', ['企业名称,年份,县区,营业收入（万元）', '年年厂,2022,东区,1', '年年厂,2023年,东区,2', '年年厂,2023,东区,3', '年年厂,去年,东区,4'])
  expect((await d.rows(officer, one.id)).map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new', 'wrong'])
  await d.call(officer, 'PUT', `/imports/${one.id}/chosen`, { rows: [4], chosen: false })
  expect((await d.begin(officer, one.id, 'carry-out')).problem).toBeNull()
  const [made] = await parties(officer, '年年厂')
  expect(await told(officer, made?.id ?? '')).toEqual(['营业收入 2022 1万元', '营业收入 2023 2万元'])
})

test('claims stand under parties that are there', async () => {
  const one = await d.checked(officer, '技改项目', ['企业名称,项目编号,项目名称,固定资产投资（万元）,类别', '西岭电子有限公司,一,增扩产线,1200,增扩产', '没有的厂,一,线,1,增扩产', '西岭电子有限公司,,线,1,增扩产', '西岭电子有限公司,二,线,1,别的'])
  expect((await d.rows(officer, one.id)).map(({ outcome, problems }) => [outcome, problems.map(({ column }) => column)])).toEqual([['new', []], ['wrong', [0]], ['wrong', [1]], ['wrong', [4]]])
  await d.begin(officer, one.id, 'carry-out')
  const [west] = await parties(officer, '西岭')
  const { body } = await d.call(officer, 'GET', `/parties/${west?.id ?? ''}/dossier`)
  expect(JSON.stringify(body)).toContain('1200万元')
})
